/// What a column of a parcel or ward layer holds; the raw values are those of data/domain/columns.tsv.
public enum ColumnRole: String, Hashable, Sendable, CaseIterable {
  /// The five-digit code of the ward.
  case wardCode = "ward_code"
  /// The map sheet (tờ bản đồ).
  case sheet = "sheet_no"
  /// The parcel number (số thửa).
  case number = "parcel_no"
  /// A temporary parcel number.
  case temporaryNumber = "parcel_no_temp"
  /// A program's own number, never an identity.
  case internalID = "parcel_internal_id"
  /// The national parcel code of twelve characters.
  case nationalCode = "parcel_id12"
  /// An area measured on the map, m².
  case mapArea = "area_map"
  /// The area that a legal paper states, m².
  case legalArea = "area_legal"
  /// The residential part of the area, m².
  case residentialArea = "area_residential"
  /// The area in private use, m².
  case privateUseArea = "area_private_use"
  /// The land-use label.
  case landUse = "land_use"
  /// The land-use symbol under the Land Law of 2003.
  case landUse2003 = "land_use_2003"
  /// The land use that a legal paper states.
  case legalLandUse = "land_use_legal"
  /// The name of the holder.
  case holderName = "holder_name"
  /// The holder's identity number.
  case holderID = "holder_id"
  /// The holder's kind.
  case holderType = "holder_type"
  /// The address of the land.
  case parcelAddress = "parcel_address"
  /// The holder's address.
  case holderAddress = "holder_address"
  /// The number of the certificate.
  case certificate = "cert_no"
  /// The certificate's number in the book.
  case certificateBook = "cert_book_no"
  /// Whether a certificate was issued.
  case certificateIssued = "cert_issued"
  /// The sheet before a renumbering.
  case oldSheet = "old_sheet"
  /// The parcel number before a renumbering.
  case oldNumber = "old_parcel"
  /// The scale of the map, which tells one series from another.
  case mapScale = "map_scale"
  /// A length along the border, m.
  case edgeLength = "edge_len"
  /// What drawing programs leave behind.
  case color = "color"
  /// A coordinate of the centre, of either axis.
  case centroidX = "centroid_x"
  /// The other coordinate of the centre.
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
  /// The fields of a ward.
  case code, name, kind, province, validFrom, validTo
  /// The fields of a parcel.
  case ward, sheet, number, series, registeredArea, landUse, address, holder, nationalCode

  /// Whether the field is personal and stays out of the land register.
  public var isRestricted: Bool { self == .holder }
}

/// The two layers that an import reads.
public enum ImportLayer: String, Hashable, Sendable, CaseIterable {
  /// Wards, or parcels.
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
