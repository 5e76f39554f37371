/// Decoding of UTF-8 that may be cut or broken.
enum UTF8Decoding {
  static func decode(_ bytes: borrowing Span<UInt8>) -> DecodedText {
    let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    if !hasControl(bytes), let text = string(copying: bytes.extracting(start...)) {
      return DecodedText(text: Composition.needsWork(bytes) ? Composition.compose(text) : text)
    }
    var utf8: [UInt8] = []
    var damage: [TextDamage] = []
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 || byte == 0x7F {
        if isLayout(byte) { utf8.append(byte) } else { damage.append(TextDamage(offset: offset, kind: .control)) }
        offset += 1
        continue
      }
      let (length, isWhole) = sequence(bytes, at: offset)
      if isWhole {
        for index in offset..<offset + length { utf8.append(bytes[index]) }
      } else if offset + length == bytes.count, byte >= 0xC2 {
        damage.append(TextDamage(offset: offset, kind: .cutTail))
      } else {
        utf8.append(contentsOf: "\u{FFFD}".utf8)
        damage.append(TextDamage(offset: offset, kind: .malformed))
      }
      offset += length
    }
    return DecodedText(text: Composition.compose(String(decoding: utf8, as: UTF8.self)), damage: damage)
  }

  private static func hasControl(_ bytes: borrowing Span<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 && !isLayout(byte) || byte == 0x7F { return true }
    }
    return false
  }

  /// Whether a control byte is a tab or a line end.
  @inline(__always)
  private static func isLayout(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

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
