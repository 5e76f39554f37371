/// The names under which offices and programs write the columns of parcel and ward layers.
///
/// Names are compared as capitals without tone, underscore or space, and, because a DBF cuts names at ten bytes, a name
/// of ten characters also with the beginnings of longer ones.
public enum ColumnSynonyms {
  /// The names of a role, those of the table first, all in the form of ``normalised(_:)``.
  public static func names(of role: ColumnRole) -> [String] {
    ((table[role] ?? []) + (ours[role] ?? [])).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The names of a role that data/domain/columns.tsv gives.
  public static func tableNames(of role: ColumnRole) -> [String] { table[role] ?? [] }

  /// A column's name for comparison: `Số tờ`, `SO_TO` and `soTo` are all `SOTO`.
  public static func normalised(_ name: some StringProtocol) -> String { LetterFolding.key(name) }

  static let table: [ColumnRole: [String]] = rows.reduce(into: [:]) { table, row in
    guard let role = ColumnRole(rawValue: row.role) else { return }
    table[role] = row.synonyms.split(separator: " ").map { LetterFolding.key($0) }
  }

  /// Names that the table does not have, added here.
  static let ours: [ColumnRole: [String]] = [
    .wardCode: ["WARD", "WARDCODE", "CODE", "MAPHUONGXA", "MAXAMOI", "MADVHCCAPXA", "COMMUNECODE", "COMMUNEID"],
    .sheet: ["SHEET", "SHEETNO", "SHEETNUMBER", "TOSO", "SOTOBANDODIACHINH"],
    .number: ["NUMBER", "PARCEL", "PARCELNUMBER", "SOTHUTUTHUADAT"],
    .nationalCode: ["NATIONALCODE", "MADINHDANHTHUADATQUOCGIA"],
    .legalArea: ["REGISTEREDAREA", "LEGALAREA"],
    .mapArea: ["MAPAREA", "DIENTICHTHUA"],
    .landUse: ["LANDUSECODE", "LOAIDATQH"],
    .parcelAddress: ["PARCELADDRESS"],
    .mapScale: ["SERIES", "TYLEBANDO"],
    .holderName: [
      "HOLDER", "HOLDERNAME", "CHUSDUNG", "CHUSDDAT", "HOVATEN", "TENCHUHO", "TENNGUOISD", "NGUOISDD", "NGUOISDDAT",
      "TENNGUOISDDAT", "TENNGUOISUDUNG", "TENNGUOISUDUNGDAT", "OWNERNAME", "CHUSOHUU", "TENCHUSOHUU",
    ],
    .holderID: [
      "IDNUMBER", "SOCANCUOC", "CANCUOC", "CANCUOCCONGDAN", "MADINHDANHCANHAN", "SOHOCHIEU", "MASOTHUE", "MST",
    ],
    .holderAddress: ["ADDRESS", "DIACHITHUONGTRU", "DIACHINGUOISD", "DIACHICHUSD", "DIACHICHUSUDUNG", "HOLDERADDRESS"],
    .certificate: ["CERTIFICATE", "SOGIAYCHUNGNHAN", "SERIGCN", "SOPHATHANHGCN", "GCN"],
    .otherPersonal: [
      "NGAYSINH", "NAMSINH", "BIRTHYEAR", "BIRTHDATE", "GIOITINH", "SEX", "VO", "CHONG", "VOCHONG", "TENVO", "TENCHONG",
      "TENVOCHONG", "DIENTHOAI", "SODIENTHOAI", "SDT", "SODT", "PHONE", "EMAIL", "DANTOC", "QUOCTICH", "THECHAP",
      "TRANHCHAP", "GIADAT", "GIACHUYENNHUONG",
    ],
    .wardName: [
      "FULLNAME", "TENDAYDU", "TENXA", "TENPHUONG", "TENXAPHUONG", "TENPHUONGXA", "TENPX", "TENDVHC",
      "TENDONVIHANHCHINH",
      "TENDVHCCAPXA", "WARDNAME", "COMMUNEVN", "COMMUNE", "NAMEVN", "NAME", "TEN",
    ],
    .wardKind: ["KIND", "LOAIDVHC", "LOAIDONVI", "LOAIXA", "LOAIHINH", "LOAI", "TYPE"],
    .province: ["TENTINH", "PROVINCENAME", "PROVINCE", "PROVINCEVN", "TINH", "TINHTP", "PROVINCECODE", "MATINH"],
    .validFrom: ["VALIDFROM", "NGAYHIEULUC", "NGAYHL", "TUNGAY"],
    .validTo: ["VALIDTO", "NGAYHETHIEULUC", "DENNGAY"],
  ]
}
