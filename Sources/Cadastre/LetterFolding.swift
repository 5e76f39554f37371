/// Takes letters of Vietnamese names and notations to capital ASCII letters without tone.
enum LetterFolding {
  /// What becomes of one scalar.
  enum Result: Equatable {
    /// An ASCII character, a letter as its capital.
    case ascii(UInt8)
    /// A combining mark, which goes.
    case mark
    /// Anything else.
    case other
  }

  /// Folds one scalar; đ, Đ and their look-alikes ð, Ð become `D`.
  static func fold(_ scalar: Unicode.Scalar) -> Result {
    let value = scalar.value
    switch value {
    case 0x61...0x7A: return .ascii(UInt8(value) - 0x20)
    case 0...0x7F: return .ascii(UInt8(value))
    case 0xC0...0xFF: return latin1(value >= 0xE0 ? value - 0x20 : value)
    case 0x102, 0x103: return .ascii(letterA)
    case 0x110, 0x111: return .ascii(letterD)
    case 0x128, 0x129: return .ascii(letterI)
    case 0x168, 0x169, 0x1AF, 0x1B0: return .ascii(letterU)
    case 0x1A0, 0x1A1: return .ascii(letterO)
    case 0x1EA0...0x1EB7: return .ascii(letterA)
    case 0x1EB8...0x1EC7: return .ascii(letterE)
    case 0x1EC8...0x1ECB: return .ascii(letterI)
    case 0x1ECC...0x1EE3: return .ascii(letterO)
    case 0x1EE4...0x1EF1: return .ascii(letterU)
    case 0x1EF2...0x1EF9: return .ascii(letterY)
    case 0x300...0x36F: return .mark
    default: return .other
    }
  }

  /// The letters and digits of a name as capitals without tone, and nothing else: `Số tờ` becomes `SOTO`.
  static func key(_ text: some StringProtocol) -> String {
    var key = ""
    for scalar in text.unicodeScalars {
      guard case .ascii(let byte) = fold(scalar), isLetter(byte) || isDigit(byte) else { continue }
      key.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return key
  }

  /// The words of a text as capitals without tone, with single spaces between: `Đất  quốc phòng` → `DAT QUOC PHONG`.
  static func words(_ text: some StringProtocol) -> String {
    var words = ""
    var isGap = false
    for scalar in text.unicodeScalars {
      switch fold(scalar) {
      case .ascii(let byte) where isLetter(byte) || isDigit(byte):
        if isGap, !words.isEmpty { words += " " }
        isGap = false
        words.unicodeScalars.append(Unicode.Scalar(byte))
      case .mark: break
      default: isGap = true
      }
    }
    return words
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static let letterA = UInt8(ascii: "A")
  private static let letterD = UInt8(ascii: "D")
  private static let letterE = UInt8(ascii: "E")
  private static let letterI = UInt8(ascii: "I")
  private static let letterO = UInt8(ascii: "O")
  private static let letterU = UInt8(ascii: "U")
  private static let letterY = UInt8(ascii: "Y")

  private static func latin1(_ value: UInt32) -> Result {
    switch value {
    case 0xC0...0xC5: .ascii(letterA)
    case 0xC7: .ascii(UInt8(ascii: "C"))
    case 0xC8...0xCB: .ascii(letterE)
    case 0xCC...0xCF: .ascii(letterI)
    case 0xD0: .ascii(letterD)
    case 0xD1: .ascii(UInt8(ascii: "N"))
    case 0xD2...0xD6: .ascii(letterO)
    case 0xD9...0xDC: .ascii(letterU)
    case 0xDD: .ascii(letterY)
    default: .other
    }
  }
}
