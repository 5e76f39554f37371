import Geo
import Testing

@testable import Projection

@Suite struct `VN-2000 transformation` {
  @Test func `passes its own test`() throws { try Projector().selfTest() }

  @Test func `agrees with the six vectors within a millimetre, both ways`() throws {
    let projector = try Projector()
    let rows = try Tool.table("vectors.tsv")
    #expect(rows.count == 6)
    for row in rows {
      let latitude = try #require(Double(row[1]))
      let longitude = try #require(Double(row[2]))
      let crs = try #require(CRS(row[3]))
      let grid = Coordinate(x: try #require(Double(row[6])), y: try #require(Double(row[5])))
      let transformation = try projector.toWGS84(crs)
      #expect(transformation.isPinned)
      #expect(try transformation.inverse(Coordinate(x: longitude, y: latitude)).distance(to: grid) < 0.001)
      let wgs84 = try transformation.forward(grid)
      #expect(wgs84.distance(to: Coordinate(x: longitude, y: latitude)) * 111_320 < 0.001)
    }
  }

  @Test func `has built in the vectors of the table`() throws {
    let rows = try Tool.table("vectors.tsv")
    for (row, vector) in zip(rows, Projector.testVectors) {
      #expect(CRS(row[3]) == vector.crs)
      #expect(Double(row[1]) == vector.wgs84.y && Double(row[2]) == vector.wgs84.x)
      #expect(Double(row[5]) == vector.grid.y && Double(row[6]) == vector.grid.x)
    }
    #expect(rows.count == Projector.testVectors.count)
  }

  @Test(arguments: VN2000.all) func `agrees with cct and the pinned pipeline`(crs: CRS) throws {
    let seed = UInt64(crs.code)
    var random = Seeded(state: seed)
    let isGeographic = crs == VN2000.geographic
    var positions = (0..<60).map { _ in
      isGeographic
        ? Coordinate(x: .random(in: 102...110, using: &random), y: .random(in: 8...24, using: &random))
        : Coordinate(
          x: .random(in: 250_000...750_000, using: &random), y: .random(in: 900_000...2_600_000, using: &random))
    }
    let kind = try #require(VN2000.kind(of: crs))
    // Written out here by hand, so that a mistake in the program's own text would be seen.
    let start =
      switch kind {
      case .geographic: "+step +proj=unitconvert +xy_in=deg +xy_out=rad"
      case .utm48: "+step +inv +proj=tmerc +lat_0=0 +lon_0=105 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84"
      case .utm49: "+step +inv +proj=tmerc +lat_0=0 +lon_0=111 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84"
      case .tm3(let meridian):
        "+step +inv +proj=tmerc +lat_0=0 +lon_0=\(meridian) +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84"
      }
    let pipeline =
      "+proj=pipeline \(start) +step +proj=push +v_3 +step +proj=cart +ellps=WGS84 +step +proj=helmert "
      + "+x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 "
      + "+s=0.252906278 +convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
      + "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
    let input = positions.map { "\($0.x) \($0.y) 0 0" }.joined(separator: "\n") + "\n"
    let expected = Tool.pairs(
      try Tool.run("cct", ["-d", "12"] + pipeline.split(separator: " ").map(String.init), input: input))
    #expect(expected.count == positions.count)
    let originals = positions
    let transformation = try Projector().toWGS84(crs)
    try transformation.forward(&positions)
    for (mine, theirs) in zip(positions, expected) {
      #expect(abs(mine.x - theirs.0) < 1e-11 && abs(mine.y - theirs.1) < 1e-11, "seed \(seed)")
    }
    try transformation.inverse(&positions)
    let nanometre = isGeographic ? 1e-14 : 1e-9
    for (mine, original) in zip(positions, originals) {
      #expect(mine.distance(to: original) < 20 * nanometre, "seed \(seed), off by \(mine.distance(to: original))")
    }
  }

  @Test func `inverts exactly, where the plain inverse of PROJ is off by up to a millimetre and more`() throws {
    let (projector, seed) = (try Projector(), UInt64(20_070_227))
    var random = Seeded(state: seed)
    for zone in VN2000.tm3Zones {
      let transformation = try projector.toWGS84(zone.crs)
      for _ in 0..<50 {
        let place = Coordinate(
          x: .random(in: 102.2...109.5, using: &random), y: .random(in: 8.4...23.3, using: &random))
        let back = try transformation.forward(try transformation.inverse(place))
        #expect(back.distance(to: place) * 111_320 < 1e-7, "seed \(seed), \(zone.crs)")
      }
    }
  }

  @Test func `does not use the operation that PROJ chooses in the south`() throws {
    let benThanh = Coordinate(x: 106.698, y: 10.7725)
    let grid = try Projector().toWGS84(CRS(epsg: 9210)).inverse(benThanh)
    #expect(grid.distance(to: Coordinate(x: 603_481.588, y: 1_191_454.611)) < 0.001)
    #expect(grid.distance(to: Coordinate(x: 603_480.7904, y: 1_191_454.5656)) > 0.79)
    let wrongSigns = try Tool.run(
      "cs2cs",
      [
        "-f", "%.6f", "EPSG:4326", "+to", "+proj=tmerc", "+lat_0=0", "+lon_0=105.75", "+k=0.9999", "+x_0=500000",
        "+ellps=WGS84",
        "+towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278",
      ], input: "10.7725 106.698 0\n")
    let wrong = try #require(Tool.pairs(wrongSigns).first)
    #expect(grid.distance(to: Coordinate(x: wrong.0, y: wrong.1)) > 0.5)
  }

  @Test func `reads the withdrawn twins as their successors`() throws {
    let projector = try Projector()
    for (twin, successor) in [(6956, 5896), (6957, 5897), (6958, 5898), (6959, 5899)] as [(Int32, Int32)] {
      let position = Coordinate(x: 512_345.678, y: 1_672_422.425)
      let (one, other) = (try projector.toWGS84(CRS(epsg: twin)), try projector.toWGS84(CRS(epsg: successor)))
      #expect(try one.forward(position) == other.forward(position))
      #expect(one.crs == CRS(epsg: twin))
      let description = try projector.describe(CRS(epsg: twin))
      #expect(description.isDeprecated && description.successor == CRS(epsg: successor))
      #expect(description.vn2000 == VN2000.kind(of: CRS(epsg: successor)))
    }
  }

  @Test func `reports the first position that cannot be converted, and converts the others`() throws {
    let transformation = try Projector().toWGS84(CRS(epsg: 5898))
    let good = Coordinate(x: 584_963.145, y: 1_672_422.425)
    var positions = [Coordinate](repeating: good, count: 1500)
    positions[3].x = .nan
    positions[700].y = .infinity
    positions[1200] = Coordinate(x: 1e30, y: 1e30)
    var again = positions
    #expect(throws: ProjectionError(.unconvertible(CRS(epsg: 5898), index: 3, count: 3))) {
      try transformation.forward(&positions)
    }
    let expected = try transformation.forward(good)
    for (index, position) in positions.enumerated() {
      #expect(
        [3, 700, 1200].contains(index) ? position.x == .infinity && position.y == .infinity : position == expected)
    }
    again[1200] = Coordinate(x: 400, y: 95)
    #expect(throws: ProjectionError.self) { try transformation.inverse(&again) }
    #expect(try transformation.forward(good) == expected)
    #expect(throws: ProjectionError(.unconvertible(CRS(epsg: 5898), index: 0, count: 1))) {
      try transformation.forward(Coordinate(x: .nan, y: 0))
    }
    var none: [Coordinate] = []
    try transformation.forward(&none)
    try transformation.inverse(&none)
  }

  @Test func `gives one position and a buffer the same`() throws {
    let (projector, seed) = (try Projector(), UInt64(7))
    var random = Seeded(state: seed)
    for crs in VN2000.all where crs != VN2000.geographic {
      let transformation = try projector.toWGS84(crs)
      let positions = (0..<1100).map { _ in
        Coordinate(x: .random(in: 300_000...700_000, using: &random), y: .random(in: 9e5...2.6e6, using: &random))
      }
      var buffer = positions
      try transformation.forward(&buffer)
      #expect(buffer[1023] == (try transformation.forward(positions[1023])), "seed \(seed)")
      let forward = buffer
      try transformation.inverse(&buffer)
      #expect(buffer[1023] == (try transformation.inverse(forward[1023])), "seed \(seed)")
    }
  }
}
