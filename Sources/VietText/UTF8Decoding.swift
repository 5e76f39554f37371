/// Decoding of UTF-8 that may be cut or broken.
enum UTF8Decoding {
  static func decode(_ bytes: borrowing Span<UInt8>) -> DecodedText {
    if let text = string(copying: bytes), !hasControl(bytes) {
      return DecodedText(text: Composition.compose(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text))
    }
    var text = TextBuffer(capacity: bytes.count)
    var offset = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 || byte == 0x7F {
        text.appendControl(byte, value: UInt16(byte), offset: offset)
        offset += 1
        continue
      }
      let (length, isWhole) = sequence(bytes, at: offset)
      if isWhole {
        text.append(utf8: bytes, offset..<offset + length)
      } else if offset + length == bytes.count, byte >= 0xC2 {
        text.damage.append(TextDamage(offset: offset, kind: .cutTail))
      } else {
        text.appendReplacement(offset: offset, .malformed)
      }
      offset += length
    }
    var decoded = text.decoded()
    decoded.text = Composition.compose(decoded.text)
    return decoded
  }

  private static func hasControl(_ bytes: borrowing Span<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F { return true }
    }
    return false
  }

  /// The length of the scalar at an offset, or of the longest beginning of one (Unicode 16, table 3-7 and D93b).
  private static func sequence(_ bytes: borrowing Span<UInt8>, at offset: Int) -> (length: Int, isWhole: Bool) {
    let first = bytes[offset]
    let needed: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return (1, true)
    case 0xC2...0xDF: needed = 2
    case 0xE0: (needed, second) = (3, 0xA0...0xBF)
    case 0xED: (needed, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: needed = 3
    case 0xF0: (needed, second) = (4, 0x90...0xBF)
    case 0xF4: (needed, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: needed = 4
    default: return (1, false)
    }
    for step in 1..<needed {
      guard offset + step < bytes.count, (step == 1 ? second : 0x80...0xBF).contains(bytes[offset + step])
      else { return (step, false) }
    }
    return (needed, true)
  }
}
