import Digest
import Foundation
import Testing

@testable import Office

private func filled(_ rows: Int = 20) throws -> Bureau {
  let bureau = try Bureau()
  try bureau.writer.write { change in
    for row in 1...rows {
      try change.append(
        AuditEntry(
          boss, .holderRead, dossier: "H48-\(row % 3)", purpose: "xét đơn", subjects: ["holder:\(row)", "holder:7"],
          shown: ["name"], origin: "10.0.0.1", request: "r\(row)"))
    }
  }
  return bureau
}

@Test func `an untouched audit is whole, and tells its head`() throws {
  let bureau = try filled()
  let check = try bureau.reader().verifyAudit()
  #expect(check.isWhole)
  #expect(check.rows == 20 && check.first == 1 && check.last == 20)
  #expect(try bureau.reader().verifyAudit(noted: check.head).isWhole)
  #expect(try !bureau.reader().verifyAudit(noted: String(repeating: "0", count: 64)).isWhole)
}

@Test func `the file refuses edits of the audit by any program`() throws {
  let bureau = try filled()
  for sql in ["UPDATE audit SET who = 'x' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"] {
    #expect(throws: (any Error).self) { try bureau.tamper(sql) }
  }
  #expect(try bureau.reader().verifyAudit().isWhole)
}

@Test(arguments: [
  "UPDATE audit SET who = 'x' WHERE seq = 3", "UPDATE audit SET at = at + 1 WHERE seq = 20",
  "UPDATE audit SET dossier = NULL WHERE seq = 1", "UPDATE audit SET purpose = '' WHERE seq = 9",
  "UPDATE audit SET shown = '[]' WHERE seq = 9", "UPDATE audit SET request = 'x' WHERE seq = 9",
  "UPDATE audit SET subjects = '[]' WHERE seq = 9", "UPDATE audit SET hash = zeroblob(32) WHERE seq = 9",
  "DELETE FROM audit WHERE seq = 1", "DELETE FROM audit WHERE seq = 10", "DELETE FROM audit WHERE seq > 15",
  "DELETE FROM audit", "DELETE FROM audit; DELETE FROM audit_head",
  "UPDATE audit SET seq = 100 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 100",
  "DELETE FROM audit WHERE seq = 20; UPDATE audit_head SET seq = 19, hash = (SELECT hash FROM audit WHERE seq = 19)",
  "INSERT INTO audit SELECT 21, at, who, role, office, origin, action, dossier, purpose, subjects, shown, request, hash FROM audit WHERE seq = 20",
  "DELETE FROM audit_subjects WHERE subject = 'holder:7'",
  "INSERT INTO audit_checkpoints SELECT 5, hash, 1, 5, zeroblob(32) FROM audit WHERE seq = 5; DELETE FROM audit WHERE seq <= 5",
])
func `every edit, deletion and reordering is found`(sql: String) throws {
  let bureau = try filled()
  let head = try bureau.reader().verifyAudit().head
  try bureau.tamper("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; " + sql)
  let noted = sql == "DELETE FROM audit; DELETE FROM audit_head" ? head : nil
  #expect(try !bureau.reader().verifyAudit(noted: noted).isWhole)
}

@Test func `pruning leaves a signed checkpoint from which the chain goes on`() throws {
  let bureau = try filled()
  bureau.pass(1000)
  try bureau.writer.write { change in
    for _ in 0..<5 { try change.append(AuditEntry(boss, .dossierRead, dossier: "neu")) }
  }
  let before = try bureau.reader().verifyAudit()
  let now = bureau.now
  #expect(try bureau.writer.write { change in try change.pruneAudit(before: now, by: boss) } == 20)
  let check = try bureau.reader().verifyAudit(noted: before.head)
  #expect(check.isWhole)
  #expect(check.pruned == 20 && check.first == 21 && check.rows == 6)
  bureau.pass(1000)
  let later = bureau.now
  #expect(try bureau.writer.write { change in try change.pruneAudit(before: later, by: boss) } == 6)
  let again = try bureau.reader().verifyAudit()
  #expect(again.isWhole)
  #expect(again.pruned == 26 && again.rows == 1)
  try bureau.tamper("UPDATE audit_checkpoints SET rows = rows - 1 WHERE seq = 20")
  #expect(try !bureau.reader().verifyAudit().isWhole)
  #expect(throws: OfficeError.self) {
    try bureau.writer.write { change in try change.pruneAudit(before: later + 9, by: boss) }
  }
}

@Test func `the audit is given by dossier, by what it concerned, by person and by time`() throws {
  let bureau = try filled()
  let reader = try bureau.reader()
  #expect(try reader.audit(dossier: "H48-1").count == 7)
  #expect(try reader.audit(subjects: ["holder:7"]).count == 20)
  #expect(try reader.audit(subjects: ["holder:3"]).map(\.id) == [3])
  #expect(try reader.audit(who: "@lan").count == 20)
  #expect(try reader.audit(who: "@ai đó").isEmpty)
  #expect(try reader.audit(from: bureau.now + 1).isEmpty)
  #expect(try reader.audit(until: bureau.now + 1).count == 20)
}

@Test func `an entry takes every text, and each text changes the link`() throws {
  let bureau = try Bureau()
  let nasty = "\"',\n\u{202E}<script>=1+1\u{0}" + String(repeating: "dài", count: 3000)
  try bureau.writer.write { change in
    try change.append(
      AuditEntry(boss, .holderSearch, dossier: nasty, purpose: nasty, subjects: ["holder:<1>\n\"'"], shown: [nasty]))
  }
  let reader = try bureau.reader()
  #expect(try reader.verifyAudit().isWhole)
  #expect(try reader.audit(dossier: nasty).first?.purpose == nasty)
}

/// RFC 4231, test cases 1, 2 and 6.
@Test func `the keyed hash gives the published vectors`() {
  let cases: [([UInt8], String, String)] = [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ]
  for (key, message, mac) in cases {
    #expect(HMAC.authenticate(Array(message.utf8), key: key).hexadecimal == mac)
  }
}
