import VietText

/// The words by which people say what a number is, and what kind of place a name names.
enum SearchLexicon {
  /// What a phrase announces.
  enum Meaning: Sendable {
    case sheet
    case number
    case wardCode
    /// A number that names no land: a neighbourhood, a house.
    case other
  }

  /// The phrases before a number, longer ones first.
  static let phrases: [(words: [String], meaning: Meaning)] = {
    let texts: [(Meaning, [String])] = [
      (
        .sheet,
        [
          "so hieu to ban do", "to ban do dia chinh", "so to ban do", "to ban do", "so hieu to", "map sheet", "to bd",
          "so to", "ban do", "tbd", "bd", "to", "sheet",
        ]
      ),
      (
        .number,
        [
          "so thu tu thua dat", "so thu tu thua", "so hieu thua", "so thua dat", "so thua", "thua dat", "thua",
          "parcel", "plot",
        ]
      ),
      (.wardCode, ["ma don vi hanh chinh", "ma dvhc", "ma phuong", "ma xa", "ward code", "ma"]),
      (
        .other,
        [
          "to dan pho", "so nha", "khu pho", "thon", "ap", "duong so", "duong", "nha so", "nha", "hem", "kiet",
        ]
      ),
    ]
    let phrases: [(words: [String], meaning: Meaning)] = texts.flatMap { meaning, all in
      all.map { ($0.split(separator: " ").map(String.init), meaning) }
    }
    return phrases.sorted { $0.words.count > $1.words.count }
  }()

  /// Words between such a phrase and its number.
  static let fillers: Set<String> = ["so", "no", "number", "hieu", "thu", "tu"]

  /// Words that stand beside names and mean nothing here.
  static let noise: Set<String> = ["o", "tai", "thuoc", "cua", "va", "in", "at", "of", "the", "on", "la", "so", "dat"]

  /// The kinds of units that a ward can be, by the words before its name.
  static let kinds: [(words: [String], kind: String)] = [
    (["thi", "tran"], "thi tran"), (["dac", "khu"], "dac khu"), (["special", "zone"], "dac khu"),
    (["phuong"], "phuong"), (["xa"], "xa"), (["p"], "phuong"), (["x"], "xa"), (["tt"], "thi tran"),
    (["dk"], "dac khu"), (["commune"], "xa"), (["ward"], "phuong"), (["township"], "thi tran"),
  ]

  /// The kinds of units above a ward: what they name tells the province at most.
  static let above: [[String]] = [["thanh", "pho"], ["thi", "xa"], ["tinh"], ["huyen"], ["quan"], ["tp"], ["tx"]]

  /// Whether a word written together with a number (`to12`, `p1`) is a word of its own.
  static func goesBeforeNumber(_ key: String) -> Bool {
    ["to", "thua", "tbd", "bd", "p", "phuong", "xa", "so"].contains(key)
  }

  /// Whether the word as written, with its tones, can be the one meant.
  ///
  /// `Tổ 12` is a neighbourhood, `Tô Hiệu` a name; `tờ`, `to` and what is left of `tờ` when a mark is missing is a sheet.
  static func suits(_ token: SearchToken, _ word: String) -> Bool {
    guard word == "to", !token.text.utf8.allSatisfy({ $0 < 0x80 }) else { return true }
    return ["tờ", "tơ", "tò"].contains(ToneKey.make(token.text))
  }

  /// The longest phrase that begins at a token, and where it ends.
  static func phrase(_ tokens: ArraySlice<SearchToken>) -> (meaning: Meaning, end: Int)? {
    for (words, meaning) in phrases where begins(tokens, with: words) {
      return (meaning, tokens.startIndex + words.count)
    }
    return nil
  }

  /// The kind of ward that is named at a token, and where the word ends.
  static func kind(_ tokens: ArraySlice<SearchToken>) -> (kind: String, end: Int)? {
    for (words, kind) in kinds where begins(tokens, with: words) { return (kind, tokens.startIndex + words.count) }
    return nil
  }

  /// Where a word for a unit above the ward ends, if there is one.
  static func unitAbove(_ tokens: ArraySlice<SearchToken>) -> Int? {
    for words in above where begins(tokens, with: words) { return tokens.startIndex + words.count }
    return nil
  }

  private static func begins(_ tokens: ArraySlice<SearchToken>, with words: [String]) -> Bool {
    guard tokens.count >= words.count else { return false }
    for (place, word) in words.enumerated() {
      let token = tokens[tokens.startIndex + place]
      guard token.key == word, suits(token, word), place == 0 || token.gap != .pause else { return false }
    }
    return true
  }

  /// Whether a word is the beginning of one that would announce a sheet or a number.
  static func isBeginning(_ key: String, of word: String) -> Bool { !key.isEmpty && word.hasPrefix(key) }
}
