/// Finds what somebody probably meant to write.
public enum Resemblance {
  /// The word with the fewest letters to change, if that is at most a third of them.
  public static func nearest(to typed: String, among words: some Sequence<String>) -> String? {
    // A distance is quadratic, and no name here is longer.
    guard typed.utf8.count <= 64 else { return nil }
    let letters = Array(typed.lowercased().utf8)
    var best: (word: String, changes: Int)?
    for word in words {
      let changes = distance(letters, Array(word.lowercased().utf8))
      if changes < best?.changes ?? .max { best = (word, changes) }
    }
    guard let best, best.changes * 3 <= max(letters.count, 3) else { return nil }
    return best.word
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
