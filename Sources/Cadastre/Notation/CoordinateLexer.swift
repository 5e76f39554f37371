/// Cuts a coordinate text into tokens, each mark brought to one spelling.
struct CoordinateLexer {
  private(set) var tokens: [CoordinateToken] = []
  private var digits: [UInt8] = []
  private var letters = ""
  private var hasSmallD = false
  private var start = 0
  private var isTight = false

  /// Cuts a text.
  static func tokens(of text: String) throws(CadastreError) -> [CoordinateToken] {
    var lexer = CoordinateLexer()
    var offset = 0
    for scalar in text.unicodeScalars {
      guard lexer.take(scalar, at: offset) else {
        let isControl = scalar.properties.generalCategory == .control
        throw CadastreError(isControl ? .controlCharacter : .unexpectedCharacter, at: place(offset, in: text))
      }
      offset += 1
    }
    lexer.close()
    return lexer.tokens
  }

  /// The number of characters before a scalar.
  static func place(_ offset: Int, in text: String) -> Int {
    let scalars = text.unicodeScalars
    let index = scalars.index(scalars.startIndex, offsetBy: offset, limitedBy: scalars.endIndex) ?? scalars.endIndex
    return text[..<index].count
  }

  private mutating func take(_ scalar: Unicode.Scalar, at offset: Int) -> Bool {
    // Full-width forms stand in one block in the order of ASCII.
    let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
    switch value {
    case 0x30...0x39:
      closeLetters()
      if digits.isEmpty { start = offset }
      digits.append(UInt8(value))
      return true
    case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      close()
      isTight = false
      return true
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF:
      // Invisible marks that messengers and web pages put around pasted text.
      return true
    default: break
    }
    if let kind = Self.mark(value) {
      close()
      add(kind, at: offset)
      return true
    }
    guard let letter = Unicode.Scalar(value), case let fold = LetterFolding.fold(letter), fold != .other else {
      return false
    }
    guard case .ascii(let byte) = fold else { return true }
    guard LetterFolding.isLetter(byte) else { return false }
    closeDigits()
    if letters.isEmpty {
      start = offset
      hasSmallD = value == 0x64
    }
    if byte == UInt8(ascii: "D"), value != 0x64, value != 0x44 {
      letters += "Đ"
    } else {
      letters.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return true
  }

  private mutating func add(_ kind: CoordinateToken.Kind, at offset: Int) {
    // Two minute marks side by side are the seconds of a typewriter.
    if kind == .minute, isTight, let last = tokens.indices.last, tokens[last].kind == .minute {
      tokens[last].kind = .second
      return
    }
    tokens.append(CoordinateToken(kind: kind, offset: offset, isTight: isTight))
    isTight = kind != .gap
  }

  private mutating func closeDigits() {
    guard !digits.isEmpty else { return }
    add(.digits(digits), at: start)
    digits = []
  }

  private mutating func closeLetters() {
    guard !letters.isEmpty else { return }
    add(.word(letters == "D" && hasSmallD ? "d" : letters), at: start)
    letters = ""
  }

  private mutating func close() {
    closeDigits()
    closeLetters()
  }

  private static func mark(_ value: UInt32) -> CoordinateToken.Kind? {
    switch value {
    case 0x2E, 0xB7: .dot
    case 0x2C: .comma
    case 0x2B: .plus
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFE63: .minus
    case 0x3D: .equals
    case 0x3A, 0x2236: .colon
    case 0xB0, 0xBA, 0x2DA, 0x2070, 0x2218, 0x1D52, 0x2A: .degree
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0x2B9, 0x2BB, 0x2BC, 0x2C8: .minute
    case 0x22, 0xA8, 0x201C...0x201E, 0x2033, 0x2036, 0x2BA, 0x2DD, 0x3003: .second
    case 0x3B, 0x2F, 0x5C, 0x7C, 0x26, 0x3001: .divider
    case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3C, 0x3E, 0x5F, 0x09, 0x0A, 0x0D, 0x2028, 0x2029: .gap
    default: nil
    }
  }
}
