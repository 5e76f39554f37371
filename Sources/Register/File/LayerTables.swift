/// The tables of one layer, and the expressions in which they are alike.
struct LayerTables {
  let layer: Layer
  /// The registered layer: `parcels`.
  var live: String { layer.rawValue }
  /// The grid geometries and digests beside it.
  var grid: String { "\(layer.rawValue)_grid" }
  /// The superseded rows.
  var past: String { "\(layer.rawValue)_past" }
  /// The R*Tree of the registered layer, named as SpatiaLite wants it.
  var index: String { "idx_\(layer.rawValue)_geometry" }
  /// The R*Tree of the superseded rows.
  var pastIndex: String { "\(layer.rawValue)_past_index" }
  /// The columns that come from the source, in the order of staging.
  let columns: [String]
  /// The columns of the natural key.
  let key: [String]
  /// Of the key, those that hold numerals as text: they are ordered as numbers first.
  let numerals: Set<String>
  /// The definition of the columns.
  let definition: String

  static let parcels = LayerTables(
    layer: .parcels,
    columns: [
      "ward", "ward_from", "series", "sheet", "number", "land_use", "registered_area", "map_area", "address",
      "national_code",
    ],
    key: ["ward", "sheet", "number", "series", "ward_from"], numerals: ["sheet", "number"],
    definition: """
      ward TEXT NOT NULL, ward_from TEXT NOT NULL, series TEXT NOT NULL, sheet TEXT NOT NULL, number TEXT NOT NULL,
      land_use TEXT, registered_area REAL, map_area REAL NOT NULL, address TEXT, national_code TEXT
      """)

  static let wards = LayerTables(
    layer: .wards,
    columns: ["code", "valid_from", "valid_to", "name", "kind", "province", "search_key", "sort_key"],
    key: ["code", "valid_from"], numerals: [],
    definition: """
      code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, name TEXT NOT NULL, kind TEXT, province TEXT,
      search_key TEXT NOT NULL, sort_key BLOB NOT NULL
      """)

  static func of(_ layer: Layer) -> LayerTables {
    switch layer {
    case .wards: .wards
    case .parcels: .parcels
    }
  }

  /// The order of lists and of the key's index: ward, sheet, number, numerals as numbers.
  func order(of table: String = "") -> String {
    let prefix = table.isEmpty ? "" : table + "."
    return key.map { numerals.contains($0) ? "CAST(\(prefix)\($0) AS INTEGER), \(prefix)\($0)" : prefix + $0 }
      .joined(separator: ", ")
  }

  /// The condition that two rows bear the same key, in a form that the index answers.
  func sameKey(_ left: String, _ right: String, except omitted: String? = nil) -> String {
    key.filter { $0 != omitted }.map { column in
      let plain = "\(left).\(column) = \(right).\(column)"
      guard numerals.contains(column) else { return plain }
      return "CAST(\(left).\(column) AS INTEGER) = CAST(\(right).\(column) AS INTEGER) AND \(plain)"
    }.joined(separator: " AND ")
  }

  /// The columns with a table's name before each.
  func list(of table: String = "") -> String {
    columns.map { table.isEmpty ? $0 : "\(table).\($0)" }.joined(separator: ", ")
  }

  /// The columns of the grid tables after `id`.
  static let gridColumns = ["attribute_digest", "geometry_digest", "crs", "grid", "source_crs", "source"]

  static func gridList(of table: String) -> String {
    gridColumns.map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
