/// How much of a request is read before it is refused.
public struct Limits: Hashable, Sendable {
  /// The request line in bytes, CRLF included; beyond it 414.
  public var requestLine = 8192
  /// The header section in bytes, without the request line; beyond it 431.
  ///
  /// Trailers have the same limit.
  public var headers = 32_768
  /// Field lines; beyond it 431.
  public var fields = 100
  /// The content in bytes, after the chunked coding is taken off; beyond it 413.
  public var content = 1 << 20
  /// The line before a chunk in bytes; beyond it 400.
  public var chunkLine = 256
  /// What the lines before chunks may carry in extensions, over the whole content; beyond it 400.
  public var chunkExtensions = 16_384

  /// The limits of the service.
  public init() {}
}
