public import JSON

/// A GeoJSON Feature as it was read.
public struct GeoJSONFeature: Hashable, Sendable {
  /// Which feature of the file it is, from 0; refused ones are counted.
  public var index: Int
  /// The identifier, a string or a number.
  public var id: JSONValue?
  /// The properties, in the order of the file.
  public var properties: JSONObject
  /// The geometry.
  public var geometry: GeoJSONGeometry
  /// How many positions had more than two numbers; those were dropped.
  public var droppedOrdinates: Int
  /// How many rings did not end where they began; they have been closed.
  public var unclosedRings: Int
  /// Whether it was a geometry alone, without a Feature around it.
  public var isBareGeometry: Bool
  /// Where it begins in the file.
  public var place: JSONPlace
}

/// The geometry of a GeoJSON Feature, axis order longitude, latitude or easting, northing as in the file.
public enum GeoJSONGeometry: Hashable, Sendable {
  /// `null`, or no member at all.
  case none
  /// A Polygon or MultiPolygon; rings are closed, their winding is that of the file.
  case multiPolygon(MultiPolygon, isMulti: Bool)
  /// A LineString or MultiLineString: for each line its positions, two at least.
  case lines([[Coordinate]])
  /// A Point.
  case point(Coordinate)
  /// Another geometry of RFC 7946, by its name, without its coordinates.
  case other(String)

  /// The polygons, if it is that.
  public var multiPolygon: MultiPolygon? {
    guard case .multiPolygon(let multiPolygon, _) = self else { return nil }
    return multiPolygon
  }
}
