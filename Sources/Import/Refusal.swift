public import VietText

/// Why an import was refused as a whole, before anything was written to the register.
public struct Refusal: Error, Sendable, CustomStringConvertible {
  /// Whose turn it is to mend it; the command's exit status follows from it.
  public enum Cause: Sendable {
    /// The command was not given what it needs: exit 2.
    case usage
    /// The input cannot be taken as it is: exit 3.
    case input
    /// A library, program, disk or permission is missing: exit 4.
    case environment
  }

  /// A stable name for the reason, in camelCase.
  public let code: String
  /// Whose turn it is to mend it.
  public let cause: Cause
  /// What is wrong, where, and what to do.
  public let message: Phrase

  /// Makes a refusal.
  public init(_ code: String, cause: Cause = .input, vi vietnamese: String, en english: String) {
    self.code = code
    self.cause = cause
    message = Phrase(vi: vietnamese, en: english)
  }

  /// The message in English.
  public var description: String { "\(code): \(message.english)" }
}
