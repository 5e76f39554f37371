/// A value of a table as the type of its column has it.
public enum DBFValue: Hashable, Sendable {
  /// Nothing: blanks, a day of zeros, `?`.
  case null
  /// Text without the padding.
  case text(String)
  /// An integer that is stored exactly.
  case integer(Int64)
  /// A number.
  case number(Double)
  /// Yes or no.
  case logical(Bool)
  /// A day, which may be none of the calendar.
  case date(DBFDate)
  /// A day and the milliseconds since its beginning.
  case timestamp(DBFDate, milliseconds: Int)
  /// A place in a memo file, which is not read.
  case memo(block: Int)
  /// A number that did not fit and was written as stars.
  case overflow
  /// Bytes that are no value of the type.
  case unreadable

  init(_ number: DBFNumber) {
    switch number {
    case .null: self = .null
    case .overflow: self = .overflow
    case .unreadable: self = .unreadable
    case .value(let value, _):
      if let integer = Int64(exactly: value), abs(value) <= 9_007_199_254_740_992 {
        self = .integer(integer)
      } else {
        self = .number(value)
      }
    }
  }
}

extension DBFRecord {
  /// A value stored in binary.
  func binary(_ field: DBFField) -> DBFValue {
    let range = range(of: field)
    let content = bytes.span.extracting(range)
    switch (field.type, content.count) {
    case (.integer, 4), (.autoincrement, 4): return integer(content)
    case (.binary, 8): return .number(content.double(at: 0))
    case (.double, 8): return .number(dialect == .dBase7 ? sortableDouble(content) : content.double(at: 0))
    case (.currency, 8): return .number(Double(Int64(bitPattern: content.uint64(at: 0))) / 10_000)
    case (.timestamp, 8): return timestamp(content)
    // Some writers put digits into columns that should be binary.
    default: return DBFValue(number(field))
    }
  }

  private func integer(_ content: borrowing Span<UInt8>) -> DBFValue {
    guard dialect == .dBase7 else { return .integer(Int64(content.int32(at: 0))) }
    // Zero bytes are a blank; the smallest integer has no other form.
    let bits = content.bigInt32(at: 0)
    return bits == 0 ? .null : .integer(Int64(bits ^ Int32.min))
  }

  /// A number of dBase 7: big-endian, the sign turned, negative numbers turned altogether.
  private func sortableDouble(_ content: borrowing Span<UInt8>) -> Double {
    let bits = content.uint64(at: 0).byteSwapped
    if bits == 0 { return 0 }
    return Double(bitPattern: bits & 1 << 63 != 0 ? bits ^ 1 << 63 : ~bits)
  }

  private func timestamp(_ content: borrowing Span<UInt8>) -> DBFValue {
    let day = Int(content.int32(at: 0))
    let milliseconds = Int(content.int32(at: 4))
    if day == 0, milliseconds == 0 { return .null }
    guard let date = DBFDate(julianDay: day), (0..<86_400_000).contains(milliseconds) else { return .unreadable }
    return .timestamp(date, milliseconds: milliseconds)
  }
}
