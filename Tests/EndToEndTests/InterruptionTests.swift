import Foundation
import Glibc
import Testing

/// Imports that are stopped or killed in the middle.
struct InterruptionTests {
  /// A register with 400 parcels, and a file that moves them all.
  private func office(rows: Int) throws -> (Office, String) {
    let office = try Office(withRegister: false)
    let first = (0..<rows).map { ("\($0 + 1)", square($0)) }
    let second = (0..<rows).map { ("\($0 + 1)", square($0 + 1)) }
    _ = try office.importing(office.write("a.geojson", collection(first)))
    return (office, try office.write("b.geojson", collection(second)))
  }

  @Test(arguments: 0..<6)
  func `a killed import leaves the revision before or after`(moment: Int) throws {
    let (office, path) = try office(rows: 1500)
    let running = try office.program.start(["import", "parcels", path, "--register", office.register])
    // The moments are spread over the run by what it has done, not by the clock.
    var seen: Set<String> = []
    while running.isRunning, seen.count <= moment * 3 {
      seen.insert(office.beside.joined() + (try shell("cat land/* 2>/dev/null | wc -c", in: office.path)))
    }
    running.send(SIGKILL)
    _ = try running.wait()
    let count = try office.parcelCount()
    let revision = try office.revision()
    #expect(count == 1500 && (revision == 1 || revision == 2))
    let index = "SELECT CheckSpatialIndex('parcels', 'geometry')"
    #expect(try shell("spatialite -silent '\(office.register)' \"\(index)\" 2>/dev/null") == "1")
    #expect(try shell("sqlite3 '\(office.register)' 'PRAGMA integrity_check'") == "ok")
    // The next import clears up and tells of it.
    let left = office.beside.contains { $0.hasPrefix("xa.staged-") }
    let next = try office.importing(path)
    #expect(next.status == 1)
    #expect(left == next.message.contains("killed"), "\(next.message)")
    #expect(office.beside == ["xa.reports", "xa.sqlite"])
    #expect(try shell("ls -A land/xa.reports | grep -c '^\\.' || true", in: office.path) == "0")
    #expect(try office.revision() == 2)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `ends cleanly when it is asked to`(signal: Int32) throws {
    let (office, path) = try office(rows: 8000)
    let before = try Data(contentsOf: URL(filePath: office.register))
    let running = try office.program.start(["import", "parcels", path, "--register", office.register], lang: "vi")
    while running.isRunning, !office.beside.contains(where: { $0.hasPrefix("xa.staged-") }) { sched_yield() }
    running.send(signal)
    let result = try running.wait()
    #expect(result.signal == signal, "\(result)")
    #expect(result.lines.count == 1 && result.message.contains("đã dừng theo yêu cầu"))
    #expect(try Data(contentsOf: URL(filePath: office.register)) == before)
    #expect(office.beside == ["xa.reports", "xa.sqlite"])
  }
}
