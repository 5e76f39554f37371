public import JSON
public import VietText

/// A page of the wards of a day.
public struct WardsAnswer: Sendable {
  /// The wards, in the order of their codes, or of how well they answer the words.
  public var features: [WardFeature]
  /// How many wards there are on all pages.
  public var total: Int
  /// The revision that answers.
  public var revision: RevisionReference
  /// What else there is to say.
  public var notes: [Note]
  /// Where else to go, the next page with relation `next`.
  public var links: [Link]

  /// Writes the page as a GeoJSON feature collection.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    Self.begin(into: &writer)
    for feature in features { feature.write(into: &writer, base: base) }
    end(into: &writer, count: features.count, language, base)
  }

  static func begin(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("features")
    writer.beginArray()
  }

  func end(into writer: inout JSONWriter, count: Int, _ language: Language, _ base: String) {
    writer.endArray()
    writer.key("numberMatched")
    writer.integer(total)
    writer.key("numberReturned")
    writer.integer(count)
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: [], notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }
}
