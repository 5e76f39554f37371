public import JSON

/// GeoJSON (RFC 7946) as it is written.
public enum GeoJSON {
  /// Writes polygons as a geometry: a Polygon when there is one, else a MultiPolygon.
  ///
  /// Shells are written counter-clockwise and holes clockwise (RFC 7946 §3.1.6), whatever their winding is.
  ///
  /// - Parameters:
  ///   - multiPolygon: The polygons, in degrees of WGS 84 if RFC 7946 is to be kept.
  ///   - writer: What it is written into.
  ///   - decimals: How many decimals; 9 keep a tenth of a millimetre.
  public static func write(_ multiPolygon: MultiPolygon, into writer: inout JSONWriter, decimals: Int = 9) {
    let isSingle = multiPolygon.polygonCount == 1
    writer.beginObject()
    writer.key("type")
    writer.string(isSingle ? "Polygon" : "MultiPolygon")
    writer.key("coordinates")
    if !isSingle { writer.beginArray() }
    for polygon in 0..<multiPolygon.polygonCount {
      let rings = multiPolygon.rings(ofPolygon: polygon)
      writer.beginArray()
      for ring in rings {
        write(multiPolygon, ring: ring, isShell: ring == rings.lowerBound, into: &writer, decimals: decimals)
      }
      writer.endArray()
    }
    if !isSingle { writer.endArray() }
    writer.endObject()
  }

  /// Writes a position as a Point.
  public static func write(_ coordinate: Coordinate, into writer: inout JSONWriter, decimals: Int = 9) {
    writer.beginObject()
    writer.key("type")
    writer.string("Point")
    writer.key("coordinates")
    writer.position(coordinate.x, coordinate.y, decimals: decimals)
    writer.endObject()
  }

  private static func write(
    _ multiPolygon: MultiPolygon, ring: Int, isShell: Bool, into writer: inout JSONWriter, decimals: Int
  ) {
    let positions = multiPolygon.positions(ofRing: ring)
    let area = multiPolygon.signedArea(ofRing: ring)
    writer.beginArray()
    if isShell ? area < 0 : area > 0 {
      for index in positions.reversed() { write(multiPolygon.coordinates[index], &writer, decimals) }
    } else {
      for index in positions { write(multiPolygon.coordinates[index], &writer, decimals) }
    }
    writer.endArray()
  }

  private static func write(_ coordinate: Coordinate, _ writer: inout JSONWriter, _ decimals: Int) {
    writer.position(coordinate.x, coordinate.y, decimals: decimals)
  }
}
