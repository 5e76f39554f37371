internal import Geo
internal import SpatiaLite

/// Writes one revision: the only code that changes a register.
///
/// What can be computed beforehand is computed in ``prepare(_:)``, before the write lock is taken; the base revision,
/// asked again under the lock, makes sure that it still holds.
final class RegisterWriter {
  /// Rows that replace others, wherever they come from.
  struct Incoming {
    let tables: LayerTables
    /// The table of changes: `id`, `kind`, and `row`, which names the new row.
    let changes: String
    /// The table of new rows.
    let rows: String
    /// The column of that table which `row` names.
    let rowKey: String
    /// The data date of the new rows, an SQL expression over `r`.
    let dataDate: String
    /// The day on which the superseded state of the land ended; `nil` when it never was.
    let endsOn: String?
    let counts: ChangeCounts
  }

  /// What was computed before the lock.
  struct Preparation {
    fileprivate var liveTree: PackedTree.Nodes?
    fileprivate var pastTree: PackedTree.Nodes?
    fileprivate var firstFact = 1
    fileprivate var extent = Envelope.empty
  }

  private static let chunk = 20_000
  let connection: Connection
  private let progress: (Int) -> Void
  private var rowsDone = 0

  init(_ connection: Connection, progress: @escaping (Int) -> Void) {
    self.connection = connection
    self.progress = progress
  }

  /// The newest revision; 0 when there is none.
  func newestRevision() throws -> Int { try connection.integer("SELECT max(id) FROM revisions") ?? 0 }

  /// Packs the spatial indexes when so much changes that row by row would be slower.
  func prepare(_ incoming: Incoming) throws -> Preparation {
    let (tables, counts) = (incoming.tables, incoming.counts)
    var preparation = Preparation()
    preparation.firstFact = (try connection.integer("SELECT max(fact) FROM \(tables.past)") ?? 0) + 1
    let superseded = counts.changed + counts.removed
    let arriving = counts.added + counts.changed
    if try isWorthPacking(max(arriving, superseded), in: tables.index) {
      var tree = PackedTree()
      tree.reserve(arriving + counts.unchanged)
      try appendRemaining(of: tables.index, without: incoming.changes, to: &tree)
      try appendBoxes(
        """
        SELECT c.id, r.geometry FROM \(incoming.changes) AS c CROSS JOIN \(incoming.rows) AS r
        ON r.\(incoming.rowKey) = c.row WHERE c.kind < 2
        """, to: &tree)
      preparation.liveTree = tree.packed()
    }
    if superseded > 0, try isWorthPacking(superseded, in: tables.pastIndex) {
      var tree = PackedTree()
      try appendRemaining(of: tables.pastIndex, without: nil, to: &tree)
      var fact = Int64(preparation.firstFact)
      let boxes = try connection.prepare(
        """
        SELECT p.geometry FROM \(incoming.changes) AS c CROSS JOIN \(tables.live) AS p ON p.id = c.id
        WHERE c.kind > 0 ORDER BY c.id
        """)
      while try boxes.step() {
        try tree.append(fact, boxes.withBytes(0) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) })
        fact += 1
      }
      preparation.pastTree = tree.packed()
    }
    return preparation
  }

  /// Writes the rows of one layer, inside the transaction of the revision.
  func apply(_ incoming: Incoming, _ preparation: Preparation, revision: Int) throws {
    let tables = incoming.tables
    if incoming.counts.changed + incoming.counts.removed > 0 {
      try supersede(incoming, preparation, revision: revision)
      try deleteSuperseded(incoming, isIndexed: preparation.liveTree == nil)
    }
    try insert(incoming, revision: revision)
    if let tree = preparation.liveTree {
      try tree.write(to: tables.index, on: connection)
    } else {
      try insertBoxes(
        """
        SELECT c.id, r.geometry FROM \(incoming.changes) AS c CROSS JOIN \(incoming.rows) AS r
        ON r.\(incoming.rowKey) = c.row WHERE c.kind < 2
        """, into: tables.index)
    }
    if let tree = preparation.pastTree { try tree.write(to: tables.pastIndex, on: connection) }
    try describe(tables)
  }

  /// Counts rows that were written, and tells whoever watches.
  private func report(_ rows: Int) {
    rowsDone += rows
    progress(rowsDone)
  }

  private func supersede(_ incoming: Incoming, _ preparation: Preparation, revision: Int) throws {
    let tables = incoming.tables
    let until = incoming.endsOn.map { "CASE WHEN '\($0)' > p.data_date THEN '\($0)' ELSE '' END" } ?? "''"
    try connection.execute(
      """
      INSERT INTO \(tables.past)(fact, id, \(tables.list()), data_date, revision_from, revision_to, state_until,
        geometry, \(LayerTables.gridColumns.joined(separator: ", ")))
      SELECT NULL, p.id, \(tables.list(of: "p")), p.data_date, p.revision_from, \(revision), \(until),
        p.geometry, \(LayerTables.gridList(of: "g"))
      FROM \(incoming.changes) AS c CROSS JOIN \(tables.live) AS p ON p.id = c.id
      CROSS JOIN \(tables.grid) AS g ON g.id = c.id WHERE c.kind > 0 ORDER BY c.id
      """)
    report(connection.changes)
    guard preparation.pastTree == nil else { return }
    try insertBoxes(
      "SELECT fact, geometry FROM \(tables.past) WHERE fact >= \(preparation.firstFact)", into: tables.pastIndex)
  }

  private func deleteSuperseded(_ incoming: Incoming, isIndexed: Bool) throws {
    let (tables, counts) = (incoming.tables, incoming.counts)
    let live = try connection.integer("SELECT count(*) FROM \(tables.live)")
    if live == counts.changed + counts.removed {
      // Without a condition SQLite drops the pages instead of visiting each row.
      try connection.execute("DELETE FROM \(tables.live); DELETE FROM \(tables.grid)")
      if isIndexed { try connection.execute("DELETE FROM \(tables.index)") }
      return
    }
    let condition = "IN (SELECT id FROM \(incoming.changes) WHERE kind > 0)"
    try connection.execute(
      "DELETE FROM \(tables.live) WHERE id \(condition); DELETE FROM \(tables.grid) WHERE id \(condition)")
    if isIndexed { try connection.execute("DELETE FROM \(tables.index) WHERE pkid \(condition)") }
  }

  private func insert(_ incoming: Incoming, revision: Int) throws {
    let tables = incoming.tables
    let source = "\(incoming.changes) AS c CROSS JOIN \(incoming.rows) AS r ON r.\(incoming.rowKey) = c.row"
    let rows = try connection.prepare(
      """
      INSERT INTO \(tables.live)(id, \(tables.list()), data_date, revision_from, geometry)
      SELECT c.id, \(tables.list(of: "r")), \(incoming.dataDate), \(revision), r.geometry
      FROM \(source) WHERE c.kind < 2 AND c.id > ?1 AND c.id <= ?2 ORDER BY c.id
      """)
    let grids = try connection.prepare(
      """
      INSERT INTO \(tables.grid)(id, \(LayerTables.gridColumns.joined(separator: ", ")))
      SELECT c.id, \(LayerTables.gridList(of: "r"))
      FROM \(source) WHERE c.kind < 2 AND c.id > ?1 AND c.id <= ?2 ORDER BY c.id
      """)
    let bound = try connection.prepare(
      """
      SELECT max(id) FROM (SELECT id FROM \(incoming.changes) WHERE id > ?1 ORDER BY id LIMIT \(RegisterWriter.chunk))
      """)
    var last: Int64 = 0
    while true {
      bound.bind(1, last)
      guard try bound.step(), !bound.isNull(0) else { break }
      let next = bound.int64(0)
      bound.reset()
      for statement in [0, 1] {
        if statement == 0 {
          rows.bind(1, last)
          rows.bind(2, next)
          try rows.run()
          report(connection.changes)
        } else {
          grids.bind(1, last)
          grids.bind(2, next)
          try grids.run()
        }
      }
      last = next
    }
  }

  func insertBoxes(_ query: String, into index: String) throws {
    let boxes = try connection.prepare(query)
    let insertion = try connection.prepare("INSERT INTO \(index) VALUES(?,?,?,?,?)")
    while try boxes.step() {
      let box = try boxes.withBytes(1) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) }
      insertion.bind(1, boxes.int64(0))
      insertion.bind(2, box.minX)
      insertion.bind(3, box.maxX)
      insertion.bind(4, box.minY)
      insertion.bind(5, box.maxY)
      try insertion.run()
    }
  }

  // MARK: packing

  private func isWorthPacking(_ changing: Int, in index: String) throws -> Bool {
    let present = try connection.integer("SELECT count(*) FROM \(index)_rowid") ?? 0
    return changing > 500 && changing * 5 > max(present, changing)
  }

  private func appendRemaining(of index: String, without changes: String?, to tree: inout PackedTree) throws {
    let condition = changes.map { " WHERE rowid NOT IN (SELECT id FROM \($0))" } ?? ""
    let statement = try connection.prepare("SELECT rowid, xmin, xmax, ymin, ymax FROM \(index)\(condition)")
    while try statement.step() {
      tree.append(
        statement.int64(0),
        SIMD4(
          Float(statement.real(1)), Float(statement.real(2)), Float(statement.real(3)), Float(statement.real(4))))
    }
  }

  private func appendBoxes(_ query: String, to tree: inout PackedTree) throws {
    let statement = try connection.prepare(query)
    while try statement.step() {
      let box = try statement.withBytes(1) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) }
      tree.append(statement.int64(0), box)
    }
  }

  // MARK: description for other programs

  /// Tells GDAL, QGIS and SpatiaLite how many rows there are and where.
  private func describe(_ tables: LayerTables) throws {
    let count = try connection.integer("SELECT count(*) FROM \(tables.live)") ?? 0
    let box = try extent(of: tables)
    let statement = try connection.prepare(
      """
      UPDATE geometry_columns_statistics SET last_verified = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+0.001 seconds'), row_count = ?,
        extent_min_x = ?, extent_min_y = ?, extent_max_x = ?, extent_max_y = ?
      WHERE f_table_name = '\(tables.live)'
      """)
    statement.bind(1, count)
    for (index, edge) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
      statement.bind(Int32(index + 2), box.isEmpty ? nil : edge)
    }
    // GDAL takes statistics for stale unless they are later than the last change.
    try connection.execute(
      """
      UPDATE geometry_columns_time SET last_insert = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
        last_update = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), last_delete = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
      WHERE f_table_name = '\(tables.live)'
      """)
    try statement.run()
  }

  /// The exact extent, found by asking the index for the rows at its rim.
  private func extent(of tables: LayerTables) throws -> Envelope {
    var result = Envelope.empty
    let edges = [("min", "xmin", "<="), ("max", "xmax", ">="), ("min", "ymin", "<="), ("max", "ymax", ">=")]
    let root = try connection.prepare("SELECT data FROM \(tables.index)_node WHERE nodeno = 1")
    guard try root.step() else { return result }
    guard let box = root.withBytes(0, { PackedTree.rootBox($0) }) else { return result }
    for (place, edge) in edges.enumerated() {
      let rim = try connection.prepare(
        """
        SELECT p.geometry FROM \(tables.index) AS i CROSS JOIN \(tables.live) AS p ON p.id = i.pkid
        WHERE i.\(edge.1) \(edge.2) ?
        """)
      rim.bind(1, Double(box[place]))
      while try rim.step() {
        result.extend(to: try rim.withBytes(0) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) })
      }
    }
    return result
  }
}
