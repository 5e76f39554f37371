/// A request method (RFC 9110 §9).
public enum Method: Hashable, Sendable, CustomStringConvertible {
  /// Asks for a representation.
  case get
  /// Asks for the header section that GET would have.
  case head
  /// Gives content to a resource to act on.
  case post
  /// Replaces the state of a resource.
  case put
  /// Changes part of a resource (RFC 5789).
  case patch
  /// Removes a resource.
  case delete
  /// Asks what may be done.
  case options
  /// Asks for a loop-back of the request.
  case trace
  /// A method that this module has no name for, as sent (methods are case-sensitive).
  case other(String)

  /// The method's name on the wire.
  public var description: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .trace: "TRACE"
    case .other(let name): name
    }
  }

  /// Whether the method only reads (RFC 9110 §9.2.1).
  public var isSafe: Bool {
    switch self {
    case .get, .head, .options, .trace: true
    case .post, .put, .patch, .delete, .other: false
    }
  }

  /// Reads a method from the bytes of a token.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    switch range.count {
    case 3 where bytes.matches("GET", at: range.lowerBound): self = .get
    case 3 where bytes.matches("PUT", at: range.lowerBound): self = .put
    case 4 where bytes.matches("HEAD", at: range.lowerBound): self = .head
    case 4 where bytes.matches("POST", at: range.lowerBound): self = .post
    case 5 where bytes.matches("PATCH", at: range.lowerBound): self = .patch
    case 5 where bytes.matches("TRACE", at: range.lowerBound): self = .trace
    case 6 where bytes.matches("DELETE", at: range.lowerBound): self = .delete
    case 7 where bytes.matches("OPTIONS", at: range.lowerBound): self = .options
    default: self = .other(String(decoding: bytes[range], as: UTF8.self))
    }
  }
}

/// The protocol version of a message; a later minor version is read as 1.1 (RFC 9110 §2.5).
public enum Version: Hashable, Sendable {
  /// HTTP/1.0: no chunks, no persistent connection unless asked for.
  case http10
  /// HTTP/1.1.
  case http11
}
