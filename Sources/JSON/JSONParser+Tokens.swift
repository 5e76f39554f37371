/// Where a name, string or number stands in the bytes, and what is known of it.
struct Token: Hashable, Sendable {
  var start = 0
  var end = 0
  var hasEscapes = false
  var decimal = Decimal()

  mutating func move(by distance: Int) {
    start += distance
    end += distance
  }
}

extension JSONParser {
  /// The last name or string, unescaped.
  public var text: String {
    guard token.hasEscapes else { return String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
    return unescaped()
  }

  /// Whether the last name or string is a given one; quicker than ``text``.
  public func textEquals(_ other: String) -> Bool {
    guard !token.hasEscapes else { return text == other }
    let utf8 = other.utf8
    guard utf8.count == token.end - token.start else { return false }
    var index = token.start
    for byte in utf8 {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// The last number, correctly rounded; always finite.
  public var number: Double { token.decimal.double ?? slowNumber }

  /// The last number as an integer; nil when it is written with a fraction or an exponent, or no `Int` holds it.
  public var integer: Int? {
    guard token.decimal.isInteger else { return nil }
    guard token.decimal.digits <= 18 else { return Int(numeral) }
    return token.decimal.isNegative ? -Int(token.decimal.mantissa) : Int(token.decimal.mantissa)
  }

  /// The last number as it is written.
  public var numeral: String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }

  private var slowNumber: Double { Double(numeral) ?? .nan }

  /// Reads a string from its opening quote on; false when it ends in bytes not fed yet.
  mutating func scanString() throws(Fault) -> Bool {
    var token = resumption ?? Token(start: cursor + 1, end: cursor + 1)
    resumption = nil
    var index = token.end
    // The same limit wherever chunks are cut: nothing beyond it is looked at.
    let limit = min(end, token.start + options.maximumStringLength + 1)
    while index < limit {
      let byte = bytes[index]
      if byte == 0x22 {
        token.end = index
        self.token = token
        cursor = index + 1
        return true
      }
      if byte >= 0x20 && byte < 0x80 && byte != 0x5C {
        index += 1
        continue
      }
      if byte == 0x5C { token.hasEscapes = true }
      guard let next = try skipSpecial(byte, at: index) else { break }
      index = next
    }
    guard index - token.start <= options.maximumStringLength else { throw Fault(.tooLong, at: token.start) }
    if isFinished { throw Fault(.unexpectedEnd, at: end) }
    token.end = index
    resumption = token
    return false
  }

  /// The index after an escape or a character beyond ASCII; nil when it goes on in bytes not fed yet.
  private func skipSpecial(_ byte: UInt8, at index: Int) throws(Fault) -> Int? {
    if byte == 0x5C { return try skipEscape(at: index) }
    if byte < 0x20 { throw Fault(.controlCharacter, at: index) }
    return try skipCharacter(byte, at: index)
  }

  /// The index after a character of two to four bytes (Unicode, table 3-7).
  private func skipCharacter(_ lead: UInt8, at index: Int) throws(Fault) -> Int? {
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw Fault(.invalidUTF8, at: index)
      }
    for offset in 1..<count {
      guard index + offset < end else { return nil }
      let allowed = offset == 1 ? second : 0x80...0xBF
      guard allowed.contains(bytes[index + offset]) else { throw Fault(.invalidUTF8, at: index) }
    }
    return index + count
  }

  private func skipEscape(at index: Int) throws(Fault) -> Int? {
    guard index + 1 < end else { return nil }
    switch bytes[index + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return index + 2
    case 0x75: break
    default: throw Fault(.malformedEscape, at: index)
    }
    guard let unit = try codeUnit(ofEscape: index, from: index + 2) else { return nil }
    guard unit & 0xF800 == 0xD800 else { return index + 6 }
    guard unit < 0xDC00 else { throw Fault(.loneSurrogate, at: index) }
    for (offset, expected) in [(6, UInt8(0x5C)), (7, 0x75)] {
      guard index + offset < end else { return nil }
      guard bytes[index + offset] == expected else { throw Fault(.loneSurrogate, at: index) }
    }
    guard let low = try codeUnit(ofEscape: index + 6, from: index + 8) else { return nil }
    guard low & 0xFC00 == 0xDC00 else { throw Fault(.loneSurrogate, at: index) }
    return index + 12
  }

  /// The four hexadecimal digits of an escape; nil when they go on in bytes not fed yet.
  private func codeUnit(ofEscape escape: Int, from start: Int) throws(Fault) -> UInt16? {
    var unit: UInt16 = 0
    for index in start..<start + 4 {
      guard index < end else { return nil }
      guard let digit = Self.hexadecimalDigit(bytes[index]) else { throw Fault(.malformedEscape, at: escape) }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// The text of a string that is known to be well-formed.
  private func unescaped() -> String {
    var plain: [UInt16] = []
    var utf8: [UInt8] = []
    utf8.reserveCapacity(token.end - token.start)
    var index = token.start
    while index < token.end {
      let byte = bytes[index]
      guard byte == 0x5C else {
        utf8.append(byte)
        index += 1
        continue
      }
      let letter = bytes[index + 1]
      index += 2
      switch letter {
      case 0x62: utf8.append(0x08)
      case 0x66: utf8.append(0x0C)
      case 0x6E: utf8.append(0x0A)
      case 0x72: utf8.append(0x0D)
      case 0x74: utf8.append(0x09)
      case 0x75:
        let unit = bytes[index..<index + 4].reduce(UInt16(0)) { $0 << 4 | UInt16(Self.hexadecimalDigit($1) ?? 0) }
        index += 4
        plain.append(unit)
        if unit & 0xFC00 == 0xD800 { continue }
        utf8.append(contentsOf: String(decoding: plain, as: UTF16.self).utf8)
        plain.removeAll(keepingCapacity: true)
      default: utf8.append(letter)
      }
    }
    return String(decoding: utf8, as: UTF8.self)
  }

}
