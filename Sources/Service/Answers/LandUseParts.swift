import Cadastre
import JSON

/// A land-use label taken apart once and kept, since a ward has a dozen of them and a million parcels bear them.
struct LandUseParts: Sendable {
  /// The label as the member `landUses`, JSON text.
  let json: [UInt8]
  /// The meaning in Vietnamese words.
  let words: String
  /// The codes of the parts, in the order of the label.
  let codes: [String]
  /// The areas that the label gives to its parts, m²; `nil` unless it gives one to each.
  let areas: [Double]?
  /// Whether land under this label is in no public answer.
  let isDefence: Bool

  init(_ label: String) {
    let parsed = LandUse.parse(label)
    var writer = JSONWriter()
    writer.beginArray()
    for part in parsed.parts {
      writer.beginObject()
      writer.key("code")
      writer.string(part.code)
      writer.key("area")
      writer.measure(part.area, decimals: 2)
      writer.endObject()
    }
    writer.endArray()
    json = writer.take()
    words = parsed.words
    codes = parsed.parts.map(\.code)
    let known = parsed.parts.compactMap(\.area)
    areas = known.count == parsed.parts.count && known.reduce(0, +) > 0 ? known : nil
    isDefence = parsed.isDefence
  }
}

/// The labels met so far; one for each desk.
struct LandUseCache {
  private var known: [String: LandUseParts] = [:]
  /// Free text in that column must not fill the memory.
  private static let capacity = 4096

  /// The label asked for last, since neighbours mostly bear the same.
  private var last: (label: String, isDefence: Bool)?

  /// Whether land under a label is in no public answer.
  mutating func isDefence(_ label: String) -> Bool {
    if let last, last.label == label { return last.isDefence }
    let isDefence = parts(of: label).isDefence
    last = (label, isDefence)
    return isDefence
  }

  mutating func parts(of label: String) -> LandUseParts {
    if let parts = known[label] { return parts }
    let parts = LandUseParts(label)
    if known.count >= Self.capacity { known.removeAll() }
    known[label] = parts
    return parts
  }
}
