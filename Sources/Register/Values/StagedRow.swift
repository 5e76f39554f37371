public import Cadastre
public import Geo

/// The geometry of a row as an import prepares it.
public struct StagedGeometry: Sendable {
  /// The WGS 84 polygons as ``SpatiaLite/SpatialBlob`` of SRID 4326.
  public var wgs84: [UInt8]
  /// The grid in which the law measures it.
  public var grid: CRS
  /// The polygons in that grid, WKB (little-endian MultiPolygon).
  public var gridWKB: [UInt8]
  /// The system of the source, when it was not that grid.
  public var source: CRS?
  /// The polygons as the source had them, WKB, bit for bit.
  public var sourceWKB: [UInt8]?

  /// Makes a geometry.
  public init(wgs84: [UInt8], grid: CRS, gridWKB: [UInt8], source: CRS? = nil, sourceWKB: [UInt8]? = nil) {
    self.wgs84 = wgs84
    self.grid = grid
    self.gridWKB = gridWKB
    self.source = source
    self.sourceWKB = sourceWKB
  }
}

/// A parcel as an import prepares it.
public struct StagedParcel: Sendable {
  /// What names the parcel.
  public var key: ParcelKey
  /// The land-use label.
  public var landUse: String?
  /// The area of a legal-area column, m².
  public var registeredArea: Double?
  /// The planar area in the grid, m².
  public var mapArea: Double
  /// The address of the land.
  public var address: String?
  /// The national parcel code.
  public var nationalCode: String?
  /// The geometry.
  public var geometry: StagedGeometry
  /// The row in the source, from 1.
  public var row: Int
  /// The place of the source file in ``Origin/sources``.
  public var source: Int

  /// Makes a staged parcel.
  public init(
    key: ParcelKey, landUse: String? = nil, registeredArea: Double? = nil, mapArea: Double, address: String? = nil,
    nationalCode: String? = nil, geometry: StagedGeometry, row: Int, source: Int = 0
  ) {
    self.key = key
    self.landUse = landUse
    self.registeredArea = registeredArea
    self.mapArea = mapArea
    self.address = address
    self.nationalCode = nationalCode
    self.geometry = geometry
    self.row = row
    self.source = source
  }
}

/// A ward as an import prepares it.
public struct StagedWard: Sendable {
  /// The ward.
  public var ward: Ward
  /// The geometry, its WGS 84 edges densified to 200 m at most.
  public var geometry: StagedGeometry
  /// The row in the source, from 1.
  public var row: Int
  /// The place of the source file in ``Origin/sources``.
  public var source: Int

  /// Makes a staged ward.
  public init(ward: Ward, geometry: StagedGeometry, row: Int, source: Int = 0) {
    self.ward = ward
    self.geometry = geometry
    self.row = row
    self.source = source
  }
}
