import Cadastre
import Geo
public import JSON
import Register
public import VietText

/// What a table of corners encloses, measured in its grid.
public struct CornersAnswer: Sendable {
  /// One corner.
  struct Corner: Sendable {
    var label: String
    /// x easting, y northing in the grid; degrees when the table is in degrees.
    var given: Coordinate
    /// WGS 84 longitude and latitude.
    var position: Coordinate
    /// The edge to the next corner, metres.
    var edge: Double
    var statedEdge: Double?
    var nearest: RegisteredCorner?
  }

  /// A place where the boundary meets itself.
  struct Crossing: Sendable {
    /// The edges by the corners at their ends: `3-4`.
    var edges: [String]
    var given: Coordinate
    var position: Coordinate
  }

  /// A parcel that the table overlaps.
  struct Overlap: Sendable {
    var feature: ParcelFeature
    /// The part of the table's area that lies in it.
    var shareOfTable: Double
  }

  var crs: CRS
  /// The grid in which lengths and areas are measured.
  var grid: CRS
  var rounding: Double
  var isInDegrees: Bool
  /// Whether the last row repeats the first.
  var closes: Bool
  var crossings: [Crossing] = []
  /// The planar area, m²; `nil` when the boundary crosses itself.
  var area: Double?
  var statedArea: Double?
  var perimeter: Double
  var corners: [Corner]
  var polygon: MultiPolygon
  var overlaps: [Overlap] = []
  /// How many parcels it overlaps by less than the tolerance.
  var touched = 0
  var otherReadings: [LookupAnswer.OtherReading] = []
  var isCertain = true
  var ward: WardReference?
  /// The revision that answers.
  public internal(set) var revision: RevisionReference
  /// What is kept back.
  public internal(set) var withheld: [String] = ["holder"]
  /// What else there is to say.
  public internal(set) var notes: [Note] = []

  /// Writes the answer as a GeoJSON feature collection of the parcels overlapped.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese) {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("query")
    writeQuery(into: &writer)
    writer.key("certain")
    writer.bool(isCertain)
    writer.key("ward")
    writer.reference(ward)
    writer.key("revision")
    writer.reference(revision.id > 0 ? revision : nil)
    writer.key("closes")
    writer.bool(closes)
    writer.key("crossesItself")
    writer.bool(!crossings.isEmpty)
    writer.key("crossings")
    writer.beginArray()
    for crossing in crossings { write(crossing, into: &writer) }
    writer.endArray()
    writer.key("area")
    writer.measure(area, decimals: 2)
    writer.key("statedArea")
    writer.measure(statedArea, decimals: 2)
    writer.key("perimeter")
    writer.measure(perimeter, decimals: 3)
    writer.key("geometry")
    if crossings.isEmpty { GeoJSON.write(polygon, into: &writer, decimals: 9) } else { writer.null() }
    writer.key("corners")
    writer.beginArray()
    for corner in corners { write(corner, into: &writer) }
    writer.endArray()
    writer.key("numberReturned")
    writer.integer(overlaps.count)
    writer.key("features")
    writer.beginArray()
    for overlap in overlaps { overlap.feature.write(into: &writer) }
    writer.endArray()
    writer.remarks(withheld: withheld, notes, language)
    writer.endObject()
  }

  private func writeQuery(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("crs")
    writer.crs(crs)
    writer.key("grid")
    writer.crs(grid)
    writer.key("unit")
    writer.string(isInDegrees ? "degrees" : "metres")
    writer.key("corners")
    writer.integer(corners.count)
    writer.key("otherReadings")
    writer.readings(otherReadings)
    writer.endObject()
  }

  private func write(_ crossing: Crossing, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("edges")
    writer.beginArray()
    for edge in crossing.edges { writer.string(edge) }
    writer.endArray()
    write(crossing.given, crossing.position, into: &writer)
    writer.endObject()
  }

  private func write(_ given: Coordinate, _ position: Coordinate, into writer: inout JSONWriter) {
    writer.key("x")
    writer.measure(given.y, decimals: isInDegrees ? 9 : 3)
    writer.key("y")
    writer.measure(given.x, decimals: isInDegrees ? 9 : 3)
    writer.key("position")
    writer.position(position.x, position.y, decimals: 9)
  }

  private func write(_ corner: Corner, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("label")
    writer.string(corner.label)
    write(corner.given, corner.position, into: &writer)
    writer.key("edge")
    writer.measure(corner.edge, decimals: 3)
    writer.key("statedEdge")
    writer.measure(corner.statedEdge, decimals: 3)
    writer.key("nearest")
    if let nearest = corner.nearest {
      writer.beginObject()
      writer.key("id")
      writer.integer(Int(nearest.id))
      writer.key("ward")
      writer.string(nearest.key.ward)
      writer.key("sheet")
      writer.string(nearest.key.sheet)
      writer.key("number")
      writer.string(nearest.key.number)
      writer.key("crs")
      writer.crs(nearest.grid)
      writer.key("x")
      writer.measure(nearest.position.y, decimals: 3)
      writer.key("y")
      writer.measure(nearest.position.x, decimals: 3)
      writer.key("distance")
      writer.measure(nearest.distance, decimals: 3)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.endObject()
  }
}
