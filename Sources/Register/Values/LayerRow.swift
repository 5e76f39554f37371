public import Cadastre
public import Geo
internal import SpatiaLite

/// A row of a layer with all that the register holds of it.
public struct LayerRow: Sendable {
  /// What a row is about.
  public enum Subject: Sendable, Hashable {
    /// A parcel.
    case parcel(Parcel)
    /// A ward.
    case ward(Ward)
  }

  /// The stable identity.
  public let id: Int64
  /// What it is about.
  public let subject: Subject
  /// The day of the data.
  public let dataDate: Day
  /// The grid of the law.
  public let grid: CRS
  /// The system of the source, when it was not that grid.
  public let source: CRS?
  /// How many bytes of WKB the geometry has in the grid, and as its source had it.
  public let lengths: (grid: Int, source: Int)
  /// The polygons in the grid, WKB; empty when geometries were not asked for.
  public let gridWKB: [UInt8]
  /// The polygons as the source had them, WKB, bit for bit; empty when they are those of the grid.
  public let sourceWKB: [UInt8]
  let blob: [UInt8]

  /// The polygons, longitude and latitude in degrees; edges of wards are divided to 200 m.
  ///
  /// - Throws: ``RegisterError`` when the blob is damaged, or geometries were not asked for.
  public func geometry() throws(RegisterError) -> MultiPolygon {
    do throws(SpatiaLiteError) { return try SpatialBlob.decode(blob) } catch {
      throw RegisterError(error, file: "row \(id)")
    }
  }
}

/// Which rows of a layer are asked for.
public struct LayerSelection: Sendable, Hashable {
  /// The ward codes; empty for all.
  public var wards: [String]
  /// Whether geometries are wanted.
  public var hasGeometry: Bool

  /// Makes a selection.
  public init(wards: [String] = [], hasGeometry: Bool = true) {
    self.wards = wards
    self.hasGeometry = hasGeometry
  }
}
