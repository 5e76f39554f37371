public import Cadastre
import JSON
import VietText

/// A ward that another one was made of, or that it went to.
public struct WardRelation: Hashable, Sendable {
  /// The other ward.
  public var ward: WardVersion
  /// What is known of it.
  public var succession: WardSuccession

  /// The share of the older ward's area that went to the newer one, 0 to 1; 1 for the whole, `nil` when nobody knows.
  public var share: Double? { succession.extent == .whole ? 1 : succession.share }

  func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("code")
    writer.string(ward.code)
    writer.key("name")
    writer.string(ward.name)
    writer.key("validFrom")
    writer.day(ward.from)
    writer.key("validTo")
    writer.day(ward.to)
    writer.key("date")
    writer.day(succession.day)
    writer.key("extent")
    writer.string(succession.extent.rawValue)
    writer.key("share")
    writer.measure(share, decimals: 4)
    writer.key("verified")
    writer.bool(succession.isVerified)
    writer.key("source")
    writer.string(succession.source)
    writer.endObject()
  }

  /// How much went over, and how sure that is: `toàn bộ`, `một phần, 25 % (chưa kiểm chứng)`.
  func phrase(_ language: Language) -> String {
    let part: Phrase =
      switch (succession.extent, succession.share) {
      case (.whole, _): Phrase(vi: "toàn bộ", en: "all of it")
      case (.part, let share?):
        Phrase(
          vi: "một phần, \(Figures.decimal(share * 100, decimals: 1, .vietnamese)) %",
          en: "a part, \(Figures.decimal(share * 100, decimals: 1, .english)) %")
      case (.part, nil): Phrase(vi: "một phần", en: "a part")
      }
    let doubt = Phrase(vi: " (chưa kiểm chứng)", en: " (not verified)")
    return part[language] + (succession.isVerified ? "" : doubt[language])
  }
}

extension JSONWriter {
  /// Writes another ward of the same code.
  mutating func ward(_ ward: WardVersion, base: String) {
    beginObject()
    key("code")
    string(ward.code)
    key("name")
    string(ward.name)
    key("validFrom")
    day(ward.from)
    key("validTo")
    day(ward.to)
    key("href")
    string(ward.from.map { base + "/wards/\(Link.encoded(ward.code))?asOf=\($0)" })
    endObject()
  }
}
