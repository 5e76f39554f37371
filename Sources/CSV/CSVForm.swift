/// What stands between two fields.
public enum CSVDelimiter: UInt8, Sendable, Hashable, CaseIterable {
  /// `,`
  case comma = 0x2C
  /// `;`, as spreadsheets write where the comma is the decimal mark.
  case semicolon = 0x3B
  /// The tab.
  case tab = 0x09
}

/// How the characters of a table are written as bytes.
public enum CSVEncoding: Sendable, Hashable {
  /// UTF-8, or any encoding in which ASCII is ASCII: the bytes pass as they are.
  case ascii
  /// UTF-16, the lower byte first.
  case utf16LittleEndian
  /// UTF-16, the higher byte first.
  case utf16BigEndian
}

/// How much of a table is held at once, so that no input takes more memory than this.
public struct CSVLimits: Sendable, Hashable {
  /// The most bytes of a row, line break and quotes included.
  public var row: Int
  /// The most bytes of a field.
  public var field: Int
  /// The most fields of a row.
  public var fields: Int

  /// Makes limits.
  public init(row: Int = 1 << 20, field: Int = 1 << 20, fields: Int = 4096) {
    self.row = max(1, row)
    self.field = field
    self.fields = max(1, fields)
  }
}

/// What is wrong with a row, which is given nevertheless.
public enum CSVProblem: Sendable, Hashable {
  /// It has another number of fields than the first row.
  case ragged(expected: Int)
  /// A quote is never closed; quotes were taken as letters, and the row ends with its line.
  case unclosedQuote
  /// Something stands between a closing quote and the delimiter; it was added to the field.
  case strayQuote
  /// It is longer than the limit; what follows up to the end of the line was dropped.
  case rowTooLong
  /// It has more fields than the limit; the others were dropped.
  case tooManyFields
  /// A field is longer than the limit, counted from 0.
  case fieldTooLong(Int)
}
