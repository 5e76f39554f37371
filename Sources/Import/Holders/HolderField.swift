import Cadastre
import VietText

/// The fields of a table of holders, named as in its header and in `--map field=COLUMN`.
enum HolderField: String, CaseIterable, Sendable {
  case holder, kind, name, sex, birthYear, idNumber, personRole, address, ward, series, sheet, number, share, use
  case certificate, from, to, standing

  /// Whether a table without it says nothing.
  var isRequired: Bool { [.name, .ward, .sheet, .number].contains(self) }

  /// The names of columns that hold it, in the form of ``ColumnSynonyms/normalised(_:)``.
  private var synonyms: [String] {
    switch self {
    case .holder: ["MACHU", "MAHO", "MANHOM", "NHOM", "MACHUSDD"]
    case .kind: ColumnSynonyms.names(of: .holderType) + ["LOAICHU", "DOITUONGSUDUNG"]
    case .name: ColumnSynonyms.names(of: .holderName)
    case .sex: ["GIOITINH", "PHAI", "GT"]
    case .birthYear: ["NAMSINH", "NGAYSINH", "NS"]
    case .idNumber: ColumnSynonyms.names(of: .holderID)
    case .personRole: ["VAITRO", "QUANHE", "QUANHEVOICHUHO"]
    case .address: ColumnSynonyms.names(of: .holderAddress)
    case .ward: ColumnSynonyms.names(of: .wardCode)
    case .series: ["LOAIBANDO", "HEBANDO"]
    case .sheet: ColumnSynonyms.names(of: .sheet)
    case .number: ColumnSynonyms.names(of: .number)
    case .share: ["PHAN", "TYLESOHUU", "TYLESUDUNG"]
    case .use: ColumnSynonyms.names(of: .landUse)
    case .certificate: ColumnSynonyms.names(of: .certificate)
    case .from: ["TUNGAY", "NGAYCAP"]
    case .to: ["DENNGAY"]
    case .standing: ["TINHTRANG"]
    }
  }

  /// What people call it.
  var label: Phrase {
    switch self {
    case .holder: Phrase(vi: "mã nhóm chủ", en: "group key")
    case .kind: Phrase(vi: "loại chủ", en: "kind")
    case .name: Phrase(vi: "tên", en: "name")
    case .sex: Phrase(vi: "giới tính", en: "sex")
    case .birthYear: Phrase(vi: "năm sinh", en: "year of birth")
    case .idNumber: Phrase(vi: "số định danh", en: "identity number")
    case .personRole: Phrase(vi: "vai trò", en: "role")
    case .address: Phrase(vi: "địa chỉ", en: "address")
    case .ward: Phrase(vi: "mã xã", en: "ward code")
    case .series: Phrase(vi: "loại bản đồ", en: "map series")
    case .sheet: Phrase(vi: "tờ bản đồ", en: "sheet")
    case .number: Phrase(vi: "số thửa", en: "parcel number")
    case .share: Phrase(vi: "phần", en: "share")
    case .use: Phrase(vi: "mục đích", en: "land use")
    case .certificate: Phrase(vi: "số giấy chứng nhận", en: "certificate")
    case .from: Phrase(vi: "từ ngày", en: "from")
    case .to: Phrase(vi: "đến ngày", en: "to")
    case .standing: Phrase(vi: "tình trạng", en: "standing")
    }
  }

  /// Finds the columns of a table.
  ///
  /// - Parameters:
  ///   - names: its header.
  ///   - given: what was said with `--map`.
  ///   - file: the file's name, for refusals.
  /// - Returns: for each field that is there the place of its column.
  /// - Throws: ``Refusal`` when a column that is needed or named is missing.
  static func columns(
    in names: [String], given: [String: String], file: String
  ) throws(Refusal) -> [HolderField: Int] {
    var columns: [HolderField: Int] = [:]
    for (name, column) in given.sorted(by: { $0.key < $1.key }) {
      guard let field = HolderField(rawValue: name) else {
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal(
          "fieldUnknown", cause: .usage, vi: "--map: không có trường “\(name)”. Các trường: \(known)",
          en: "--map: there is no field “\(name)”. The fields: \(known)")
      }
      guard let index = names.firstIndex(where: { $0.lowercased() == column.lowercased() }) else {
        throw Refusal(
          "columnMissing", vi: "\(file) không có cột “\(column)”", en: "\(file) has no column “\(column)”")
      }
      columns[field] = index
    }
    let keys = names.map { ColumnSynonyms.normalised($0) }
    for field in allCases where columns[field] == nil {
      let exact = names.firstIndex { $0.lowercased() == field.rawValue.lowercased() }
      let known = field.synonyms.lazy.compactMap { keys.firstIndex(of: $0) }.first
      if let index = exact ?? known, !columns.values.contains(index) { columns[field] = index }
    }
    for field in allCases where field.isRequired && columns[field] == nil {
      let shown = names.prefix(40).map { String($0.prefix(40)) }.joined(separator: ", ")
      throw Refusal(
        "columnMissing",
        vi: "\(file): không thấy cột \(field.label.vietnamese). Thêm --map \(field.rawValue)=CỘT. Các cột: \(shown)",
        en:
          "\(file): no column for the \(field.label.english). Add --map \(field.rawValue)=COLUMN. Its columns: \(shown)"
      )
    }
    return columns
  }
}
