import Cadastre
public import Register

/// Which rows of a layer are exported: values of one field are alternatives, fields must all agree.
public struct ExportFilter: Sendable, Hashable {
  private var values: [String: [String]] = [:]

  /// Makes a filter that lets everything pass.
  public init() {}

  /// The fields of a layer by which it can be filtered.
  public static func fields(of layer: Layer) -> [String] {
    switch layer {
    case .wards: ["code", "name", "kind", "province"]
    case .parcels: ["ward", "wardFrom", "series", "sheet", "number", "landUse"]
    }
  }

  /// Adds a condition such as `ward=21025`.
  ///
  /// - Throws: ``ExportError`` of code `filterUnknown` when it has no such form, or names no field of the layer.
  public mutating func add(_ text: String, for layer: Layer) throws(ExportError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let fields = Self.fields(of: layer)
    guard parts.count == 2, fields.contains(parts[0]) else {
      let names = fields.joined(separator: ", ")
      throw ExportError(
        "filterUnknown", .usage,
        vi: "--filter cần dạng trường=giá_trị, không phải “\(text)”. Các trường: \(names)",
        en: "--filter takes field=value, not “\(text)”. The fields: \(names)")
    }
    values[parts[0], default: []].append(parts[1])
  }

  /// The ward codes that are asked for; empty for all.
  var wards: [String] { values["ward"] ?? values["code"] ?? [] }

  /// Whether a row passes.
  func passes(_ row: LayerRow) -> Bool {
    guard !values.isEmpty else { return true }
    switch row.subject {
    case .parcel(let parcel):
      let key = parcel.key
      return allows("ward", key.ward) && allows("wardFrom", key.wardFrom?.description ?? "")
        && allows("series", key.series) && allows("sheet", key.sheet) && allows("number", key.number)
        && allowsUse(parcel.landUse)
    case .ward(let ward):
      return allows("code", ward.code) && allows("name", ward.name) && allows("kind", ward.kind ?? "")
        && allows("province", ward.province ?? "")
    }
  }

  private func allows(_ field: String, _ value: String) -> Bool { values[field]?.contains(value) ?? true }

  /// A land use is met by its whole label, or by one of its parts: `ODT` by `ODT+CLN`.
  private func allowsUse(_ label: String?) -> Bool {
    guard let wanted = values["landUse"] else { return true }
    guard let label else { return wanted.contains("") }
    if wanted.contains(label) { return true }
    return LandUseLabel(label).parts.contains { wanted.contains($0.code) }
  }
}
