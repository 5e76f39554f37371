/// The spelling of Vietnamese syllables, marks aside.
enum Syllable {
  /// Whether base letters in lower-case ASCII can be a syllable: a beginning, one to three vowels, an end.
  static func isPossible(_ letters: some Collection<UInt8>) -> Bool {
    let text = String(decoding: letters, as: UTF8.self)
    guard let vowels = text.firstIndex(where: isVowel) else { return false }
    var start = vowels
    // The vowel letters of `gi` and `qu` belong to the beginning when another vowel follows.
    let after = text.index(after: vowels)
    let beginning = text[..<after]
    if beginning == "gi" || beginning == "qu", after < text.endIndex, isVowel(text[after]) { start = after }
    let rest = text[start...].drop(while: isVowel)
    return beginnings.contains(String(text[..<start])) && text[start...].count - rest.count <= 3
      && ends.contains(String(rest))
  }

  private static let beginnings: Set<String> = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s",
    "t", "th", "tr", "v", "x",
  ]

  private static let ends: Set<String> = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]

  private static func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }
}
