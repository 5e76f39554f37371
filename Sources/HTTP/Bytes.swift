/// The classes of bytes in the grammar of RFC 9110 §5.6 and RFC 3986, as bit sets of ASCII.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  init(_ members: String) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in members.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
    self.init(low: low, high: high)
  }

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? low : byte < 128 ? high : 0
    return (word >> UInt64(byte & 63)) & 1 == 1
  }

  // Written as constants, so that no lazy initializer stands in the parser's inner loops; the tests compare them with
  // the grammar's own text.

  /// `tchar`: what a method or a field name is made of.
  static var token: ByteSet { ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }
  /// `pchar` and `/`, and `[ ] |`, which browsers send as they are in a path (URL Standard, path percent-encode set).
  static var path: ByteSet { ByteSet(low: 0x2FFF_FFF2_0000_0000, high: 0x57FF_FFFE_AFFF_FFFF) }
  /// `query`, and ``[ ] { } | \ ^ ` '``, which browsers send as they are in a query.
  static var query: ByteSet { ByteSet(low: 0xAFFF_FFF2_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }
  /// The characters of a registered name or an address in `Host`, brackets and port included.
  static var host: ByteSet { ByteSet(low: 0x2FFF_7FF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE) }
}

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- 48 < 10 }
  @inline(__always) var isBlank: Bool { self == 32 || self == 9 }
  /// The letter in lower case; other bytes as they are.
  @inline(__always) var lowered: UInt8 { self &- 65 < 26 ? self | 32 : self }

  /// The value of a hexadecimal digit.
  @inline(__always) var hexValue: UInt8? {
    if self &- 48 < 10 { return self &- 48 }
    let letter = (self | 32) &- 97
    return letter < 6 ? letter + 10 : nil
  }
}

extension [UInt8] {
  /// Whether these bytes have a text at an offset, letter for letter.
  @inline(__always)
  func matches(_ text: String, at offset: Int) -> Bool {
    var index = offset
    for byte in text.utf8 {
      guard index < count, self[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// Whether a range of these bytes equals a text, whatever the case of ASCII letters.
  @inline(__always)
  func equalsIgnoringCase(_ text: String, in range: Range<Int>) -> Bool {
    guard range.count == text.utf8.count else { return false }
    var index = range.lowerBound
    for byte in text.utf8 {
      guard self[index].lowered == byte.lowered else { return false }
      index += 1
    }
    return true
  }

  /// A range without the blanks at its two ends.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower].isBlank { lower += 1 }
    while lower < upper, self[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }

  /// The text of a range; its bytes have been checked, or ill-formed UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

  /// Calls a closure with each member of a comma-separated list (RFC 9110 §5.6.1), trimmed, empty ones left out.
  ///
  /// A comma inside a quoted string does not separate.
  func forEachMember(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    var quoted = false
    var index = start
    while index <= range.upperBound {
      if index == range.upperBound || (self[index] == 44 && !quoted) {
        let member = trimmed(start..<index)
        if !member.isEmpty { body(member) }
        start = index + 1
      } else if self[index] == 34 {
        quoted.toggle()
      } else if self[index] == 92, quoted, index + 1 < range.upperBound {
        index += 1
      }
      index += 1
    }
  }

  /// Appends a number in decimal digits.
  mutating func appendDecimal(_ number: Int) {
    precondition(number >= 0, "only lengths and seconds are written")
    if number < 10 {
      append(48 + UInt8(number))
      return
    }
    var divisor = 10
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(48 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
