import Foundation
import Geo
import Projection
import Testing

@Suite struct `Operations to WGS 84` {
  @Test(arguments: [4147, 2044, 2045, 2093] as [Int32])
  func `refuses Hà Nội-72 with its reason`(code: Int32) throws {
    #expect(throws: ProjectionError(.refused(CRS(epsg: code), .hanoi72))) { try Projector().toWGS84(CRS(epsg: code)) }
  }

  @Test(arguments: [9219, 9235, 999_999, 1] as [Int32])
  func `names a code that does not exist`(code: Int32) throws {
    let error = #expect(throws: ProjectionError(.unknownSystem(CRS(epsg: code)))) {
      try Projector().toWGS84(CRS(epsg: code))
    }
    #expect(error?.description.contains("EPSG:\(code)") == true)
    #expect(throws: ProjectionError(.unknownSystem(CRS(epsg: code)))) { try Projector().describe(CRS(epsg: code)) }
  }

  @Test func `refuses systems that hold no map`() throws {
    let projector = try Projector()
    #expect(throws: ProjectionError(.refused(CRS(epsg: 4978), .notAMap(kind: "geocentric system")))) {
      try projector.toWGS84(CRS(epsg: 4978))
    }
    #expect(throws: ProjectionError(.refused(CRS(epsg: 5727), .notAMap(kind: "height system")))) {
      try projector.toWGS84(CRS(epsg: 5727))
    }
    #expect(throws: ProjectionError(.refused(CRS(epsg: 7405), .compound(horizontal: CRS(epsg: 27700))))) {
      try projector.toWGS84(CRS(epsg: 7405))
    }
  }

  @Test func `refuses a system for which PROJ has a ballpark transformation only`() throws {
    #expect(throws: ProjectionError(.refused(CRS(epsg: 4001), .ballparkOnly))) {
      try Projector().toWGS84(CRS(epsg: 4001))
    }
  }

  @Test func `leaves WGS 84 as it is`() throws {
    let transformation = try Projector().toWGS84(.wgs84)
    let place = Coordinate(x: 108.7923, y: 15.1205)
    #expect(try transformation.forward(place) == place)
    #expect(try transformation.inverse(place) == place)
    #expect(throws: ProjectionError(.unconvertible(.wgs84, index: 0, count: 1))) {
      try transformation.forward(Coordinate(x: .nan, y: 0))
    }
  }

  /// Codes with a place, longitude and latitude: grids in metres and feet, with north first, and with a grid file.
  @Test(
    arguments: [
      (2154, 2.35, 48.89), (27572, 2.35, 48.89), (32648, 105.8, 21.0), (32649, 109.0, 15.1), (3857, 106.7, 10.8),
      (27700, -1.5, 52.4), (2180, 19.1, 51.9), (31467, 9.2, 48.8), (4171, 2.35, 48.89), (2227, -122.4, 37.8),
      (3149, 108.5, 15.0),
    ] as [(Int32, Double, Double)])
  func `agrees with cs2cs elsewhere`(code: Int32, longitude: Double, latitude: Double) throws {
    let crs = CRS(epsg: code)
    let projector = try Projector()
    let transformation = try projector.toWGS84(crs)
    #expect(!transformation.isPinned)
    let place = try transformation.inverse(Coordinate(x: longitude, y: latitude))
    let text = try Tool.run(
      "cs2cs", ["-f", "%.9f", "EPSG:4326", "EPSG:\(code)"], input: "\(latitude) \(longitude) 0\n")
    let theirs = try #require(Tool.pairs(text).first)
    // cs2cs gives the authority's order of axes, which is north first in some.
    let same = abs(place.x - theirs.0) < 1e-6 && abs(place.y - theirs.1) < 1e-6
    let swapped = abs(place.x - theirs.1) < 1e-6 && abs(place.y - theirs.0) < 1e-6
    let northFirst: Set<Int32> = [2180, 31467, 4171]
    #expect(northFirst.contains(code) ? swapped : same)
    let back = try transformation.forward(place)
    // A datum shift that drops the height is inverted to about a millimetre only.
    #expect(abs(back.x - longitude) < 2e-8 && abs(back.y - latitude) < 2e-8)
  }

  @Test func `describes systems`() throws {
    let projector = try Projector()
    let zone = try projector.describe(CRS(epsg: 9210))
    #expect(zone.name == "VN-2000 / TM-3 105-45")
    #expect(zone.isProjected && zone.isMetric && !zone.isDeprecated && zone.successor == nil)
    #expect(zone.vn2000 == .tm3(centralMeridian: 105.75))
    let area = try #require(zone.areaOfUse)
    #expect(area.contains(Coordinate(x: 106.698, y: 10.7725)))
    let geographic = try projector.describe(CRS(epsg: 4756))
    #expect(geographic.isGeographic && geographic.vn2000 == .geographic && geographic.unitName == "degree")
    #expect(geographic.metresPerUnit == nil)
    let feet = try projector.describe(CRS(epsg: 2227))
    #expect(feet.unitName == "US survey foot" && abs((feet.metresPerUnit ?? 0) - 0.3048006096) < 1e-9)
    #expect(try projector.describe(CRS(epsg: 4147)).name == "Hanoi 1972")
    #expect(try projector.describe(CRS(epsg: 32648)).vn2000 == nil)
  }

  @Test func `tells how far off an operation may be`() throws {
    let projector = try Projector()
    #expect(try projector.toWGS84(CRS(epsg: 9210)).accuracy == 1)
    #expect(try projector.toWGS84(.wgs84).accuracy == 0)
    #expect(try projector.toWGS84(CRS(epsg: 32648)).accuracy == 0)
    // Two operations, 27 and 44 m, each for a part of the country.
    #expect(try projector.toWGS84(CRS(epsg: 3149)).accuracy == nil)
  }

  @Test func `keeps an operation and gives it again`() throws {
    let projector = try Projector()
    #expect(try projector.toWGS84(CRS(epsg: 5898)) === projector.toWGS84(CRS(epsg: 5898)))
    for code in Int32(32601)...32660 { _ = try projector.toWGS84(CRS(epsg: code)) }
    for code in Int32(32701)...32760 { _ = try projector.toWGS84(CRS(epsg: code)) }
    try projector.selfTest()
  }

  @Test func `outlives its projector`() throws {
    func make() throws -> Transformation { try Projector().toWGS84(CRS(epsg: 32648)) }
    let transformation = try make()
    #expect(try transformation.inverse(Coordinate(x: 105, y: 0)).distance(to: Coordinate(x: 500_000, y: 0)) < 1e-6)
  }

  @Test func `works on several threads at once, each with its own`() throws {
    let failures = Failures()
    let threads = (0..<4).map { number in
      Thread {
        do {
          let projector = try Projector()
          try projector.selfTest()
          for zone in VN2000.tm3Zones {
            var positions = [Coordinate](repeating: Coordinate(x: 500_000, y: 2e6), count: 700 + number)
            try projector.toWGS84(zone.crs).forward(&positions)
            try projector.toWGS84(zone.crs).inverse(&positions)
            guard positions[699].distance(to: Coordinate(x: 500_000, y: 2e6)) < 1e-6 else { failures.add(); continue }
          }
          _ = try projector.toWGS84(CRS(epsg: 2154))
          _ = try projector.identify(prj: Samples.lambert93)
        } catch {
          failures.add()
        }
        failures.end()
      }
    }
    for thread in threads { thread.start() }
    for _ in threads { failures.wait() }
    #expect(failures.count == 0)
  }
}

/// Counts what fails on other threads, and lets one wait for their ends.
final class Failures: @unchecked Sendable {
  private let lock = NSLock()
  private let ended = DispatchSemaphore(value: 0)
  private var number = 0

  var count: Int { lock.withLock { number } }
  func add() { lock.withLock { number += 1 } }
  func end() { ended.signal() }
  func wait() { ended.wait() }
}
