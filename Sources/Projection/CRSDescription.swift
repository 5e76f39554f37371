public import Geo

/// What the EPSG dataset says of a coordinate reference system.
public struct CRSDescription: Sendable, Hashable {
  /// The system that was asked for.
  public let crs: CRS
  /// Its name in the EPSG dataset: `VN-2000 / TM-3 zone 491`.
  public let name: String
  /// Whether its coordinates are longitude and latitude; otherwise they are easting and northing.
  public let isGeographic: Bool
  /// The name of its unit: `metre`, `degree`, `US survey foot`.
  public let unitName: String
  /// How many metres its unit has; nil when it is an angle.
  public let metresPerUnit: Double?
  /// What kind of VN-2000 system it is; nil for any other.
  public let vn2000: VN2000.Kind?
  /// Where it may be used, west to east and south to north in degrees; `minX > maxX` when it crosses 180°.
  public let areaOfUse: Envelope?
  /// Where it may be used, in words.
  public let areaName: String?
  /// Whether the dataset has withdrawn it.
  public let isDeprecated: Bool
  /// The system that replaced it when it was withdrawn, and by which it is read when it is a VN-2000 twin.
  public let successor: CRS?

  /// Whether its coordinates are easting and northing.
  public var isProjected: Bool { !isGeographic }
  /// Whether its unit is the metre.
  public var isMetric: Bool { metresPerUnit == 1 }
}
