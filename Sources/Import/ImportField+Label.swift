import Cadastre
import VietText

extension ImportField {
  /// Whether a row cannot be taken without it.
  var isRequired: Bool {
    switch self {
    case .code, .name, .ward, .sheet, .number: true
    default: false
    }
  }

  /// The fields that an import fills now; holders belong to the office file, which is another import's.
  static func filled(in layer: ImportLayer) -> [ImportField] { layer.fields.filter { $0 != .holder } }

  /// What people call it.
  var label: Phrase {
    switch self {
    case .code: Phrase(vi: "mã xã", en: "ward code")
    case .name: Phrase(vi: "tên xã", en: "ward name")
    case .kind: Phrase(vi: "loại đơn vị", en: "kind of unit")
    case .province: Phrase(vi: "tỉnh", en: "province")
    case .validFrom: Phrase(vi: "có từ ngày", en: "valid from")
    case .validTo: Phrase(vi: "đến ngày", en: "valid to")
    case .ward: Phrase(vi: "mã xã", en: "ward code")
    case .sheet: Phrase(vi: "số tờ", en: "sheet")
    case .number: Phrase(vi: "số thửa", en: "parcel number")
    case .series: Phrase(vi: "loạt bản đồ, tỷ lệ", en: "map series")
    case .registeredArea: Phrase(vi: "diện tích pháp lý", en: "registered area")
    case .landUse: Phrase(vi: "loại đất", en: "land use")
    case .holder: Phrase(vi: "người sử dụng đất", en: "holder")
    case .address: Phrase(vi: "địa chỉ thửa đất", en: "address of the land")
    case .nationalCode: Phrase(vi: "mã định danh thửa đất", en: "national parcel code")
    }
  }
}
