import Glibc

/// Why a server cannot start or keep something.
public struct ServerError: Error, Sendable, CustomStringConvertible {
  /// The kind, for a program to tell apart.
  public enum Kind: Hashable, Sendable {
    /// Another program listens there.
    case addressInUse
    /// The host is no address of this machine, or no address at all.
    case badHost
    /// A port below 1024 without the right to it.
    case notPermitted
    /// A call to the system failed.
    case system
    /// The application could not make a session.
    case session
  }

  /// The kind.
  public let kind: Kind
  /// One sentence: what, where, what to do.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// A failed call, with the system's own words.
  static func system(_ call: String, _ code: Int32 = errno) -> ServerError {
    ServerError(.system, "\(call): \(text(code))")
  }

  /// The system's words for an error number.
  static func text(_ code: Int32) -> String {
    // Since glibc 2.32 each thread has a buffer of its own.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
