import VietText

/// A ward that words may name, and how well.
public struct WardMatch: Hashable, Sendable {
  /// How the worst of its words was matched.
  public enum Quality: Int, Comparable, Sendable {
    /// Letter by letter, tones included.
    case exact
    /// The same letters, typed without tones or marks.
    case plain
    /// The same letters with another tone, or i for y.
    case spelling
    /// The last word is only begun, or the name has more words.
    case beginning
    /// With slips of the finger.
    case similar

    /// Whether one quality is the better.
    public static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
  }

  /// Its place in the directory.
  public var ward: Int
  /// How the worst of its words was matched.
  public var quality: Quality
  /// What speaks against it: the lower the better.
  public var cost: Int
  /// The words that its name accounts for, places in the question's words.
  public var used: Range<Int>
  /// The words that neither its name nor its province accounts for.
  public var unread: [Int]
}

extension WardDirectory {
  /// The wards that words may name, the best first.
  ///
  /// Words stand together and in order as in the name; the name need not be whole, and may begin later. Only wards that
  /// leave the fewest words unread are given, and those with slips only when none is free of them. They are ordered by
  /// cost, then the lasting before the ended, then code and first day. A word costs nothing when it is exact, 1 without
  /// its tones, 3 in another spelling, 4 when it is only begun, 12 for each slip; a missing word of the name 2; a name
  /// that begins later 8; another kind than the one said 5.
  public func matches(_ words: [SearchWord], on day: Day) -> [WardMatch] {
    let words = Array(words.prefix(24))
    guard words.contains(where: { !$0.isOptional }) || words.contains(where: { $0.kind != nil }) else { return [] }
    var table = WordTable(self, words)
    var candidates: Set<Int32> = []
    for (place, word) in words.enumerated() where !word.isOptional {
      for entry in table.entries[place] { candidates.formUnion(bearers[entry.word]) }
    }
    var found: [WardMatch] = []
    for candidate in candidates {
      if let match = match(Int(candidate), words, table) { found.append(match) }
    }
    found += joined(words, &table)
    if found.isEmpty { found = ofKind(words) }
    let fewest = found.map(\.unread.count).min() ?? 0
    found.removeAll { $0.unread.count > fewest }
    if found.contains(where: { $0.quality < .similar }) { found.removeAll { $0.quality == .similar } }
    let isLasting = Dictionary(uniqueKeysWithValues: Set(found.map(\.ward)).map { ($0, lasts($0, on: day)) })
    found.sort { left, right in
      if left.cost != right.cost { return left.cost < right.cost }
      let lasting = (isLasting[left.ward] ?? false, isLasting[right.ward] ?? false)
      if lasting.0 != lasting.1 { return lasting.0 }
      return left.ward < right.ward
    }
    return found
  }

  private func match(_ ward: Int, _ words: [SearchWord], _ table: borrowing WordTable) -> WardMatch? {
    let name = names[ward]
    var best: (start: Int, count: Int, offset: Int, cost: Int, quality: WardMatch.Quality)?
    for start in words.indices {
      for offset in name.words.indices {
        var (count, cost, quality) = (0, 0, WardMatch.Quality.exact)
        while start + count < words.count, offset + count < name.words.count,
          count == 0 || !words[start + count].isBreak
        {
          guard let entry = table.entry(start + count, Int(name.words[offset + count])) else { break }
          let judged = judge(entry, words[start + count], tone: name.tones.isEmpty ? nil : name.tones[offset + count])
          cost += judged.cost
          quality = max(quality, judged.quality)
          count += 1
        }
        guard count > 0 else { continue }
        cost += (offset > 0 ? 8 : 0) + 2 * (name.words.count - count)
        if count < name.words.count { quality = max(quality, .beginning) }
        if let best, (best.count, -best.cost) >= (count, -cost) { continue }
        best = (start, count, offset, cost, quality)
      }
    }
    guard let best, words[best.start..<(best.start + best.count)].contains(where: { !$0.isOptional }) else {
      return nil
    }
    return finish(ward, best.start..<(best.start + best.count), best.cost, best.quality, words)
  }

  private func judge(
    _ entry: WordTable.Entry, _ word: SearchWord, tone: String?
  ) -> (cost: Int, quality: WardMatch.Quality) {
    switch entry.kind {
    case .same:
      guard let tone else { return (1, .plain) }
      guard let typed = word.tone else { return tone.utf8.elementsEqual(word.key) ? (0, .exact) : (1, .plain) }
      return typed == tone ? (0, .exact) : (3, .spelling)
    case .variant: return (3, .spelling)
    case .beginning: return (4, .beginning)
    case .slips(let count): return (12 * count, .similar)
    }
  }

  /// Adds what the words around a name say: its kind, its province.
  private func finish(
    _ ward: Int, _ used: Range<Int>, _ cost: Int, _ quality: WardMatch.Quality, _ words: [SearchWord]
  ) -> WardMatch {
    let name = names[ward]
    var cost = cost
    var unread: [Int] = []
    var place = 0
    while place < words.count {
      if used.contains(place) {
        place = used.upperBound
        continue
      }
      if !name.province.isEmpty, place + name.province.count <= words.count,
        zip(words[place...], name.province).allSatisfy({ $0.key == $1 })
      {
        place += name.province.count
        continue
      }
      if !words[place].isOptional { unread.append(place) }
      place += 1
    }
    if used.lowerBound > 0, let said = words[used.lowerBound - 1].kind, let kind = name.kind, said != kind { cost += 5 }
    return WardMatch(ward: ward, quality: quality, cost: cost, used: used, unread: unread)
  }

  /// Names that somebody wrote together: `nghialo`.
  private func joined(_ words: [SearchWord], _ table: inout WordTable) -> [WardMatch] {
    var found: [WardMatch] = []
    for (place, word) in words.enumerated()
    where !word.isOptional && word.key.count >= 5 && table.entries[place].allSatisfy({ !$0.isWhole }) {
      let limit = TypingErrors.forgiven(in: word.key)
      for (ward, name) in names.enumerated() where name.words.count > 1 {
        let slips: Int
        if name.joined == word.key {
          slips = 0
        } else if let count = table.errors.count(
          from: name.joined, to: word.key, atMost: limit, isUnfinished: word.isUnfinished)
        {
          slips = count
        } else {
          continue
        }
        found.append(
          finish(
            ward, place..<(place + 1), 2 + 12 * slips,
            slips > 0 ? .similar : name.joined == word.key ? .plain : .beginning, words))
      }
    }
    return found
  }

  /// All wards of a kind, when nothing but the kind was said.
  private func ofKind(_ words: [SearchWord]) -> [WardMatch] {
    guard words.allSatisfy(\.isOptional), let said = words.last(where: { $0.kind != nil })?.kind else { return [] }
    return names.indices.filter { names[$0].kind == said }.map {
      WardMatch(ward: $0, quality: .beginning, cost: 20, used: 0..<words.count, unread: [])
    }
  }
}

/// For each word of a question the words of the names that it may be.
struct WordTable {
  /// How a word of a name was reached.
  enum Kind {
    case same
    case variant
    case beginning
    case slips(Int)
  }

  struct Entry {
    var word: Int
    var kind: Kind

    var isWhole: Bool { if case .same = kind { true } else { false } }
  }

  private(set) var entries: [[Entry]] = []
  private var quick: [[Int: Kind]] = []
  var errors = TypingErrors()

  init(_ directory: WardDirectory, _ words: [SearchWord]) {
    for word in words {
      var found: [Entry] = []
      let limit = TypingErrors.forgiven(in: word.key)
      let folded = Self.folded(word.key)
      for (place, other) in directory.vocabulary.enumerated() {
        if other == word.key {
          found.append(Entry(word: place, kind: .same))
        } else if other.count == word.key.count, folded == Self.folded(other) {
          found.append(Entry(word: place, kind: .variant))
        } else if word.isUnfinished, other.starts(with: word.key) {
          found.append(Entry(word: place, kind: .beginning))
        } else if limit > 0,
          let count = errors.count(
            from: other, to: word.key, atMost: limit, isUnfinished: word.isUnfinished && word.key.count > 3)
        {
          found.append(Entry(word: place, kind: .slips(max(1, count))))
        }
      }
      entries.append(found)
      quick.append(Dictionary(uniqueKeysWithValues: found.map { ($0.word, $0.kind) }))
    }
  }

  func entry(_ place: Int, _ word: Int) -> Entry? {
    quick[place][word].map { Entry(word: word, kind: $0) }
  }

  /// A word with `y` as `i`: Mỹ and Mĩ, Lý and Lí.
  private static func folded(_ key: [UInt8]) -> [UInt8] { key.map { $0 == 0x79 ? 0x69 : $0 } }
}
