/// Why a request was refused: what, where, and the status that says so.
///
/// The text holds nothing that the client sent.
public struct HTTPError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that the request breaks.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// A line ends with LF alone (RFC 9112 §2.2 lets a server refuse it).
    case bareLineFeed
    /// CR stands inside a line.
    case bareCarriageReturn
    /// NUL or another control character stands in the head.
    case controlCharacter
    /// The request line is not `method SP target SP version` (RFC 9112 §3).
    case badRequestLine
    /// The method is not a token.
    case badMethod
    /// The method is longer than any that is known, or is CONNECT.
    case unknownMethod
    /// The target is of no form of RFC 9112 §3.2, or has a character that must be percent-encoded.
    case badTarget
    /// A percent sign without two hexadecimal digits, or one that encodes NUL or ill-formed UTF-8.
    case badPercentEncoding
    /// The version is not `HTTP/digit.digit`.
    case badVersion
    /// A major version other than 1.
    case unsupportedVersion
    /// The request line is longer than the limit.
    case targetTooLong
    /// The header section is longer than the limit, or has too many fields.
    case headersTooLarge
    /// A field name is empty, not a token, or followed by a space (RFC 9112 §5.1).
    case badFieldName
    /// A line begins with a space: the folding that RFC 9112 §5.2 ends.
    case foldedField
    /// An HTTP/1.1 request has no `Host`, or any has two (RFC 9112 §3.2).
    case badHost
    /// `Content-Length` is not a plain decimal number.
    case badContentLength
    /// More than one `Content-Length`.
    case repeatedContentLength
    /// `Content-Length` beside `Transfer-Encoding` (RFC 9112 §6.1: the mark of smuggling).
    case conflictingLength
    /// `Transfer-Encoding` in HTTP/1.0, or with `chunked` elsewhere than once and last.
    case badTransferEncoding
    /// A transfer coding other than `chunked`.
    case unknownTransferCoding
    /// An expectation other than `100-continue`.
    case unknownExpectation
    /// The content is longer than the limit.
    case contentTooLarge
    /// A chunk's size is not 1 to 16 hexadecimal digits.
    case badChunkSize
    /// A chunk's extension is not of the form of RFC 9112 §7.1.1, or too long.
    case badChunkExtension
    /// A chunk's data is not followed by CRLF.
    case badChunkEnd
    /// A trailer names a field that may not come after the content (RFC 9110 §6.5.1).
    case badTrailer
    /// The request did not come whole in time.
    case timeout
  }

  /// The rule.
  public let code: Code
  /// Bytes from the beginning of the request to where it was noticed.
  public let offset: Int

  /// Makes a refusal.
  public init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// The status that answers it.
  public var status: Status {
    switch code {
    case .bareLineFeed, .bareCarriageReturn, .controlCharacter, .badRequestLine, .badMethod, .badTarget,
      .badPercentEncoding, .badVersion, .badFieldName, .foldedField, .badHost, .badContentLength,
      .repeatedContentLength, .conflictingLength, .badTransferEncoding, .badChunkSize, .badChunkExtension,
      .badChunkEnd, .badTrailer:
      .badRequest
    case .unknownMethod, .unknownTransferCoding: .notImplemented
    case .unsupportedVersion: .httpVersionNotSupported
    case .targetTooLong: .uriTooLong
    case .headersTooLarge: .requestHeaderFieldsTooLarge
    case .unknownExpectation: .expectationFailed
    case .contentTooLarge: .contentTooLarge
    case .timeout: .requestTimeout
    }
  }

  /// One sentence in English.
  public var explanation: String {
    switch code {
    case .bareLineFeed: "A line ends with LF alone; lines end with CR LF."
    case .bareCarriageReturn: "A CR is not followed by LF."
    case .controlCharacter: "The head of the request has a control character."
    case .badRequestLine: "The request line is not: method, one space, target, one space, version."
    case .badMethod: "The method has a character that no method may have."
    case .unknownMethod: "The method is not one that this server knows."
    case .badTarget: "The target has a character that must be percent-encoded, or is of no known form."
    case .badPercentEncoding: "The target has a percent sign that does not encode UTF-8 text."
    case .badVersion: "The version is not of the form HTTP/1.1."
    case .unsupportedVersion: "Only HTTP/1.1 and HTTP/1.0 are spoken here."
    case .targetTooLong: "The request line is too long; long questions go into a POST."
    case .headersTooLarge: "The header fields are too long or too many."
    case .badFieldName: "A header field's name is empty, has a forbidden character, or a space before its colon."
    case .foldedField: "A header line begins with a space; folded fields are not accepted."
    case .badHost: "HTTP/1.1 demands exactly one valid Host field."
    case .badContentLength: "Content-Length is not a plain decimal number."
    case .repeatedContentLength: "Content-Length is given more than once."
    case .conflictingLength: "Content-Length and Transfer-Encoding exclude each other."
    case .badTransferEncoding: "Transfer-Encoding must be chunked, once, and in HTTP/1.1."
    case .unknownTransferCoding: "The only transfer coding accepted is chunked."
    case .unknownExpectation: "The only expectation met is 100-continue."
    case .contentTooLarge: "The content is longer than this server accepts."
    case .badChunkSize: "A chunk's size is not 1 to 16 hexadecimal digits."
    case .badChunkExtension: "A chunk's extension is malformed or too long."
    case .badChunkEnd: "A chunk's data is not followed by CR LF."
    case .badTrailer: "A trailer names a field that may not come after the content."
    case .timeout: "The request did not come whole in time."
    }
  }

  /// The rule and the place, for a log.
  public var description: String { "\(code.rawValue) at byte \(offset): \(explanation)" }
}
