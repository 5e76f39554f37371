/// One row of a table as raw bytes, which are used again for the next row.
public struct DBFRecord: Sendable {
  /// The row, from 0.
  public internal(set) var row = 0
  /// The bytes of the row, its deletion mark first.
  public internal(set) var bytes: [UInt8] = []
  var dialect = DBFHeader.Dialect.dBase

  /// Makes an empty row, to be filled by a reader.
  public init() {}

  /// Whether the row is marked as deleted; GDAL leaves such rows out together with their shapes.
  public var isDeleted: Bool { bytes.first == UInt8(ascii: "*") }

  /// The indices in ``bytes`` of a value, padding included.
  @inlinable
  public func range(of field: DBFField) -> Range<Int> {
    let start = min(field.offset, bytes.count)
    return start..<min(bytes.count, start + field.length)
  }

  /// The indices in ``bytes`` of a value without spaces at its ends, and without what follows a zero byte.
  public func trimmedRange(of field: DBFField) -> Range<Int> {
    let range = range(of: field)
    let bytes = bytes.span
    var start = range.lowerBound
    var end = range.upperBound
    // Wide columns are mostly padding: eight blanks at once, then what is left, zero bytes too.
    while end - start >= 8, bytes.uint64(at: end - 8) == 0x2020_2020_2020_2020 { end -= 8 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0 { end -= 1 }
    for index in start..<end where bytes[index] == 0 {
      end = index
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      break
    }
    while start < end, bytes[start] == 0x20 { start += 1 }
    return start..<end
  }

  /// The text of a value, decoded by a closure; `nil` if it is blank.
  @inlinable
  public func text(_ field: DBFField, decoding decode: (ArraySlice<UInt8>) -> String) -> String? {
    let range = trimmedRange(of: field)
    return range.isEmpty ? nil : decode(bytes[range])
  }

  /// The value of a column as its type has it; text is decoded by a closure.
  public func value(_ field: DBFField, decoding decode: (ArraySlice<UInt8>) -> String) -> DBFValue {
    switch field.type {
    case .character, .other: return text(field, decoding: decode).map(DBFValue.text) ?? .null
    case .numeric, .float: return DBFValue(number(field))
    case .logical: return logical(field)
    case .date: return date(field)
    case .memo: return memo(field)
    case .binary where dialect != .foxPro && field.length != 8: return memo(field)
    case .integer, .autoincrement, .binary, .double, .currency, .timestamp: return binary(field)
    }
  }

  /// The number that the digits of a value make, whatever the type of the column is.
  public func number(_ field: DBFField) -> DBFNumber {
    let range = trimmedRange(of: field)
    return DBFNumber(bytes.span.extracting(range))
  }

  private func logical(_ field: DBFField) -> DBFValue {
    let range = trimmedRange(of: field)
    guard let byte = bytes[range].first else { return .null }
    switch byte {
    case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "Y"), UInt8(ascii: "y"), UInt8(ascii: "1"):
      return .logical(true)
    case UInt8(ascii: "F"), UInt8(ascii: "f"), UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "0"):
      return .logical(false)
    case UInt8(ascii: "?"): return .null
    default: return .unreadable
    }
  }

  private func date(_ field: DBFField) -> DBFValue {
    let digits = bytes[trimmedRange(of: field)]
    if digits.allSatisfy({ $0 == 0x30 }) { return .null }
    guard digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return .unreadable }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return .date(DBFDate(year: value / 10_000, month: value / 100 % 100, day: value % 100))
  }

  private func memo(_ field: DBFField) -> DBFValue {
    let range = range(of: field)
    if dialect == .foxPro || range.count == 4 {
      guard range.count == 4 else { return .unreadable }
      let block = bytes.span.int32(at: range.lowerBound)
      return block == 0 ? .null : .memo(block: Int(UInt32(bitPattern: block)))
    }
    return switch number(field) {
    case .null: .null
    case .value(let value, _) where value >= 0 && value < 1e15: value == 0 ? .null : .memo(block: Int(value))
    default: .unreadable
    }
  }
}
