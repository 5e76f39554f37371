public import Geo

/// The type of shape that a file or a record has.
public enum ShapeType: Int32, Sendable, CaseIterable {
  /// No shape.
  case null = 0
  /// One position.
  case point = 1
  /// Lines.
  case polyline = 3
  /// Rings.
  case polygon = 5
  /// Several positions.
  case multiPoint = 8
  /// One position with height.
  case pointZ = 11
  /// Lines with heights.
  case polylineZ = 13
  /// Rings with heights.
  case polygonZ = 15
  /// Several positions with heights.
  case multiPointZ = 18
  /// One position with a measure.
  case pointM = 21
  /// Lines with measures.
  case polylineM = 23
  /// Rings with measures.
  case polygonM = 25
  /// Several positions with measures.
  case multiPointM = 28
  /// Surfaces in space; only named, never read.
  case multiPatch = 31

  /// A type without its third and fourth dimension.
  public enum Family: String, Sendable {
    /// No shape.
    case null
    /// One position.
    case point
    /// Several positions.
    case multiPoint
    /// Lines.
    case polyline
    /// Rings.
    case polygon
    /// Surfaces in space.
    case multiPatch
  }

  /// The type without its third and fourth dimension.
  public var family: Family {
    switch self {
    case .null: .null
    case .point, .pointZ, .pointM: .point
    case .multiPoint, .multiPointZ, .multiPointM: .multiPoint
    case .polyline, .polylineZ, .polylineM: .polyline
    case .polygon, .polygonZ, .polygonM: .polygon
    case .multiPatch: .multiPatch
    }
  }

  /// Whether shapes of this type have heights.
  public var hasZ: Bool { (11...18).contains(rawValue) || self == .multiPatch }

  /// Whether shapes of this type have measures; with heights they may be left out.
  public var mayHaveM: Bool { rawValue > 10 }
}

/// The header that .shp and .shx begin with, of 100 bytes.
public struct SHPHeader: Hashable, Sendable {
  /// The length that the header says the file has, in bytes.
  public let declaredLength: Int
  /// The type of all shapes but null ones.
  public let type: ShapeType
  /// The box around all shapes as the header says it, in the units of the file.
  public let envelope: Envelope

  /// How many bytes the header has.
  public static let length = 100

  init(_ source: any ByteSource, _ part: ShapefileError.Part) throws(ShapefileError) {
    guard source.count >= SHPHeader.length else {
      throw ShapefileError(part, .truncated(needed: SHPHeader.length, remaining: source.count), offset: 0)
    }
    var window = ByteWindow(source, part)
    let start = try window.require(at: 0, count: SHPHeader.length)
    let bytes = window.bytes.span
    guard bytes.bigInt32(at: start) == 9994 else {
      throw ShapefileError(part, .foreign("it does not begin with the file code 9994"), offset: 0)
    }
    let code = bytes.int32(at: start + 32)
    guard let type = ShapeType(rawValue: code) else { throw ShapefileError(part, .shapeType(code), offset: 32) }
    self.type = type
    // The length is unsigned in practice: files from 4 GB on are written with the high bit set.
    declaredLength = Int(UInt32(bitPattern: bytes.bigInt32(at: start + 24))) * 2
    envelope = Envelope(
      minX: bytes.double(at: start + 36), minY: bytes.double(at: start + 44), maxX: bytes.double(at: start + 52),
      maxY: bytes.double(at: start + 60))
  }
}
