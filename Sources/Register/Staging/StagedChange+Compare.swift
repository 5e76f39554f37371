internal import SpatiaLite

extension StagedChange {
  /// Tells which rows of this import bear the same key: the register can keep one of them at most.
  public func duplicates() throws(RegisterError) -> [DuplicateRows] {
    precondition(isFinished, "duplicates asked of an unfinished change")
    return try RegisterError.wrapping(file: path) {
      let connection = try working()
      let tables = LayerTables.of(layer)
      let shown = layer == .parcels ? ["ward", "sheet", "number"] : ["code", "valid_from"]
      let statement = try connection.prepare(
        """
        SELECT a.row, a.source_row, a.source_file, a.attribute_digest, a.geometry_digest,
          \(shown.map { "a.\($0)" }.joined(separator: " || ' ' || ")),
          \(tables.key.map { "a.\($0)" }.joined(separator: " || char(31) || "))
        FROM rows AS a JOIN (
          SELECT \(tables.key.joined(separator: ", ")) FROM rows INDEXED BY rows_key
          GROUP BY \(tables.order()) HAVING count(*) > 1) AS b ON \(tables.sameKey("a", "b"))
        ORDER BY \(tables.order(of: "a")), a.row
        """)
      var result: [DuplicateRows] = []
      var (lastKey, first) = ("", (Int64(0), Int64(0)))
      while try statement.step() {
        let (key, content) = (statement.text(6), (statement.int64(3), statement.int64(4)))
        if result.isEmpty || key != lastKey {
          result.append(DuplicateRows(key: statement.text(5), rows: []))
          (lastKey, first) = (key, content)
        }
        result[result.count - 1].rows.append(
          DuplicateRows.Row(
            position: statement.integer(0), row: statement.integer(1), source: statement.integer(2),
            isSameAsFirst: content == first))
      }
      return result
    }
  }

  /// Takes rows out of the change again, as quarantine for duplicates does.
  ///
  /// - Parameter positions: as ``DuplicateRows/Row/position`` tells them.
  /// - Throws: ``RegisterError`` when the staged file cannot be written.
  public func remove(positions: some Sequence<Int>) throws(RegisterError) {
    precondition(isFinished, "rows removed from an unfinished change")
    comparison = nil
    try RegisterError.wrapping(file: path) {
      let connection = try working()
      let statement = try connection.prepare("DELETE FROM rows WHERE row = ?")
      try connection.writing {
        for position in positions {
          statement.bind(1, position)
          try statement.run()
          rowCount -= connection.changes
        }
      }
    }
  }

  /// Compares the change with the register as it is now, and remembers with which revision.
  ///
  /// A parcel that the register knows under the same key without a ward's validity is the same parcel.
  /// - Throws: ``RegisterError`` of code `duplicateKeys` while rows of the same key remain.
  @discardableResult
  public func compare(scope: ScopeRule) throws(RegisterError) -> Comparison {
    precondition(isFinished, "a change compared before it was finished")
    if let first = try duplicates().first {
      throw RegisterError(
        .duplicateKeys, vi: "nhiều dòng cùng khóa \(first.key); hãy loại bớt trước khi so sánh",
        en: "several rows bear the key \(first.key); remove them before comparing")
    }
    let exists = try RegisterFile.exists(register)
    return try RegisterError.wrapping(file: path) {
      let connection = try working()
      var result: Comparison
      if exists {
        try connection.attach(register, as: "land")
        defer { try? connection.execute("DETACH land") }
        // The register is only read here: taking its write lock would stop everybody else.
        result = try connection.grouping { try compare(scope: scope, on: connection) }
      } else {
        result = try connection.writing { try compareWithNothing(scope: scope, on: connection) }
      }
      try remember(result, on: connection)
      comparison = result
      return result
    }
  }

  private func compareWithNothing(scope: ScopeRule, on connection: Connection) throws -> Comparison {
    let added = try addAll(from: 1, on: connection)
    try connection.execute("INSERT INTO wards SELECT DISTINCT ward FROM scopes; UPDATE origin SET next = 1")
    return Comparison(
      baseRevision: 0, scope: scope, counts: ChangeCounts(added: added), changedGeometries: 0, scopeSize: 0)
  }

  /// Everything is new: identities follow the order of the key, so that neighbours in lists are neighbours in the file.
  private func addAll(from first: Int, on connection: Connection) throws -> Int {
    let tables = LayerTables.of(layer)
    try connection.execute(
      """
      DELETE FROM changes; DELETE FROM wards;
      INSERT INTO changes VALUES(\(first - 1), 0, NULL);
      INSERT INTO changes(kind, row) SELECT 0, row FROM rows INDEXED BY rows_key ORDER BY \(tables.order());
      DELETE FROM changes WHERE id = \(first - 1);
      """)
    return try connection.integer("SELECT count(*) FROM changes") ?? 0
  }

  private func compare(scope: ScopeRule, on connection: Connection) throws -> Comparison {
    let tables = LayerTables.of(layer)
    let base = try connection.integer("SELECT max(id) FROM land.revisions") ?? 0
    let next = try connection.integer("SELECT next FROM land.identities WHERE layer = '\(layer.rawValue)'") ?? 1
    try connection.execute("UPDATE origin SET next = \(next)")
    let isEmpty = try connection.integer("SELECT 1 FROM land.\(tables.live) LIMIT 1") == nil
    let hasPast = try connection.integer("SELECT 1 FROM land.\(tables.past) LIMIT 1") != nil
    var result = Comparison(
      baseRevision: base, scope: scope, counts: ChangeCounts(), changedGeometries: 0, scopeSize: 0)
    if isEmpty && !hasPast {
      result.counts.added = try addAll(from: next, on: connection)
      try connection.execute("INSERT INTO wards SELECT DISTINCT ward FROM scopes")
      return result
    }
    try connection.execute("DELETE FROM changes; DELETE FROM wards")
    try match(into: &result, next: next, hasPast: hasPast, on: connection)
    try findRemovals(into: &result, on: connection)
    let ward = tables.key[0]
    try connection.execute(
      """
      INSERT OR IGNORE INTO wards SELECT r.\(ward) FROM changes AS c JOIN rows AS r ON r.row = c.row;
      INSERT OR IGNORE INTO wards
        SELECT p.\(ward) FROM changes AS c JOIN land.\(tables.live) AS p ON p.id = c.id WHERE c.kind > 0;
      """)
    return result
  }

  /// Finds for each row its parcel or ward in the register, and whether it differs.
  private func match(
    into result: inout Comparison, next: Int, hasPast: Bool, on connection: Connection
  ) throws {
    let tables = LayerTables.of(layer)
    let rows = try connection.prepare(
      """
      SELECT r.row, p.id, g.attribute_digest = r.attribute_digest, g.geometry_digest = r.geometry_digest
      FROM rows AS r INDEXED BY rows_key
      LEFT JOIN land.\(tables.live) AS p INDEXED BY \(tables.live)_key ON \(tables.sameKey("p", "r"))
      LEFT JOIN land.\(tables.grid) AS g ON g.id = p.id
      ORDER BY \(tables.order(of: "r"))
      """)
    let change = try connection.prepare("INSERT INTO changes VALUES(?,?,?)")
    let former = try FormerIdentity(tables, hasPast: hasPast, on: connection)
    var next = next
    while try rows.step() {
      let row = rows.int64(0)
      var (id, sameAttributes, sameGeometry) = (rows.int64(1), rows.integer(2) == 1, rows.integer(3) == 1)
      if rows.isNull(1) {
        switch try former.find(row) {
        case .unnamed(let known, let same): (id, sameAttributes, sameGeometry) = (known, false, same)
        case .gone(let known):
          try record(known, .added, row, with: change)
          result.counts.added += 1
          continue
        case .none:
          try record(Int64(next), .added, row, with: change)
          next += 1
          result.counts.added += 1
          continue
        }
      }
      if sameAttributes && sameGeometry {
        result.counts.unchanged += 1
      } else {
        try record(id, .changed, row, with: change)
        result.counts.changed += 1
        if !sameGeometry { result.changedGeometries += 1 }
      }
    }
  }

  private func record(
    _ id: Int64, _ kind: ChangeKind, _ row: Int64, with statement: borrowing Statement
  ) throws(SpatiaLiteError) {
    statement.bind(1, id)
    statement.bind(2, kind.rawValue)
    statement.bind(3, row)
    try statement.run()
  }

  /// Finds the rows of the scope that the import does not bring.
  private func findRemovals(into result: inout Comparison, on connection: Connection) throws {
    guard let condition = scopeCondition(result.scope) else { return }
    let tables = LayerTables.of(layer)
    let groups = condition.groups
    let scoped = "FROM (\(groups)) AS s CROSS JOIN land.\(tables.live) AS p ON \(condition.join)"
    result.scopeSize = try connection.integer("SELECT count(DISTINCT p.id) \(scoped)") ?? 0
    let kept = result.counts.unchanged + result.counts.changed
    // Of wards the scope may miss some of those that were kept, so that their number proves nothing.
    guard result.scopeSize > kept || layer == .wards else { return }
    let sameName =
      layer == .parcels
      ? "q.ward = p.ward AND q.sheet = p.sheet AND q.number = p.number AND q.series = p.series" : "q.ward = p.code"
    let protected = " AND NOT EXISTS (SELECT 1 FROM quarantined AS q WHERE \(sameName))"
    try connection.execute(
      """
      INSERT OR IGNORE INTO changes SELECT DISTINCT p.id, \(ChangeKind.removed.rawValue), NULL \(scoped)
      WHERE NOT EXISTS (SELECT 1 FROM rows AS r WHERE \(tables.sameKey("r", "p")))\(protected)
      """)
    result.counts.removed =
      try connection.integer("SELECT count(*) FROM changes WHERE kind = \(ChangeKind.removed.rawValue)") ?? 0
  }

  private func scopeCondition(_ scope: ScopeRule) -> (groups: String, join: String)? {
    switch (layer, scope) {
    case (_, .nothing), (.wards, .sheet): nil
    case (.parcels, .sheet):
      (
        "SELECT ward, ward_from, series, sheet FROM scopes",
        """
        p.ward = s.ward AND CAST(p.sheet AS INTEGER) = CAST(s.sheet AS INTEGER) AND p.sheet = s.sheet
          AND p.series = s.series AND p.ward_from IN (s.ward_from, '')
        """
      )
    case (.parcels, .ward):
      ("SELECT DISTINCT ward, ward_from FROM scopes", "p.ward = s.ward AND p.ward_from IN (s.ward_from, '')")
    case (.wards, .ward):
      (
        "SELECT DISTINCT ward_from, sheet AS province FROM scopes WHERE sheet <> ''",
        "p.province = s.province AND p.valid_from = s.ward_from"
      )
    }
  }

  private func remember(_ result: Comparison, on connection: Connection) throws {
    let statement = try connection.prepare(
      """
      UPDATE origin SET scope = ?, base = ?, added = ?, changed = ?, removed = ?, unchanged = ?,
        changed_geometries = ?, scope_size = ?
      """)
    statement.bind(1, result.scope.rawValue)
    statement.bind(2, result.baseRevision)
    statement.bind(3, result.counts.added)
    statement.bind(4, result.counts.changed)
    statement.bind(5, result.counts.removed)
    statement.bind(6, result.counts.unchanged)
    statement.bind(7, result.changedGeometries)
    statement.bind(8, result.scopeSize)
    try statement.run()
  }
}

/// What happens to a row of the register.
enum ChangeKind: Int {
  case added = 0
  case changed = 1
  case removed = 2
}

/// Finds the identity that a row without a match in the register had or has under another guise.
private final class FormerIdentity {
  enum Found {
    case none
    /// The register holds it without the validity of its ward.
    case unnamed(Int64, sameGeometry: Bool)
    /// The register held it once.
    case gone(Int64)
  }

  private let unnamed: Statement?
  private let gone: Statement?

  init(_ tables: LayerTables, hasPast: Bool, on connection: Connection) throws {
    let live = "land.\(tables.live)"
    if tables.layer == .parcels, try connection.integer("SELECT 1 FROM \(live) WHERE ward_from = '' LIMIT 1") == 1 {
      unnamed = try connection.prepare(
        """
        SELECT p.id, g.geometry_digest = r.geometry_digest
        FROM rows AS r JOIN \(live) AS p ON \(tables.sameKey("p", "r", except: "ward_from")) AND p.ward_from = ''
        JOIN land.\(tables.grid) AS g ON g.id = p.id
        WHERE r.row = ?1 AND r.ward_from <> '' AND NOT EXISTS (
          SELECT 1 FROM rows AS o WHERE \(tables.sameKey("o", "r", except: "ward_from"))
            AND o.ward_from < r.ward_from)
        """)
    } else {
      unnamed = nil
    }
    gone =
      hasPast
      ? try connection.prepare(
        """
        SELECT p.id FROM rows AS r JOIN land.\(tables.past) AS p ON \(tables.sameKey("p", "r"))
        WHERE r.row = ?1 AND NOT EXISTS (SELECT 1 FROM \(live) AS q WHERE q.id = p.id)
          AND NOT EXISTS (SELECT 1 FROM changes AS c WHERE c.id = p.id)
        ORDER BY p.revision_to DESC LIMIT 1
        """) : nil
  }

  func find(_ row: Int64) throws(SpatiaLiteError) -> Found {
    if let found = try look(for: row) { return found }
    guard gone != nil else { return .none }
    return try lookBack(for: row)
  }

  private func look(for row: Int64) throws(SpatiaLiteError) -> Found? {
    switch unnamed {
    case .none: return nil
    case .some(let statement):
      statement.bind(1, row)
      defer { statement.reset() }
      return try statement.step() ? .unnamed(statement.int64(0), sameGeometry: statement.integer(1) == 1) : nil
    }
  }

  private func lookBack(for row: Int64) throws(SpatiaLiteError) -> Found {
    switch gone {
    case .none: return .none
    case .some(let statement):
      statement.bind(1, row)
      defer { statement.reset() }
      return try statement.step() ? .gone(statement.int64(0)) : .none
    }
  }
}
