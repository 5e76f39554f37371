internal import SpatiaLite

extension RegisterFile {
  /// Restores the land data of an earlier revision, as a new revision; the history stays.
  ///
  /// - Parameters:
  ///   - path: the register.
  ///   - revision: the revision to restore; `nil` for the one before the newest. 0 restores the empty register.
  ///   - person: who does it.
  ///   - note: why.
  ///   - progress: is told how many rows were written so far.
  /// - Returns: the new revision, or `nil` when the register is in that state already.
  /// - Throws: ``RegisterError`` of code `noSuchRevision`, or any that opening or writing gives.
  public static func rollBack(
    _ path: String, to revision: Int? = nil, by person: String, note: String? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(RegisterError) -> Revision? {
    let connection = try open(path, access: .readWrite)
    return try RegisterError.wrapping(file: path) {
      try withoutActuallyEscaping(progress) { progress in
        let writer = RegisterWriter(connection, progress: progress)
        try connection.execute("PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 0")
        let newest = try writer.newestRevision()
        let target = revision ?? newest - 1
        guard target >= 0, target <= newest, newest > 0 else {
          throw RegisterError(
            .noSuchRevision, vi: "sổ không có bản \(target); bản mới nhất là \(newest)",
            en: "the register has no revision \(target); the newest is \(newest)")
        }
        let result = try writer.restore(target, over: newest, by: person, note: note)
        RegisterFile.checkpoint(connection)
        return result
      }
    }
  }
}

extension RegisterWriter {
  fileprivate func restore(_ target: Int, over newest: Int, by person: String, note: String?) throws -> Revision? {
    let number = newest + 1
    var total = ChangeCounts()
    var work: [(Incoming, Preparation)] = []
    for tables in [LayerTables.wards, .parcels] {
      let incoming = try plan(tables, target: target, number: number)
      total.added += incoming.counts.added
      total.changed += incoming.counts.changed
      total.removed += incoming.counts.removed
      total.unchanged += incoming.counts.unchanged
      if !incoming.counts.isEmpty { work.append((incoming, try prepare(incoming))) }
    }
    let hasFacts = try FactTables.exist(on: connection)
    if hasFacts { try planFacts(target: target, total: &total) }
    guard !total.isEmpty else { return nil }
    let revision = Revision(
      id: number, kind: .rollback, layer: nil, publishedAt: DatabaseFile.now(), stagedBy: person,
      publishedBy: person, dataDate: nil, restored: target, sources: [], scope: nil, settings: "{}", note: note,
      counts: total)
    try connection.writing {
      guard try newestRevision() == newest else {
        throw RegisterError(
          .baseMoved, vi: "sổ vừa có bản mới; hãy xem lại rồi thử lại",
          en: "the register has a newer revision now; look again and retry")
      }
      try connection.execute(Schema.lifting)
      for (incoming, preparation) in work {
        try apply(incoming, preparation, revision: number)
        let tables = incoming.tables
        try connection.execute(
          """
          INSERT INTO revision_wards
            SELECT DISTINCT \(number), '\(tables.layer.rawValue)', \(tables.key[0]) FROM (
              SELECT p.\(tables.key[0]) FROM \(tables.live) AS p JOIN \(incoming.changes) AS c ON c.id = p.id
              UNION SELECT p.\(tables.key[0]) FROM \(tables.past) AS p WHERE p.revision_to = \(number))
          """)
      }
      for tables in [LayerTables.wards, .parcels] {
        try restoreFacts(tables, target: target, number: number)
      }
      if hasFacts { try restoreFactTables(target: target, number: number) }
      try record(revision)
      try connection.execute(Schema.guards)
    }
    return revision
  }

  /// Finds the rows that were current at the target and are not now, and those that are now and were not.
  private func plan(_ tables: LayerTables, target: Int, number: Int) throws -> Incoming {
    let changes = "restored_\(tables.live)"
    try connection.execute(
      """
      CREATE TEMP TABLE \(changes)(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, row INTEGER);
      INSERT INTO \(changes) SELECT id, 0, fact FROM \(tables.past)
        WHERE revision_from <= \(target) AND \(target) < revision_to ORDER BY id;
      INSERT INTO \(changes) SELECT id, 2, NULL FROM \(tables.live) WHERE revision_from > \(target)
        ON CONFLICT(id) DO UPDATE SET kind = 1;
      DELETE FROM \(changes) WHERE kind = 1 AND EXISTS (
        SELECT 1 FROM \(tables.live) AS l JOIN \(tables.grid) AS g ON g.id = l.id
        JOIN \(tables.past) AS p ON p.fact = \(changes).row
        WHERE l.id = \(changes).id AND \(tables.sameKey("l", "p")) AND l.data_date = p.data_date
          AND g.attribute_digest = p.attribute_digest AND g.geometry_digest = p.geometry_digest);
      """)
    func count(_ kind: ChangeKind) throws -> Int {
      try connection.integer("SELECT count(*) FROM \(changes) WHERE kind = \(kind.rawValue)") ?? 0
    }
    var counts = try ChangeCounts(added: count(.added), changed: count(.changed), removed: count(.removed))
    let live = try connection.integer("SELECT count(*) FROM \(tables.live)") ?? 0
    counts.unchanged = live - counts.changed - counts.removed
    return Incoming(
      tables: tables, changes: changes, rows: "main.\(tables.past)", rowKey: "fact", dataDate: "r.data_date",
      endsOn: nil, counts: counts)
  }

  /// Makes what is known of earlier states what was known of them at the target.
  private func restoreFacts(_ tables: LayerTables, target: Int, number: Int) throws {
    try connection.execute(
      """
      UPDATE \(tables.past) SET known_until = \(number)
      WHERE known_until IS NULL AND state_until <> '' AND revision_to > \(target)
      """)
    try writeFacts(
      tables, until: "p.state_until",
      where: """
        p.state_until <> '' AND p.revision_to <= \(target) AND p.known_until > \(target) AND p.known_until <= \(number)
        """, revision: number)
  }
}
