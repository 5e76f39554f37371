internal import Digest
internal import JSON
internal import SpatiaLite

extension OfficeChange {
  /// Adds an entry at the end of the audit.
  ///
  /// - Throws: ``OfficeError``.
  public func append(_ entry: AuditEntry) throws(OfficeError) {
    try asking {
      let head = try auditHead()
      let id = head.seq + 1
      let (subjects, shown) = (Self.array(entry.subjects), Self.array(entry.shown))
      let texts = [
        entry.who, entry.role, entry.office, entry.origin, entry.action.rawValue, entry.dossier, entry.purpose,
        subjects, shown, entry.request,
      ]
      let hash = AuditRow.link(after: head.hash, id: id, at: now, texts: texts)
      try database.run(
        """
        INSERT INTO audit(seq, at, who, role, office, origin, action, dossier, purpose, subjects, shown, request, hash)
        VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)
        """, [.integer(id), .integer(now)] + texts.map { SQLValue($0) } + [.blob(hash)])
      for subject in Set(entry.subjects) {
        try database.run(
          "INSERT INTO audit_subjects(subject, seq) VALUES(?,?)", [.text(subject), .integer(id)])
      }
      try setHead(id, hash)
    }
  }

  /// Removes rows of the audit from before a moment, and leaves a signed checkpoint in their place.
  ///
  /// - Returns: how many rows went.
  /// - Throws: ``OfficeError``; when the chain is broken nothing is removed.
  public func pruneAudit(before moment: Int, by actor: Identity) throws(OfficeError) -> Int {
    try asking {
      let check = try verifyAudit()
      guard check.isWhole else {
        throw OfficeError(
          .notAllowed, vi: "nhật ký không toàn vẹn, nên không được cắt bớt; xem diaba audit verify",
          en: "the audit is not whole, so nothing is pruned; see diaba audit verify")
      }
      // Only a beginning may go, so the first row that stays decides even if a clock once went backwards.
      let first = try database.integer("SELECT min(seq) FROM audit WHERE at >= ?", [.integer(moment)])
      let last = try first.map { $0 - 1 } ?? auditHead().seq
      guard let row = try database.first("SELECT hash FROM audit WHERE seq = ?", [.integer(last)], { $0.blob(0) })
      else { return 0 }
      let count = try database.integer("SELECT count(*) FROM audit WHERE seq <= ?", [.integer(last)]) ?? 0
      try database.run(
        "INSERT INTO audit_checkpoints(seq, hash, at, rows, mac) VALUES(?,?,?,?,?)",
        [
          .integer(last), .blob(row), .integer(now), .integer(count),
          .blob(try signature(of: "checkpoint \(last) \(now) \(count)", row)),
        ])
      try database.connection.execute("DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_update")
      try database.run("DELETE FROM audit WHERE seq <= ?", [.integer(last)])
      try database.run("DELETE FROM audit_subjects WHERE seq <= ?", [.integer(last)])
      try database.connection.execute(OfficeSchema.auditGuards)
      try append(AuditEntry(actor, .auditPruned, shown: ["rows=\(count)", "through=\(last)"]))
      return count
    }
  }

  private func setHead(_ seq: Int, _ hash: [UInt8]) throws {
    try database.run(
      """
      INSERT INTO audit_head(one, seq, hash, mac) VALUES(1, ?1, ?2, ?3)
      ON CONFLICT(one) DO UPDATE SET seq = ?1, hash = ?2, mac = ?3
      """, [.integer(seq), .blob(hash), .blob(try signature(of: "head \(seq)", hash))])
  }

  private static func array(_ texts: [String]) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
    return writer.text
  }
}

extension OfficeReader {
  /// The last row of the chain; 0 and 32 zero bytes when there is none.
  func auditHead() throws -> (seq: Int, hash: [UInt8]) {
    try database.first("SELECT seq, hash FROM audit_head") { ($0.integer(0), $0.blob(1)) }
      ?? (0, [UInt8](repeating: 0, count: 32))
  }

  /// What only this file's key can sign.
  func signature(of words: String, _ hash: [UInt8]) throws -> [UInt8] {
    HMAC.authenticate(Array("\(words) ".utf8) + hash, key: try key())
  }
}
