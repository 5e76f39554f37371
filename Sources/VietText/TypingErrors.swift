/// Counts the slips of the finger between two words: a letter wrong, missing, too many, or two changed about.
///
/// One value serves many words and allocates once. Words are compared as bytes, so give it search keys.
public struct TypingErrors {
  /// The longest word that is compared.
  public static let longestWord = 48

  private var before = [Int](repeating: 0, count: longestWord + 1)
  private var last = [Int](repeating: 0, count: longestWord + 1)
  private var row = [Int](repeating: 0, count: longestWord + 1)

  /// Makes a counter.
  public init() {}

  /// How many slips are forgiven in a word: none in two letters, one up to seven, two in longer ones, none in digits.
  ///
  /// Half of the syllables of two letters are names of places themselves (`lo`, `la`, `le`).
  public static func forgiven(in word: [UInt8]) -> Int {
    guard !word.contains(where: { $0 &- 0x30 < 10 }) else { return 0 }
    return word.count < 3 ? 0 : word.count < 8 ? 1 : 2
  }

  /// The slips that lead from one word to another (optimal string alignment).
  ///
  /// - Parameters:
  ///   - meant: the word that may have been meant.
  ///   - typed: the word as typed.
  ///   - limit: how many slips are allowed.
  ///   - isUnfinished: whether what was typed may be a beginning: then the rest of the other word costs nothing.
  /// - Returns: `nil` when there are more than allowed.
  public mutating func count(
    from meant: [UInt8], to typed: [UInt8], atMost limit: Int, isUnfinished: Bool = false
  ) -> Int? {
    guard typed.count <= Self.longestWord, meant.count <= Self.longestWord else { return nil }
    guard typed.count <= meant.count + limit, isUnfinished || meant.count <= typed.count + limit else { return nil }
    for column in 0...meant.count { row[column] = column }
    for (i, letter) in typed.enumerated() {
      swap(&before, &last)
      swap(&last, &row)
      row[0] = i + 1
      var least = row[0]
      for (j, other) in meant.enumerated() {
        var changes = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == meant[j - 1], typed[i - 1] == other { changes = min(changes, before[j - 1] + 1) }
        row[j + 1] = changes
        least = min(least, changes)
      }
      // An alignment of the next letters may reach back two rows, but never below the least of the last one.
      if least > limit, i > 0, last[0...meant.count].allSatisfy({ $0 > limit }) { return nil }
    }
    let changes = isUnfinished ? row[0...meant.count].min() ?? 0 : row[meant.count]
    return changes <= limit ? changes : nil
  }
}
