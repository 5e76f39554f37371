/// Something in a shapefile that contradicts itself, and that was got over.
public struct StructuralFinding: Hashable, Sendable, CustomStringConvertible {
  /// What contradicts what.
  public enum Kind: Hashable, Sendable {
    /// The length in the header of the .shp is not the length of the file.
    case fileLength(declared: Int, actual: Int)
    /// The .shx was missing and was made anew.
    case indexMissing
    /// The .shx does not belong to the .shp, and was made anew; the first record that disagrees.
    case indexForeign
    /// The .shx itself is broken, and was made anew.
    case indexBroken(String)
    /// The .shx leaves bytes of the .shp out: records that an editor replaced. It is followed, as GDAL does.
    case unindexedBytes(Int)
    /// The length in a record's header is not the length of its content.
    case recordLength(declared: Int, actual: Int)
    /// Bytes after the last record belong to none.
    case trailingBytes(Int)
    /// The table announces another number of rows than it has room for.
    case rowCount(declared: Int, stored: Int)
    /// The table's header says another row length than its columns make.
    case rowLength(declared: Int, columns: Int)
    /// The list of columns ends without its mark, or with 0x0A in its place.
    case columnListEnd
    /// A column reaches past the end of the row and was cut or left out.
    case columnBeyondRow
    /// Two columns have one name.
    case columnName
  }

  /// The file in which it was seen.
  public var part: ShapefileError.Part
  /// What contradicts what.
  public var kind: Kind
  /// The number of the record, from 1 as in the file.
  public var record: Int?
  /// The byte offset in the file.
  public var offset: Int?
  /// The number of the column, from 1.
  public var field: Int?

  /// Makes a finding.
  public init(_ part: ShapefileError.Part, _ kind: Kind, record: Int? = nil, offset: Int? = nil, field: Int? = nil) {
    self.part = part
    self.kind = kind
    self.record = record
    self.offset = offset
    self.field = field
  }

  /// One English sentence.
  public var description: String {
    let place = [record.map { "record \($0)" }, field.map { "column \($0)" }, offset.map { "byte \($0)" }]
      .compactMap { $0 }
    let suffix = place.isEmpty ? "" : " (" + place.joined(separator: ", ") + ")"
    let text =
      switch kind {
      case .fileLength(let declared, let actual): "says it has \(declared) bytes and has \(actual)"
      case .indexMissing: "was missing and was made anew"
      case .indexForeign: "does not belong to the .shp and was made anew"
      case .indexBroken(let reason): "is broken (\(reason)) and was made anew"
      case .unindexedBytes(let count): "leaves \(count) bytes of the .shp out"
      case .recordLength(let declared, let actual): "says a record has \(declared) bytes where it has \(actual)"
      case .trailingBytes(let count): "has \(count) bytes after its last record"
      case .rowCount(let declared, let stored): "says it has \(declared) rows and has room for \(stored)"
      case .rowLength(let declared, let columns): "says a row has \(declared) bytes where its columns make \(columns)"
      case .columnListEnd: "does not end its list of columns as it should"
      case .columnBeyondRow: "has a column that reaches past the end of the row"
      case .columnName: "has two columns of one name"
      }
    return "The \(part.rawValue) \(text)\(suffix)."
  }
}
