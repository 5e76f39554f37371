public import Cadastre
public import Geo

/// A ward of the sample with its territory.
public struct SampleWard: Hashable, Sendable {
  /// What is said of the ward.
  public var ward: Ward
  /// Its territory, metres of EPSG:5898.
  public var geometry: GridGeometry
}

/// A parcel of the sample.
public struct SampleParcel: Hashable, Sendable {
  /// Its place in the sample, from 0.
  public var ordinal: Int
  /// What is said of the parcel.
  public var parcel: Parcel
  /// Its polygons, x = easting and y = northing in metres of EPSG:5898; shells run clockwise as in shapefiles.
  public var polygons: MultiPolygon
  /// A point well inside.
  public var interior: Coordinate
}
