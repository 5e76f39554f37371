/// Finds what somebody probably meant to type.
enum Nearest {
  /// The word with the fewest letters to change, if that is at most a third of them.
  static func word(to typed: String, among words: [String]) -> String? {
    let best = words.map { ($0, distance(Array(typed.utf8), Array($0.utf8))) }.min { $0.1 < $1.1 }
    guard let (word, changes) = best, changes * 3 <= max(typed.utf8.count, 3) else { return nil }
    return word
  }

  /// The Levenshtein distance of two byte strings.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
