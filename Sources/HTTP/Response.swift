/// What is answered: a status, fields and content.
///
/// The server adds `Date`, `Connection` and the framing (`Content-Length` or `Transfer-Encoding`); fields of those names
/// that are set here are not sent.
public struct Response: Sendable {
  /// The status.
  public var status: Status
  /// The fields, in the order in which they are sent.
  public var headers: Headers
  /// The content; HEAD, 204 and 304 send none of it.
  public var body: Body
  /// Whether the connection is closed afterwards.
  public var closesConnection: Bool

  /// The content of a response.
  public enum Body: Sendable {
    /// None.
    case empty
    /// All of it.
    case bytes([UInt8])
    /// Made piece by piece while it is sent.
    case stream(BodyStream)
  }

  /// Makes a response.
  public init(_ status: Status, headers: Headers = Headers(), body: Body = .empty, closesConnection: Bool = false) {
    self.status = status
    self.headers = headers
    self.body = body
    self.closesConnection = closesConnection
  }

  /// Makes a response with content of a media type.
  public init(_ status: Status, type: String, _ bytes: [UInt8]) {
    self.init(status, body: .bytes(bytes))
    headers.append("Content-Type", type)
  }

  /// Makes a response of a text in UTF-8.
  public init(_ status: Status, text: String) {
    self.init(status, type: "text/plain; charset=utf-8", Array(text.utf8))
  }

  /// Makes a response of a problem.
  public init(_ problem: Problem) {
    self.init(problem.status, type: Problem.mediaType, problem.json())
  }
}

/// Makes a long content piece by piece, each on whatever thread has the connection's turn, one at a time.
///
/// It keeps where it stands (a revision, a last id), and no statement, transaction or other thing of a thread.
public protocol BodyProducer: AnyObject {
  /// Appends the next piece: some kilobytes, made in less than a millisecond or so.
  ///
  /// - Parameters:
  ///   - outbox: where the piece is appended; what stands there already is not touched.
  ///   - session: the session of the thread whose turn it is; not to be kept.
  /// - Returns: whether more is to come.
  /// - Throws: ends the answer; the connection is cut, so that the client sees it is not whole.
  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool
}

/// A producer on its way to the connection, and the length of what it will make if that is known.
///
/// One stream is sent once: a copy names the same producer.
@safe public struct BodyStream: @unchecked Sendable {
  // The producer was disconnected from its maker when it came here, and a connection has one thread at a time.
  /// The producer; called by whoever has the connection's turn.
  public let producer: any BodyProducer
  /// The length of the whole content in bytes; nil sends it in chunks.
  public let length: Int?

  /// Takes a producer over.
  public init(_ producer: sending any BodyProducer, length: Int? = nil) {
    self.producer = producer
    self.length = length
  }
}
