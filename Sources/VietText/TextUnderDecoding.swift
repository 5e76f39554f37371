/// What is known of text while it is written as UTF-8 letter by letter.
struct TextUnderDecoding {
  private var hasMarks = false
  private var last: UInt16 = 0
  var damage: [TextDamage] = []

  /// Appends a scalar of the basic plane that is no surrogate; a tone is put on the letter before it.
  @inline(__always)
  mutating func append(_ value: UInt16, to output: inout OutputSpan<UInt8>) {
    if value &- 0x300 < 0x70 {
      appendMark(value, to: &output)
    } else {
      write(value, to: &output)
    }
  }

  /// Appends what a control byte stands for: tab and line ends themselves, a letter, or nothing but a note.
  mutating func appendControl(_ byte: UInt8, value: UInt16, offset: Int, to output: inout OutputSpan<UInt8>) {
    if byte == 0x09 || byte == 0x0A || byte == 0x0D || value >= 0x80 {
      write(value, to: &output)
    } else {
      damage.append(TextDamage(offset: offset, kind: .control))
    }
  }

  /// Appends U+FFFD and notes why.
  mutating func appendReplacement(offset: Int, _ kind: TextDamage.Kind, to output: inout OutputSpan<UInt8>) {
    write(0xFFFD, to: &output)
    damage.append(TextDamage(offset: offset, kind: kind))
  }

  /// The text, from the bytes that were written.
  consuming func decoded(_ utf8: [UInt8]) -> DecodedText {
    let text = string(copying: utf8.span) ?? String(decoding: utf8, as: UTF8.self)
    return DecodedText(text: hasMarks ? Composition.compose(text) : text, damage: damage)
  }

  @inline(never)
  private mutating func appendMark(_ mark: UInt16, to output: inout OutputSpan<UInt8>) {
    guard let letter = Letter.toned(last, mark) else {
      hasMarks = true
      write(mark, to: &output)
      return
    }
    output.removeLast(last < 0x80 ? 1 : last < 0x800 ? 2 : 3)
    write(letter, to: &output)
  }

  @inline(__always)
  private mutating func write(_ value: UInt16, to output: inout OutputSpan<UInt8>) {
    last = value
    if value < 0x80 {
      output.append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      output.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    } else {
      output.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}
