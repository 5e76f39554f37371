/// A column of a table.
public struct DBFField: Hashable, Sendable {
  /// The name as the file has it, up to its first zero byte; in the encoding of the file.
  public let rawName: [UInt8]
  /// The type.
  public let type: DBFFieldType
  /// Where the value begins in a row, the deletion mark being byte 0.
  public let offset: Int
  /// How many bytes the value has.
  public let length: Int
  /// How many digits follow the decimal point.
  public let decimals: Int
  /// The number of the column, from 0.
  public let index: Int

  /// Makes a column.
  public init(rawName: [UInt8], type: DBFFieldType, offset: Int, length: Int, decimals: Int, index: Int) {
    self.rawName = rawName
    self.type = type
    self.offset = offset
    self.length = length
    self.decimals = decimals
    self.index = index
  }
}

/// The type of a column, by its letter in the file.
public enum DBFFieldType: Hashable, Sendable {
  /// `C`: text.
  case character
  /// `N`: a number in digits.
  case numeric
  /// `F`: a number in digits, perhaps with an exponent.
  case float
  /// `L`: yes or no.
  case logical
  /// `D`: a day as eight digits.
  case date
  /// `M` and `G`, `P`: a place in a memo file, which is not read.
  case memo
  /// `I`: a binary integer of four bytes.
  case integer
  /// `+`: a binary integer that counts up.
  case autoincrement
  /// `B`: a binary number in FoxPro, a place in a memo file in dBase.
  case binary
  /// `O`: a binary number.
  case double
  /// `Y`: a binary amount of money in ten-thousandths.
  case currency
  /// `T` and `@`: a binary day and time.
  case timestamp
  /// Another letter; read as text.
  case other(UInt8)

  /// The type of a letter.
  public init(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "C"): self = .character
    case UInt8(ascii: "N"): self = .numeric
    case UInt8(ascii: "F"): self = .float
    case UInt8(ascii: "L"): self = .logical
    case UInt8(ascii: "D"): self = .date
    case UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "P"): self = .memo
    case UInt8(ascii: "I"): self = .integer
    case UInt8(ascii: "+"): self = .autoincrement
    case UInt8(ascii: "B"): self = .binary
    case UInt8(ascii: "O"): self = .double
    case UInt8(ascii: "Y"): self = .currency
    case UInt8(ascii: "T"), UInt8(ascii: "@"): self = .timestamp
    default: self = .other(letter)
    }
  }
}

/// The header of a table.
public struct DBFHeader: Hashable, Sendable {
  /// The first byte, which tells the program family.
  public let version: UInt8
  /// The day of the last change, if it is one; the year counted from 1900.
  public let lastUpdate: DBFDate?
  /// How many rows the header says there are.
  public let declaredCount: Int
  /// How many bytes precede the first row.
  public let headerLength: Int
  /// How many bytes a row has, its deletion mark included.
  public let rowLength: Int
  /// Byte 29, which may tell the encoding: see ``CodePage``.
  public let languageDriver: UInt8
  /// The columns.
  public let fields: [DBFField]
  /// What was got over.
  public let findings: [StructuralFinding]

  /// Which program family's binary columns the table has.
  public let dialect: Dialect

  /// A program family, by which binary columns differ.
  public enum Dialect: Sendable {
    /// dBase III to V and everything that writes like them.
    case dBase
    /// dBase 7: numbers whose bytes sort.
    case dBase7
    /// FoxPro: little-endian numbers.
    case foxPro
  }

  /// The names of the columns, made unique by `_1`, `_2` and so on.
  ///
  /// The first of a name keeps it. Names that differ only in case count as equal, since databases take them so.
  public func names(decoding decode: ([UInt8]) -> String) -> [String] {
    let names = fields.map { decode($0.rawName) }
    let kept = Set(names.map { $0.uppercased() })
    var taken: Set<String> = []
    return names.map { name in
      if taken.insert(name.uppercased()).inserted { return name }
      var suffix = 1
      while kept.contains("\(name)_\(suffix)".uppercased()) || taken.contains("\(name)_\(suffix)".uppercased()) {
        suffix += 1
      }
      taken.insert("\(name)_\(suffix)".uppercased())
      return "\(name)_\(suffix)"
    }
  }
}
