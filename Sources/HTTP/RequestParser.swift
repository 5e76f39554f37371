/// Reads requests from bytes, strictly by RFC 9112, and never sees a socket.
///
/// However the bytes are cut, the events and the refusal are the same. After a refusal there is no way on: the
/// connection is answered and closed. ``Limits`` bound everything it keeps.
///
///     request-line CRLF *( field-line CRLF ) CRLF [ content ]
///     chunked-body = *( size [ ext ] CRLF data CRLF ) 1*"0" [ ext ] CRLF *( trailer CRLF ) CRLF
public struct RequestParser: Sendable {
  /// What the bytes taken last have brought.
  public enum Event: Hashable, Sendable {
    /// Everything at hand is taken; more is needed.
    case needsMore
    /// The head is complete: see ``RequestParser/request``.
    case head
    /// A piece of the content, as a place in the input.
    case content(Range<Int>)
    /// The request is complete; the next call begins another.
    case end
  }

  private enum State: Sendable {
    case beginning
    case requestLine
    case fields
    case headDone
    case content(Int)
    case chunkSize
    case chunk(Int)
    /// The byte that must come next behind a chunk's data: CR, then LF.
    case chunkEnd(UInt8)
    case trailers
    case failed(HTTPError)
  }

  /// How much is read; the limit of the content may be changed between `head` and the next call.
  public var limits: Limits
  private var state = State.beginning
  private var text = LineBuffer()
  private var head = RequestHead()
  /// The lines among the content; apart, because the request keeps the bytes of its head.
  private var chunkText = LineBuffer()
  private var trailerFields: [Headers.Field] = []
  private var headerStart = 0
  private var contentCount = 0
  private var extensionCount = 0
  /// Bytes of this request before the input at hand.
  private var taken = 0

  /// Makes a parser that waits for the first byte of a request.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Whether a request has begun and is not complete.
  public var isInsideRequest: Bool {
    if case .beginning = state { return taken > 0 }
    return true
  }

  /// Whether the head of the request is complete and its content is not.
  public var isInsideContent: Bool {
    switch state {
    case .beginning, .requestLine, .fields, .failed: false
    case .headDone, .content, .chunkSize, .chunk, .chunkEnd, .trailers: true
    }
  }

  /// The request whose head was read last, without its content.
  ///
  /// It shares the parser's storage; once it is let go the storage serves the next request.
  public var request: Request {
    Request(
      line: head.line, headers: Headers(bytes: text.bytes, fields: head.fields), isPersistent: head.isPersistent,
      expectsContinue: head.expectsContinue, authority: head.authority)
  }

  /// The content's length as its head gives it; nil when chunked.
  public var declaredLength: Int? {
    switch head.framing {
    case .none: 0
    case .length(let length): length
    case .chunked: nil
    }
  }

  /// The fields after a chunked content.
  public var trailers: Headers { Headers(bytes: chunkText.bytes, fields: trailerFields) }

  /// Takes bytes up to the next event.
  ///
  /// - Parameters:
  ///   - input: the bytes at hand.
  ///   - position: where to go on in them; afterwards the first byte not taken.
  ///   - end: where they end.
  /// - Returns: what came; only `needsMore` says that the input is used up.
  /// - Throws: the refusal, and again at each later call.
  public mutating func consume(
    _ input: [UInt8], _ position: inout Int, _ end: Int
  ) throws(HTTPError) -> Event {
    var input = Input(bytes: input, position: position, end: end, origin: position - taken)
    defer { position = input.position }
    do {
      let event = try step(&input)
      taken = event == .end ? 0 : input.offset
      return event
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// The bytes at hand, and where in the request they stand.
  private struct Input {
    let bytes: [UInt8]
    var position: Int
    let end: Int
    /// Where the request began, as a position; before the input if it came in pieces.
    let origin: Int

    var offset: Int { position - origin }
    var isEmpty: Bool { position >= end }
  }

  private mutating func step(_ input: inout Input) throws(HTTPError) -> Event {
    while true {
      switch state {
      case .failed(let error): throw error
      case .beginning:
        guard !input.isEmpty else { return .needsMore }
        text.removeAll()
        head.reset()
        state = .requestLine
      case .requestLine:
        guard try takeLine(&input, atMost: limits.requestLine, orElse: .targetTooLong) else { return .needsMore }
        // One empty line before a request is left over from the one before (RFC 9112 §2.2).
        if text.line == 0..<0 {
          text.advance()
        } else {
          head.line = try RequestLine(text.bytes, text.line)
          text.advance()
          state = .fields
          headerStart = text.lineStart
        }
      case .fields:
        let left = limits.headers - (text.lineStart - headerStart)
        guard try takeLine(&input, atMost: left, orElse: .headersTooLarge) else { return .needsMore }
        if text.line.isEmpty {
          try head.finish(at: input.offset)
          state = .headDone
          return .head
        }
        guard head.fields.count < limits.fields else { throw HTTPError(.headersTooLarge, at: input.offset) }
        try head.readField(text.bytes, text.line)
        text.advance()
      case .headDone: try beginContent(at: input.offset)
      case .content(0): return finishRequest()
      case .content(let left):
        guard let range = takeContent(&input, atMost: left) else { return .needsMore }
        state = .content(left - range.count)
        return .content(range)
      case .chunkSize, .trailers:
        if let event = try stepLine(&input) { return event }
      case .chunk(0): state = .chunkEnd(13)
      case .chunk(let left):
        guard let range = takeContent(&input, atMost: left) else { return .needsMore }
        state = .chunk(left - range.count)
        return .content(range)
      case .chunkEnd(let expected):
        guard !input.isEmpty else { return .needsMore }
        guard input.bytes[input.position] == expected else { throw HTTPError(.badChunkEnd, at: input.offset) }
        input.position += 1
        state = expected == 13 ? .chunkEnd(10) : .chunkSize
      }
    }
  }

  private mutating func takeLine(
    _ input: inout Input, atMost allowance: Int, orElse code: HTTPError.Code
  ) throws(HTTPError) -> Bool {
    switch text.take(input.bytes, &input.position, input.end, allowance: allowance) {
    case .partial: return false
    case .complete: return true
    case .tooLong: throw HTTPError(code, at: input.offset)
    case .fault(let code): throw HTTPError(code, at: input.offset)
    }
  }

  private func takeContent(_ input: inout Input, atMost left: Int) -> Range<Int>? {
    guard !input.isEmpty else { return nil }
    let range = input.position..<min(input.end, input.position + left)
    input.position = range.upperBound
    return range
  }

  private mutating func beginContent(at offset: Int) throws(HTTPError) {
    contentCount = 0
    extensionCount = 0
    switch head.framing {
    case .none: state = .content(0)
    case .length(let length):
      guard length <= limits.content else { throw HTTPError(.contentTooLarge, at: offset) }
      state = .content(length)
    case .chunked:
      chunkText.removeAll()
      trailerFields.removeAll(keepingCapacity: true)
      state = .chunkSize
    }
  }

  private mutating func finishRequest() -> Event {
    state = .beginning
    return .end
  }

  /// Takes the line before a chunk, or one after the last.
  private mutating func stepLine(_ input: inout Input) throws(HTTPError) -> Event? {
    guard case .chunkSize = state else { return try stepTrailer(&input) }
    switch chunkText.take(input.bytes, &input.position, input.end, allowance: limits.chunkLine) {
    case .partial: return .needsMore
    case .tooLong: throw HTTPError(.badChunkExtension, at: input.offset)
    case .fault(let code): throw HTTPError(code, at: input.offset)
    case .complete: break
    }
    let size = try ChunkSize.read(chunkText.bytes, chunkText.line, at: input.offset)
    extensionCount += max(0, chunkText.line.count - 16)
    guard extensionCount <= limits.chunkExtensions else { throw HTTPError(.badChunkExtension, at: input.offset) }
    guard size <= limits.content - contentCount else { throw HTTPError(.contentTooLarge, at: input.offset) }
    contentCount += size
    chunkText.removeAll()
    state = size == 0 ? .trailers : .chunk(size)
    return nil
  }

  private mutating func stepTrailer(_ input: inout Input) throws(HTTPError) -> Event? {
    let left = limits.headers - chunkText.lineStart
    switch chunkText.take(input.bytes, &input.position, input.end, allowance: left) {
    case .partial: return .needsMore
    case .tooLong: throw HTTPError(.headersTooLarge, at: input.offset)
    case .fault(let code): throw HTTPError(code, at: input.offset)
    case .complete: break
    }
    guard !chunkText.line.isEmpty else { return finishRequest() }
    guard trailerFields.count < limits.fields else { throw HTTPError(.headersTooLarge, at: input.offset) }
    let field: Headers.Field
    do throws(HTTPError) {
      field = try Headers.Field(chunkText.bytes, chunkText.line)
    } catch {
      // The place inside the trailers says nothing: the place in the request does.
      throw HTTPError(error.code, at: input.offset)
    }
    for name in ["content-length", "transfer-encoding", "host", "expect", "connection", "authorization"]
    where chunkText.bytes.equalsIgnoringCase(name, in: field.name) {
      throw HTTPError(.badTrailer, at: input.offset)
    }
    trailerFields.append(field)
    chunkText.advance()
    return nil
  }
}
