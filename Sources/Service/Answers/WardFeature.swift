public import Cadastre
public import Geo
public import JSON

/// A ward as lists show it, with its box and perhaps its boundary.
public struct WardFeature: Sendable {
  /// The stable id.
  public var id: Int
  /// The ward.
  public var ward: Ward
  /// The planar area in the ward's own grid, m².
  public var area: Double?
  /// The box of the boundary, WGS 84 longitude and latitude.
  public var box: Envelope
  /// The boundary, WGS 84 longitude and latitude; `nil` when it was not asked for.
  public var polygons: MultiPolygon?
  /// Whether it lasts on the day that is asked for.
  public var isLasting: Bool
  /// What it went to, when it has ended and that is known.
  var successors: [WardRelation] = []
  /// How well it answers the words of a search; `nil` when there were none.
  public var match: MatchKind?

  /// The path of the ward as of a day on which it lasted.
  var path: String {
    let path = "/wards/\(Link.encoded(ward.code))"
    return isLasting ? path : path + "?asOf=\(ward.validFrom)"
  }

  /// Writes the ward as a GeoJSON feature; without a boundary its geometry is null and `bbox` says where it lies.
  public func write(into writer: inout JSONWriter, base: String = "") {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"Feature\"")
    writer.key("id")
    writer.integer(id)
    if !box.isEmpty {
      writer.key("bbox")
      writer.beginArray()
      for bound in [box.minX, box.minY, box.maxX, box.maxY] { writer.measure(bound, decimals: 7) }
      writer.endArray()
    }
    writer.key("geometry")
    if let polygons { GeoJSON.write(polygons, into: &writer, decimals: 9) } else { writer.null() }
    writer.key("properties")
    writer.beginObject()
    writer.members(of: ward, area: area)
    if !isLasting {
      writer.key("successors")
      writer.beginArray()
      for relation in successors { relation.write(into: &writer) }
      writer.endArray()
    }
    writer.endObject()
    if let match {
      writer.key("layer")
      writer.raw("\"wards\"")
      writer.key("match")
      writer.string(match.rawValue)
      writer.key("title")
      writer.string(ward.name)
    }
    writer.key("href")
    writer.string(base + path)
    writer.endObject()
  }
}

/// How well something answers the words of a search.
public enum MatchKind: String, Comparable, Sendable {
  /// Just what was typed, tones aside where none were typed.
  case exact
  /// The same but for zeros before a numeral, another tone, or i for y.
  case spelling
  /// An earlier name of the parcel, by its ward, sheet or number of then.
  case renamed
  /// What was typed is its beginning.
  case beginning
  /// With slips of the finger in words; never in digits.
  case similar

  /// Whether one is the better.
  public static func < (left: MatchKind, right: MatchKind) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .exact: 0
    case .spelling: 1
    case .renamed: 2
    case .beginning: 3
    case .similar: 4
    }
  }

  init(_ match: Designator.Match) {
    self =
      switch match {
      case .same: .exact
      case .zeros: .spelling
      case .beginning: .beginning
      }
  }

  init(_ quality: WardMatch.Quality) {
    self =
      switch quality {
      case .exact, .plain: .exact
      case .spelling: .spelling
      case .beginning: .beginning
      case .similar: .similar
      }
  }
}
