/// A request as it came, its parts made into text when they are asked for.
public struct Request: Sendable {
  let line: RequestLine
  /// The header fields.
  public let headers: Headers
  /// Whether the connection may stay open after the answer (RFC 9112 §9.3).
  public let isPersistent: Bool
  /// Whether the client waits for `100 Continue` before it sends the content (RFC 9110 §10.1.1).
  public let expectsContinue: Bool
  /// Where the host and port stand, in the target or in `Host`.
  let authority: Range<Int>?
  /// The content; before it has arrived, none.
  public var body: RequestBody
  /// Who sent it, if the server said so.
  public var peer: PeerAddress?

  /// The method.
  public var method: Method { line.method }
  /// The protocol version.
  public var version: Version { line.version }
  /// The target as sent: `/lookup?at=15.1%2C108.7`.
  public var target: String { headers.bytes.text(line.target) }
  /// The decoded segments of the path.
  public var path: Path { Path(bytes: headers.bytes, range: line.path) }
  /// The decoded parameters.
  public var query: Query { Query(bytes: headers.bytes, range: line.query) }
  /// Host and port as the client named them; nil in HTTP/1.0 without `Host`.
  public var host: String? { authority.map { headers.bytes.text($0) } }

  init(
    line: RequestLine, headers: Headers, isPersistent: Bool, expectsContinue: Bool, authority: Range<Int>?,
    body: RequestBody = .none
  ) {
    self.line = line
    self.headers = headers
    self.isPersistent = isPersistent
    self.expectsContinue = expectsContinue
    self.authority = authority
    self.body = body
  }

  /// Makes a request for tests and for calls from inside, by the same rules as one from the network.
  ///
  /// - Throws: what a parser would refuse it with.
  public init(
    _ method: Method, _ target: String, headers: Headers = ["Host": "localhost"], body: [UInt8] = []
  ) throws(HTTPError) {
    var message = Array("\(method) \(target) HTTP/1.1\r\n".utf8)
    for (name, value) in headers.all { message.append(contentsOf: "\(name): \(value)\r\n".utf8) }
    message.append(contentsOf: "\r\n".utf8)
    var parser = RequestParser()
    var position = 0
    guard try parser.consume(message, &position, message.count) == .head, position == message.count else {
      throw HTTPError(.badRequestLine, at: position)
    }
    self = parser.request
    if !body.isEmpty { self.body = .bytes(body) }
  }
}

/// The content of a request.
public enum RequestBody: Sendable {
  /// There is none.
  case none
  /// It is short and in memory.
  case bytes([UInt8])
  /// It is long and read piece by piece.
  case spooled(any BodySource)

  /// Its length in bytes.
  public var count: Int {
    switch self {
    case .none: 0
    case .bytes(let bytes): bytes.count
    case .spooled(let source): source.count
    }
  }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: bytes from the beginning of the content.
  ///   - maximum: the most bytes to read.
  /// - Returns: the bytes there, fewer only at the end.
  /// - Throws: what the source throws.
  public func read(at offset: Int, maximum: Int) throws -> [UInt8] {
    switch self {
    case .none: []
    case .bytes(let bytes): Array(bytes[min(offset, bytes.count)..<min(offset + maximum, bytes.count)])
    case .spooled(let source): try source.read(at: offset, maximum: maximum)
    }
  }

  /// All of it in memory, or nil if it is longer than a limit.
  ///
  /// - Throws: what the source throws.
  public func bytes(atMost limit: Int) throws -> [UInt8]? {
    guard count <= limit else { return nil }
    if case .bytes(let bytes) = self { return bytes }
    return try read(at: 0, maximum: count)
  }
}

/// A content that lies outside memory and may be read from any thread.
public protocol BodySource: Sendable {
  /// Its length in bytes.
  var count: Int { get }

  /// Reads a piece; fewer bytes than asked only at the end.
  ///
  /// - Parameters:
  ///   - offset: bytes from the beginning.
  ///   - maximum: the most bytes to read.
  /// - Returns: the bytes there.
  /// - Throws: what the storage failed with.
  func read(at offset: Int, maximum: Int) throws -> [UInt8]
}
