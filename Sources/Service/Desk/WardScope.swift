import Cadastre
import Register
import VietText

/// The wards in which a search looks, the best first.
struct WardScope {
  /// Whether only these wards count; without, every ward does.
  var isGiven = false
  /// The places of the wards in the directory, with how well they answer.
  var listed: [(place: Int, quality: MatchKind)] = []
  /// The rank of each ward.
  private(set) var ranks: [Int: Int] = [:]
  /// The codes of the wards.
  private(set) var codes: Set<String> = []
  /// The wards without a boundary that were named; then the wards listed are those they went to.
  var past: [WardVersion] = []
  /// What was typed for the name, when only names like it were found.
  var misspelled: String?
  /// The words of the text that name the ward.
  var used: Range<Int> = 0..<0
  /// The words that nothing accounts for.
  var unread: [Int] = []
  private let directory: WardDirectory

  init(_ question: SearchQuestion, _ query: SearchQuery, _ places: PlaceIndex, _ day: Day) throws {
    directory = places.directory
    if let code = question.ward {
      let versions = directory.wards(code: code)
      guard !versions.isEmpty || !places.sheets(ofWard: code).isEmpty else {
        throw Desk.wardNotFound(code, [], on: day)
      }
      isGiven = true
      codes = [code]
      take(versions, .exact, day)
      unread = query.words.indices.filter { !query.words[$0].isOptional }
    } else if let code = query.wardCode, !code.isUnfinished || directory.wards(code: code.text).isEmpty == false {
      isGiven = !query.readings.contains { $0.sheet == code || $0.number == code }
      take(directory.wards(code: code.text), .exact, day)
      if isGiven { codes.insert(code.text) }
      unread = query.words.indices.filter { !query.words[$0].isOptional }
      // Beside a code the name says nothing new.
      let matches = directory.matches(query.words, on: day)
      if let match = matches.first(where: { ranks[$0.ward] != nil }) { unread = match.unread }
    } else if let code = query.wardCode {
      take(directory.wards(codeBeginning: code.text), .beginning, day)
    } else {
      let matches = directory.matches(query.words, on: day)
      guard let first = matches.first else {
        unread = query.words.indices.filter { !query.words[$0].isOptional }
        return
      }
      isGiven = true
      (used, unread) = (first.used, first.unread)
      if first.quality == .similar { misspelled = query.words[used].map(\.text).joined(separator: " ") }
      for match in matches { add(match.ward, MatchKind(match.quality)) }
    }
  }

  /// Whether a name without a boundary answers better than the wards found so far.
  func isWorse(than match: WardMatch) -> Bool {
    guard let best = listed.first, isGiven else { return true }
    if unread.count != match.unread.count { return match.unread.count < unread.count }
    return MatchKind(match.quality) < best.quality
  }

  /// Puts the wards that an ended one went to in the place of what was found.
  ///
  /// Their parcels bear other names, so only the old codes are looked for.
  mutating func replace(with wards: [(code: String, from: Day?)], _ quality: MatchKind, codes old: [String]) {
    (isGiven, misspelled) = (true, nil)
    (listed, ranks, codes) = ([], [:], Set(old))
    for (code, from) in wards {
      let versions = directory.wards(code: code)
      if let place = versions.first(where: { directory.wards[$0].validFrom == from }) {
        listed.append((place, quality))
      }
    }
  }

  /// The ward, when there is no doubt which.
  var only: Ward? {
    guard past.isEmpty, let first = listed.first else { return nil }
    let isOne = listed.dropFirst().allSatisfy { directory.wards[$0.place].code == directory.wards[first.place].code }
    return isOne || (first.quality == .exact && listed[1].quality != .exact) ? directory.wards[first.place] : nil
  }

  /// Takes the wards of a code, the one that lasts first.
  private mutating func take(_ versions: [Int], _ quality: MatchKind, _ day: Day) {
    let lasting = versions.filter { directory.lasts($0, on: day) }
    for place in lasting + versions.filter({ !lasting.contains($0) }).reversed() { add(place, quality) }
  }

  private mutating func add(_ place: Int, _ quality: MatchKind) {
    guard ranks[place] == nil else { return }
    ranks[place] = ranks.count
    listed.append((place, quality))
    codes.insert(directory.wards[place].code)
  }
}
