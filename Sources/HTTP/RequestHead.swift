/// The header fields of a request as they are read, and what they say about the message (RFC 9112 §6).
struct RequestHead: Sendable {
  /// How the end of the content is known.
  enum Framing: Hashable, Sendable {
    case none
    case length(Int)
    case chunked
  }

  var line = RequestLine()
  var fields: [Headers.Field] = []
  private var host: Range<Int>?
  private var length: Int?
  private var isChunked = false
  private var closes = false
  private var keepsAlive = false
  private(set) var expectsContinue = false

  /// How the end of the content is known.
  var framing: Framing { isChunked ? .chunked : length.map { .length($0) } ?? .none }

  /// Whether the connection may stay open after the answer (RFC 9112 §9.3).
  var isPersistent: Bool { !closes && (line.version == .http11 || keepsAlive) }

  /// Where host and port stand.
  var authority: Range<Int>? { line.authority ?? host }

  mutating func reset() {
    fields.removeAll(keepingCapacity: true)
    line = RequestLine()
    host = nil
    length = nil
    isChunked = false
    closes = false
    keepsAlive = false
    expectsContinue = false
  }

  /// Reads one field line.
  mutating func readField(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) {
    let field = try Headers.Field(bytes, range)
    fields.append(field)
    let value = field.value
    switch field.name.count {
    case 4 where bytes.equalsIgnoringCase("host", in: field.name):
      guard host == nil, Authority.isValid(bytes, value) else { throw HTTPError(.badHost, at: range.lowerBound) }
      host = value
    case 6 where bytes.equalsIgnoringCase("expect", in: field.name):
      guard line.version == .http11 else { return }
      guard bytes.equalsIgnoringCase("100-continue", in: value) else {
        throw HTTPError(.unknownExpectation, at: value.lowerBound)
      }
      expectsContinue = true
    case 10 where bytes.equalsIgnoringCase("connection", in: field.name):
      bytes.forEachMember(in: value) { member in
        if bytes.equalsIgnoringCase("close", in: member) { closes = true }
        if bytes.equalsIgnoringCase("keep-alive", in: member) { keepsAlive = true }
      }
    case 14 where bytes.equalsIgnoringCase("content-length", in: field.name):
      try readLength(bytes, value)
    case 17 where bytes.equalsIgnoringCase("transfer-encoding", in: field.name):
      try readCoding(bytes, value)
    default: break
    }
  }

  private mutating func readLength(_ bytes: [UInt8], _ value: Range<Int>) throws(HTTPError) {
    guard length == nil else { throw HTTPError(.repeatedContentLength, at: value.lowerBound) }
    guard !value.isEmpty else { throw HTTPError(.badContentLength, at: value.lowerBound) }
    var sum = 0
    for index in value {
      guard bytes[index].isDigit else { throw HTTPError(.badContentLength, at: index) }
      // Beyond any limit it stays there: the number is not needed, only that it is too large.
      sum = min(sum * 10 + Int(bytes[index] - 48), 1 << 56)
    }
    length = sum
  }

  private mutating func readCoding(_ bytes: [UInt8], _ value: Range<Int>) throws(HTTPError) {
    guard line.version == .http11, !isChunked else { throw HTTPError(.badTransferEncoding, at: value.lowerBound) }
    var members = 0
    var chunks = 0
    var endsChunked = false
    bytes.forEachMember(in: value) { member in
      endsChunked = bytes.equalsIgnoringCase("chunked", in: member)
      members += 1
      chunks += endsChunked ? 1 : 0
    }
    guard members > 0, chunks <= 1, chunks == 0 || endsChunked else {
      throw HTTPError(.badTransferEncoding, at: value.lowerBound)
    }
    guard members == 1, endsChunked else { throw HTTPError(.unknownTransferCoding, at: value.lowerBound) }
    isChunked = true
  }

  /// Judges the section as a whole, once the empty line is there.
  func finish(at offset: Int) throws(HTTPError) {
    guard host != nil || line.version == .http10 else { throw HTTPError(.badHost, at: offset) }
    guard !isChunked || length == nil else { throw HTTPError(.conflictingLength, at: offset) }
  }
}

extension Headers.Field {
  /// Reads `name: value`, the blanks around the value left out (RFC 9112 §5).
  init(_ bytes: [UInt8], _ line: Range<Int>) throws(HTTPError) {
    guard !bytes[line.lowerBound].isBlank else { throw HTTPError(.foldedField, at: line.lowerBound) }
    var colon = line.lowerBound
    while colon < line.upperBound, bytes[colon] != 58 {
      guard ByteSet.token.contains(bytes[colon]) else { throw HTTPError(.badFieldName, at: colon) }
      colon += 1
    }
    guard colon > line.lowerBound, colon < line.upperBound else { throw HTTPError(.badFieldName, at: colon) }
    let value = bytes.trimmed((colon + 1)..<line.upperBound)
    self.init(
      nameStart: UInt32(line.lowerBound), nameEnd: UInt32(colon), valueStart: UInt32(value.lowerBound),
      valueEnd: UInt32(value.upperBound))
  }
}
