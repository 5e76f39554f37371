/// A table with geometries in a GeoPackage or SpatiaLite file.
public struct SpatialTable: Sendable, Hashable {
  /// Which of the two formats the file has.
  public enum Format: Sendable, Hashable {
    case geoPackage, spatiaLite
  }

  /// The table's name.
  public let name: String
  /// The name of its geometry column.
  public let geometryColumn: String
  /// The names of its other columns, in their order.
  public let columns: [String]
  /// The format.
  public let format: Format
  /// The EPSG code of its coordinate system; `nil` when the file names none.
  public let epsg: Int32?
  /// The well-known text of its coordinate system, for systems without an EPSG code.
  public let definition: String?
}

/// A GeoPackage or SpatiaLite file of somebody else, read only.
///
/// Its schema is not trusted: no trigger or view of it runs a function, and only ordinary tables are read.
/// Sources: OGC 12-128r18 (GeoPackage), the SpatiaLite specification's appendix on metadata tables.
public final class SpatialTableFile {
  private let connection: Connection

  /// The tables with geometries, in the order of their names.
  public let tables: [SpatialTable]

  /// Opens a file.
  ///
  /// - Throws: `SpatiaLiteError` when it is no SQLite file, or cannot be read.
  public init(path: String) throws(SpatiaLiteError) {
    connection = try Connection(path: path, access: .readOnly)
    if try Self.has("gpkg_geometry_columns", connection) {
      tables = try Self.geoPackage(connection)
    } else if try Self.has("geometry_columns", connection) {
      tables = try Self.spatiaLite(connection)
    } else {
      tables = []
    }
  }

  /// Reads the rows of a table from the first.
  ///
  /// - Throws: `SpatiaLiteError` when the table cannot be read.
  public func rows(of table: SpatialTable) throws(SpatiaLiteError) -> SpatialRows {
    let columns = ([table.geometryColumn] + table.columns).map(Self.quoted).joined(separator: ", ")
    return try SpatialRows(connection.prepare("SELECT \(columns) FROM \(Self.quoted(table.name))"))
  }

  /// How many rows a table has.
  ///
  /// - Throws: `SpatiaLiteError` when the table cannot be read.
  public func count(of table: SpatialTable) throws(SpatiaLiteError) -> Int {
    try connection.integer("SELECT count(*) FROM \(Self.quoted(table.name))") ?? 0
  }

  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private static func has(_ table: String, _ connection: Connection) throws(SpatiaLiteError) -> Bool {
    try connection.integer("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '\(table)'") == 1
  }

  private static func geoPackage(_ connection: Connection) throws(SpatiaLiteError) -> [SpatialTable] {
    let statement = try connection.prepare(
      """
      SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
      FROM gpkg_geometry_columns AS g
      JOIN sqlite_master AS m ON m.name = g.table_name COLLATE NOCASE AND m.type = 'table'
      LEFT JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id ORDER BY g.table_name
      """)
    return try read(statement, .geoPackage, connection)
  }

  private static func spatiaLite(_ connection: Connection) throws(SpatiaLiteError) -> [SpatialTable] {
    let columns = try names(of: "spatial_ref_sys", connection)
    let text = columns.contains("srtext") ? "s.srtext" : columns.contains("srs_wkt") ? "s.srs_wkt" : "NULL"
    let statement = try connection.prepare(
      """
      SELECT m.name, g.f_geometry_column, s.auth_name, s.auth_srid, \(text) FROM geometry_columns AS g
      JOIN sqlite_master AS m ON m.name = g.f_table_name COLLATE NOCASE AND m.type = 'table'
      LEFT JOIN spatial_ref_sys AS s ON s.srid = g.srid ORDER BY m.name
      """)
    return try read(statement, .spatiaLite, connection)
  }

  private static func read(
    _ statement: borrowing Statement, _ format: SpatialTable.Format, _ connection: Connection
  ) throws(SpatiaLiteError) -> [SpatialTable] {
    var tables: [SpatialTable] = []
    while try statement.step() {
      let (name, geometry) = (statement.text(0), statement.text(1))
      let columns = try names(of: name, connection)
      guard let column = columns.first(where: { $0.lowercased() == geometry.lowercased() }) else { continue }
      let isEPSG = statement.text(2).lowercased() == "epsg"
      tables.append(
        SpatialTable(
          name: name, geometryColumn: column, columns: columns.filter { $0 != column }, format: format,
          epsg: isEPSG ? statement.integerIfAny(3).flatMap { Int32(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil } : nil,
          definition: statement.textIfAny(4)))
    }
    return tables
  }

  private static func names(of table: String, _ connection: Connection) throws(SpatiaLiteError) -> [String] {
    let statement = try connection.prepare("SELECT name FROM pragma_table_info(?)")
    statement.bind(1, table)
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0)) }
    return names
  }
}

/// The rows of a ``SpatialTable``, one after the other.
public final class SpatialRows {
  private let statement: Statement

  init(_ statement: consuming Statement) { self.statement = statement }

  /// Goes to the next row; `false` after the last.
  ///
  /// - Throws: `SpatiaLiteError` when the file is damaged.
  public func next() throws(SpatiaLiteError) -> Bool { try statement.step() }

  /// The geometry's blob; `nil` where there is none.
  public var geometry: [UInt8]? { statement.isNull(0) ? nil : statement.blob(0) }

  /// The value of a column as text, counted from 0; `nil` where there is none.
  public func text(_ column: Int) -> String? { statement.textIfAny(Int32(column + 1)) }
}
