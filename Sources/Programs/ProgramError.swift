public import VietText

/// Why a program could not do its work.
public struct ProgramError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name for the reason.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The program is not installed.
    case programMissing
    /// The program could not be started.
    case notStarted
    /// The program took longer than it may.
    case timedOut
    /// The program gave more than it may.
    case outputTooLarge
    /// The program ended with an error, or gave something that cannot be read.
    case failed
  }

  /// The reason.
  public let code: Code
  /// The program.
  public let program: String
  /// What is wrong, without anything of the input.
  public let detail: Phrase

  /// Makes an error.
  public init(_ code: Code, program: String, _ detail: Phrase) {
    self.code = code
    self.program = program
    self.detail = detail
  }

  /// The detail in English, with the code.
  public var description: String { "\(code.rawValue): \(detail.english)" }
}
