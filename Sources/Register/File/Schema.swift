internal import SpatiaLite

/// The schema of the land register, formats 1 and 2; the second adds ``FactTables``.
enum Schema {
  /// The application id in the file's header: "DiBa".
  static let applicationID = 0x4469_4261
  /// The newest format that this version understands.
  static let format = formatWithFacts
  /// The format of a register without facts, which every version reads.
  static let plainFormat = 1
  /// The format of a register that has the tables of facts.
  static let formatWithFacts = 2

  /// Systems of coordinates that a register describes from its beginning: WGS 84, its UTM zones, and VN-2000.
  private static let systems =
    [4326, 32648, 32649, 3405, 3406, 4756] + Array(5896...5899) + Array(9205...9218)

  /// Makes the tables in an empty file.
  static func create(on connection: Connection) throws {
    try connection.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(plainFormat)")
    guard try connection.integer("SELECT InitSpatialMetaData(1, 'NONE')") == 1 else {
      throw RegisterError(
        .database, vi: "SpatiaLite không tạo được bảng mô tả", en: "SpatiaLite could not make its metadata tables")
    }
    try connection.writing {
      try connection.execute(dropping)
      for system in systems { _ = try connection.integer("SELECT InsertEpsgSrid(\(system))") }
      try connection.execute(revisions)
      for tables in [LayerTables.wards, .parcels] { try create(tables, on: connection) }
      try connection.execute(guards)
    }
  }

  /// Drops what SpatiaLite makes for styles, map services, rasters, topologies and catalogues.
  ///
  /// No program misses it in a database of layers, and every connection would parse its 150 triggers again each time it
  /// is opened and each time a revision is published: 2 ms instead of 0.5.
  private static let dropping =
    [
      "ISO_metadata_view", "SE_external_graphics_view", "SE_fonts_view", "SE_raster_styled_layers_view",
      "SE_raster_styles_view", "SE_vector_styled_layers_view", "SE_vector_styles_view", "raster_coverages_ref_sys",
      "rl2map_configurations_view", "vector_coverages_ref_sys",
    ].map { "DROP VIEW IF EXISTS \($0);" }.joined()
    + [
      "ISO_metadata_reference", "ISO_metadata", "idx_ISO_metadata_geometry", "SE_external_graphics", "SE_fonts",
      "SE_raster_styled_layers", "SE_raster_styles", "SE_vector_styled_layers", "SE_vector_styles", "networks",
      "raster_coverages_keyword", "raster_coverages_srid", "raster_coverages", "rl2map_configurations",
      "stored_procedures", "stored_variables", "topologies", "vector_coverages_keyword", "vector_coverages_srid",
      "vector_coverages", "wms_getmap", "wms_settings", "wms_ref_sys", "wms_getcapabilities", "data_licenses",
    ].map { "DROP TABLE IF EXISTS \($0);" }.joined()
    + ["", "_auth", "_statistics", "_time", "_field_infos"].map {
      "DELETE FROM geometry_columns\($0) WHERE f_table_name = 'iso_metadata';"
    }.joined()

  private static func create(_ tables: LayerTables, on connection: Connection) throws {
    try connection.execute(
      """
      CREATE TABLE \(tables.live)(
        id INTEGER PRIMARY KEY, \(tables.definition), data_date TEXT NOT NULL, revision_from INTEGER NOT NULL,
        geometry MULTIPOLYGON NOT NULL);
      CREATE UNIQUE INDEX \(tables.live)_key ON \(tables.live)(\(tables.order()));
      CREATE TABLE \(tables.grid)(
        id INTEGER PRIMARY KEY, attribute_digest INTEGER NOT NULL, geometry_digest INTEGER NOT NULL,
        crs INTEGER NOT NULL, grid BLOB NOT NULL, source_crs INTEGER, source BLOB);
      CREATE TABLE \(tables.past)(
        fact INTEGER PRIMARY KEY, id INTEGER NOT NULL, \(tables.definition), data_date TEXT NOT NULL,
        revision_from INTEGER NOT NULL, revision_to INTEGER NOT NULL, state_until TEXT NOT NULL, known_until INTEGER,
        geometry BLOB NOT NULL, attribute_digest INTEGER NOT NULL, geometry_digest INTEGER NOT NULL,
        crs INTEGER NOT NULL, grid BLOB NOT NULL, source_crs INTEGER, source BLOB);
      CREATE INDEX \(tables.past)_id ON \(tables.past)(id);
      CREATE INDEX \(tables.past)_revision ON \(tables.past)(revision_to);
      CREATE INDEX \(tables.past)_key ON \(tables.past)(\(tables.order()));
      CREATE VIRTUAL TABLE \(tables.pastIndex) USING rtree(fact, xmin, xmax, ymin, ymax);
      CREATE VIRTUAL TABLE \(tables.index) USING rtree(pkid, xmin, xmax, ymin, ymax);
      INSERT INTO geometry_columns VALUES('\(tables.live)', 'geometry', 6, 2, 4326, 1);
      INSERT INTO geometry_columns_statistics(f_table_name, f_geometry_column) VALUES('\(tables.live)', 'geometry');
      INSERT INTO geometry_columns_auth VALUES('\(tables.live)', 'geometry', 1, 0);
      INSERT INTO geometry_columns_time VALUES(
        '\(tables.live)', 'geometry', '0000-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z',
        '0000-01-01T00:00:00.000Z');
      INSERT INTO identities VALUES('\(tables.live)', 1);
      """)
  }

  /// Who published what, from what, and what was noticed.
  private static let revisions = """
    CREATE TABLE revisions(
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, layer TEXT, published_at INTEGER NOT NULL, staged_by TEXT NOT NULL,
      published_by TEXT NOT NULL, data_date TEXT, restored INTEGER, scope TEXT, settings TEXT NOT NULL, note TEXT,
      added INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL, unchanged INTEGER NOT NULL);
    CREATE TABLE revision_sources(
      revision INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
      PRIMARY KEY(revision, position)) WITHOUT ROWID;
    CREATE TABLE revision_wards(
      revision INTEGER NOT NULL, layer TEXT NOT NULL, ward TEXT NOT NULL,
      PRIMARY KEY(revision, layer, ward)) WITHOUT ROWID;
    CREATE TABLE findings(
      revision INTEGER NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL,
      file TEXT NOT NULL, row INTEGER, key TEXT, message_vi TEXT NOT NULL, message_en TEXT NOT NULL, x REAL, y REAL,
      PRIMARY KEY(revision, position)) WITHOUT ROWID;
    CREATE TABLE identities(layer TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
    """

  private static let guarded =
    ["revisions", "revision_sources", "revision_wards", "findings", "identities"]
    + [LayerTables.wards, .parcels].flatMap { [$0.live, $0.grid, $0.past] }

  /// Triggers that refuse every edit that does not pass by a revision.
  ///
  /// A publish drops them inside its own transaction and makes them again before its end: they cost its rows nothing,
  /// they need no function that other programs lack, and so their message is what people read in QGIS.
  static let guards = guards(on: guarded)
  /// The guards of the tables of facts.
  static let factGuards = guards(on: FactTables.names)

  private static func guards(on tables: [String]) -> String {
    tables.flatMap { table in
      ["INSERT", "UPDATE", "DELETE"].map { verb in
        """
        CREATE TRIGGER guard_\(table)_\(verb.lowercased()) BEFORE \(verb) ON \(table) BEGIN
          SELECT RAISE(ABORT, 'Sổ địa bạ chỉ đổi qua diaba import/rollback (the register changes by revisions only)');
        END;
        """
      }
    }.joined(separator: "\n")
  }

  /// Lifts the guards until ``guards`` is run again in the same transaction.
  static let lifting = lifting(of: guarded)
  /// Lifts the guards of the tables of facts until ``factGuards`` is run again.
  static let factLifting = lifting(of: FactTables.names)

  private static func lifting(of tables: [String]) -> String {
    guardNames(of: tables).map { "DROP TRIGGER \($0);" }.joined(separator: "\n")
  }

  /// The names of the guards.
  static func guardNames(withFacts: Bool) -> [String] {
    guardNames(of: withFacts ? guarded + FactTables.names : guarded)
  }

  private static func guardNames(of tables: [String]) -> [String] {
    tables.flatMap { table in ["insert", "update", "delete"].map { "guard_\(table)_\($0)" } }
  }
}
