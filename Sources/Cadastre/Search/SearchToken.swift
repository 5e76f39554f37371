import VietText

/// A word or a number of a question, with what stood before it.
struct SearchToken: Sendable {
  /// What a token is made of.
  enum Kind: Sendable {
    case letters
    case digits
    /// Letters and digits, such as `123a`.
    case mixed
  }

  /// What stands between a token and the one before.
  enum Gap: Equatable, Sendable {
    /// Nothing but spaces, or the beginning.
    case space
    /// One mark without spaces: `/`, `-`, `.`.
    case tight(Unicode.Scalar)
    /// Anything that parts phrases: a comma, a bracket, several marks.
    case pause
  }

  /// The token as typed, composed.
  var text: String
  /// Its search key.
  var key: String
  var kind: Kind
  var gap: Gap

  /// More words than that are no question.
  static let mostTokens = 48

  /// Takes a text apart.
  ///
  /// - Returns: the tokens, and whether the last one may go on (nothing follows it in the text).
  static func tokens(of text: String) -> (tokens: [SearchToken], isOpen: Bool) {
    var tokens: [SearchToken] = []
    var word = String.UnicodeScalarView()
    var marks: [Unicode.Scalar] = []
    var hasSpace = false
    func close() {
      guard !word.isEmpty else { return }
      defer { word = String.UnicodeScalarView() }
      let text = String(word)
      let key = SearchKey.make(text)
      guard !key.isEmpty else { return }
      let digits = key.utf8.count { $0 &- 0x30 < 10 }
      let gap: Gap =
        switch (marks.count, hasSpace) {
        case (0, _): .space
        case (1, false) where marks[0] != ",": .tight(marks[0])
        default: .pause
        }
      tokens.append(
        SearchToken(
          text: text, key: key, kind: digits == 0 ? .letters : digits == key.utf8.count ? .digits : .mixed,
          gap: tokens.isEmpty ? .space : gap))
      marks = []
      hasSpace = false
    }
    var isOpen = false
    for scalar in Composition.compose(text).unicodeScalars {
      if isDirection(scalar) { continue }
      isOpen = true
      if isPart(scalar, of: word) {
        word.append(scalar)
        continue
      }
      close()
      guard tokens.count < mostTokens else { return (tokens, false) }
      isOpen = false
      if scalar.properties.isWhitespace || scalar.value < 0x20 { hasSpace = true } else { marks.append(scalar) }
    }
    close()
    return (split(tokens), isOpen && !tokens.isEmpty)
  }

  private static func isPart(_ scalar: Unicode.Scalar, of word: String.UnicodeScalarView) -> Bool {
    if scalar.value < 0x80 {
      return scalar.value &- 0x30 < 10 || (scalar.value | 0x20) &- 0x61 < 26 || (scalar == "'" && !word.isEmpty)
    }
    switch scalar.value {
    case 0x2018, 0x2019, 0x2BC: return !word.isEmpty
    case 0x300..<0x370, 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  /// Marks of the direction of writing, which pasted text carries unseen.
  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x61C, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Parts `to12`, `thua345`, `p1` where a word is known to go before a number.
  private static func split(_ tokens: [SearchToken]) -> [SearchToken] {
    guard tokens.contains(where: { $0.kind == .mixed }) else { return tokens }
    var result: [SearchToken] = []
    for token in tokens {
      let letters = token.text.unicodeScalars.prefix { !("0"..."9").contains($0) }
      let (head, tail) = (String(letters), String(token.text.unicodeScalars.dropFirst(letters.count)))
      guard token.kind == .mixed, !tail.isEmpty, SearchLexicon.goesBeforeNumber(SearchKey.make(head)) else {
        result.append(token)
        continue
      }
      result.append(SearchToken(text: head, key: SearchKey.make(head), kind: .letters, gap: token.gap))
      let key = SearchKey.make(tail)
      result.append(
        SearchToken(
          text: tail, key: key, kind: key.utf8.allSatisfy { $0 &- 0x30 < 10 } ? .digits : .mixed, gap: .space))
    }
    return result
  }
}
