public import Geo
public import Register
public import VietText

/// What holds for every row of a list.
public struct BatchSettings: Sendable {
  /// The system of the coordinates, when it is given apart.
  public var crs: CRS?
  /// The accuracy of the coordinates in metres, when it is known.
  public var accuracy: Double?
  /// Which state of the land.
  public var moment: Moment
  /// In which language faults and notes are told.
  public var language: Language

  /// Makes settings.
  public init(
    crs: CRS? = nil, accuracy: Double? = nil, moment: Moment = .now, language: Language = .vietnamese
  ) {
    self.crs = crs
    self.accuracy = accuracy
    self.moment = moment
    self.language = language
  }
}

/// The form of a list; the answer has the same.
public enum BatchForm: String, Sendable, CaseIterable {
  /// Comma-separated values with a header.
  case table
  /// A GeoJSON FeatureCollection of points.
  case collection
  /// JSON objects or GeoJSON features, one to a line.
  case lines
  /// The same, each after a record separator (RFC 8142).
  case records

  /// The form of a media type; `nil` when it leaves that open.
  public init?(mediaType: String) {
    switch mediaType {
    case "text/csv", "text/tab-separated-values": self = .table
    case "application/geo+json": self = .collection
    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines": self = .lines
    case "application/geo+json-seq", "application/json-seq": self = .records
    default: return nil
    }
  }

  /// The form of a file by its name; `nil` when that leaves it open.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "csv", "tsv", "tab": self = .table
    case "ndjson", "jsonl", "geojsonl", "ldjson": self = .lines
    case "geojsons", "geojsonseq": self = .records
    default: return nil
    }
  }

  /// The media types that are read.
  static let mediaTypes = [
    "text/csv", "application/geo+json", "application/x-ndjson", "application/geo+json-seq", "application/json",
    "text/tab-separated-values", "text/plain", "application/ndjson", "application/jsonl", "application/json-seq",
  ]

  /// The media type of the answer.
  public var mediaType: String {
    switch self {
    case .table: "text/csv; charset=utf-8; header=present"
    case .collection: "application/geo+json"
    case .lines: "application/x-ndjson"
    case .records: "application/geo+json-seq"
    }
  }
}
