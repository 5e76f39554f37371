import HTTP
import VietText

/// What a path names.
enum Route: Equatable {
  case landing
  case lookup
  case parcels
  case parcel(ward: String, sheet: String, number: String)
  case neighbours(ward: String, sheet: String, number: String)
  case vertices(ward: String, sheet: String, number: String)
  case areas
  case corners
  case ward(code: String)
  case wards
  case search
  case revisions
  case api
  case health
  case ready
  case unknown

  /// Takes a path apart.
  init(_ path: Path) {
    var segments = path.makeIterator()
    guard let first = segments.next() else {
      self = .landing
      return
    }
    let second = segments.next()
    switch first {
    case "lookup" where second == nil: self = .lookup
    case "api" where second == nil: self = .api
    case "health" where second == nil: self = .health
    case "ready" where second == nil: self = .ready
    case "revisions" where second == nil: self = .revisions
    case "areas" where second == nil: self = .areas
    case "corners" where second == nil: self = .corners
    case "search" where second == nil: self = .search
    case "wards" where second == nil: self = .wards
    case "wards":
      guard let second, !second.isEmpty, segments.next() == nil else {
        self = .unknown
        return
      }
      self = .ward(code: second)
    case "parcels":
      guard let second else {
        self = .parcels
        return
      }
      guard let sheet = segments.next(), let number = segments.next(), !second.isEmpty, !sheet.isEmpty, !number.isEmpty
      else {
        self = .unknown
        return
      }
      let part = segments.next()
      switch part {
      case nil: self = .parcel(ward: second, sheet: sheet, number: number)
      case "neighbours" where segments.next() == nil: self = .neighbours(ward: second, sheet: sheet, number: number)
      case "corners" where segments.next() == nil: self = .vertices(ward: second, sheet: sheet, number: number)
      default: self = .unknown
      }
    default: self = .unknown
    }
  }

  /// The parameters that the resource takes.
  var parameters: [String] {
    switch self {
    case .landing, .api, .health, .ready, .unknown: []
    case .lookup: ["at", "crs", "accuracy", "asOf", "revision"]
    case .parcels:
      ["ward", "sheet", "number", "series", "wardFrom", "paperDate", "asOf", "revision", "limit", "cursor"]
    case .parcel: ["asOf", "series", "wardFrom", "revision"]
    case .neighbours: ["asOf", "series", "wardFrom", "revision", "within"]
    case .vertices: ["asOf", "series", "wardFrom", "revision"]
    case .areas: ["width", "tolerance", "geometry", "crs", "separator", "asOf", "revision"]
    case .corners: ["crs", "asOf", "revision"]
    case .ward: ["asOf", "revision"]
    case .wards: ["q", "asOf", "revision", "limit", "cursor", "geometry"]
    case .search: ["q", "ward", "asOf", "limit"]
    case .revisions: ["limit", "cursor"]
    }
  }

  /// Whether it gives land data, which `--public nothing` keeps to tokens.
  var isLand: Bool {
    switch self {
    case .lookup, .parcels, .parcel, .neighbours, .vertices, .areas, .corners, .ward, .wards, .search, .revisions: true
    case .landing, .api, .health, .ready, .unknown: false
    }
  }

  /// The paths that there are, for people and for suggestions.
  static let templates = described.map(\.template)

  /// The path that was probably meant.
  static func nearest(to path: Path) -> String? {
    let segments = path.segments.filter { !$0.isEmpty }
    guard let first = segments.first else { return "/" }
    let names = ["lookup", "parcels", "wards", "search", "revisions", "areas", "corners", "api", "health", "ready"]
    let singular = [
      "area": "areas", "corner": "corners", "parcel": "parcels", "ward": "wards", "revision": "revisions",
    ]
    guard let name = singular[first.lowercased()] ?? Resemblance.nearest(to: first, among: names) else { return nil }
    switch (name, segments.count) {
    case ("parcels", 4): return Link.path(ward: segments[1], sheet: segments[2], number: segments[3])
    case ("parcels", 2...): return "/parcels/{ward}/{sheet}/{number}"
    case ("wards", 1): return "/wards"
    case ("wards", 2...): return "/wards/" + Link.encoded(segments[1])
    default: return "/" + name
    }
  }
}
