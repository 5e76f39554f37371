public import Geo

/// Writes one layer of polygons as a GeoPackage (OGC 12-128r18, version 1.3), in one transaction.
///
/// The file is made where it is named; until ``finish()`` it is of no use.
public final class GeoPackageWriter {
  /// A column of the layer.
  public struct Column: Sendable, Hashable {
    /// What a column holds.
    public enum Kind: String, Sendable {
      /// Text.
      case text = "TEXT"
      /// A number.
      case real = "DOUBLE"
      /// An integer.
      case integer = "INTEGER"
      /// A day, ISO 8601.
      case date = "DATE"
    }

    /// The name.
    public var name: String
    /// What it holds.
    public var kind: Kind

    /// Makes a column.
    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// A system of coordinates as GeoPackages describe it.
  public struct System: Sendable, Hashable {
    /// The system.
    public var crs: CRS
    /// Its name in the EPSG dataset.
    public var name: String
    /// Its definition, WKT 1.
    public var definition: String

    /// Describes a system.
    public init(crs: CRS, name: String, definition: String) {
      self.crs = crs
      self.name = name
      self.definition = definition
    }
  }

  /// The file.
  public let path: String
  private let connection: Connection
  private let layer: String
  private let srid: Int32
  private let columnCount: Int
  private var insertion: Insertion?
  private var row = RowBuffer()
  private var header: [UInt8] = []
  private var box = Envelope.empty
  private var count: Int64 = 0

  private final class Insertion {
    let rows: Statement
    let boxes: Statement

    init(rows: consuming Statement, boxes: consuming Statement) {
      self.rows = rows
      self.boxes = boxes
    }
  }

  /// Makes a file with an empty layer.
  ///
  /// - Parameters:
  ///   - path: where; nothing may be there.
  ///   - layer: the name of the layer, letters and digits.
  ///   - columns: its columns, `fid` and `geom` aside.
  ///   - system: the system of its coordinates.
  ///   - wgs84: the definition of WGS 84, which every GeoPackage describes.
  ///   - changedAt: when the content was changed, `2026-11-20T08:00:00.000Z`.
  /// - Throws: `SpatiaLiteError` when the file cannot be made.
  public init(
    path: String, layer: String, columns: [Column], system: System, wgs84: System, changedAt: String
  ) throws(SpatiaLiteError) {
    self.path = path
    self.layer = layer
    srid = system.crs.code
    columnCount = columns.count
    connection = try Connection(path: path, access: .create)
    // Nobody sees the file before it is complete, so a journal would only cost time.
    try connection.execute(
      """
      PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
      PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000; BEGIN;
      CREATE TABLE gpkg_spatial_ref_sys(
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
      CREATE TABLE gpkg_contents(
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
      CREATE TABLE gpkg_geometry_columns(
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
      CREATE TABLE gpkg_extensions(
        table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
      INSERT INTO gpkg_spatial_ref_sys VALUES('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL);
      INSERT INTO gpkg_spatial_ref_sys VALUES('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
      CREATE TABLE "\(layer)"(
        fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON\(
          columns.map { ", \"\($0.name)\" \($0.kind.rawValue)" }.joined()));
      CREATE VIRTUAL TABLE "rtree_\(layer)_geom" USING rtree(id, minx, maxx, miny, maxy);
      INSERT INTO gpkg_extensions VALUES(
        '\(layer)', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
      """)
    for system in wgs84.crs == system.crs ? [wgs84] : [wgs84, system] {
      let statement = try connection.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES(?, ?, 'EPSG', ?, ?, NULL)")
      statement.bind(1, system.name)
      statement.bind(2, Int(system.crs.code))
      statement.bind(3, Int(system.crs.code))
      statement.bind(4, system.definition)
      try statement.run()
    }
    let contents = try connection.prepare(
      """
      INSERT INTO gpkg_contents(table_name, data_type, identifier, last_change, srs_id)
      VALUES(?1, 'features', ?1, ?2, ?3)
      """)
    contents.bind(1, layer)
    contents.bind(2, changedAt)
    contents.bind(3, Int(srid))
    try contents.run()
    try connection.execute(
      "INSERT INTO gpkg_geometry_columns VALUES('\(layer)', 'geom', 'MULTIPOLYGON', \(srid), 0, 0)")
    let marks = columns.map { _ in ", ?" }.joined()
    insertion = Insertion(
      rows: try connection.prepare("INSERT INTO \"\(layer)\" VALUES(?, ?\(marks))"),
      boxes: try connection.prepare("INSERT INTO \"rtree_\(layer)_geom\" VALUES(?, ?, ?, ?, ?)"))
  }

  /// Appends a row.
  ///
  /// - Parameters:
  ///   - wkb: the polygons, a little-endian WKB MultiPolygon.
  ///   - envelope: the box around them.
  ///   - fill: adds the values of the columns, in their order.
  /// - Throws: `SpatiaLiteError` when the disk fails.
  public func append(
    wkb: [UInt8], envelope: Envelope, _ fill: (inout RowBuffer) -> Void
  ) throws(SpatiaLiteError) {
    guard let insertion else { preconditionFailure("a row appended after the end") }
    count += 1
    box.extend(to: envelope)
    header.removeAll(keepingCapacity: true)
    // "GP", version 0, little-endian with an envelope of two dimensions.
    header.append(contentsOf: [0x47, 0x50, 0x00, 0x03])
    for shift in stride(from: 0, to: 32, by: 8) { header.append(UInt8(truncatingIfNeeded: srid >> Int32(shift))) }
    for edge in [envelope.minX, envelope.maxX, envelope.minY, envelope.maxY] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        header.append(UInt8(truncatingIfNeeded: edge.bitPattern >> shift))
      }
    }
    header.append(contentsOf: wkb)
    row.clear()
    row.append(count)
    row.append(header)
    fill(&row)
    try insertion.rows.run(row)
    insertion.boxes.bind(1, count)
    insertion.boxes.bind(2, envelope.minX)
    insertion.boxes.bind(3, envelope.maxX)
    insertion.boxes.bind(4, envelope.minY)
    insertion.boxes.bind(5, envelope.maxY)
    try insertion.boxes.run()
  }

  /// Writes the extent and the triggers that keep the index right, and ends the transaction.
  ///
  /// - Throws: `SpatiaLiteError` when the disk fails.
  public func finish() throws(SpatiaLiteError) {
    insertion = nil
    if count > 0 {
      let extent = try connection.prepare(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?")
      for (place, edge) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
        extent.bind(Int32(place + 1), edge)
      }
      extent.bind(5, layer)
      try extent.run()
    }
    try connection.execute(Self.triggers(layer) + "COMMIT; PRAGMA journal_mode = DELETE")
  }

  /// The triggers that the specification prescribes for the extension `gpkg_rtree_index`.
  private static func triggers(_ layer: String) -> String {
    let index = "\"rtree_\(layer)_geom\""
    let box = "ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"), ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")"
    func trigger(_ name: String, _ event: String, when condition: String, _ action: String) -> String {
      "CREATE TRIGGER \"rtree_\(layer)_geom_\(name)\" AFTER \(event) ON \"\(layer)\" WHEN \(condition) BEGIN \(action) END;"
    }
    let isShape = "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\"))"
    let isNone = "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\"))"
    return trigger(
      "insert", "INSERT", when: "(new.\"geom\" NOT NULL AND NOT ST_IsEmpty(NEW.\"geom\"))",
      "INSERT OR REPLACE INTO \(index) VALUES (NEW.\"fid\", \(box));")
      + trigger(
        "update1", "UPDATE OF \"geom\"", when: "OLD.\"fid\" = NEW.\"fid\" AND \(isShape)",
        "INSERT OR REPLACE INTO \(index) VALUES (NEW.\"fid\", \(box));")
      + trigger(
        "update2", "UPDATE OF \"geom\"", when: "OLD.\"fid\" = NEW.\"fid\" AND \(isNone)",
        "DELETE FROM \(index) WHERE id = OLD.\"fid\";")
      + trigger(
        "update3", "UPDATE", when: "OLD.\"fid\" != NEW.\"fid\" AND \(isShape)",
        "DELETE FROM \(index) WHERE id = OLD.\"fid\"; INSERT OR REPLACE INTO \(index) VALUES (NEW.\"fid\", \(box));")
      + trigger(
        "update4", "UPDATE", when: "OLD.\"fid\" != NEW.\"fid\" AND \(isNone)",
        "DELETE FROM \(index) WHERE id IN (OLD.\"fid\", NEW.\"fid\");")
      + trigger("delete", "DELETE", when: "old.\"geom\" NOT NULL", "DELETE FROM \(index) WHERE id = OLD.\"fid\";")
  }
}
