internal import Cadastre
internal import SpatiaLite

extension StagedChange {
  /// Publishes the change as one revision, in one transaction.
  ///
  /// The staged file is removed when it is published, or when nothing changes.
  /// - Parameters:
  ///   - person: who publishes.
  ///   - allowRemovals: whether more than a tenth of the replaced scope may vanish.
  ///   - progress: is told how many rows were written so far.
  /// - Returns: the revision, or `nil` when the register holds the same already.
  /// - Throws: ``RegisterError`` of code `notCompared`, `baseMoved` or `tooManyRemovals` with the register untouched;
  ///   of another code when the disk fails, the register then being at the revision before.
  public func publish(
    by person: String, allowRemovals: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws(RegisterError) -> Revision? {
    guard let comparison else {
      throw RegisterError(
        .notCompared, vi: "thay đổi chưa được so sánh với sổ", en: "the change was not compared with the register")
    }
    guard allowRemovals || !comparison.needsConsent else {
      let (removed, size) = (comparison.counts.removed, comparison.scopeSize)
      throw RegisterError(
        .tooManyRemovals,
        vi: "sẽ xóa \(removed) trong \(size) thửa của phạm vi thay thế; xem lại rồi cho phép bằng --allow-removals",
        en: "would remove \(removed) of the \(size) rows in the replaced scope; look again, then --allow-removals")
    }
    if comparison.counts.isEmpty {
      abort()
      return nil
    }
    connection = nil
    let exists = try RegisterFile.exists(register)
    guard exists || comparison.baseRevision == 0 else { throw moved(to: 0) }
    let revision = try RegisterError.wrapping(file: register) {
      try withoutActuallyEscaping(progress) { progress in
        exists
          ? try publish(comparison, by: person, progress: progress)
          : try publishFirst(comparison, by: person, progress: progress)
      }
    }
    abort()
    return revision
  }

  private func publish(
    _ comparison: Comparison, by person: String, progress: @escaping (Int) -> Void
  ) throws -> Revision {
    let connection = try RegisterFile.open(register, access: .readWrite)
    try connection.execute("PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 0")
    let revision = try write(comparison, by: person, on: connection, progress: progress)
    RegisterFile.checkpoint(connection)
    return revision
  }

  /// The first import makes the register under a name of its own, so that nothing is left of it if it fails.
  private func publishFirst(
    _ comparison: Comparison, by person: String, progress: @escaping (Int) -> Void
  ) throws -> Revision {
    let draft = path + ".new"
    DatabaseFile.remove(draft)
    // Held until the connection is closed, so that nobody takes the draft for a leftover.
    defer { draftClaim = nil }
    do {
      let revision = try {
        let connection = try RegisterFile.create(draft)
        draftClaim = FileClaim.take(draft)
        let revision = try write(comparison, by: person, on: connection, progress: progress)
        _ = try connection.text("PRAGMA journal_mode = WAL")
        return revision
      }()
      try DatabaseFile.sync(draft)
      guard try DatabaseFile.move(draft, toUnusedName: register) else { throw moved(to: nil) }
      return revision
    } catch {
      DatabaseFile.remove(draft)
      throw error
    }
  }

  private func write(
    _ comparison: Comparison, by person: String, on connection: Connection, progress: @escaping (Int) -> Void
  ) throws -> Revision {
    try connection.attach(path, as: "staged")
    let writer = RegisterWriter(connection, progress: progress)
    let tables = LayerTables.of(layer)
    let day = origin.dataDate.description
    let incoming = RegisterWriter.Incoming(
      tables: tables, changes: "staged.changes", rows: "staged.rows", rowKey: "row", dataDate: "'\(day)'",
      endsOn: day, counts: comparison.counts)
    guard try writer.newestRevision() == comparison.baseRevision else { throw moved(to: try writer.newestRevision()) }
    let preparation = try writer.prepare(incoming)
    let revision = Revision(
      id: comparison.baseRevision + 1, kind: .import, layer: layer, publishedAt: DatabaseFile.now(),
      stagedBy: origin.stagedBy, publishedBy: person, dataDate: origin.dataDate, restored: nil,
      sources: origin.sources, scope: comparison.scope, settings: origin.settings, note: origin.note,
      counts: comparison.counts)
    try connection.writing {
      guard try writer.newestRevision() == comparison.baseRevision else {
        throw moved(to: try writer.newestRevision())
      }
      try connection.execute(Schema.lifting)
      try writer.apply(incoming, preparation, revision: revision.id)
      try writer.trimFacts(incoming, revision: revision.id)
      try writer.record(revision)
      try connection.execute(
        """
        INSERT INTO revision_wards SELECT \(revision.id), '\(layer.rawValue)', ward FROM staged.wards;
        INSERT INTO findings SELECT \(revision.id), * FROM staged.findings;
        UPDATE identities SET next = max(next, (SELECT coalesce(max(id), 0) + 1 FROM staged.changes))
          WHERE layer = '\(layer.rawValue)';
        \(Schema.guards)
        """)
    }
    return revision
  }

  private func moved(to revision: Int?) -> RegisterError {
    let now = revision.map { "\($0)" } ?? "?"
    let base = comparison.map { "\($0.baseRevision)" } ?? "?"
    return RegisterError(
      .baseMoved, vi: "sổ đang ở bản \(now), thay đổi này được so sánh với bản \(base); hãy nhập lại tập tin",
      en: "the register is at revision \(now), this change was compared with \(base); import the files again")
  }
}
