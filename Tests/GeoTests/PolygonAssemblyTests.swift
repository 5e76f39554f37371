import Geo
import Testing

@Suite struct PolygonAssemblyTests {
  private func assemble(
    _ rings: [[Coordinate]], winding: PolygonAssembly.Winding = .clockwiseShells
  ) -> PolygonAssembly {
    var ends: [Int] = []
    var coordinates: [Coordinate] = []
    for ring in rings {
      coordinates += ring
      ends.append(coordinates.count)
    }
    return PolygonAssembly.assemble(coordinates: coordinates, ringEnds: ends, winding: winding)
  }

  /// A square wound as a shapefile winds a shell.
  private func shell(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] { Shapes.square(x, y, side).reversed() }
  private func hole(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] { Shapes.square(x, y, side) }

  @Test func `a single ring is passed on`() {
    let assembly = assemble([shell(0, 0, 4)])
    #expect(assembly.multiPolygon == MultiPolygon([[shell(0, 0, 4)]]))
    #expect(assembly.anomalies.isEmpty)
    #expect(assemble([hole(0, 0, 4)]).anomalies.map(\.kind) == [.holeOutsideShell])
    #expect(assemble([hole(0, 0, 4)], winding: .counterclockwiseShells).anomalies.isEmpty)
    #expect(assemble([hole(0, 0, 4)], winding: .unspecified).anomalies.isEmpty)
  }

  @Test func `sorts islands in lakes on islands, in any order`() {
    let rings = [
      shell(0, 0, 100), hole(10, 10, 80), shell(20, 20, 60), hole(30, 30, 10), hole(60, 60, 10), shell(32, 32, 2),
      shell(200, 0, 10),
    ]
    let expected = MultiPolygon([
      [rings[0], rings[1]], [rings[2], rings[3], rings[4]], [rings[5]], [rings[6]],
    ])
    #expect(assemble(rings).multiPolygon == expected)
    #expect(assemble(rings).anomalies.isEmpty)
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<20 {
      let shuffled = rings.shuffled(using: &generator)
      let assembly = assemble(shuffled)
      #expect(assembly.anomalies.isEmpty)
      #expect(assembly.multiPolygon.area == expected.area)
      #expect(assembly.multiPolygon.polygonCount == 4)
    }
  }

  @Test func `winding decides nothing but is told`() {
    let assembly = assemble([shell(0, 0, 10), shell(2, 2, 2), hole(20, 0, 5)])
    #expect(assembly.multiPolygon == MultiPolygon([[shell(0, 0, 10), shell(2, 2, 2)], [hole(20, 0, 5)]]))
    #expect(assembly.anomalies.map(\.ring) == [1, 2])
    #expect(assembly.anomalies.map(\.kind) == [.shellInsideShell(0), .holeOutsideShell])
    #expect(assemble([hole(0, 0, 10), hole(2, 2, 2)], winding: .unspecified).anomalies.isEmpty)
  }

  @Test func `leaves out rings that are none, and tells`() {
    let point = Coordinate(x: 5, y: 5)
    let assembly = assemble([
      [point], [], [Coordinate(x: 0, y: 0), point, Coordinate(x: 0, y: 0)], shell(0, 0, 4),
      [Coordinate(x: 0, y: 0), Coordinate(x: 3, y: 7), Coordinate(x: 6, y: 14), Coordinate(x: 0, y: 0)],
      [Coordinate(x: 0, y: .nan), point, Coordinate(x: 1, y: 1), Coordinate(x: 0, y: .nan)],
      [Coordinate(x: 0, y: .infinity), point, Coordinate(x: 1, y: 1), Coordinate(x: 0, y: .infinity)],
      shell(0, 0, 4),
    ])
    #expect(assembly.multiPolygon == MultiPolygon([[shell(0, 0, 4)]]))
    #expect(
      assembly.anomalies.map(\.kind) == [
        .tooFewPositions, .tooFewPositions, .tooFewPositions, .zeroArea, .notFinite, .notFinite, .duplicate(of: 3),
      ])
    #expect(assemble([[point]]).multiPolygon.isEmpty)
    #expect(assemble([]).multiPolygon.isEmpty)
    #expect(assemble([]).anomalies.isEmpty)
  }

  @Test func `closes an unclosed ring, and tells`() {
    let open = Array(shell(0, 0, 4).dropLast())
    #expect(assemble([open]).multiPolygon == MultiPolygon([[shell(0, 0, 4)]]))
    #expect(assemble([open]).anomalies.map(\.kind) == [.unclosed])
    let both = assemble([shell(0, 0, 10), Array(hole(2, 2, 2).dropLast())])
    #expect(both.multiPolygon == MultiPolygon([[shell(0, 0, 10), hole(2, 2, 2)]]))
    #expect(both.anomalies.map(\.ring) == [1])
    let triangle = Array(shell(0, 0, 4).prefix(3))
    #expect(assemble([triangle]).multiPolygon.coordinates.count == 4)
    #expect(assemble([Array(triangle.prefix(2))]).anomalies.map(\.kind) == [.tooFewPositions])
  }

  @Test func `a hole that touches its shell at each corner lies in it`() {
    let diamond = [(5.0, 0.0), (10, 5), (5, 10), (0, 5), (5, 0)].map { Coordinate(x: $0, y: $1) }
    let assembly = assemble([shell(0, 0, 10), diamond])
    #expect(assembly.multiPolygon == MultiPolygon([[shell(0, 0, 10), diamond]]))
    // A ring that fills a notch has all its corners on the other, and lies outside.
    let notched = [(0.0, 0.0), (0, 10), (5, 5), (10, 10), (10, 0), (0, 0)].map { Coordinate(x: $0, y: $1) }
    let filling = [(0.0, 10.0), (10, 10), (5, 5), (0, 10)].map { Coordinate(x: $0, y: $1) }
    #expect(assemble([notched, filling]).multiPolygon == MultiPolygon([[notched], [filling]]))
  }

  @Test func `neighbours that share an edge stay apart`() {
    let assembly = assemble([shell(0, 0, 10), shell(10, 0, 5), shell(0, 10, 10)])
    #expect(assembly.multiPolygon.polygonCount == 3)
    #expect(assembly.anomalies.isEmpty)
  }

  @Test func `tells of rings that cross`() {
    // The smaller box lies within the greater one's box, but the ring reaches out of the triangle.
    let triangle = [(0.0, 0.0), (0, 20), (20, 0), (0, 0)].map { Coordinate(x: $0, y: $1) }
    let assembly = assemble([triangle, shell(8, 8, 5)])
    #expect(assembly.anomalies.contains { $0.ring == 1 && $0.kind == .crossing(0) })
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `shells and holes are those of the even-odd rule`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      var rings: [[Coordinate]] = []
      nest(Coordinate(x: 580_000, y: 1_670_000), 1024, depth: 4, &rings, &generator)
      rings.shuffle(using: &generator)
      let polygons = assemble(rings, winding: .unspecified).multiPolygon
      #expect(polygons.ringEnds.count == rings.count, "seed \(seed)")
      for _ in 0..<200 {
        let point = Coordinate(
          x: 580_000 + Double(Int.random(in: -10...1034, using: &generator)),
          y: 1_670_000 + Double(Int.random(in: -10...1034, using: &generator)))
        let expected = Shapes.naiveLocation(point, rings)
        guard polygons.locate(point) == expected else {
          Issue.record("seed \(seed): \(point)")
          return
        }
      }
      for polygon in 0..<polygons.polygonCount { #expect(polygons.area(ofPolygon: polygon) > 0, "seed \(seed)") }
    }
  }

  /// Fills a square with a ring and up to four rings within, and so on.
  private func nest(
    _ corner: Coordinate, _ side: Double, depth: Int, _ rings: inout [[Coordinate]], _ generator: inout SeededGenerator
  ) {
    rings.append(Bool.random(using: &generator) ? shell(corner.x, corner.y, side) : hole(corner.x, corner.y, side))
    guard depth > 0 else { return }
    for quadrant in 0..<4 where Bool.random(using: &generator) {
      let inner = Coordinate(
        x: corner.x + side / 16 + Double(quadrant % 2) * side / 2,
        y: corner.y + side / 16 + Double(quadrant / 2) * side / 2)
      nest(inner, side * 3 / 8, depth: depth - 1, &rings, &generator)
    }
  }

  @Test func `ten thousand islands in a lake are sorted at once`() {
    var rings = [shell(-1, -1, 1002), hole(-0.5, -0.5, 1001)]
    for index in 0..<10_000 { rings.append(shell(Double(index % 100) * 10, Double(index / 100) * 10, 8)) }
    let assembly = assemble(rings)
    #expect(assembly.multiPolygon.polygonCount == 10_001)
    #expect(assembly.anomalies.isEmpty)
  }
}
