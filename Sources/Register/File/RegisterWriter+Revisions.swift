internal import Cadastre
internal import SpatiaLite

extension RegisterWriter {
  /// Records a revision.
  func record(_ revision: Revision) throws {
    let statement = try connection.prepare(
      "INSERT INTO revisions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
    statement.bind(1, revision.id)
    statement.bind(2, revision.kind.rawValue)
    statement.bind(3, revision.subject)
    statement.bind(4, revision.publishedAt)
    statement.bind(5, revision.stagedBy)
    statement.bind(6, revision.publishedBy)
    statement.bind(7, revision.dataDate?.description)
    statement.bind(8, revision.restored)
    statement.bind(9, revision.scope?.rawValue)
    statement.bind(10, revision.settings)
    statement.bind(11, revision.note)
    statement.bind(12, revision.counts.added)
    statement.bind(13, revision.counts.changed)
    statement.bind(14, revision.counts.removed)
    statement.bind(15, revision.counts.unchanged)
    try statement.run()
    let source = try connection.prepare("INSERT INTO revision_sources VALUES(?,?,?,?)")
    for (position, file) in revision.sources.enumerated() {
      source.bind(1, revision.id)
      source.bind(2, position)
      source.bind(3, file.name)
      source.bind(4, file.sha256)
      try source.run()
    }
  }

  /// Shortens what is known of earlier states when an older state of the land than the newest is imported.
  ///
  /// A state that was known to last beyond the day of the new data ends on that day by the newest knowledge.
  func trimFacts(_ incoming: Incoming, revision: Int) throws {
    guard let day = incoming.endsOn,
      let newest = try connection.text("SELECT max(data_date) FROM revisions"), day < newest
    else { return }
    let tables = incoming.tables
    try copyFacts(
      tables,
      where:
        "p.id IN (SELECT id FROM \(incoming.changes)) AND p.known_until IS NULL AND p.state_until > '\(day)' AND p.revision_to < \(revision)",
      endingOn: day, revision: revision)
  }

  /// Ends the knowledge of facts at a revision, and writes what is known instead.
  private func copyFacts(_ tables: LayerTables, where condition: String, endingOn day: String, revision: Int) throws {
    let first = (try connection.integer("SELECT max(fact) FROM \(tables.past)") ?? 0) + 1
    try writeFacts(
      tables, until: "'\(day)'", where: "\(condition) AND p.data_date < '\(day)'", revision: revision)
    try connection.execute(
      "UPDATE \(tables.past) AS p SET known_until = \(revision) WHERE \(condition) AND p.fact < \(first)")
  }

  /// Writes facts that were never the newest state of a revision: they are known from a revision on.
  func writeFacts(_ tables: LayerTables, until: String, where condition: String, revision: Int) throws {
    let first = (try connection.integer("SELECT max(fact) FROM \(tables.past)") ?? 0) + 1
    try connection.execute(
      """
      INSERT INTO \(tables.past)(id, \(tables.list()), data_date, revision_from, revision_to, state_until,
        geometry, \(LayerTables.gridColumns.joined(separator: ", ")))
      SELECT p.id, \(tables.list(of: "p")), p.data_date, \(revision), \(revision), \(until),
        p.geometry, \(LayerTables.gridList(of: "p"))
      FROM \(tables.past) AS p WHERE \(condition)
      """)
    try insertBoxes("SELECT fact, geometry FROM \(tables.past) WHERE fact >= \(first)", into: tables.pastIndex)
  }
}
