import Cadastre
public import JSON
import Register
public import VietText

/// A page of the parcels of a sheet.
public struct SheetAnswer: Sendable {
  /// The parcels, in the order of their numbers.
  public var features: [ParcelFeature]
  /// The revision that answers.
  public var revision: RevisionReference
  /// What is kept back.
  public var withheld: [String]
  /// What else there is to say.
  public var notes: [Note]
  /// Where else to go, the next page with relation `next`.
  public var links: [Link]

  /// Writes the page as a GeoJSON feature collection.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    Self.begin(into: &writer)
    for feature in features { feature.write(into: &writer) }
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
    writer.key("numberReturned")
    writer.integer(count)
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }
}

/// Where a page of a sheet stands.
struct SheetPage {
  /// The state of the land, its revision pinned after the first page.
  var moment: Moment
  /// The parcel after which it goes on.
  var last: ParcelKey?
  /// How many parcels may still come.
  var remaining: Int
  /// Whether the sheet has no more.
  var isExhausted = false
  /// Whether something was left out because it is of defence.
  var isDefence = false

  init(start: SheetCursor, limit: Int) {
    moment = start.moment
    last = start.last
    remaining = limit
  }

  var isComplete: Bool { isExhausted || remaining <= 0 }

  /// The links of the page, once it is complete.
  func links(_ question: SheetQuestion, revision: Int) -> [Link] {
    var query = "ward=\(Link.encoded(question.ward))&sheet=\(Link.encoded(question.sheet))"
    if let series = question.series { query += "&series=\(Link.encoded(series))" }
    query += "&limit=\(question.limit)"
    if let asOf = question.moment.asOf { query += "&asOf=\(asOf)" }
    var links = [
      Link("self", "/parcels?" + query + (question.cursor.map { "&cursor=\(Link.encoded($0))" } ?? "")),
      Link("up", "/wards/\(Link.encoded(question.ward))"),
    ]
    if !isExhausted, let last {
      let pinned = Moment(revision: revision, asOf: question.moment.asOf)
      links.append(Link("next", "/parcels?\(query)&cursor=\(SheetCursor(moment: pinned, last: last).text)"))
    }
    return links
  }
}

/// Where a list of a sheet goes on, as clients carry it: opaque to them, and pinned to a revision.
struct SheetCursor {
  var moment: Moment
  var last: ParcelKey?

  init(moment: Moment, last: ParcelKey?) {
    self.moment = moment
    self.last = last
  }

  /// The place where a question's page begins.
  static func start(of question: SheetQuestion) throws(ServiceError) -> SheetCursor {
    guard let text = question.cursor else { return SheetCursor(moment: question.moment, last: nil) }
    guard let cursor = SheetCursor(text), let last = cursor.last, last.ward == question.ward,
      last.sheet == question.sheet, cursor.moment.asOf == question.moment.asOf,
      question.moment.revision == nil || question.moment.revision == cursor.moment.revision
    else {
      throw ServiceError(
        .badCursor,
        Phrase(
          vi: "cursor không phải của danh sách này; hãy dùng nguyên liên kết next của trang trước.",
          en: "The cursor is not of this list; follow the next link of the page before as it is."),
        parameter: "cursor")
    }
    return cursor
  }

  /// The cursor as text of unreserved characters.
  var text: String {
    let revision = moment.revision.map { String($0) } ?? ""
    let asOf = moment.asOf?.description ?? ""
    let wardFrom = last?.wardFrom?.description ?? ""
    return OpaqueText.encode(
      [revision, asOf, last?.ward ?? "", last?.sheet ?? "", last?.number ?? "", last?.series ?? "", wardFrom])
  }

  init?(_ text: String) {
    guard let fields = OpaqueText.decode(text), fields.count == 7, let revision = Int(fields[0]) else { return nil }
    moment = Moment(revision: revision, asOf: Day(fields[1]))
    last = ParcelKey(
      ward: fields[2], wardFrom: Day(fields[6]), series: fields[5], sheet: fields[3], number: fields[4])
  }
}

/// Fields as one text that clients carry about without reading it, with a sum that tells a damaged one.
enum OpaqueText {
  static func encode(_ fields: [String]) -> String {
    var bytes: [UInt8] = []
    for (place, field) in fields.enumerated() {
      // A field holds no unit separator: sheets and numbers have no control characters.
      if place > 0 { bytes.append(0x1F) }
      bytes.append(contentsOf: field.utf8)
    }
    let sum = checksum(bytes)
    bytes.append(UInt8(truncatingIfNeeded: sum))
    bytes.append(UInt8(truncatingIfNeeded: sum >> 8))
    return bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  static func decode(_ text: String) -> [String]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2), (4...2000).contains(digits.count) else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    let high = UInt32(bytes.removeLast())
    let low = UInt32(bytes.removeLast())
    guard checksum(bytes) & 0xFFFF == high << 8 | low else { return nil }
    return bytes.split(separator: 0x1F, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  /// FNV-1a.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
