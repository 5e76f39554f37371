import Foundation
import SpatiaLite
import Testing

@Suite struct ConnectionTests {
  private func file() -> String {
    FileManager.default.temporaryDirectory.appending(path: "diaba-\(UUID().uuidString).sqlite").path
  }

  @Test func `makes a file that only its owner may read`() throws {
    let path = file()
    defer { DatabaseFile.remove(path) }
    do { _ = try Connection(path: path, access: .create) }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect { _ = try Connection(path: path, access: .create) } throws: {
      ($0 as? SpatiaLiteError)?.code == .cannotOpen
    }
  }

  @Test func `carries every kind of value through parameters and columns`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite)
    let statement = try connection.prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7")
    statement.bind(1, Int64.min)
    statement.bind(2, -0.1)
    statement.bind(3, "thửa đất số 345 ở tờ bản đồ 12")
    statement.bind(4, [0, 255, 0] as [UInt8])
    statement.bind(5, "")
    statement.bind(6, [] as [UInt8])
    statement.bindNull(7)
    #expect(try statement.step())
    #expect(statement.int64(0) == Int64.min)
    #expect(statement.real(1) == -0.1)
    #expect(statement.text(2) == "thửa đất số 345 ở tờ bản đồ 12")
    #expect(statement.blob(3) == [0, 255, 0])
    #expect(statement.textIfAny(4) == "")
    #expect(!statement.isNull(5) && statement.blob(5).isEmpty)
    #expect(statement.isNull(6) && statement.textIfAny(6) == nil && statement.integerIfAny(6) == nil)
    #expect(try !statement.step())
  }

  @Test func `carries a whole row from its buffer`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite)
    try connection.execute("CREATE TABLE t(a, b, c, d, e)")
    let statement = try connection.prepare("INSERT INTO t VALUES(?,?,?,?,?)")
    var row = RowBuffer()
    for number in 0..<3 {
      row.clear()
      row.append(Int64(number))
      row.append("số \(number)")
      row.append(number == 1 ? nil : 0.5)
      row.append([UInt8](repeating: 7, count: number * 10_000))
      row.append("" as String)
      try statement.run(row)
    }
    let check = try connection.prepare("SELECT a, b, c, length(d), typeof(d), e = '' FROM t ORDER BY a")
    for number in 0..<3 {
      #expect(try check.step())
      #expect(check.integer(0) == number && check.text(1) == "số \(number)" && check.isNull(2) == (number == 1))
      #expect(check.integer(3) == number * 10_000 && check.text(4) == "blob" && check.integer(5) == 1)
    }
  }

  @Test func `never puts values into its errors`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite)
    try connection.execute("CREATE TABLE t(name TEXT UNIQUE); INSERT INTO t VALUES('Nguyễn Văn A')")
    let statement = try connection.prepare("INSERT INTO t VALUES(?)")
    statement.bind(1, "Nguyễn Văn A")
    #expect {
      try statement.run()
    } throws: { error in
      guard let error = error as? SpatiaLiteError else { return false }
      return .constraint ~= error.code && error.code != .constraint && !"\(error)".contains("Nguyễn")
    }
  }

  @Test func `stops a statement that runs past its deadline`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite)
    connection.deadline = ContinuousClock.now.advanced(by: .milliseconds(20))
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    #expect { _ = try connection.integer(endless) } throws: { ($0 as? SpatiaLiteError)?.code == .interrupted }
    connection.deadline = nil
    #expect(try connection.integer("SELECT 1") == 1)
  }

  @Test func `rolls back what a failed body wrote`() throws {
    struct Stop: Error {}
    let connection = try Connection(path: ":memory:", access: .readWrite)
    try connection.execute("CREATE TABLE t(a)")
    #expect(throws: Stop.self) {
      try connection.writing {
        try connection.execute("INSERT INTO t VALUES(1)")
        throw Stop()
      }
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
    #expect(!connection.isInTransaction)
  }

  @Test func `refuses to write shadow tables and the schema by hand`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite)
    try connection.execute("CREATE VIRTUAL TABLE r USING rtree(id, a, b)")
    #expect(throws: SpatiaLiteError.self) { try connection.execute("DELETE FROM r_node") }
    #expect(throws: SpatiaLiteError.self) {
      try connection.execute("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = ''")
    }
    try connection.setDefensive(false)
    try connection.execute("DELETE FROM r_node")
  }

  @Test func `keeps a connection alive for its statements`() throws {
    func statement() throws -> Statement {
      try Connection(path: ":memory:", access: .readWrite, spatial: true).prepare("SELECT spatialite_version()")
    }
    let kept = try statement()
    #expect(try kept.step() && kept.text(0).hasPrefix("5."))
  }

  @Test(
    arguments: [
      (0x6969, nil, "NFS"), (0xFF53_4D42, nil, "SMB"), (0xFE53_4D42, nil, "SMB"), (0x6573_5546, "fuse.sshfs", "sshfs"),
      (0x6573_5546, "fuse.rclone", "rclone"), (0x0102_1997, nil, "9P"),
    ] as [(Int, String?, String)]) func `knows the file systems of other machines`(
      type: Int, mount: String?, name: String
    )
  {
    #expect(FileSystem(type: type, mountType: mount) == .network(name))
  }

  @Test(arguments: [
    (0xEF53, "ext4"), (0x5846_5342, "xfs"), (0x9123_683E, "btrfs"), (0x0102_1994, "tmpfs"), (0x794C_7630, "overlay"),
    (0x6573_5546, "fuseblk"), (0x6573_5546, "fuse.ntfs-3g"),
  ]) func `takes the file systems of this machine for local`(type: Int, mount: String) {
    #expect(FileSystem(type: type, mountType: mount) == .local)
  }

  @Test func `takes a temporary folder for local`() {
    #expect(FileSystem.of(path: file()) == .local)
  }

  @Test func `claims a file once, until it is let go`() throws {
    let path = file()
    _ = try Connection(path: path, access: .create)
    defer { DatabaseFile.remove(path) }
    do {
      guard let claim = FileClaim.take(path) else {
        Issue.record("the file cannot be claimed")
        return
      }
      #expect(!FileClaim.isFree(path))
      _ = consume claim
    }
    #expect(FileClaim.isFree(path))
  }
}
