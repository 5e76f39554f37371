public import CSV
public import Geo
public import Register

/// What a person asks for when exporting a layer.
public struct ExportRequest: Sendable {
  /// The forms of files that are written.
  public enum Format: String, Sendable, CaseIterable {
    /// `.shp` with `.shx`, `.dbf`, `.prj` and `.cpg`.
    case shapefile
    /// GeoJSON (RFC 7946), one document.
    case geojson
    /// GeoJSON, one feature a line.
    case geojsonl
    /// GeoPackage.
    case geopackage
    /// A table with the geometry as well-known text.
    case csv

    /// The form that a file's ending stands for.
    public init?(ending: String) {
      switch ending.lowercased() {
      case "shp": self = .shapefile
      case "geojson", "json": self = .geojson
      case "geojsonl", "ndjson", "geojsons": self = .geojsonl
      case "gpkg": self = .geopackage
      case "csv": self = .csv
      default: return nil
      }
    }

    /// The endings of names that the forms have.
    public static let endings = [".shp", ".geojson", ".geojsonl", ".gpkg", ".csv"]
  }

  /// How the text of a shapefile is encoded.
  public enum Encoding: String, Sendable, CaseIterable {
    /// UTF-8, with a `.cpg` that says so.
    case utf8
    /// TCVN3, for the fonts of old programs; there is no `.cpg` that they would read.
    case tcvn3
  }

  /// The layer.
  public var layer: Layer
  /// The file to be written.
  public var path: String
  /// The register.
  public var register: String
  /// The form.
  public var format: Format
  /// The encoding of a shapefile's text.
  public var encoding = Encoding.utf8
  /// The system of the coordinates; `nil` for the system in which the data came.
  public var crs: CRS?
  /// Which state of the land.
  public var moment = Moment.now
  /// Which rows.
  public var filter = ExportFilter()
  /// What stands between the fields of a CSV.
  public var delimiter = CSVDelimiter.comma
  /// Whether files that are there may be replaced.
  public var replacesFiles = false

  /// Makes a request.
  public init(layer: Layer, path: String, register: String, format: Format) {
    self.layer = layer
    self.path = path
    self.register = register
    self.format = format
  }
}

/// What an export wrote.
public struct ExportReceipt: Sendable, Hashable {
  /// The files.
  public var files: [String]
  /// How many rows they hold.
  public var rows: Int
  /// The system of their coordinates.
  public var crs: CRS
  /// The revision that they were read from.
  public var revision: Int
  /// How many texts did not fit their column and were cut.
  public var cutTexts: Int
  /// How many texts have letters that the encoding lacks.
  public var lostLetters: Int
  /// How many parcels are land of defence or security, which must not be made public.
  public var defenceParcels: Int
}

/// How far an export has come.
public struct ExportProgress: Sendable, Hashable {
  /// The rows written so far.
  public var rows: Int
  /// All rows.
  public var total: Int
}
