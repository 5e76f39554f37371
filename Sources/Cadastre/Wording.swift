/// A sentence for people, in Vietnamese and in English.
public struct Wording: Hashable, Sendable {
  /// The Vietnamese sentence.
  public let vietnamese: String
  /// The English sentence.
  public let english: String

  /// Makes a sentence from its two forms.
  public init(vietnamese: String, english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }
}
