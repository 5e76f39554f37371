/// What a column of a parcel or ward layer holds; the raw values are those of data/domain/columns.tsv.
public enum ColumnRole: String, Hashable, Sendable, CaseIterable {
  case wardCode = "ward_code"
  case sheet = "sheet_no"
  case number = "parcel_no"
  case temporaryNumber = "parcel_no_temp"
  case internalID = "parcel_internal_id"
  case nationalCode = "parcel_id12"
  case mapArea = "area_map"
  case legalArea = "area_legal"
  case residentialArea = "area_residential"
  case privateUseArea = "area_private_use"
  case landUse = "land_use"
  case landUse2003 = "land_use_2003"
  case legalLandUse = "land_use_legal"
  case holderName = "holder_name"
  case holderID = "holder_id"
  case holderType = "holder_type"
  case parcelAddress = "parcel_address"
  case holderAddress = "holder_address"
  case certificate = "cert_no"
  case certificateBook = "cert_book_no"
  case certificateIssued = "cert_issued"
  case oldSheet = "old_sheet"
  case oldNumber = "old_parcel"
  case mapScale = "map_scale"
  case edgeLength = "edge_len"
  case color = "color"
  case centroidX = "centroid_x"
  case centroidY = "centroid_y"
  /// Other personal data: births, telephones, spouses, debts (ours, not of the table).
  case otherPersonal = "personal"
  /// The name of a ward (ours).
  case wardName = "ward_name"
  /// The kind of a ward (ours).
  case wardKind = "ward_kind"
  /// A province's name or code (ours).
  case province = "province"
  /// The first day of validity (ours).
  case validFrom = "valid_from"
  /// The first day after validity (ours).
  case validTo = "valid_to"

  /// Whether the column is personal, or links land to a person, and stays out of the land register.
  public var isRestricted: Bool {
    switch self {
    case .holderName, .holderID, .holderType, .holderAddress, .certificate, .certificateBook, .otherPersonal: true
    default: false
    }
  }
}

/// The fields that an import takes, named as in `--map field=COLUMN`.
public enum ImportField: String, Hashable, Sendable, CaseIterable {
  // wards
  case code, name, kind, province, validFrom, validTo
  // parcels
  case ward, sheet, number, series, registeredArea, landUse, address, holder, nationalCode

  /// Whether the field is personal and stays out of the land register.
  public var isRestricted: Bool { self == .holder }
}

/// The two layers that an import reads.
public enum ImportLayer: String, Hashable, Sendable, CaseIterable {
  case wards, parcels

  /// The fields of the layer.
  public var fields: [ImportField] {
    switch self {
    case .wards: [.code, .name, .kind, .province, .validFrom, .validTo]
    case .parcels:
      [.ward, .sheet, .number, .series, .registeredArea, .landUse, .address, .holder, .nationalCode]
    }
  }
}
