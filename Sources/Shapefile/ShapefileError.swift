/// Why a shapefile cannot be read as a whole, and where that was seen.
///
/// Faults of single records are told with the record instead: see ``ShapeRecord/fault``.
public struct ShapefileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file that is at fault.
  public enum Part: String, Sendable {
    /// The shapes.
    case shp = ".shp"
    /// The index of the shapes.
    case shx = ".shx"
    /// The table.
    case dbf = ".dbf"
  }

  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The source failed; the text says why.
    case unreadable(String)
    /// The file is not what its name says; the text says what was seen.
    case foreign(String)
    /// The file ends before what it announces.
    case truncated(needed: Int, remaining: Int)
    /// The header says something that cannot be.
    case header(String)
    /// A shape type that no specification has.
    case shapeType(Int32)
    /// No record begins where one should.
    case lostTrack
    /// A row was asked for that does not exist.
    case noSuchRow
    /// The result would not fit into the format; the text says which limit it passes.
    case tooLarge(String)
    /// A value does not fit its column.
    case value(String)
  }

  /// The file that is at fault.
  public var part: Part
  /// What is wrong.
  public var kind: Kind
  /// The number of the record, from 1 as in the file.
  public var record: Int?
  /// The byte offset in the file.
  public var offset: Int?
  /// The number of the column, from 1.
  public var field: Int?

  /// Makes an error.
  public init(_ part: Part, _ kind: Kind, record: Int? = nil, offset: Int? = nil, field: Int? = nil) {
    self.part = part
    self.kind = kind
    self.record = record
    self.offset = offset
    self.field = field
  }

  /// One English sentence: what is wrong, and where.
  public var description: String {
    var place: [String] = []
    if let record { place.append("record \(record)") }
    if let field { place.append("column \(field)") }
    if let offset { place.append("byte \(offset)") }
    let suffix = place.isEmpty ? "" : " (" + place.joined(separator: ", ") + ")"
    let text =
      switch kind {
      case .unreadable(let reason): "cannot be read: \(reason)"
      case .foreign(let seen): "is not what its name says: \(seen)"
      case .truncated(let needed, let remaining): "is cut off: \(needed) bytes are needed, \(remaining) remain"
      case .header(let reason): "has an impossible header: \(reason)"
      case .shapeType(let code): "has shapes of the unknown type \(code)"
      case .lostTrack: "has no record where one should begin"
      case .noSuchRow: "has no such row"
      case .tooLarge(let limit): "would be too large: \(limit)"
      case .value(let reason): "cannot hold a value: \(reason)"
      }
    return "The \(part.rawValue) \(text)\(suffix)."
  }
}
