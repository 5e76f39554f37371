/// The index of a .shp: where each row's record lies.
///
/// The index decides which records are rows, and in which order: programs that edit a shapefile leave dead records
/// behind. It is read through a window, so that a million rows need no memory.
public struct SHXReader {
  /// Where a record lies in the .shp.
  public struct Entry: Hashable, Sendable {
    /// The byte offset of the record's header.
    public var offset: Int
    /// The length of the record's content in bytes, its header of 8 bytes left off.
    public var length: Int

    /// Makes an entry.
    public init(offset: Int, length: Int) {
      self.offset = offset
      self.length = length
    }
  }

  /// The header, which should be that of the .shp but for the length.
  public let header: SHPHeader
  /// How many rows there are.
  public let count: Int
  /// How many bytes follow the last whole entry; they are left alone.
  public let trailingBytes: Int
  private var window: ByteWindow

  /// Opens an index; throws if its header is not one.
  public init(_ source: any ByteSource) throws(ShapefileError) {
    header = try SHPHeader(source, .shx)
    let room = source.count - SHPHeader.length
    count = room / 8
    trailingBytes = room % 8
    window = ByteWindow(source, .shx)
  }

  /// Where the record of a row lies; nothing is known yet about whether it is there.
  public mutating func entry(_ row: Int) throws(ShapefileError) -> Entry {
    guard row >= 0, row < count else { throw ShapefileError(.shx, .noSuchRow, record: row + 1) }
    let place = try window.require(at: SHPHeader.length + 8 * row, count: 8)
    let bytes = window.bytes.span
    return Entry(
      offset: Int(UInt32(bitPattern: bytes.bigInt32(at: place))) * 2,
      length: Int(UInt32(bitPattern: bytes.bigInt32(at: place + 4))) * 2)
  }
}
