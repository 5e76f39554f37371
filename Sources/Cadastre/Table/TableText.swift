/// The bytes of a pasted table with its marks brought to one spelling, cut into lines.
enum TableText {
  /// Spaces of all kinds become spaces, full-width forms and other dashes ASCII, other line ends `\n`.
  static func bytes(of text: String) -> [UInt8] {
    let raw = Array(text.utf8)
    guard raw.contains(where: { $0 >= 0x80 || $0 == 0x0D || $0 == 0x0B || $0 == 0x0C }) else { return raw }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    var wasReturn = false
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value == 0x0A, wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = value == 0x0D
      switch value {
      case 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: bytes.append(0x0A)
      case 0..<0x80: bytes.append(UInt8(value))
      case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: bytes.append(0x20)
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: break
      case 0xFF01...0xFF5E: bytes.append(UInt8(value - 0xFEE0))
      case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0x2018, 0x2019, 0x2032: bytes.append(UInt8(ascii: "'"))
      case 0x201C, 0x201D: bytes.append(0x22)
      case 0x2502, 0x2503, 0x2551, 0xA6: bytes.append(UInt8(ascii: "|"))
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes
  }
}
