import Foundation
import SpatiaLite
import Testing

@testable import Office

@Test func `an office file lies beside the register under its name`() {
  #expect(OfficeFile.path(beside: "/x/xa.sqlite") == "/x/xa.office.sqlite")
  #expect(OfficeFile.path(beside: "/x.sqlite/xa") == "/x.sqlite/xa.office.sqlite")
}

@Test func `an office file is made when first needed, readable for its owner only`() throws {
  let bureau = try Bureau()
  #expect(!OfficeFile.exists(bureau.path))
  _ = try bureau.writer.write { change in
    try change.addToken(role: .clerk, name: "a", office: nil, expiresAt: nil, by: boss).id
  }
  for suffix in ["", "-wal", "-shm"] {
    let mode = try FileManager.default.attributesOfItem(atPath: bureau.path + suffix)[.posixPermissions] as? Int
    #expect(mode == 0o600, "\(suffix)")
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: bureau.folder).allSatisfy { !$0.contains("new") })
}

@Test func `a writer that must not make the file says that there is none`() throws {
  let bureau = try Bureau(makesFile: false)
  #expect { try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) } } throws: {
    ($0 as? OfficeError)?.code == .notFound
  }
  #expect(!OfficeFile.exists(bureau.path))
}

@Test func `a file of a newer format, of another program and no database are refused in clear words`() throws {
  let bureau = try Bureau()
  try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) }
  try bureau.tamper("PRAGMA user_version = 99")
  #expect { try bureau.reader() } throws: { ($0 as? OfficeError)?.code == .newerFormat }
  try bureau.tamper("PRAGMA user_version = 4; PRAGMA application_id = 7")
  #expect { try bureau.reader() } throws: { ($0 as? OfficeError)?.code == .notAnOfficeFile }
  try Data("no database at all, but longer than a header of SQLite".utf8).write(to: URL(filePath: bureau.path))
  #expect { try bureau.reader() } throws: { ($0 as? OfficeError)?.code == .notAnOfficeFile }
}

@Test func `an older file is brought up and keeps what it holds`() throws {
  let bureau = try Bureau()
  let connection = try Connection(path: bureau.path, access: .create)
  _ = try connection.text("PRAGMA journal_mode = WAL")
  try connection.execute("PRAGMA application_id = \(OfficeSchema.applicationID)")
  try connection.writing {
    try connection.execute(OfficeSchema.steps[0])
    try connection.execute(
      "PRAGMA user_version = 1; INSERT INTO settings VALUES('key', x'0102'); INSERT INTO tokens(hash, name, role, made_at, made_by) VALUES(x'00', 'cũ', 'gis', 1, 'x')"
    )
  }
  #expect(try bureau.reader().tokens().map(\.name) == ["cũ"])
  #expect(try connection.integer("PRAGMA user_version") == OfficeSchema.format)
  #expect(try connection.integer("SELECT count(*) FROM settings") == 1)
}

@Test func `a locked file is told as busy, and works again afterwards`() throws {
  let bureau = try Bureau()
  try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) }
  let other = try Connection(path: bureau.path, access: .readWrite)
  try other.execute("BEGIN IMMEDIATE")
  #expect { try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) } } throws: {
    ($0 as? OfficeError)?.code == .busy
  }
  try other.execute("ROLLBACK")
  try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) }
  #expect(try bureau.reader().verifyAudit().rows == 2)
}

@Test func `a file that was deleted under the writer is not written into silently`() throws {
  let bureau = try Bureau()
  let patient = OfficeWriter(path: bureau.path, makesFile: false)
  defer { patient.stop() }
  try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) }
  try patient.write { change in try change.append(AuditEntry(boss, .configured)) }
  for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: bureau.path + suffix) }
  #expect { try patient.write { change in try change.append(AuditEntry(boss, .configured)) } } throws: {
    ($0 as? OfficeError)?.code == .notFound
  }
}

@Test func `changes from many threads are all kept, and one that fails takes only itself back`() throws {
  let bureau = try Bureau()
  DispatchQueue.concurrentPerform(iterations: 200) { turn in
    _ = try? bureau.writer.write { change in
      try change.append(AuditEntry(boss, .dossierRead, dossier: "\(turn)"))
      if turn % 10 == 3 { throw OfficeError(.badValue, vi: "x", en: "x") }
    }
  }
  let check = try bureau.reader().verifyAudit()
  #expect(check.isWhole)
  #expect(check.rows == 180)
}
