internal import SpatiaLite

extension RegisterWriter {
  /// Counts what restoring the facts of a revision adds and removes.
  func planFacts(target: Int, total: inout ChangeCounts) throws {
    for table in FactTables.names {
      let added = try connection.integer("SELECT count(*) FROM \(table) WHERE \(Self.isReturning(table, to: target))")
      let removed = try connection.integer("SELECT count(*) FROM \(table) WHERE \(Self.isLeaving(table, to: target))")
      let live = try connection.integer("SELECT count(*) FROM \(table) WHERE revision_to IS NULL")
      total.added += added ?? 0
      total.removed += removed ?? 0
      total.unchanged += (live ?? 0) - (removed ?? 0)
    }
  }

  /// Makes the facts that were current at a revision current again, inside the transaction of the rollback.
  func restoreFactTables(target: Int, number: Int) throws {
    try connection.execute(Schema.factLifting)
    for (table, names) in FactTables.columns {
      let columns = names.joined(separator: ", ")
      // What returns is told from what is there before anything leaves.
      try connection.execute(
        """
        CREATE TEMP TABLE returning_facts AS SELECT \(columns), digest FROM \(table)
          WHERE \(Self.isReturning(table, to: target));
        UPDATE \(table) SET revision_to = \(number) WHERE \(Self.isLeaving(table, to: target));
        INSERT INTO \(table)(\(columns), digest, revision_from) SELECT *, \(number) FROM returning_facts;
        DROP TABLE returning_facts;
        """)
    }
    try connection.execute(Schema.factGuards)
  }

  private static func isReturning(_ table: String, to target: Int) -> String {
    """
    \(FactTables.isCurrent(at: target)) AND revision_to IS NOT NULL
      AND digest NOT IN (SELECT digest FROM \(table) WHERE revision_to IS NULL)
    """
  }

  private static func isLeaving(_ table: String, to target: Int) -> String {
    """
    revision_to IS NULL
      AND digest NOT IN (SELECT digest FROM \(table) WHERE \(FactTables.isCurrent(at: target)))
    """
  }
}
