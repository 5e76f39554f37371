/// A letter of the Vietnamese alphabet, or of ASCII, taken apart.
@frozen
public struct Letter: Hashable, Sendable {
  /// The mark that makes a letter of its own: `ă`, `â`, `ơ`, `đ`.
  public enum Shape: UInt8, Sendable {
    /// No mark: `a`.
    case plain
    /// Dấu mũ: `â ê ô`.
    case circumflex
    /// Dấu trăng: `ă`.
    case breve
    /// Dấu móc: `ơ ư`.
    case horn
    /// Gạch ngang: `đ`.
    case stroke
  }

  /// The base letter in lower-case ASCII, `a` to `z`.
  public var base: UInt8
  /// The mark that makes it a letter of its own.
  public var shape: Shape
  /// The tone written on it.
  public var tone: Tone
  /// Whether it is a capital.
  public var isCapital: Bool

  /// Takes a scalar apart, which must be a letter of ASCII or one of the 134 Vietnamese letters in composed form.
  public init?(_ scalar: Unicode.Scalar) {
    let cell = Letter.cell(scalar.value)
    guard cell != 0, let shape = Shape(rawValue: UInt8(cell >> 8 & 7)), let tone = Tone(rawValue: UInt8(cell >> 11 & 7))
    else { return nil }
    base = UInt8(truncatingIfNeeded: cell)
    self.shape = shape
    self.tone = tone
    isCapital = cell & 0x4000 != 0
  }

  /// The composed scalar; `nil` if the alphabet has no such letter (a toned consonant).
  public var scalar: Unicode.Scalar? {
    let value = Letter.scalars[Letter.place(cell)]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// The packed form used by ``LetterTable``.
  var cell: UInt16 {
    UInt16(base) | UInt16(shape.rawValue) << 8 | UInt16(tone.rawValue) << 11 | (isCapital ? 0x4000 : 0)
  }

  /// The packed form of a scalar; zero if it is no letter of the alphabet.
  @inline(__always)
  static func cell(_ scalar: UInt32) -> UInt16 {
    if scalar < 0x1B1 { return LetterTable.low[Int(scalar)] }
    if scalar >= 0x1EA0, scalar < 0x1EFA { return LetterTable.high[Int(scalar) - 0x1EA0] }
    return 0
  }

  /// A letter with a tone put on it by a combining mark; `nil` if it is no vowel without a tone, or the mark no tone.
  static func toned(_ scalar: UInt16, _ mark: UInt16) -> UInt16? {
    let cell = Letter.cell(UInt32(scalar))
    guard cell != 0, cell & 0x3800 == 0, let tone = Tone(mark: mark) else { return nil }
    let value = scalars[place(cell | UInt16(tone.rawValue) << 11)]
    return value == 0 ? nil : value
  }

  /// The place of a packed form in ``scalars``: the base takes five bits only.
  private static func place(_ cell: UInt16) -> Int { Int(cell >> 8 & 0x7F) << 5 | Int(cell & 0x1F) }

  private static let scalars: [UInt16] = {
    var scalars = [UInt16](repeating: 0, count: 1 << 12)
    for range in [0..<UInt16(0x1B1), 0x1EA0..<0x1EFA] {
      for value in range {
        let cell = Letter.cell(UInt32(value))
        if cell != 0 { scalars[place(cell)] = value }
      }
    }
    return scalars
  }()
}

/// One of the six tones, in the order of the dictionary.
@frozen
public enum Tone: UInt8, Sendable, CaseIterable {
  /// Ngang, unmarked: `a`.
  case level
  /// Huyền: `à`.
  case grave
  /// Hỏi: `ả`.
  case hook
  /// Ngã: `ã`.
  case tilde
  /// Sắc: `á`.
  case acute
  /// Nặng: `ạ`.
  case dot

  /// The tone of a combining mark, U+0340 and U+0341 included.
  init?(mark: UInt16) {
    switch mark {
    case 0x300, 0x340: self = .grave
    case 0x309: self = .hook
    case 0x303: self = .tilde
    case 0x301, 0x341: self = .acute
    case 0x323: self = .dot
    default: return nil
    }
  }

  /// The combining mark of the tone; a joiner that no encoding has for the unmarked one.
  var mark: Unicode.Scalar {
    switch self {
    case .level: "\u{2060}"
    case .grave: "\u{300}"
    case .hook: "\u{309}"
    case .tilde: "\u{303}"
    case .acute: "\u{301}"
    case .dot: "\u{323}"
    }
  }
}
