/// A table of text and numbers, made row after row as bytes to be written one after the other.
///
/// The file begins with a header that announces no rows; what ``finish()`` answers is written over its beginning at the
/// end. The bytes depend on the rows, the columns and the day given, not on the clock.
public struct DBFWriter {
  /// A column to be written.
  public struct Column: Hashable, Sendable {
    /// What a column holds.
    public enum Kind: Hashable, Sendable {
      /// Text of at most so many bytes, 1 to 254.
      case text(length: Int)
      /// A number of so many characters, 1 to 32, sign and point included, with so many decimals.
      case number(length: Int, decimals: Int)
    }

    /// The name in the encoding of the table, 1 to 10 bytes.
    public var name: [UInt8]
    /// What it holds.
    public var kind: Kind

    /// Makes a column.
    public init(name: [UInt8], kind: Kind) {
      self.name = name
      self.kind = kind
    }

    var length: Int {
      switch kind {
      case .text(let length), .number(let length, _): length
      }
    }
  }

  /// A value to be written.
  public enum Value: Hashable, Sendable {
    /// Nothing: blanks.
    case null
    /// Text in the encoding of the table.
    case text([UInt8])
    /// An integer.
    case integer(Int64)
    /// A number, rounded to the decimals of its column.
    case number(Double)
  }

  /// How many rows there are so far.
  public private(set) var count = 0
  private let columns: [Column]
  private let day: DBFDate
  private let cutsAtLetters: Bool
  private var pending: [UInt8] = []

  /// Begins a table.
  ///
  /// - Parameters:
  ///   - columns: the columns, 1 to 2046 of them.
  ///   - day: the day of the last change that the header tells, from 1900 to 2155.
  ///   - languageDriver: byte 29; 0 says nothing, as is right beside a .cpg.
  ///   - textIsUTF8: whether text that is too long is cut between letters of UTF-8.
  /// - Throws: `ShapefileError` if a column or the day cannot be written.
  public init(
    columns: [Column], day: DBFDate, languageDriver: UInt8 = 0, textIsUTF8: Bool = true
  ) throws(ShapefileError) {
    guard (1...2046).contains(columns.count) else {
      throw ShapefileError(.dbf, .tooLarge("a table has 1 to 2046 columns"))
    }
    guard day.isValid, (1900...2155).contains(day.year) else {
      throw ShapefileError(.dbf, .value("the day of the header must be from 1900 to 2155"))
    }
    var rowLength = 1
    for (index, column) in columns.enumerated() {
      guard (1...10).contains(column.name.count), !column.name.contains(0), column.name.first != 0x0D,
        column.name.first != 0x0A
      else { throw ShapefileError(.dbf, .value("a column's name has 1 to 10 bytes"), field: index + 1) }
      let isRight =
        switch column.kind {
        case .text(let length): (1...254).contains(length)
        case .number(let length, let decimals):
          (1...32).contains(length) && (0...15).contains(decimals) && (decimals == 0 || decimals + 2 <= length)
        }
      guard isRight else { throw ShapefileError(.dbf, .value("its width is out of range"), field: index + 1) }
      rowLength += column.length
    }
    guard rowLength <= 65_535 else { throw ShapefileError(.dbf, .tooLarge("a row has at most 65535 bytes")) }
    self.columns = columns
    self.day = day
    cutsAtLetters = textIsUTF8
    pending = start()
    pending.append(contentsOf: [UInt8](repeating: 0, count: 24))
    pending[8] = UInt8(truncatingIfNeeded: 33 + 32 * columns.count)
    pending[9] = UInt8(truncatingIfNeeded: (33 + 32 * columns.count) >> 8)
    pending[10] = UInt8(truncatingIfNeeded: rowLength)
    pending[11] = UInt8(truncatingIfNeeded: rowLength >> 8)
    pending[29] = languageDriver
    for column in columns { append(column) }
    pending.append(0x0D)
  }

  /// Appends a row, and answers the columns, from 0, whose text was too long and was cut.
  ///
  /// Throws, appending nothing, if there are not as many values as columns, or a number does not fit its column.
  @discardableResult
  public mutating func append(_ row: [Value]) throws(ShapefileError) -> [Int] {
    guard row.count == columns.count else {
      throw ShapefileError(
        .dbf, .value("a row has \(row.count) values for \(columns.count) columns"), record: count + 1)
    }
    guard count < Int(Int32.max) else { throw ShapefileError(.dbf, .tooLarge("a table has at most 2^31 rows")) }
    let start = pending.count
    var cut: [Int] = []
    pending.append(0x20)
    for (index, value) in row.enumerated() {
      guard let isWhole = append(value, to: columns[index]) else {
        pending.removeLast(pending.count - start)
        throw ShapefileError(.dbf, .value("it is too narrow for a number"), record: count + 1, field: index + 1)
      }
      if !isWhole { cut.append(index) }
    }
    count += 1
    return cut
  }

  /// The bytes since this was last asked for.
  public mutating func takeBytes() -> [UInt8] {
    defer { pending.removeAll(keepingCapacity: true) }
    return pending
  }

  /// How many bytes wait to be taken.
  public var pendingCount: Int { pending.count }

  /// The mark that ends the file, and the bytes to be written over its beginning.
  public func finish() -> (tail: [UInt8], start: [UInt8]) { ([0x1A], start()) }

  /// A whole table in memory from its rows.
  public static func file(
    columns: [Column], day: DBFDate, languageDriver: UInt8 = 0, textIsUTF8: Bool = true, rows: some Sequence<[Value]>
  ) throws(ShapefileError) -> [UInt8] {
    var writer = try DBFWriter(columns: columns, day: day, languageDriver: languageDriver, textIsUTF8: textIsUTF8)
    for row in rows { try writer.append(row) }
    var bytes = writer.takeBytes()
    let (tail, start) = writer.finish()
    bytes.append(contentsOf: tail)
    bytes.replaceSubrange(0..<8, with: start.prefix(8))
    return bytes
  }

  /// The first 8 bytes: version, day and number of rows.
  private func start() -> [UInt8] {
    var bytes: [UInt8] = [0x03, UInt8(day.year - 1900), UInt8(day.month), UInt8(day.day)]
    bytes.appendLittle(UInt32(count))
    return bytes
  }

  private mutating func append(_ column: Column) {
    pending.append(contentsOf: column.name)
    pending.append(contentsOf: [UInt8](repeating: 0, count: 11 - column.name.count))
    switch column.kind {
    case .text(let length):
      pending.append(contentsOf: [UInt8(ascii: "C"), 0, 0, 0, 0, UInt8(length), 0])
    case .number(let length, let decimals):
      pending.append(contentsOf: [UInt8(ascii: "N"), 0, 0, 0, 0, UInt8(length), UInt8(decimals)])
    }
    pending.append(contentsOf: [UInt8](repeating: 0, count: 14))
  }

  /// Appends a value; answers whether it is whole, or `nil` if it cannot be written.
  private mutating func append(_ value: Value, to column: Column) -> Bool? {
    let length = column.length
    switch (value, column.kind) {
    case (.null, _):
      pad(length)
    case (.text(let text), .text):
      let end = text.count <= length ? text.count : cut(text, length)
      pending.append(contentsOf: text[..<end])
      pad(length - end)
      return end == text.count
    case (.text, .number):
      return nil
    case (.integer(let integer), .text), (.integer(let integer), .number(_, decimals: 0)):
      return right(Array(String(integer).utf8), length)
    case (.integer(let integer), .number(_, let decimals)):
      return right(Array((String(integer) + "." + String(repeating: "0", count: decimals)).utf8), length)
    case (.number(let number), .number(_, let decimals)):
      guard let digits = FixedPoint.digits(number, decimals: decimals) else { return nil }
      return right(digits, length)
    case (.number(let number), .text):
      return right(Array("\(number)".utf8), length)
    }
    return true
  }

  private mutating func pad(_ count: Int) { pending.append(contentsOf: repeatElement(0x20, count: count)) }

  private mutating func right(_ digits: [UInt8], _ length: Int) -> Bool? {
    guard digits.count <= length else { return nil }
    pad(length - digits.count)
    pending.append(contentsOf: digits)
    return true
  }

  /// Where text is cut so that it fits: before the letter of UTF-8 that does not.
  private func cut(_ text: [UInt8], _ length: Int) -> Int {
    var end = length
    while cutsAtLetters, end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
