public import Cadastre
internal import SpatiaLite

extension Snapshot {
  /// The last revision by which the wards or the facts about them changed; 0 when there is none.
  ///
  /// What ``wardHistory(knownAt:)`` gives stays the same until this grows.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wardHistoryRevision() throws(RegisterError) -> Int {
    try asking { _ throws(SpatiaLiteError) in
      try reader.connection.integer(
        """
        SELECT max(id) FROM revisions WHERE layer IN ('wards', 'lineage', 'renumbering') OR kind = 'rollback'
        """) ?? 0
    }
  }

  /// What is known of the wards over time: their boundaries' validity, lineage and renumbered sheets.
  ///
  /// - Parameter known: the revision whose knowledge counts; `nil` for the newest.
  /// - Returns: the history.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wardHistory(knownAt known: Int? = nil) throws(RegisterError) -> WardHistory {
    let revision = known ?? revision
    return try asking { _ throws(SpatiaLiteError) in
      WardHistory(
        wards: try wards(revision), successions: try facts(WardSuccession.self, revision),
        renumberings: try facts(SheetRenumbering.self, revision))
    }
  }

  private func wards(_ revision: Int) throws(SpatiaLiteError) -> [Ward] {
    let columns = "code, name, kind, province, valid_from, valid_to"
    let statement = try reader.connection.prepare(
      """
      SELECT \(columns) FROM wards WHERE revision_from <= ?1
      UNION ALL SELECT \(columns) FROM wards_past WHERE revision_from <= ?1 AND ?1 < revision_to
      """)
    statement.bind(1, revision)
    var wards: [Ward] = []
    while try statement.step() {
      guard let validFrom = statement.day(4) else { continue }
      wards.append(
        Ward(
          code: statement.text(0), name: statement.text(1), kind: statement.textIfAny(2),
          province: statement.textIfAny(3), validFrom: validFrom, validTo: statement.day(5)))
    }
    return wards
  }

  private func facts<Fact: RegisterFact>(_ kind: Fact.Type, _ revision: Int) throws(SpatiaLiteError) -> [Fact] {
    guard try FactTables.exist(on: reader.connection) else { return [] }
    let statement = try reader.connection.prepare(
      """
      SELECT \(Fact.columns.joined(separator: ", ")) FROM \(Fact.name) WHERE \(FactTables.isCurrent(at: revision))
      ORDER BY fact
      """)
    var rows: [Fact] = []
    while try statement.step() {
      if let row = Fact(statement) { rows.append(row) }
    }
    return rows
  }
}
