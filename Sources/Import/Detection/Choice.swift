public import VietText

/// A question about the files that only a person can answer, with the answers that come into question.
public struct Choice: Sendable {
  /// One answer.
  public struct Answer: Sendable {
    /// The words of the command line that give it: `--crs EPSG:5898`.
    public var option: String
    /// What it means and what speaks for it.
    public var label: Phrase
    /// What the data would look like.
    public var samples: [String]

    /// Makes an answer.
    public init(_ option: String, label: Phrase, samples: [String] = []) {
      self.option = option
      self.label = label
      self.samples = samples
    }
  }

  /// The refusal's code when nobody answers.
  public var code: String
  /// What is not known, and why.
  public var question: Phrase
  /// The answers, the likeliest first.
  public var answers: [Answer]

  /// Makes a question.
  public init(_ code: String, question: Phrase, answers: [Answer]) {
    self.code = code
    self.question = question
    self.answers = answers
  }
}

/// Puts questions to the person at the terminal, if there is one.
public struct Asker: Sendable {
  private let put: @Sendable (Choice) -> Int?

  /// Asks by a closure, which gets a question and gives the index of the answer, or `nil` for none.
  public init(_ put: @escaping @Sendable (Choice) -> Int?) { self.put = put }

  /// Asks nobody: every question stops the import.
  public static let nobody = Asker { _ in nil }

  /// The index of a person's answer.
  ///
  /// - Throws: ``Refusal`` with the answers that are possible when nobody answers.
  func answer(_ choice: Choice) throws(Refusal) -> Int {
    if let answer = put(choice), choice.answers.indices.contains(answer) { return answer }
    var refusal = Refusal(choice.code, vi: choice.question.vietnamese, en: choice.question.english)
    refusal.answers = choice.answers
    throw refusal
  }
}
