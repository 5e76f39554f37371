/// Takes UTF-16 to UTF-8 piece by piece; what is half a character becomes U+FFFD.
struct UTF16Transcoder: Sendable {
  private var oddByte: UInt8?
  private var highSurrogate: UInt16?

  mutating func feed(_ bytes: [UInt8], bigEndian: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    if let first = oddByte, let second = bytes.first {
      oddByte = nil
      place = 1
      append(bigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first), to: &result)
    }
    while place + 1 < bytes.count {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      append(bigEndian ? first << 8 | second : second << 8 | first, to: &result)
      place += 2
    }
    if place < bytes.count { oddByte = bytes[place] }
    return result
  }

  mutating func finish() -> [UInt8] {
    defer { (oddByte, highSurrogate) = (nil, nil) }
    return (highSurrogate != nil ? Self.replacement : []) + (oddByte != nil ? Self.replacement : [])
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  @inline(__always)
  private mutating func append(_ unit: UInt16, to result: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if unit & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + UInt32(high & 0x3FF) << 10 + UInt32(unit & 0x3FF)
        result.append(UInt8(0xF0 | scalar >> 18))
        result.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        result.append(UInt8(0x80 | scalar & 0x3F))
        return
      }
      result.append(contentsOf: Self.replacement)
    }
    switch unit {
    case ..<0x80: result.append(UInt8(unit))
    case ..<0x800:
      result.append(UInt8(0xC0 | unit >> 6))
      result.append(UInt8(0x80 | unit & 0x3F))
    case 0xD800..<0xDC00: highSurrogate = unit
    case 0xDC00..<0xE000: result.append(contentsOf: Self.replacement)
    default:
      result.append(UInt8(0xE0 | unit >> 12))
      result.append(UInt8(0x80 | unit >> 6 & 0x3F))
      result.append(UInt8(0x80 | unit & 0x3F))
    }
  }
}
