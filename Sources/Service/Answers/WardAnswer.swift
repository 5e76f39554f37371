public import Cadastre
public import Geo
public import JSON
public import VietText

/// A ward with its boundary and what it came from.
public struct WardAnswer: Sendable {
  /// The stable id.
  public var id: Int
  /// The ward.
  public var ward: Ward
  /// The planar area in the ward's own grid, m².
  public var area: Double
  /// The boundary, WGS 84 longitude and latitude.
  public var polygons: MultiPolygon
  /// The revision that answers.
  public var revision: RevisionReference
  /// What else there is to say.
  public var notes: [Note]
  /// Where else to go.
  public var links: [Link]
  /// The wards that it was made of.
  public var predecessors: [WardRelation] = []
  /// The wards that it went to.
  public var successors: [WardRelation] = []
  /// The other wards that have borne its code, before and after.
  public var sameCode: [WardVersion] = []

  /// Writes the ward as a GeoJSON feature.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    writeMembers(into: &writer)
    writer.key("otherReadings")
    writer.beginArray()
    for ward in sameCode { writer.ward(ward, base: base) }
    writer.endArray()
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: [], notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }

  private func writeMembers(into writer: inout JSONWriter) {
    writer.key("type")
    writer.raw("\"Feature\"")
    writer.key("id")
    writer.integer(id)
    writer.key("geometry")
    GeoJSON.write(polygons, into: &writer, decimals: 9)
    writer.key("properties")
    writer.beginObject()
    writer.members(of: ward, area: area)
    for (name, relations) in [("predecessors", predecessors), ("successors", successors)] {
      writer.key(name)
      writer.beginArray()
      for relation in relations { relation.write(into: &writer) }
      writer.endArray()
    }
    writer.endObject()
  }
}
