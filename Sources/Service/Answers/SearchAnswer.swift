public import Cadastre
public import JSON
import Register
public import VietText

/// The parcels, sheets and wards that some words name, and what was understood of them.
public struct SearchAnswer: Sendable {
  /// A parcel that was found.
  public struct Parcel: Sendable {
    /// The parcel.
    public var feature: ParcelFeature
    /// How well it answers.
    public var match: MatchKind
  }

  /// A sheet that was found; its parcels lie at ``path``.
  public struct Sheet: Hashable, Sendable {
    /// The code of the ward of its survey.
    public var code: String
    /// That ward, or the one of today that was asked for; `nil` when the register knows none.
    public var ward: WardReference?
    /// The sheet as the register writes it.
    public var sheet: String
    /// How well it answers.
    public var match: MatchKind

    var path: String { "/parcels?ward=\(Link.encoded(code))&sheet=\(Link.encoded(sheet))" }

    var title: Phrase {
      Phrase(
        vi: "Tờ \(sheet), \(ward?.name ?? "xã \(code)")", en: "Sheet \(sheet), \(ward?.name ?? "ward \(code)")")
    }
  }

  /// What was made of the text.
  public struct Understood: Hashable, Sendable {
    /// The ways to read its numbers.
    public var readings: [SearchQuery.Reading]
    /// Which of them was answered.
    public var reading = 0
    /// The words that were taken for the name of a ward, as typed.
    public var wardText: String?
    /// The ward, when there is no doubt which.
    public var ward: WardReference?
    /// How many wards the words may name.
    public var wardCount = 0
    /// The national code of a parcel.
    public var nationalCode: String?
    /// Whether the text is a coordinate.
    public var isCoordinate = false
    /// All words of names, as typed.
    public var words: [String]
    /// What was not used, as typed.
    public var unread: [String]

    /// The sheet.
    public var sheet: String? { readings.indices.contains(reading) ? readings[reading].sheet?.text : nil }
    /// The number.
    public var number: String? { readings.indices.contains(reading) ? readings[reading].number?.text : nil }
  }

  /// What was asked.
  public let question: SearchQuestion
  /// What was understood.
  public var understood: Understood
  /// The parcels, the best first.
  public var parcels: [Parcel] = []
  /// The wards, the best first.
  public var wards: [WardFeature] = []
  /// The sheets, the best first, when no number was asked for.
  public var sheets: [Sheet] = []
  /// The revision that answers.
  public var revision: RevisionReference
  /// What else there is to say.
  public var notes: [Note] = []
  /// Where else to go.
  public var links: [Link]
  /// Whether something was left out because it is of defence.
  var isDefence = false
  /// Whether there is more than is given.
  var hasMore = false
  /// Whether the text names too much.
  var isTooWide = false

  var limit: Int { question.limit }
  /// What is kept back.
  public var withheld: [String] { isDefence ? ["holder", "defenceLand"] : ["holder"] }

  init(_ question: SearchQuestion, _ query: SearchQuery, _ scene: Scene) {
    self.question = question
    revision = scene.revision
    understood = Understood(
      readings: query.readings, nationalCode: query.nationalCode?.text, words: query.words.map(\.text),
      unread: query.unread)
    var path = "/search?q=\(Link.encoded(question.text))"
    if let ward = question.ward { path += "&ward=\(Link.encoded(ward))" }
    if let asOf = question.moment.asOf { path += "&asOf=\(asOf)" }
    links = [Link("self", path + (question.limit == 20 ? "" : "&limit=\(question.limit)"))]
  }

  /// Takes over what the names of wards gave.
  mutating func take(_ scope: WardScope, _ query: SearchQuery, _ places: PlaceIndex) {
    understood.wardText =
      question.ward ?? (scope.isGiven ? query.wardCode?.text : nil)
      ?? (scope.used.isEmpty ? nil : query.words[scope.used].map(\.text).joined(separator: " "))
    understood.wardCount = scope.isGiven ? scope.listed.count : 0
    understood.ward = scope.isGiven ? scope.only.map { WardReference($0) } : nil
    understood.unread += scope.unread.map { query.words[$0].text }
  }

  /// Writes the answer as a GeoJSON feature collection.
  ///
  /// - Parameters:
  ///   - writer: takes the JSON text.
  ///   - language: that of titles and notes.
  ///   - base: what stands before the path of each link.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("query")
    writer.beginObject()
    writer.key("q")
    writer.string(question.text)
    writer.key("ward")
    writer.string(question.ward)
    writer.key("asOf")
    writer.day(question.moment.asOf)
    writer.endObject()
    writer.key("understood")
    understood.write(into: &writer, language)
    writer.key("revision")
    writer.reference(revision)
    writer.key("numberReturned")
    writer.integer(parcels.count + wards.count)
    writer.key("features")
    writer.beginArray()
    for parcel in parcels { parcel.write(into: &writer, language, base) }
    for ward in wards { ward.write(into: &writer, base: base) }
    writer.endArray()
    writer.key("sheets")
    writer.beginArray()
    for sheet in sheets { sheet.write(into: &writer, language, base) }
    writer.endArray()
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }
}

extension SearchAnswer.Understood {
  /// The understanding in words: `tờ 12, thửa 345, Phường Nghĩa Lộ`.
  var phrase: Phrase {
    func words(_ sheet: String, _ parcel: String, _ code: String, _ any: String, _ place: String) -> String {
      var parts: [String] = []
      if isCoordinate { return place }
      if let nationalCode { parts.append("\(code) \(nationalCode)") }
      if let text = self.sheet { parts.append("\(sheet) \(text)") }
      if let number { parts.append("\(parcel) \(number)") }
      if let ward {
        parts.append("\(ward.name) (\(ward.code))")
      } else if let wardText {
        parts.append("\(any) “\(wardText)”")
      }
      return parts.joined(separator: ", ")
    }
    return Phrase(
      vi: words("tờ", "thửa", "mã định danh thửa", "xã", "tọa độ"),
      en: words("sheet", "parcel", "national parcel code", "ward", "coordinate"))
  }

  func write(into writer: inout JSONWriter, _ language: Language) {
    writer.beginObject()
    writer.key("ward")
    if let wardText {
      writer.beginObject()
      writer.key("text")
      writer.string(wardText)
      writer.key("code")
      writer.string(ward?.code)
      writer.key("name")
      writer.string(ward?.name)
      writer.key("validFrom")
      writer.day(ward?.validFrom)
      writer.key("numberMatched")
      writer.integer(wardCount)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.key("sheet")
    writer.string(isCoordinate ? nil : sheet)
    writer.key("number")
    writer.string(isCoordinate ? nil : number)
    writer.key("nationalCode")
    writer.string(nationalCode)
    writer.key("coordinate")
    writer.bool(isCoordinate)
    for (name, texts) in [("words", words), ("unread", unread)] {
      writer.key(name)
      writer.beginArray()
      for text in texts { writer.string(text) }
      writer.endArray()
    }
    writer.key("text")
    writer.string(phrase[language])
    writer.endObject()
  }
}

extension SearchAnswer.Parcel {
  fileprivate func write(into writer: inout JSONWriter, _ language: Language, _ base: String) {
    writer.beginObject()
    feature.writeMembers(into: &writer)
    writer.key("layer")
    writer.raw("\"parcels\"")
    writer.key("match")
    writer.string(match.rawValue)
    writer.key("title")
    writer.string(feature.heading(language))
    writer.key("href")
    writer.string(base + ParcelAnswer.path(of: feature.parcel.key))
    writer.endObject()
  }
}

extension SearchAnswer.Sheet {
  fileprivate func write(into writer: inout JSONWriter, _ language: Language, _ base: String) {
    writer.beginObject()
    writer.key("ward")
    writer.string(code)
    writer.key("wardName")
    writer.string(ward?.name)
    writer.key("sheet")
    writer.string(sheet)
    writer.key("match")
    writer.string(match.rawValue)
    writer.key("title")
    writer.string(title[language])
    writer.key("href")
    writer.string(base + path)
    writer.endObject()
  }
}
