import HTTP
import VietText

/// What a path names.
enum Route: Equatable {
  case landing
  case lookup
  case parcels
  case parcel(ward: String, sheet: String, number: String)
  case ward(code: String)
  case wards
  case search
  case revisions
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
    case "health" where second == nil: self = .health
    case "ready" where second == nil: self = .ready
    case "revisions" where second == nil: self = .revisions
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
      guard let sheet = segments.next(), let number = segments.next(), segments.next() == nil,
        !second.isEmpty, !sheet.isEmpty, !number.isEmpty
      else {
        self = .unknown
        return
      }
      self = .parcel(ward: second, sheet: sheet, number: number)
    default: self = .unknown
    }
  }

  /// The parameters that the resource takes.
  var parameters: [String] {
    switch self {
    case .landing, .health, .ready, .unknown: []
    case .lookup: ["at", "crs", "accuracy", "asOf", "revision"]
    case .parcels: ["ward", "sheet", "number", "series", "wardFrom", "asOf", "revision", "limit", "cursor"]
    case .parcel: ["asOf", "series", "wardFrom", "revision"]
    case .ward: ["asOf", "revision"]
    case .wards: ["q", "asOf", "revision", "limit", "cursor", "geometry"]
    case .search: ["q", "ward", "asOf", "limit"]
    case .revisions: ["limit", "cursor"]
    }
  }

  /// Whether it gives land data, which `--public nothing` keeps to tokens.
  var isLand: Bool {
    switch self {
    case .lookup, .parcels, .parcel, .ward, .wards, .search, .revisions: true
    case .landing, .health, .ready, .unknown: false
    }
  }

  /// The paths that there are, for people and for suggestions.
  static let templates = [
    "/", "/lookup", "/parcels", "/parcels/{ward}/{sheet}/{number}", "/wards", "/wards/{code}", "/search",
    "/revisions", "/health", "/ready",
  ]

  /// The path that was probably meant.
  static func nearest(to path: Path) -> String? {
    let segments = path.segments.filter { !$0.isEmpty }
    guard let first = segments.first else { return "/" }
    let names = ["lookup", "parcels", "wards", "search", "revisions", "health", "ready"]
    let singular = ["parcel": "parcels", "ward": "wards", "revision": "revisions"]
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
