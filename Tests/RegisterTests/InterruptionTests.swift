import Cadastre
import Foundation
import Geo
import Projection
import Register
import Testing

/// What is left when the process ends in the middle of its work, without a chance to tidy up.
@Suite struct InterruptionTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  /// Ends this process after some microseconds, wherever it is then: the default action of SIGALRM.
  private static func end(after microseconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_usec = microseconds
    _ = unsafe setitimer(__itimer_which_t(0), &timer, nil)
  }

  @Test(arguments: [3_000, 14_000, 24_000, 36_000, 60_000])
  func `is at the revision before or after when publishing is killed`(microseconds: Int) async throws {
    try publish(maker.block(700), in: folder.register)
    let path = folder.register
    await #expect(processExitsWith: .signal(SIGALRM)) { [path = path as String, microseconds = microseconds as Int] in
      let rows = try RowMaker().block(700, landUse: "CLN")
      let change = try stage(rows, in: path, asOf: "2025-01-01")
      try change.compare(scope: .sheet)
      change.keep()
      InterruptionTests.end(after: microseconds)
      _ = try change.publish(by: "minh")
      kill(getpid(), SIGALRM)
      while true { pause() }
    }
    #expect(try RegisterFile.check(folder.register).isEmpty)
    let newest = try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let uses = Set(try snapshot.parcels(ward: "21025", sheet: "12", limit: 9999).map { $0.parcel.landUse })
      #expect(uses == [snapshot.revision == 1 ? "ODT" : "CLN"])
      return snapshot.revision
    }
    #expect(newest == 1 || newest == 2)
    for waiting in StagedChange.waiting(beside: folder.register) {
      let change = try StagedChange.open(waiting)
      try change.compare(scope: .sheet)
      #expect(try change.publish(by: "hoa")?.id == (newest == 1 ? 2 : nil))
    }
    #expect(try RegisterReader(path: folder.register).newestRevision() == 2)
  }

  @Test(arguments: [5_000, 25_000, 50_000])
  func `makes the whole register or none when the first import is killed`(microseconds: Int) async throws {
    let path = folder.register
    await #expect(processExitsWith: .signal(SIGALRM)) { [path = path as String, microseconds = microseconds as Int] in
      let change = try stage(RowMaker().block(700), in: path, asOf: "2024-01-01")
      try change.compare(scope: .sheet)
      InterruptionTests.end(after: microseconds)
      _ = try change.publish(by: "minh")
      kill(getpid(), SIGALRM)
      while true { pause() }
    }
    if try RegisterFile.exists(folder.register) {
      #expect(try RegisterFile.check(folder.register).isEmpty)
      #expect(try RegisterReader(path: folder.register).newestRevision() == 1)
    }
    for leftover in StagedChange.leftovers(beside: folder.register) { #expect(leftover.remove()) }
    #expect(folder.names.allSatisfy { !$0.hasSuffix(".new") })
  }

  @Test func `finds and removes what a killed import left, and nothing that is in use`() async throws {
    let path = folder.register
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let change = try StagedChange.create(beside: path, layer: .parcels, origin: origin("2024-01-01"))
      try change.append(RowMaker().parcel("1"))
      kill(getpid(), SIGKILL)
    }
    let used = try StagedChange.create(beside: folder.register, layer: .parcels, origin: origin("2024-01-01"))
    let leftovers = StagedChange.leftovers(beside: folder.register)
    #expect(leftovers.count == 1 && leftovers.first?.path != used.path)
    for leftover in leftovers { #expect(leftover.remove()) }
    #expect(StagedChange.leftovers(beside: folder.register).isEmpty)
    try used.append(maker.parcel("1"))
    try used.finish()
    try used.compare(scope: .sheet)
    #expect(try used.publish(by: "minh")?.id == 1)
    #expect(folder.names == ["test.sqlite"])
  }

  @Test(arguments: [0, 64, 512]) func `is as it was when the disk is full`(kilobytes: Int) async throws {
    try publish(maker.block(700), in: folder.register)
    let path = folder.register
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String, kilobytes = kilobytes as Int] in
      let change = try stage(RowMaker().block(700, landUse: "CLN"), in: path, asOf: "2025-01-01")
      try change.compare(scope: .sheet)
      // No file may grow beyond this, which SQLite meets as a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: rlim_t(kilobytes * 1024), rlim_max: rlim_t(kilobytes * 1024))
      _ = unsafe setrlimit(__rlimit_resource_t(1), &limit)
      do throws(RegisterError) {
        _ = try change.publish(by: "minh")
      } catch {
        change.abort()
        exit(error.code == .disk || error.code == .readOnly ? 7 : 8)
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try RegisterFile.check(path).isEmpty)
    #expect(try RegisterReader(path: path).newestRevision() == 1)
    #expect(folder.names.filter { $0.contains("staged") }.isEmpty)
  }

  @Test func `leaves the register as it was when the folder cannot be written`() throws {
    try publish(maker.block(3), in: folder.register)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    // The superuser may write everywhere, so there is nothing to see then.
    guard getuid() != 0 else { return }
    #expect { _ = try stage(maker.block(4), in: folder.register, asOf: "2025-01-01") } throws: {
      ($0 as? RegisterError)?.code == .readOnly
    }
  }
}
