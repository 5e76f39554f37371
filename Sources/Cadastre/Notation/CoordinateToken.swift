/// A piece of a coordinate text after its marks have been brought to one spelling.
struct CoordinateToken: Equatable {
  enum Kind: Equatable {
    /// A run of ASCII digits.
    case digits([UInt8])
    case dot, comma, plus, minus, equals, colon
    case degree, minute, second
    /// A mark that stands between coordinates and nowhere else: `;`, `/`, "và".
    case divider
    /// A bracket or a line end.
    case gap
    /// The unit m, or the minute of `15d07m`.
    case metre
    case label(CoordinateLabel)
    /// Letters in capitals without tone, but `Đ` and a lone small `d` as they are.
    case word(String)
  }

  var kind: Kind
  /// The number of scalars before the token in the text.
  var offset: Int
  /// Whether it follows the one before it without a space.
  var isTight: Bool

  var digits: [UInt8]? {
    if case .digits(let digits) = kind { digits } else { nil }
  }

  var word: String? {
    if case .word(let word) = kind { word } else { nil }
  }
}

/// What names the axis of a number.
enum CoordinateLabel: Equatable {
  case x, y
  case latitude, longitude
  case northing, easting
  /// A direction written as a word, or by a letter that means one thing only.
  case north(Language?), south(Language?), east(Language?), west(Language?)
  /// N, north in English and nam (south) in Vietnamese.
  case letterN

  enum Language: Equatable {
    case vietnamese, english
  }

  var language: Language? {
    switch self {
    case .north(let language), .south(let language), .east(let language), .west(let language): language
    default: nil
    }
  }

  /// Whether the label may follow its number.
  var isDirection: Bool {
    switch self {
    case .north, .south, .east, .west, .letterN, .northing, .easting: true
    default: false
    }
  }
}
