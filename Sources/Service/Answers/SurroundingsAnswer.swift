import Cadastre
import Geo
public import JSON
import Register
public import VietText

/// The parcels around a parcel.
public struct NeighboursAnswer: Sendable {
  /// The parcel that was asked about.
  var parcel: ParcelFeature
  /// How far parcels were looked for, metres.
  var reach: Double
  /// Up to this distance edges count as one, metres.
  var tolerance: Double
  /// The length of the parcel's own boundary, metres.
  var perimeter: Double
  /// The parcels that share edges, the longest first; then those that touch at a point; then others, the nearest first.
  var features: [ParcelFeature]
  /// The revision that answers.
  public internal(set) var revision: RevisionReference
  /// What is kept back.
  public internal(set) var withheld: [String]
  /// What else there is to say.
  public internal(set) var notes: [Note]
  /// Where else to go.
  var links: [Link]

  /// Writes the answer as a GeoJSON feature collection.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("parcel")
    writer.name(of: parcel)
    writer.key("perimeter")
    writer.measure(perimeter, decimals: 3)
    writer.key("tolerance")
    writer.measure(tolerance, decimals: 3)
    writer.key("within")
    writer.measure(reach, decimals: 3)
    writer.key("numberReturned")
    writer.integer(features.count)
    writer.key("features")
    writer.beginArray()
    for feature in features { feature.write(into: &writer) }
    writer.endArray()
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }
}

/// The corners and edges of a parcel in its grid, numbered as papers number them.
public struct VerticesAnswer: Sendable {
  /// One corner, and the edge to the next.
  struct Corner: Sendable {
    var label: String
    /// x easting, y northing, metres.
    var position: Coordinate
    var edge: Double
  }

  /// One ring; a hole is one that the parcel lies around.
  struct Ring: Sendable {
    var isHole: Bool
    var corners: [Corner]
  }

  /// The parcel.
  var parcel: ParcelFeature
  var grid: CRS
  /// The central meridian of the grid, as papers print it.
  var meridian: String?
  var perimeter: Double
  var rings: [Ring]
  /// The revision that answers.
  public internal(set) var revision: RevisionReference
  /// What is kept back.
  public internal(set) var withheld: [String]
  /// What else there is to say.
  public internal(set) var notes: [Note]
  /// Where else to go.
  var links: [Link]

  /// Writes the answer as a GeoJSON feature with the table beside its properties.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    parcel.writeMembers(into: &writer)
    writer.key("crs")
    writer.crs(grid)
    writer.key("meridian")
    writer.string(meridian)
    writer.key("area")
    writer.measure(parcel.parcel.mapArea, decimals: 2)
    writer.key("perimeter")
    writer.measure(perimeter, decimals: 3)
    writer.key("rings")
    writer.beginArray()
    for ring in rings {
      writer.beginObject()
      writer.key("kind")
      writer.string(ring.isHole ? "hole" : "shell")
      writer.key("corners")
      writer.beginArray()
      for corner in ring.corners {
        writer.beginObject()
        writer.key("label")
        writer.string(corner.label)
        writer.key("x")
        writer.measure(corner.position.y, decimals: 3)
        writer.key("y")
        writer.measure(corner.position.x, decimals: 3)
        writer.key("edge")
        writer.measure(corner.edge, decimals: 3)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }
}

extension JSONWriter {
  /// Writes what names a parcel.
  fileprivate mutating func name(of feature: ParcelFeature) {
    let key = feature.parcel.key
    beginObject()
    self.key("id")
    integer(feature.id)
    self.key("ward")
    string(feature.ward?.code ?? key.ward)
    self.key("wardAtSurvey")
    string(key.ward)
    self.key("sheet")
    string(key.sheet)
    self.key("number")
    string(key.number)
    endObject()
  }
}
