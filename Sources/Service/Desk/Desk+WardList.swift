import Cadastre
import Geo
import Register
import VietText

/// A page of wards before its boundaries are read.
struct WardPage {
  var directory: WardDirectory
  var entries: [(entry: WardEntry, match: MatchKind?)]
  var answer: WardsAnswer
  /// The state of the land, its revision pinned.
  var moment: Moment
}

extension Desk {
  /// The wards of a day, or those that some words name, one page of them.
  ///
  /// Without words they come in the order of their codes; with words the best first, as in a search. Wards that have ended
  /// are in the list of a day on which they lasted.
  /// - Throws: ``ServiceError`` of code `badParameter` for words that are no question, `badCursor` for a cursor of another
  ///   list.
  public func wards(_ question: WardsQuestion) throws(ServiceError) -> WardsAnswer {
    let page = try wardPage(question)
    return try reading(page.moment) { snapshot, scene in
      var answer = page.answer
      answer.features = try page.entries.map { item in
        try feature(
          of: item.entry, in: page.directory, item.match, snapshot, scene, hasGeometry: question.hasGeometry)
      }
      return answer
    }
  }

  /// Which wards a page holds.
  func wardPage(_ question: WardsQuestion) throws(ServiceError) -> WardPage {
    if let text = question.text { try Self.check(text, "q") }
    var start = try WardCursor.start(of: question)
    // A page of today is of today even if the register has no parcels, and so no history.
    if start.moment.asOf == currentDay() { start.moment.asOf = nil }
    return try reading(start.moment) { snapshot, scene in
      let (directory, entries) = try wards(of: scene, snapshot)
      let lasting = entries.indices.filter { directory.lasts($0, on: scene.day) }
      var notes: [Note] = []
      let found: [(Int, MatchKind?)]
      if let text = question.text {
        let isLasting = Set(lasting)
        let all = Self.matches(text, directory, scene.day)
        found = all.filter { isLasting.contains($0.0) }
        if found.isEmpty, let ended = all.first.map({ directory.wards[$0.0] }) { notes.append(Self.past(ended)) }
      } else {
        found = lasting.map { ($0, nil) }
      }
      if entries.isEmpty { notes.append(snapshot.revision == 0 ? .emptyRegister : .noWards) }
      let page = found.dropFirst(start.offset).prefix(question.limit)
      var links = [Link("self", start.path(question, cursor: question.cursor))]
      if page.endIndex < found.count {
        let next = WardCursor(
          moment: Moment(revision: scene.revision.id, asOf: scene.day), text: question.text, offset: page.endIndex)
        links.append(Link("next", start.path(question, cursor: next.encoded)))
      }
      return WardPage(
        directory: directory, entries: page.map { (entries[$0.0], $0.1) },
        answer: WardsAnswer(
          features: [], total: found.count, revision: scene.revision, notes: notes, links: links),
        moment: Moment(revision: scene.revision.id > 0 ? scene.revision.id : nil, asOf: start.moment.asOf))
    }
  }

  private func wards(
    of scene: Scene, _ snapshot: borrowing Snapshot
  ) throws -> (directory: WardDirectory, entries: [WardEntry]) {
    if let known = scene.knownAt, known != snapshot.revision {
      let entries = try snapshot.wards(knownAt: known)
      return (WardDirectory(entries.map(\.ward)), entries)
    }
    let places = try searching.places(snapshot, scene, shared: shared)
    return (places.directory, places.wards)
  }

  /// The wards that a text names by code or name, the best first.
  static func matches(_ text: String, _ directory: WardDirectory, _ day: Day) -> [(Int, MatchKind?)] {
    let digits = text.filter { !$0.isWhitespace }
    if !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), digits.utf8.count > 1 {
      return directory.wards(codeBeginning: digits).map {
        ($0, directory.wards[$0].code == digits ? .exact : .beginning)
      }
    }
    return directory.matches(SearchWord.words(of: text), on: day).map { ($0.ward, MatchKind($0.quality)) }
  }

  private static func past(_ ward: Ward) -> Note {
    .remark(
      Phrase(
        vi: "\(ward.name) (\(ward.code)) không còn vào ngày này; hãy thêm asOf=\(ward.validFrom).",
        en: "\(ward.name) (\(ward.code)) does not exist on that day; add asOf=\(ward.validFrom)."))
  }
}

/// Where a list of wards goes on, as clients carry it: opaque to them, and pinned to a revision and a day.
struct WardCursor {
  var moment: Moment
  var text: String?
  var offset: Int

  /// The place where a question's page begins.
  static func start(of question: WardsQuestion) throws(ServiceError) -> WardCursor {
    guard let given = question.cursor else {
      return WardCursor(moment: question.moment, text: question.text, offset: 0)
    }
    guard let fields = OpaqueText.decode(given), fields.count == 4, fields[0] == "wards", let day = Day(fields[1]),
      let revision = Int(fields[2].prefix { $0 != "." }), let offset = Int(fields[2].drop { $0 != "." }.dropFirst()),
      offset >= 0, fields[3] == question.text ?? "", question.moment.asOf.map({ $0 == day }) ?? true,
      question.moment.revision.map({ $0 == revision }) ?? true
    else {
      throw ServiceError(
        .badCursor,
        Phrase(
          vi: "cursor không phải của danh sách này; hãy dùng nguyên liên kết next của trang trước.",
          en: "The cursor is not of this list; follow the next link of the page before as it is."),
        parameter: "cursor")
    }
    return WardCursor(moment: Moment(revision: revision, asOf: day), text: question.text, offset: offset)
  }

  /// The cursor as text of unreserved characters.
  var encoded: String {
    OpaqueText.encode(
      ["wards", moment.asOf?.description ?? "", "\(moment.revision ?? 0).\(offset)", text ?? ""])
  }

  /// The path of a page of the list.
  func path(_ question: WardsQuestion, cursor: String?) -> String {
    var items: [String] = []
    if let text = question.text { items.append("q=\(Link.encoded(text))") }
    if let asOf = question.moment.asOf { items.append("asOf=\(asOf)") }
    if let revision = question.moment.revision { items.append("revision=\(revision)") }
    if question.limit != 100 { items.append("limit=\(question.limit)") }
    if question.hasGeometry { items.append("geometry=whole") }
    if let cursor { items.append("cursor=\(Link.encoded(cursor))") }
    return "/wards" + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
  }
}
