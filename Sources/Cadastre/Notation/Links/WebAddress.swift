/// The parts of a URI (RFC 3986), taken apart leniently and percent-decoded.
struct WebAddress {
  /// Small letters; empty for a link that was written without.
  var scheme = ""
  /// Small letters, without port and user.
  var host = ""
  /// The segments of the path, in which a plus stands for a space as map services write them.
  var path: [String] = []
  /// The parameters of the query, then those of the fragment; names in small letters.
  var query: [(name: String, value: String)] = []
  /// What follows `#`, as written.
  var fragment = ""

  /// Takes an address apart.
  init(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let mark = rest.firstRange(of: "://") {
      scheme = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
    }
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    var parameters = Substring()
    if let mark = rest.firstIndex(of: "?") {
      parameters = rest[rest.index(after: mark)...]
      rest = rest[..<mark]
    }
    let segments = rest.split(separator: "/")
    if let first = segments.first {
      let authority = first.split(separator: "@").last ?? first
      host = authority.prefix { $0 != ":" }.lowercased()
      path = segments.dropFirst().map { Self.decoded($0) }
    }
    query = Self.parameters(parameters)
    if fragment.contains("=") { query += Self.parameters(fragment[...]) }
  }

  /// The value of the first parameter with a name.
  func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

  private static func parameters(_ text: Substring) -> [(name: String, value: String)] {
    text.split(whereSeparator: { $0 == "&" || $0 == ";" }).map { parameter in
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]).lowercased(), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  /// A text with `%2C` and the like decoded, and plus signs as spaces; faults stay as they are.
  static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(text) }
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, index + 2 < bytes.count, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index] == 0x2B ? 0x20 : bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
