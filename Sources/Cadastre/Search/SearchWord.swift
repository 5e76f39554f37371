import VietText

/// A word of a question that may belong to the name of a ward.
public struct SearchWord: Hashable, Sendable {
  /// The word as typed, composed.
  public let text: String
  /// Whether more of it may still be typed.
  public let isUnfinished: Bool
  /// Its search key.
  let key: [UInt8]
  /// Its tone key, when it has marks at all.
  let tone: String?
  /// Whether a name cannot go on from the word before to this one.
  let isBreak: Bool
  /// The kind of ward that it says, as a search key, if it says one.
  let kind: String?
  /// Whether it is part of such a kind, or of a unit above the ward, or means nothing.
  public let isOptional: Bool

  init(
    _ text: String, key: String, isUnfinished: Bool = false, isBreak: Bool = false, kind: String? = nil,
    isOptional: Bool = false
  ) {
    self.text = text
    self.key = Array(key.utf8)
    tone = text.utf8.allSatisfy { $0 < 0x80 } ? nil : ToneKey.make(text)
    self.isUnfinished = isUnfinished
    self.isBreak = isBreak
    self.kind = kind
    self.isOptional = isOptional
  }

  /// The words of a text that is a name and nothing else, numbers included.
  public static func words(of text: String) -> [SearchWord] {
    let (tokens, isOpen) = SearchToken.tokens(of: text)
    return words(tokens[...], last: isOpen ? tokens.count - 1 : nil)
  }

  /// Words of tokens, kinds of units marked.
  static func words(_ tokens: ArraySlice<SearchToken>, last: Int?) -> [SearchWord] {
    var words: [SearchWord] = []
    var place = tokens.startIndex
    while place < tokens.endIndex {
      let rest = tokens[place...]
      let (kind, end, isAbove): (String?, Int, Bool) =
        if let above = SearchLexicon.unitAbove(rest), above < tokens.endIndex {
          (nil, above, true)
        } else if let found = SearchLexicon.kind(rest) {
          (found.kind, found.end, false)
        } else {
          (nil, place + 1, false)
        }
      let isNoise = SearchLexicon.noise.contains(tokens[place].key)
      for index in place..<end {
        let token = tokens[index]
        words.append(
          SearchWord(
            token.text, key: token.key, isUnfinished: index == last,
            isBreak: index == tokens.startIndex || token.gap == .pause, kind: kind,
            isOptional: kind != nil || isAbove || isNoise))
      }
      place = end
    }
    return words
  }
}
