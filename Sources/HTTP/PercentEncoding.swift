/// Percent-encoded UTF-8 (RFC 3986 §2.1) and the form rule for `+` (URL Standard §5).
enum PercentEncoding {
  /// Refuses a range that decodes to NUL or to ill-formed UTF-8, or has a percent sign without two digits.
  ///
  /// A separator that stands unencoded is ASCII, so a range that is well-formed as a whole is so in each part.
  static func check(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) {
    var text = UTF8Check()
    var index = range.lowerBound
    while index < range.upperBound {
      var byte = bytes[index]
      let start = index
      if byte == 37 {
        guard index + 2 < range.upperBound, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
        else { throw HTTPError(.badPercentEncoding, at: index) }
        byte = high << 4 | low
        index += 2
        guard byte != 0 else { throw HTTPError(.badPercentEncoding, at: start) }
      }
      guard text.accept(byte) else { throw HTTPError(.badPercentEncoding, at: start) }
      index += 1
    }
    guard text.isComplete else { throw HTTPError(.badPercentEncoding, at: range.upperBound) }
  }

  /// Decodes a range that was checked.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, plusIsSpace: Bool) -> String {
    guard bytes[range].contains(where: { $0 == 37 || (plusIsSpace && $0 == 43) }) else { return bytes.text(range) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 37, index + 2 < range.upperBound, let high = bytes[index + 1].hexValue,
        let low = bytes[index + 2].hexValue
      {
        decoded.append(high << 4 | low)
        index += 2
      } else {
        decoded.append(byte == 43 && plusIsSpace ? 32 : byte)
      }
      index += 1
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}

/// Whether bytes are well-formed UTF-8 (Unicode, table 3-7), one at a time.
struct UTF8Check {
  private var pending = 0
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xBF

  /// Whether no sequence is unfinished.
  var isComplete: Bool { pending == 0 }

  /// Whether the byte may follow the ones before.
  mutating func accept(_ byte: UInt8) -> Bool {
    if pending > 0 {
      guard byte >= lower, byte <= upper else { return false }
      pending -= 1
      lower = 0x80
      upper = 0xBF
      return true
    }
    switch byte {
    case 0..<0x80: return true
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lower) = (2, 0xA0)
    case 0xED: (pending, upper) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lower) = (3, 0x90)
    case 0xF1...0xF3: pending = 3
    case 0xF4: (pending, upper) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
