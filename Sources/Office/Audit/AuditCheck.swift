internal import Digest
internal import SpatiaLite

/// What a verification of the audit found.
public struct AuditCheck: Sendable, Hashable {
  /// A place where the chain does not hold.
  public struct Fault: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: String, Sendable {
      /// The row does not bear the hash of its values and of the row before: it, or its place, was changed.
      case changed
      /// Rows are missing before this one.
      case missing
      /// The end of the chain is not where its head says: rows at the end were removed or added.
      case cut
      /// The head or a checkpoint is not signed by this file's key.
      case forged
      /// The list by subject does not agree with the rows.
      case index
      /// The hash that was noted outside is not in the chain.
      case notFound
    }

    /// What is wrong.
    public var kind: Kind
    /// The row where it shows.
    public var row: Int
  }

  /// How many rows were read.
  public var rows = 0
  /// The first row that is there.
  public var first: Int?
  /// The last row.
  public var last = 0
  /// The hash of the last row in hexadecimal, to be noted outside.
  public var head = ""
  /// How many rows were pruned before, by signed checkpoints.
  public var pruned = 0
  /// What does not hold, up to a hundred places.
  public var faults: [Fault] = []

  /// Whether everything holds.
  public var isWhole: Bool { faults.isEmpty }

  mutating func report(_ kind: Fault.Kind, _ row: Int) {
    if faults.count < 100 { faults.append(Fault(kind: kind, row: row)) }
  }
}

extension OfficeReader {
  /// Verifies the whole audit: every row's link, that none is missing, the head and the checkpoints.
  ///
  /// - Parameter noted: a head noted earlier outside the file, in hexadecimal; it must be in the chain. Against
  ///   somebody who has both the file and time to forge a whole chain, only such a note helps.
  /// - Returns: what was found.
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func verifyAudit(noted: String? = nil) throws(OfficeError) -> AuditCheck {
    try reading {
      var check = AuditCheck()
      var previous = [UInt8](repeating: 0, count: 32)
      var expected = 1
      let key = try key()
      var isNoted = noted == nil
      let checkpoints = try database.rows("SELECT seq, hash, at, rows, mac FROM audit_checkpoints ORDER BY seq") {
        (seq: $0.integer(0), hash: $0.blob(1), at: $0.integer(2), rows: $0.integer(3), mac: $0.blob(4))
      }
      for point in checkpoints {
        let words = "checkpoint \(point.seq) \(point.at) \(point.rows) "
        if HMAC.authenticate(Array(words.utf8) + point.hash, key: key) != point.mac
          || check.pruned + point.rows != point.seq
        {
          check.report(.forged, point.seq)
        }
        check.pruned += point.rows
        (previous, expected) = (point.hash, point.seq + 1)
        if noted == point.hash.hexadecimal { isNoted = true }
      }
      try database.forEach(AuditColumns.select + " ORDER BY seq") { statement in
        let row = AuditColumns.row(statement)
        if row.id != expected { check.report(.missing, row.id) }
        if row.link(after: previous) != row.hash { check.report(.changed, row.id) }
        if check.first == nil { check.first = row.id }
        previous = row.hash
        expected = row.id + 1
        check.rows += 1
        if let noted, row.hash.hexadecimal == noted { isNoted = true }
      }
      check.last = expected - 1
      check.head = previous.hexadecimal
      let head = try database.first("SELECT seq, hash, mac FROM audit_head") {
        (seq: $0.integer(0), hash: $0.blob(1), mac: $0.blob(2))
      }
      if let head {
        if HMAC.authenticate(Array("head \(head.seq) ".utf8) + head.hash, key: key) != head.mac {
          check.report(.forged, head.seq)
        }
        if head.seq != check.last || head.hash != previous { check.report(.cut, head.seq) }
      } else if check.last > 0 {
        check.report(.cut, check.last)
      }
      let listed = """
        SELECT count(*) FROM (SELECT a.seq, j.value FROM audit AS a, json_each(a.subjects) AS j
          EXCEPT SELECT seq, subject FROM audit_subjects)
        """
      if try database.integer(listed) != 0 { check.report(.index, 0) }
      if !isNoted { check.report(.notFound, 0) }
      return check
    }
  }

  /// The rows of the audit that fit, in order.
  ///
  /// - Parameters:
  ///   - dossier: for this dossier.
  ///   - subjects: concerning one of these: `holder:12`.
  ///   - who: by this person or token.
  ///   - from: not before this moment, seconds since 1970.
  ///   - until: before this moment.
  /// - Returns: the rows.
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func audit(
    dossier: String? = nil, subjects: [String] = [], who: String? = nil, from: Int? = nil, until: Int? = nil
  ) throws(OfficeError) -> [AuditRow] {
    try asking {
      var conditions: [String] = []
      var values: [SQLValue] = []
      if let dossier {
        conditions.append("dossier = ?")
        values.append(.text(dossier))
      }
      if !subjects.isEmpty {
        let marks = subjects.map { _ in "?" }.joined(separator: ",")
        conditions.append("seq IN (SELECT seq FROM audit_subjects WHERE subject IN (\(marks)))")
        values += subjects.map { .text($0) }
      }
      if let who {
        conditions.append("who = ?")
        values.append(.text(who))
      }
      if let from {
        conditions.append("at >= ?")
        values.append(.integer(from))
      }
      if let until {
        conditions.append("at < ?")
        values.append(.integer(until))
      }
      let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      return try database.rows(AuditColumns.select + filter + " ORDER BY seq", values, AuditColumns.row)
    }
  }
}

private enum AuditColumns {
  static let select =
    "SELECT seq, at, who, role, office, origin, action, dossier, purpose, subjects, shown, request, hash FROM audit"

  static func row(_ statement: borrowing Statement) -> AuditRow {
    AuditRow(
      id: statement.integer(0), at: statement.integer(1), who: statement.text(2), role: statement.text(3),
      office: statement.textIfAny(4), origin: statement.textIfAny(5), action: statement.text(6),
      dossier: statement.textIfAny(7), purpose: statement.textIfAny(8), subjects: statement.text(9),
      shown: statement.text(10), request: statement.textIfAny(11), hash: statement.blob(12))
  }
}
