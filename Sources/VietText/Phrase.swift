/// A language that the service speaks to people.
public enum Language: String, Sendable, CaseIterable {
  /// Vietnamese.
  case vietnamese = "vi"
  /// English.
  case english = "en"

  /// Reads `vi`, `vi_VN.UTF-8`, `en-GB` and the like; `nil` for any other language.
  public init?(tag: some StringProtocol) {
    let primary = tag.prefix { $0.isLetter }.lowercased()
    self.init(rawValue: primary)
  }
}

/// One sentence or label for people, in both languages of the service.
public struct Phrase: Hashable, Sendable {
  /// The Vietnamese text.
  public let vietnamese: String
  /// The English text.
  public let english: String

  /// Makes a phrase from its two texts.
  public init(vi vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
