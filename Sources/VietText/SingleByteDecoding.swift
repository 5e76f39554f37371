/// Decoding of the encodings that have one byte for each letter or mark.
enum SingleByteDecoding {
  static func decode(
    _ bytes: borrowing Span<UInt8>, _ table: [UInt16], lettersAmongControls: Bool
  ) -> DecodedText {
    var text = TextBuffer(capacity: bytes.count)
    for offset in bytes.indices {
      let byte = bytes[offset]
      let value = table[Int(byte)]
      if byte < 0x20 || byte == 0x7F {
        text.appendControl(byte, value: lettersAmongControls ? value : UInt16(byte), offset: offset)
      } else if value == 0xFFFF {
        text.appendReplacement(offset: offset, .undefined)
      } else {
        text.append(value)
      }
    }
    return text.decoded()
  }
}

/// Decoding of VNI, where a mark follows its letter as a second byte.
enum VNIDecoding {
  static func decode(_ bytes: borrowing Span<UInt8>) -> DecodedText {
    var text = TextBuffer(capacity: bytes.count)
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if offset + 1 < bytes.count, bytes[offset + 1] >= 0xC0, firstPair[Int(byte)] >= 0 {
        let pair = SingleByteTable.vniPairs[Int(firstPair[Int(byte)]) + Int(bytes[offset + 1]) - 0xC0]
        if pair != 0 {
          text.append(pair)
          offset += 2
          continue
        }
      }
      let value = SingleByteTable.vni[Int(byte)]
      if byte < 0x20 || byte == 0x7F {
        text.appendControl(byte, value: UInt16(byte), offset: offset)
      } else if value == 0xFFFF {
        // A mark without its letter is shown as Windows-1252 shows it, so that a person can still guess.
        let sign = SingleByteTable.windows1252[Int(byte)]
        text.damage.append(TextDamage(offset: offset, kind: .undefined))
        text.append(sign == 0xFFFF ? 0xFFFD : sign)
      } else {
        text.append(value)
      }
      offset += 1
    }
    return text.decoded()
  }

  /// For each byte the index of its pairs in ``SingleByteTable/vniPairs``; negative if it begins none.
  private static let firstPair: [Int16] = {
    var first = [Int16](repeating: -1, count: 256)
    for (index, base) in SingleByteTable.vniBases.enumerated() { first[Int(base)] = Int16(index * 64) }
    return first
  }()
}

/// Text being decoded, as UTF-8.
struct TextBuffer {
  private var utf8: [UInt8] = []
  private var hasMarks = false
  var damage: [TextDamage] = []

  init(capacity: Int) { utf8.reserveCapacity(capacity * 3) }

  /// Appends a scalar of the basic plane that is no surrogate.
  @inline(__always)
  mutating func append(_ value: UInt16) {
    if value < 0x80 {
      utf8.append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      if value >= 0x300, value < 0x370 { hasMarks = true }
      utf8.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    } else {
      utf8.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }

  /// Appends what a control byte stands for: tab and line ends themselves, a letter, or nothing but a note.
  mutating func appendControl(_ byte: UInt8, value: UInt16, offset: Int) {
    if byte == 0x09 || byte == 0x0A || byte == 0x0D || value >= 0x80 {
      append(value)
    } else {
      damage.append(TextDamage(offset: offset, kind: .control))
    }
  }

  /// Appends U+FFFD and notes why.
  mutating func appendReplacement(offset: Int, _ kind: TextDamage.Kind) {
    append(0xFFFD)
    damage.append(TextDamage(offset: offset, kind: kind))
  }

  /// Appends the bytes of a scalar that are known to be UTF-8.
  mutating func append(utf8 bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    for index in range { utf8.append(bytes[index]) }
  }

  consuming func decoded() -> DecodedText {
    let text = string(copying: utf8.span) ?? String(decoding: utf8, as: UTF8.self)
    return DecodedText(text: hasMarks ? Composition.compose(text) : text, damage: damage)
  }
}
