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
  /// The area that it shares with the area that was asked about, m² in its grid; `nil` when none was.
  public var areaInside: Double?
  /// The part of the drawn boundary's area that lies in it, 0 to 1; `nil` when none was drawn.
  var shareOfTable: Double?
  /// How it lies to the parcel that was asked about; `nil` when none was.
  var adjacency: Adjacency?
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
    writer.lead(Names.id)
    writer.integer(id)
    writer.lead(Names.geometry)
    if polygons.isEmpty { writer.null() } else { GeoJSON.write(polygons, into: &writer, decimals: 9) }
    writer.lead(Names.ward)
    writeProperties(into: &writer)
    writer.endObject()
  }

  private func writeProperties(into writer: inout JSONWriter) {
    let key = parcel.key
    writer.string(ward?.code ?? key.ward)
    writer.lead(Names.wardName)
    writer.string(ward?.name)
    writer.lead(Names.wardValidFrom)
    writer.day(ward?.validFrom ?? key.wardFrom)
    writer.lead(Names.wardAtSurvey)
    writer.string(key.ward)
    writer.lead(Names.sheet)
    writer.string(key.sheet)
    writer.lead(Names.number)
    writer.string(key.number)
    writer.lead(Names.series)
    writer.string(key.series)
    writer.lead(Names.nationalCode)
    writer.string(parcel.nationalCode)
    writer.lead(Names.landUse)
    writer.string(parcel.landUse)
    writer.lead(Names.landUses)
    if let landUse { writer.raw(landUse.json) } else { writer.raw("[]") }
    writer.lead(Names.registeredArea)
    writer.measure(parcel.registeredArea, decimals: 2)
    writer.lead(Names.mapArea)
    writer.measure(parcel.mapArea, decimals: 2)
    writer.lead(Names.address)
    writer.string(parcel.address)
    writer.lead(Names.dataDate)
    writer.day(parcel.dataDate)
    if let relation {
      writer.lead(Names.relation)
      writer.string(relation.rawValue)
    }
    if let boundaryDistance {
      writer.lead(Names.boundaryDistance)
      writer.measure(boundaryDistance, decimals: 3)
    }
    if let areaInside {
      writer.lead(Names.areaInside)
      writer.measure(areaInside, decimals: 2)
      writer.lead(Names.share)
      writer.measure(parcel.mapArea > 0 ? min(1, areaInside / parcel.mapArea) : 1, decimals: 6)
    }
    if let shareOfTable {
      writer.key("shareOfTable")
      writer.measure(shareOfTable, decimals: 6)
    }
    adjacency?.write(into: &writer)
  }

  private enum Names {
    static let id = JSONLead(#""type":"Feature","id":"#)
    static let geometry = JSONLead(#","geometry":"#)
    static let ward = JSONLead(#","properties":{"ward":"#)
    static let wardName = JSONLead(#","wardName":"#)
    static let wardValidFrom = JSONLead(#","wardValidFrom":"#)
    static let wardAtSurvey = JSONLead(#","wardAtSurvey":"#)
    static let sheet = JSONLead(#","sheet":"#)
    static let number = JSONLead(#","number":"#)
    static let series = JSONLead(#","series":"#)
    static let nationalCode = JSONLead(#","nationalCode":"#)
    static let landUse = JSONLead(#","landUse":"#)
    static let landUses = JSONLead(#","landUses":"#)
    static let registeredArea = JSONLead(#","registeredArea":"#)
    static let mapArea = JSONLead(#","mapArea":"#)
    static let address = JSONLead(#","address":"#)
    static let dataDate = JSONLead(#","dataDate":"#)
    static let relation = JSONLead(#","relation":"#)
    static let areaInside = JSONLead(#","areaInside":"#)
    static let share = JSONLead(#","share":"#)
    static let boundaryDistance = JSONLead(#","boundaryDistance":"#)
  }
}
