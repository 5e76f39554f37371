internal import Cadastre
internal import Geo
internal import SpatiaLite
internal import VietText

extension Snapshot {
  /// A revision by its number; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func revision(_ number: Int) throws(RegisterError) -> Revision? {
    try revisions("WHERE id = ?1", [number]).first
  }

  /// The revisions, newest first.
  ///
  /// - Parameters:
  ///   - before: only those of a lower number.
  ///   - limit: how many at most.
  /// - Returns: the revisions with their sources.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func revisions(before: Int? = nil, limit: Int = 100) throws(RegisterError) -> [Revision] {
    try revisions("WHERE id < ?1 ORDER BY id DESC LIMIT ?2", [before ?? .max, limit])
  }

  private func revisions(_ condition: String, _ values: [Int]) throws(RegisterError) -> [Revision] {
    try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        """
        SELECT id, kind, layer, published_at, staged_by, published_by, data_date, restored, scope, settings, note,
          added, changed, removed, unchanged FROM revisions \(condition)
        """)
      let sources = try reader.connection.prepare(
        "SELECT name, sha256 FROM revision_sources WHERE revision = ?1 ORDER BY position")
      for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), value) }
      var result: [Revision] = []
      while try statement.step() {
        sources.bind(1, statement.integer(0))
        var files: [Origin.Source] = []
        while try sources.step() { files.append(Origin.Source(name: sources.text(0), sha256: sources.text(1))) }
        result.append(
          Revision(
            id: statement.integer(0), kind: Revision.Kind(rawValue: statement.text(1)) ?? .import,
            layer: Layer(rawValue: statement.text(2)), publishedAt: statement.integer(3), stagedBy: statement.text(4),
            publishedBy: statement.text(5), dataDate: statement.day(6), restored: statement.integerIfAny(7),
            sources: files, scope: ScopeRule(rawValue: statement.text(8)), settings: statement.text(9),
            note: statement.textIfAny(10),
            counts: ChangeCounts(
              added: statement.integer(11), changed: statement.integer(12), removed: statement.integer(13),
              unchanged: statement.integer(14)),
            facts: FactTable(rawValue: statement.text(2))))
      }
      return result
    }
  }

  /// What the import of a revision noticed, in the order of its report.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func findings(ofRevision number: Int) throws(RegisterError) -> [RecordedFinding] {
    try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        """
        SELECT code, severity, file, row, key, message_vi, message_en, x, y FROM findings WHERE revision = ?1
        ORDER BY position
        """)
      statement.bind(1, number)
      var result: [RecordedFinding] = []
      while try statement.step() {
        let position = statement.realIfAny(7).map { Coordinate(x: $0, y: statement.real(8)) }
        result.append(
          RecordedFinding(
            code: statement.text(0), severity: statement.text(1), file: statement.text(2),
            row: statement.integerIfAny(3), key: statement.textIfAny(4),
            message: Phrase(vi: statement.text(5), en: statement.text(6)), position: position))
      }
      return result
    }
  }
}
