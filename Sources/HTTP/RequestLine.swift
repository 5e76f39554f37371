/// The places of a request line's parts, and the rules they keep (RFC 9112 §3, RFC 3986).
struct RequestLine: Sendable {
  var method = Method.get
  var version = Version.http11
  /// The target as sent.
  var target = 0..<0
  /// The path, from its slash to before the question mark.
  var path = 0..<0
  /// What follows the question mark.
  var query = 0..<0
  /// The authority of a target in absolute form.
  var authority: Range<Int>?

  init() {}

  /// Reads a line whose control characters are already refused.
  init(_ bytes: [UInt8], _ line: Range<Int>) throws(HTTPError) {
    guard let methodEnd = bytes[line].firstIndex(of: 32) else {
      throw HTTPError(.badRequestLine, at: line.upperBound)
    }
    for index in line.lowerBound..<methodEnd where !ByteSet.token.contains(bytes[index]) {
      throw HTTPError(.badMethod, at: index)
    }
    guard methodEnd > line.lowerBound else { throw HTTPError(.badMethod, at: methodEnd) }
    guard let targetEnd = bytes[(methodEnd + 1)..<line.upperBound].firstIndex(of: 32), targetEnd > methodEnd + 1 else {
      throw HTTPError(.badRequestLine, at: methodEnd + 1)
    }
    version = try RequestLine.version(bytes, (targetEnd + 1)..<line.upperBound)
    guard methodEnd - line.lowerBound <= 32 else { throw HTTPError(.unknownMethod, at: line.lowerBound) }
    method = Method(bytes, line.lowerBound..<methodEnd)
    // A tunnel is all that CONNECT could be answered with.
    guard method != .other("CONNECT") else { throw HTTPError(.unknownMethod, at: line.lowerBound) }
    target = (methodEnd + 1)..<targetEnd
    try readTarget(bytes)
  }

  private static func version(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) -> Version {
    let start = range.lowerBound
    guard range.count == 8, bytes.matches("HTTP/", at: start), bytes[start + 6] == 46, bytes[start + 5].isDigit,
      bytes[start + 7].isDigit
    else { throw HTTPError(.badVersion, at: start) }
    guard bytes[start + 5] == 49 else { throw HTTPError(.unsupportedVersion, at: start) }
    return bytes[start + 7] == 48 ? .http10 : .http11
  }

  private mutating func readTarget(_ bytes: [UInt8]) throws(HTTPError) {
    let first = bytes[target.lowerBound]
    if first == 47 {
      path = target
    } else if first == 42, target.count == 1 {
      guard method == .options else { throw HTTPError(.badTarget, at: target.lowerBound) }
      path = target.upperBound..<target.upperBound
      query = path
      return
    } else {
      try readAbsoluteForm(bytes)
    }
    var encoded = false
    var index = path.lowerBound
    while index < target.upperBound, bytes[index] != 63 {
      guard ByteSet.path.contains(bytes[index]) else { throw HTTPError(.badTarget, at: index) }
      encoded = encoded || bytes[index] == 37
      index += 1
    }
    path = path.lowerBound..<index
    if index < target.upperBound { index += 1 }
    query = index..<target.upperBound
    while index < target.upperBound {
      guard ByteSet.query.contains(bytes[index]) else { throw HTTPError(.badTarget, at: index) }
      encoded = encoded || bytes[index] == 37
      index += 1
    }
    if encoded { try PercentEncoding.check(bytes, path.lowerBound..<target.upperBound) }
  }

  /// Finds authority and path of `http://authority/path`, the form that a proxy is asked in (RFC 9112 §3.2.2).
  private mutating func readAbsoluteForm(_ bytes: [UInt8]) throws(HTTPError) {
    let start = target.lowerBound
    let length =
      bytes.equalsIgnoringCase("http://", in: start..<min(start + 7, target.upperBound))
      ? 7 : bytes.equalsIgnoringCase("https://", in: start..<min(start + 8, target.upperBound)) ? 8 : 0
    guard length > 0 else { throw HTTPError(.badTarget, at: start) }
    var end = start + length
    while end < target.upperBound, bytes[end] != 47, bytes[end] != 63 { end += 1 }
    guard Authority.isValid(bytes, (start + length)..<end) else { throw HTTPError(.badTarget, at: start + length) }
    authority = (start + length)..<end
    path = end..<target.upperBound
  }
}

/// Host and port as `Host` and the absolute form carry them (RFC 3986 §3.2.2, without user information).
enum Authority {
  static func isValid(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    var index = range.lowerBound
    if bytes[index] == 91 {
      index += 1
      while index < range.upperBound, bytes[index] != 93 {
        guard bytes[index].hexValue != nil || bytes[index] == 58 || bytes[index] == 46 else { return false }
        index += 1
      }
      guard index < range.upperBound, index > range.lowerBound + 2 else { return false }
      index += 1
    } else {
      while index < range.upperBound, bytes[index] != 58 {
        guard ByteSet.host.contains(bytes[index]), bytes[index] != 91, bytes[index] != 93 else { return false }
        if bytes[index] == 37 {
          guard index + 2 < range.upperBound, bytes[index + 1].hexValue != nil, bytes[index + 2].hexValue != nil
          else { return false }
        }
        index += 1
      }
      guard index > range.lowerBound else { return false }
    }
    guard index < range.upperBound else { return true }
    guard bytes[index] == 58, range.upperBound - index <= 6 else { return false }
    var port = 0
    for digit in bytes[(index + 1)..<range.upperBound] {
      guard digit.isDigit else { return false }
      port = port * 10 + Int(digit - 48)
    }
    return port <= 65_535
  }
}
