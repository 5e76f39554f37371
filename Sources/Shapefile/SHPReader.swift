/// The shapes of a .shp, read row after row or by row number.
///
/// A fault of one record is told with the record; only what makes all the rest unsure is thrown.
public struct SHPReader {
  /// The header.
  public let header: SHPHeader
  /// How many rows there are.
  public var count: Int { index.count }
  /// The row that ``next(into:)`` reads next.
  public private(set) var nextRow = 0
  private var index: SHXReader
  private var window: ByteWindow

  /// Opens a .shp with its index, which is best taken from ``RecordIndex``.
  public init(_ source: any ByteSource, index: SHXReader) throws(ShapefileError) {
    header = try SHPHeader(source, .shp)
    self.index = index
    window = ByteWindow(source, .shp)
  }

  /// Reads the next row into a record; answers `false` after the last one.
  public mutating func next(into record: inout ShapeRecord) throws(ShapefileError) -> Bool {
    guard nextRow < index.count else { return false }
    try read(nextRow, into: &record)
    nextRow += 1
    return true
  }

  /// Reads a row, counted from 0, into a record.
  ///
  /// Throws if the row does not exist or its record is not within the file.
  public mutating func read(_ row: Int, into record: inout ShapeRecord) throws(ShapefileError) {
    let entry = try index.entry(row)
    guard entry.offset >= SHPHeader.length, entry.offset <= window.end - 8,
      entry.length <= window.end - entry.offset - 8
    else {
      let remaining = max(0, window.end - entry.offset)
      throw ShapefileError(
        .shp, .truncated(needed: 8 + entry.length, remaining: remaining), record: row + 1, offset: entry.offset)
    }
    let place = try window.require(at: entry.offset, count: 8 + entry.length)
    record.clear()
    record.row = row
    record.offset = entry.offset
    let bytes = window.bytes.span.extracting(place..<place + 8 + entry.length)
    record.number = bytes.bigInt32(at: 0)
    if Int(record.number) != row + 1 { record.flags.insert(.numberOutOfOrder) }
    if Int(UInt32(bitPattern: bytes.bigInt32(at: 4))) * 2 != entry.length { record.flags.insert(.lengthDisagrees) }
    record.parse(bytes.extracting(8..<8 + entry.length), fileType: header.type)
  }
}
