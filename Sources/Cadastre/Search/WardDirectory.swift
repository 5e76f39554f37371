import VietText

/// The wards of a register by name and code, those of the past among them.
///
/// The names are kept as words (syllables), each once: a country has some two thousand. A question's word is compared with
/// those and not with the names.
public struct WardDirectory: Sendable {
  /// The wards, in the order of code and first day.
  public let wards: [Ward]
  let names: [Name]
  /// The words of all names, as search keys.
  let vocabulary: [[UInt8]]
  /// For each word the wards in whose names it stands.
  let bearers: [[Int32]]
  private let places: [String: Int]
  private let codes: [String: [Int]]
  private let sortedCodes: [String]
  private let numbered: [NumberedName]

  /// A name that ends in a number: Hà Giang 2.
  private struct NumberedName: Sendable {
    /// The word before the number.
    var before: [UInt8]
    var number: String
    /// Whether another ward bears the name without the number.
    var hasPlain: Bool
  }

  /// The name of a ward, taken apart.
  struct Name: Sendable {
    /// The places of its words in the vocabulary.
    var words: [Int32]
    /// Its words with their tones, in the same order.
    var tones: [String]
    /// Its words written together, `nghialo`.
    var joined: [UInt8]
    /// Its kind as a search key, `phuong`.
    var kind: String?
    /// The words of its province's name, without kind, as search keys.
    var province: [[UInt8]]
  }

  /// Makes a directory of wards.
  public init(_ wards: [Ward]) {
    self.wards = wards.sorted { ($0.code, $0.validFrom) < ($1.code, $1.validFrom) }
    var (names, vocabulary, bearers): ([Name], [[UInt8]], [[Int32]]) = ([], [], [])
    var places: [String: Int] = [:]
    names.reserveCapacity(wards.count)
    for (index, ward) in self.wards.enumerated() {
      let name = WardName(ward.name)
      let bare = name.bare
      let tones = ToneKey.make(bare).split(separator: " ").map(String.init)
      var words: [Int32] = []
      var joined: [UInt8] = []
      for word in SearchKey.make(bare).split(separator: " ") {
        let key = String(word)
        let place = places[key] ?? vocabulary.count
        if place == vocabulary.count {
          places[key] = place
          vocabulary.append(Array(key.utf8))
          bearers.append([])
        }
        if bearers[place].last != Int32(index) { bearers[place].append(Int32(index)) }
        words.append(Int32(place))
        joined += Array(key.utf8)
      }
      let kind = (name.kind?.rawValue ?? ward.kind).map { SearchKey.make($0) }
      names.append(
        Name(
          words: words, tones: tones.count == words.count ? tones : [], joined: joined, kind: kind,
          province: ward.province.map { province in
            SearchKey.make(WardName(province).bare).split(separator: " ").map { Array($0.utf8) }
          } ?? []))
    }
    let plain = Set(names.map(\.joined))
    numbered = names.compactMap { name in
      guard name.words.count > 1, let last = name.words.last,
        let number = String(validating: vocabulary[Int(last)], as: UTF8.self),
        number.utf8.allSatisfy({ $0 &- 0x30 < 10 })
      else { return nil }
      return NumberedName(
        before: vocabulary[Int(name.words[name.words.count - 2])], number: number,
        hasPlain: plain.contains(Array(name.joined.dropLast(number.utf8.count))))
    }
    self.names = names
    self.vocabulary = vocabulary
    self.bearers = bearers
    self.places = places
    let all = self.wards
    codes = Dictionary(grouping: all.indices) { all[$0].code }
    sortedCodes = codes.keys.sorted()
  }

  // MARK: codes

  /// The wards that bear a code, the earliest first.
  public func wards(code: String) -> [Int] { codes[code] ?? [] }

  /// The wards whose codes begin with some digits, in the order of code and first day.
  public func wards(codeBeginning digits: String) -> [Int] {
    var low = 0
    var high = sortedCodes.count
    while low < high {
      let middle = (low + high) / 2
      if sortedCodes[middle] < digits { low = middle + 1 } else { high = middle }
    }
    return sortedCodes[low...].prefix { $0.hasPrefix(digits) }.flatMap { codes[$0] ?? [] }
  }

  func hasCode(_ code: String) -> Bool { codes[code] != nil }
  func hasCode(beginning digits: String) -> Bool { !wards(codeBeginning: digits).isEmpty }

  /// Whether the name of a ward ends in a word and a number; and whether another bears it without the number.
  func isNumbered(_ word: String, _ number: String) -> (isName: Bool, hasPlain: Bool) {
    var errors = TypingErrors()
    let typed = Array(word.utf8)
    let found = numbered.filter { name in
      name.number == number
        && errors.count(from: name.before, to: typed, atMost: TypingErrors.forgiven(in: typed)) != nil
    }
    return (!found.isEmpty, found.contains(where: \.hasPlain))
  }

  /// Whether a word, as a search key, stands in the name of a ward.
  func hasWord(_ key: String) -> Bool { places[key] != nil }
  func place(of key: [UInt8]) -> Int? { places[String(decoding: key, as: UTF8.self)] }

  /// Whether a ward lasts on a day: it is valid, and no later ward has taken its code.
  public func lasts(_ index: Int, on day: Day) -> Bool {
    let ward = wards[index]
    guard ward.isValid(on: day) else { return false }
    return !wards(code: ward.code).contains { wards[$0].validFrom > ward.validFrom && wards[$0].isValid(on: day) }
  }
}
