public import Cadastre
public import Geo
public import JSON

/// How a place lies to a parcel.
public enum Relation: String, Hashable, Sendable {
  /// The parcel holds the place.
  case inside
  /// The place lies on its boundary, within the rounding of the input and 1 mm at least.
  case boundary
  /// No parcel holds the place; this one lies within the uncertainty.
  case near
}

/// A parcel as answers show it: the facts, today's ward, and its WGS 84 geometry.
public struct ParcelFeature: Sendable {
  /// The stable id.
  public var id: Int
  /// The facts of the register.
  public var parcel: Parcel
  /// The ward in which it lies on the day that is asked for; `nil` when the register knows none.
  public var ward: WardReference?
  /// The polygons, WGS 84 longitude and latitude.
  public var polygons: MultiPolygon
  /// The grid in which the parcel was surveyed, if that was asked for.
  public var grid: CRS?
  /// How the place that was asked for lies to it; `nil` when none was.
  public var relation: Relation?
  /// The distance from that place to the nearest point of the boundary, metres in the parcel's grid.
  public var boundaryDistance: Double?
  /// The land-use label taken apart.
  var landUse: LandUseParts?

  /// Writes the parcel as a GeoJSON feature.
  public func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writeMembers(into: &writer)
    writer.endObject()
  }

  /// Writes `type`, `id`, `geometry` and `properties`.
  func writeMembers(into writer: inout JSONWriter) {
    writer.key("type")
    writer.raw("\"Feature\"")
    writer.key("id")
    writer.integer(id)
    writer.key("geometry")
    GeoJSON.write(polygons, into: &writer, decimals: 9)
    writer.key("properties")
    writer.beginObject()
    writeProperties(into: &writer)
    writer.endObject()
  }

  private func writeProperties(into writer: inout JSONWriter) {
    let key = parcel.key
    writer.key("ward")
    writer.string(ward?.code ?? key.ward)
    writer.key("wardName")
    writer.string(ward?.name)
    writer.key("wardValidFrom")
    writer.day(ward?.validFrom ?? key.wardFrom)
    writer.key("wardAtSurvey")
    writer.string(key.ward)
    writer.key("sheet")
    writer.string(key.sheet)
    writer.key("number")
    writer.string(key.number)
    writer.key("series")
    writer.string(key.series)
    writer.key("nationalCode")
    writer.string(parcel.nationalCode)
    writer.key("landUse")
    writer.string(parcel.landUse)
    writer.key("landUses")
    if let landUse { writer.raw(landUse.json) } else { writer.raw("[]") }
    writer.key("registeredArea")
    writer.measure(parcel.registeredArea, decimals: 2)
    writer.key("mapArea")
    writer.measure(parcel.mapArea, decimals: 2)
    writer.key("address")
    writer.string(parcel.address)
    writer.key("dataDate")
    writer.day(parcel.dataDate)
    if let relation {
      writer.key("relation")
      writer.string(relation.rawValue)
    }
    if let boundaryDistance {
      writer.key("boundaryDistance")
      writer.measure(boundaryDistance, decimals: 3)
    }
  }
}
