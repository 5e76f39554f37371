/// Writes responses into a buffer that is used again and again.
public struct ResponseWriter: Sendable {
  /// What the form of an answer depends on, in the request that it answers.
  public struct Terms: Hashable, Sendable {
    /// Whether the method is HEAD, so that no content is sent.
    public var isHead: Bool
    /// The version that the client speaks.
    public var version: Version
    /// Whether the connection stays open.
    public var isPersistent: Bool

    /// Makes terms.
    public init(isHead: Bool, version: Version, isPersistent: Bool) {
      self.isHead = isHead
      self.version = version
      self.isPersistent = isPersistent
    }

    /// The terms of a request that could not be read.
    public static let refused = Terms(isHead: false, version: .http11, isPersistent: false)
  }

  /// How the content follows the head.
  public enum Framing: Hashable, Sendable {
    /// Nothing follows.
    case none
    /// So many bytes follow.
    case length(Int)
    /// Chunks follow.
    case chunked
    /// Bytes follow until the connection is closed (HTTP/1.0).
    case untilClose
  }

  private var dateLine: [UInt8] = []
  private var dateSecond = -1

  /// Makes a writer.
  public init() {}

  /// Appends status line, fields and the empty line.
  ///
  /// - Parameters:
  ///   - response: what is answered.
  ///   - terms: those of the request; afterwards `isPersistent` says what was promised.
  ///   - unixSeconds: the time for `Date`.
  ///   - outbox: where it is appended.
  /// - Returns: what is to follow.
  public mutating func writeHead(
    _ response: Response, terms: inout Terms, unixSeconds: Int, into outbox: inout [UInt8]
  ) -> Framing {
    let framing = ResponseWriter.framing(of: response, version: terms.version)
    if framing == .untilClose || response.closesConnection { terms.isPersistent = false }
    writeStatus(response.status, into: &outbox)
    if unixSeconds != dateSecond {
      dateSecond = unixSeconds
      dateLine = Array("Date: \(HTTPDate.text(unixSeconds: unixSeconds))\r\n".utf8)
    }
    outbox.append(contentsOf: dateLine)
    let bytes = response.headers.bytes
    for field in response.headers.fields where !ResponseWriter.isOwn(bytes, field.name) {
      outbox.append(contentsOf: bytes[field.name])
      outbox.append(58)
      outbox.append(32)
      outbox.append(contentsOf: bytes[field.value])
      outbox.append(13)
      outbox.append(10)
    }
    switch framing {
    case .length(let length):
      outbox.append(contentsOf: "Content-Length: ".utf8)
      outbox.appendDecimal(length)
      outbox.append(contentsOf: "\r\n".utf8)
    case .chunked: outbox.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
    case .none, .untilClose: break
    }
    if !terms.isPersistent {
      outbox.append(contentsOf: "Connection: close\r\n".utf8)
    } else if terms.version == .http10 {
      outbox.append(contentsOf: "Connection: keep-alive\r\n".utf8)
    }
    outbox.append(13)
    outbox.append(10)
    return terms.isHead ? .none : framing
  }

  private func writeStatus(_ status: Status, into outbox: inout [UInt8]) {
    if status == .ok {
      outbox.append(contentsOf: "HTTP/1.1 200 OK\r\n".utf8)
    } else {
      outbox.append(contentsOf: "HTTP/1.1 ".utf8)
      outbox.appendDecimal(status.code)
      outbox.append(32)
      outbox.append(contentsOf: status.reason.utf8)
      outbox.append(contentsOf: "\r\n".utf8)
    }
  }

  private static func framing(of response: Response, version: Version) -> Framing {
    guard response.status.allowsContent else { return .none }
    switch response.body {
    case .empty: return .length(0)
    case .bytes(let bytes): return .length(bytes.count)
    case .stream(let stream):
      if let length = stream.length { return .length(length) }
      return version == .http11 ? .chunked : .untilClose
    }
  }

  /// Whether a field is one that the server writes itself.
  private static func isOwn(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
    switch name.count {
    case 4: bytes.equalsIgnoringCase("date", in: name)
    case 10: bytes.equalsIgnoringCase("connection", in: name)
    case 14: bytes.equalsIgnoringCase("content-length", in: name)
    case 17: bytes.equalsIgnoringCase("transfer-encoding", in: name)
    default: false
    }
  }

  /// Bytes that a chunk needs before its data.
  public static let chunkHeaderLength = 10

  /// Appends room for a chunk's size, which ``endChunk(from:in:)`` fills in.
  ///
  /// - Returns: where the chunk begins.
  public static func beginChunk(in outbox: inout [UInt8]) -> Int {
    let start = outbox.count
    outbox.append(contentsOf: "00000000\r\n".utf8)
    return start
  }

  /// Writes the size of the data appended since ``beginChunk(in:)``, or takes the chunk back if there is none.
  ///
  /// An empty chunk would end the content.
  public static func endChunk(from start: Int, in outbox: inout [UInt8]) {
    var size = outbox.count - start - chunkHeaderLength
    precondition(size >= 0 && size < 1 << 32, "a producer appends, and a chunk is not that large")
    guard size > 0 else {
      outbox.removeLast(chunkHeaderLength)
      return
    }
    for place in stride(from: start + 7, through: start, by: -1) {
      let digit = UInt8(size & 15)
      outbox[place] = digit < 10 ? 48 + digit : 87 + digit
      size >>= 4
    }
    outbox.append(contentsOf: "\r\n".utf8)
  }

  /// Appends the chunk that ends the content.
  public static func writeLastChunk(into outbox: inout [UInt8]) { outbox.append(contentsOf: "0\r\n\r\n".utf8) }

  /// Appends the interim answer to `Expect: 100-continue`.
  public static func writeContinue(into outbox: inout [UInt8]) {
    outbox.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
  }
}
