/// The rows of a table, read one after the other or by number.
public struct DBFReader {
  /// The header.
  public let header: DBFHeader
  /// How many rows there are: as many as the header says, but no more than the file holds whole.
  public let count: Int
  /// The row that ``next(into:)`` reads next.
  public private(set) var nextRow = 0
  private var window: ByteWindow

  /// Opens a table; throws if its header is not one.
  public init(_ source: any ByteSource) throws(ShapefileError) {
    header = try DBFHeader(source)
    count = min(header.declaredCount, (source.count - header.headerLength) / header.rowLength)
    window = ByteWindow(source, .dbf)
  }

  /// Reads the next row into a record; answers `false` after the last one.
  public mutating func next(into record: inout DBFRecord) throws(ShapefileError) -> Bool {
    guard nextRow < count else { return false }
    try read(nextRow, into: &record)
    nextRow += 1
    return true
  }

  /// Reads a row, counted from 0, into a record; throws if it does not exist.
  public mutating func read(_ row: Int, into record: inout DBFRecord) throws(ShapefileError) {
    guard row >= 0, row < count else { throw ShapefileError(.dbf, .noSuchRow, record: row + 1) }
    let place = try window.require(at: header.headerLength + row * header.rowLength, count: header.rowLength)
    record.bytes.removeAll(keepingCapacity: true)
    record.bytes.append(contentsOf: window.bytes[place..<place + header.rowLength])
    record.row = row
    record.dialect = header.dialect
  }
}
