/// What a file is, judged by its name; its content must agree when it is read.
enum FileKind: Hashable {
  /// The main file of a shapefile.
  case shapefile
  /// One GeoJSON document, or one feature a line.
  case geoJSON(compressed: Bool)
  /// A table of text with WKT or corners.
  case table
  /// A GeoPackage or SpatiaLite file.
  case database
  /// A zip archive.
  case archive

  /// Judges a file by the endings of its name.
  init?(name: String) {
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let isCompressed = parts.count > 2 && parts.last == "gz"
    if isCompressed { parts.removeLast() }
    guard parts.count > 1, let ending = parts.last else { return nil }
    switch ending {
    case "geojson", "json", "geojsonl", "geojsons", "ndjson", "jsonl": self = .geoJSON(compressed: isCompressed)
    case "shp" where !isCompressed: self = .shapefile
    case "csv" where !isCompressed, "tsv" where !isCompressed: self = .table
    case "gpkg" where !isCompressed, "sqlite" where !isCompressed, "spatialite" where !isCompressed: self = .database
    case "zip" where !isCompressed: self = .archive
    default: return nil
    }
  }
}
