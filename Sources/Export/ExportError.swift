public import VietText

/// Why nothing was exported.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  /// Whose turn it is to mend it; the command's exit status follows from it.
  public enum Cause: Sendable {
    /// The command was not given what it needs.
    case usage
    /// There is nothing to export.
    case nothing
    /// What is asked for cannot be written in this form.
    case refused
    /// The disk, or a permission.
    case environment
  }

  /// A stable name for the reason, in camelCase.
  public let code: String
  /// Whose turn it is to mend it.
  public let cause: Cause
  /// What is wrong, and what to do.
  public let message: Phrase

  /// Makes an error.
  public init(_ code: String, _ cause: Cause, vi vietnamese: String, en english: String) {
    self.code = code
    self.cause = cause
    message = Phrase(vi: vietnamese, en: english)
  }

  /// The message in English, with its code.
  public var description: String { "\(code): \(message.english)" }
}
