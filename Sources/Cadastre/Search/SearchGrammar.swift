import VietText

/// Reads questions such as `tbđ 12 thửa số 345, phường Nghĩa Lộ` or `to 12 thua 345 nghia l`.
///
/// A number that a word announces (tờ, thửa, mã xã) is what that word says. Numbers that stand alone are read in every
/// way that makes sense, sheet before number first. Five digits that are the code of a ward are that ward; a number
/// after `phường` that is the name of a ward is its name. What is left are words of names.
public struct SearchGrammar {
  private let wards: WardDirectory
  private let isOtherCode: (String) -> Bool
  private var tokens: [SearchToken] = []
  private var isOpen = false
  private var isTaken: [Bool] = []

  /// A name of one or two numbers, and where it stands.
  private struct Group {
    var range: Range<Int>
    /// The whole as typed, its marks included.
    var text: String
    /// What the marks part.
    var parts: [String]
    var isUnfinished: Bool

    var whole: Designator { Designator(text, isUnfinished: isUnfinished) }

    func part(_ place: Int) -> Designator {
      Designator(parts[place], isUnfinished: isUnfinished && place == parts.count - 1)
    }
  }

  private init(_ wards: WardDirectory, _ isOtherCode: @escaping (String) -> Bool) {
    self.wards = wards
    self.isOtherCode = isOtherCode
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - wards: the names and codes of wards.
  ///   - isOtherCode: whether five digits are the code of a ward of which only the code is known.
  /// - Returns: every way that makes sense to read it.
  public static func read(
    _ text: String, wards: WardDirectory, isOtherCode: @escaping (String) -> Bool = { _ in false }
  ) -> SearchQuery {
    var grammar = SearchGrammar(wards, isOtherCode)
    return grammar.query(text)
  }

  private mutating func query(_ text: String) -> SearchQuery {
    var query = SearchQuery()
    (tokens, isOpen) = SearchToken.tokens(of: text)
    isTaken = Array(repeating: false, count: tokens.count)
    query.nationalCode = takeNationalCode()
    var (sheet, number): (Group?, Group?) = (nil, nil)
    var isAnnounced = false
    var place = 0
    while place < tokens.count {
      guard !isTaken[place], let (meaning, end) = announcement(at: place) else {
        place += 1
        continue
      }
      var start = end
      while start < min(tokens.count, end + 3), SearchLexicon.fillers.contains(tokens[start].key) { start += 1 }
      guard let group = group(at: start, after: meaning) else {
        // Nothing follows yet: somebody is about to type it. But Tô Hiệu, Thôn … are names.
        let isLast = end == tokens.count && (sheet != nil || number != nil) && meaning != .other
        if meaning == .number || isLast || (end - place > 1 && meaning != .other) {
          take(place..<end)
          isAnnounced = isAnnounced || end == tokens.count
        }
        place = max(place + 1, isTaken[place] ? end : place + 1)
        continue
      }
      switch meaning {
      case .sheet where sheet == nil: sheet = group
      case .number where number == nil: number = group
      case .wardCode where query.wardCode == nil && group.parts.count == 1: query.wardCode = group.whole
      default: query.unread.append((tokens[place..<start].map(\.text) + [group.text]).joined(separator: " "))
      }
      take(place..<group.range.upperBound)
      place = group.range.upperBound
    }
    query.isAnnounced = isAnnounced || isTaken.contains(true)
    takeNumberedNames(isAnnounced: sheet != nil || number != nil)
    var bare = bareGroups()
    if query.wardCode == nil { query.wardCode = takeCode(&bare) }
    query.readings = readings(sheet, number, &bare)
    if query.readings.count == 2, query.readings[0].number == nil, query.readings[1].sheet == nil, sheet == nil,
      query.wardCode == nil, let only = query.readings[0].sheet, (2...5).contains(only.text.utf8.count),
      only.isUnfinished,
      only.text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), wards.hasCode(beginning: only.text)
    {
      query.wardCode = only
    }
    for group in bare {
      query.unread.append(group.text)
      take(group.range)
    }
    query.words = words(isWaiting: (sheet == nil) != (number == nil), isAnnounced: isAnnounced)
    return query
  }

  private mutating func take(_ range: Range<Int>) { for place in range { isTaken[place] = true } }

  private mutating func takeNationalCode() -> NationalParcelCode? {
    for (place, token) in tokens.enumerated() where token.kind == .mixed && NationalParcelCode.isLikely(token.text) {
      guard let code = try? NationalParcelCode(token.text) else { continue }
      isTaken[place] = true
      return code
    }
    return nil
  }

  // MARK: what words announce

  private func announcement(at place: Int) -> (SearchLexicon.Meaning, Int)? {
    if let found = SearchLexicon.phrase(tokens[place...]) { return found }
    // Tổ 12 is a neighbourhood.
    if tokens[place].key == "to", place + 1 < tokens.count, tokens[place + 1].kind != .letters {
      return (.other, place + 1)
    }
    // A slip in the word for a parcel, unless it is the name of a place: Phước Thuận 12.
    let token = tokens[place]
    guard token.kind == .letters, (4...5).contains(token.key.utf8.count), !wards.hasWord(token.key),
      place + 1 < tokens.count
    else { return nil }
    var errors = TypingErrors()
    guard errors.count(from: Array("thua".utf8), to: Array(token.key.utf8), atMost: 1) != nil else { return nil }
    return (.number, place + 1)
  }

  /// The name of a sheet or a number that begins at a token.
  private func group(at place: Int, after meaning: SearchLexicon.Meaning? = nil) -> Group? {
    guard place < tokens.count, !isTaken[place] else { return nil }
    var end = place + 1
    var text = tokens[place].text
    var parts = [text]
    if tokens[place].kind == .letters {
      // The letters of a name such as TĐ 12-2024.
      guard tokens[place].key.utf8.count <= 3, meaning == nil || tokens[place].gap != .pause, end < tokens.count,
        !isTaken[end], tokens[end].kind != .letters,
        tokens[end].gap != .pause, SearchLexicon.phrase(tokens[place...]) == nil,
        !["p", "x"].contains(tokens[place].key), meaning != nil || !wards.hasWord(tokens[place].key)
      else { return nil }
      text += mark(before: end) + tokens[end].text
      parts = [text]
      end += 1
    }
    while end < tokens.count, !isTaken[end], tokens[end].kind != .letters, case .tight(let mark) = tokens[end].gap,
      "/-._".unicodeScalars.contains(mark), parts.count < 3
    {
      text += String(mark) + tokens[end].text
      if tokens[place].kind == .letters { parts = [text] } else { parts.append(tokens[end].text) }
      end += 1
    }
    return Group(range: place..<end, text: text, parts: parts, isUnfinished: isOpen && end == tokens.count)
  }

  private func mark(before place: Int) -> String {
    if case .tight(let mark) = tokens[place].gap { String(mark) } else { " " }
  }

  // MARK: numbers that stand alone

  /// Leaves `phường 1`, `P.01` and `Hà Giang 2` to the names when a ward is called so.
  ///
  /// `Hà Giang 2 345` is sheet 2 and parcel 345 only where there is a ward Hà Giang too.
  private mutating func takeNumberedNames(isAnnounced: Bool) {
    let bare = bareGroups().count
    for place in tokens.indices.dropFirst()
    where tokens[place].kind == .digits && !isTaken[place] && !isTaken[place - 1] && tokens[place].gap == .space
      && tokens[place - 1].kind == .letters
    {
      if place + 1 < tokens.count, !isTaken[place + 1], case .tight = tokens[place + 1].gap { continue }
      let key = DesignatorKey.withoutZeros(tokens[place].key)
      let (isName, hasPlain) = wards.isNumbered(tokens[place - 1].key, key)
      guard isName, isAnnounced || bare != 2 || !hasPlain else { continue }
      tokens[place].key = key
      tokens[place].kind = .letters
    }
    for place in tokens.indices.dropFirst()
    where tokens[place].kind == .digits && !isTaken[place] && !isTaken[place - 1] {
      guard SearchLexicon.kind(tokens[(place - 1)...place]) != nil,
        wards.hasWord(DesignatorKey.withoutZeros(tokens[place].key))
      else { continue }
      tokens[place].key = DesignatorKey.withoutZeros(tokens[place].key)
      tokens[place].kind = .letters
    }
  }

  private func bareGroups() -> [Group] {
    var groups: [Group] = []
    var place = 0
    while place < tokens.count {
      guard !isTaken[place], tokens[place].kind != .letters || startsNamedSheet(place), let group = group(at: place)
      else {
        place += 1
        continue
      }
      groups.append(group)
      place = group.range.upperBound
    }
    return groups
  }

  /// Whether letters and a number are the name of a sheet although nothing says so: `TĐ 12-2024`.
  private func startsNamedSheet(_ place: Int) -> Bool {
    guard let group = group(at: place), tokens[place].kind == .letters else { return false }
    return group.range.count > 2 && !["p", "x", "tt", "tp", "tx", "to"].contains(tokens[place].key)
  }

  private mutating func takeCode(_ bare: inout [Group]) -> Designator? {
    for place in bare.indices {
      guard let first = bare[place].parts.first, first.utf8.count == 5, first.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
        wards.hasCode(first) || isOtherCode(first)
      else { continue }
      if bare[place].parts.count == 1 {
        take(bare.remove(at: place).range)
      } else {
        bare[place].parts.removeFirst()
        bare[place].text = bare[place].parts.joined(separator: "/")
        take(bare[place].range)
      }
      return Designator(first)
    }
    return nil
  }

  /// The ways to read the numbers; what is used of the bare ones is taken out.
  private mutating func readings(_ sheet: Group?, _ number: Group?, _ bare: inout [Group]) -> [SearchQuery.Reading] {
    func next() -> Group? {
      guard !bare.isEmpty else { return nil }
      let group = bare.removeFirst()
      take(group.range)
      return group
    }
    typealias Reading = SearchQuery.Reading
    switch (sheet, number) {
    case (let sheet?, let number?): return [Reading(sheet: sheet.whole, number: number.whole)]
    case (let sheet?, nil):
      if let other = next() { return [Reading(sheet: sheet.whole, number: other.whole)] }
      guard sheet.parts.count == 2 else { return [Reading(sheet: sheet.whole)] }
      return [Reading(sheet: sheet.whole), Reading(sheet: sheet.part(0), number: sheet.part(1))]
    case (nil, let number?):
      if let other = next() { return [Reading(sheet: other.whole, number: number.whole)] }
      guard number.parts.count == 2 else { return [Reading(number: number.whole)] }
      return [
        Reading(sheet: number.part(1), number: number.part(0)), Reading(number: number.whole),
      ]
    case (nil, nil):
      guard let first = next() else { return [] }
      if let second = next() {
        var readings = [Reading(sheet: first.whole, number: second.whole)]
        if first.parts.count == 1, second.parts.count == 1 {
          readings.append(Reading(sheet: Designator(second.text), number: Designator(first.text)))
        }
        return readings
      }
      guard first.parts.count == 2 else { return [Reading(sheet: first.whole), Reading(number: first.whole)] }
      return [
        Reading(sheet: Designator(first.text), isWhole: true),
        Reading(sheet: first.part(0), number: first.part(1)),
        Reading(sheet: Designator(first.parts[1]), number: Designator(first.parts[0])),
      ]
    }
  }

  // MARK: names

  private func words(isWaiting: Bool, isAnnounced: Bool) -> [SearchWord] {
    var words: [SearchWord] = []
    var place = 0
    while place < tokens.count {
      guard !isTaken[place] else {
        place += 1
        continue
      }
      let end = tokens[place...].indices.first { isTaken[$0] } ?? tokens.count
      words += SearchWord.words(tokens[place..<end], last: isOpen ? tokens.count - 1 : nil)
      place = end
    }
    // After `tờ 12` a last word that `thửa` begins with is more likely that than a ward.
    if isWaiting, !isAnnounced, let last = words.last, last.isUnfinished, !last.isOptional {
      let key = String(decoding: last.key, as: UTF8.self)
      if ["thua", "to"].contains(where: { SearchLexicon.isBeginning(key, of: $0) }), key.utf8.first == 0x74 {
        words.removeLast()
      }
    }
    return words
  }
}
