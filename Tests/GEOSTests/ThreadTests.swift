import Foundation
import GEOS
import Geo
import Testing

@Suite struct `Threads` {
  @Test func `work at once, each with a context of its own`() {
    let failures = Failures()
    let threads: [Thread] = (0..<4).map { number in
      Thread {
        do { try Self.work(number, failures) } catch { failures.add() }
        failures.end()
      }
    }
    for thread in threads { thread.start() }
    for _ in threads { failures.wait() }
    #expect(failures.count == 0)
  }

  private static func work(_ number: Int, _ failures: Failures) throws {
    for round in 0..<20 {
      let context = try GEOSContext()
      var random = Seeded(state: UInt64(number * 1000 + round))
      let one = try context.polygons(MultiPolygon([[Shapes.star(&random, around: (0, 0), radius: 6)]]))
      let other = try context.polygons(MultiPolygon([[Shapes.star(&random, around: (5, 5), radius: 6)]]))
      let prepared = try PreparedGeometry(try one.copy())
      if try !one.intersection(other).isEmpty && !prepared.intersects(other) { failures.add() }
      if try !context.polygons(Shapes.bowTie).makeValid().validity.isValid { failures.add() }
      do throws(GEOSError) {
        _ = try context.geometry(wellKnownText: "POINT(\(number)")
        failures.add()
      } catch {
        if error.operation != .wellKnownText { failures.add() }
      }
    }
  }
}

/// Counts what fails on other threads, and lets one wait for their ends.
private final class Failures: @unchecked Sendable {
  private let lock = NSLock()
  private let ended = DispatchSemaphore(value: 0)
  private var number = 0

  var count: Int { lock.withLock { number } }
  func add() { lock.withLock { number += 1 } }
  func end() { ended.signal() }
  func wait() { ended.wait() }
}
