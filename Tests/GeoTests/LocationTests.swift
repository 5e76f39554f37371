import Geo
import Testing

@Suite struct LocationTests {
  @Test func `a square knows inside, boundary and outside`() {
    let square = MultiPolygon([[Shapes.square(0, 0, 2)]])
    for (x, y, expected) in [
      (1.0, 1.0, PointLocation.inside), (0, 0, .boundary), (2, 2, .boundary), (2, 0, .boundary), (0, 2, .boundary),
      (1, 0, .boundary), (1, 2, .boundary), (0, 1, .boundary), (2, 1, .boundary), (-1, 0, .outside), (3, 0, .outside),
      (3, 2, .outside), (-1, 1, .outside), (1, 3, .outside), (1, -1, .outside), (.nan, 1, .outside),
    ] {
      #expect(square.locate(Coordinate(x: x, y: y)) == expected, "\(x), \(y)")
    }
    #expect(square.covers(Coordinate(x: 0, y: 0)))
  }

  @Test func `a hole is outside, its edge boundary, an island in it inside`() {
    let polygons = MultiPolygon([
      [Shapes.square(0, 0, 10), Shapes.square(2, 2, 6)], [Shapes.square(4, 4, 2)],
    ])
    #expect(polygons.locate(Coordinate(x: 1, y: 1)) == .inside)
    #expect(polygons.locate(Coordinate(x: 3, y: 3)) == .outside)
    #expect(polygons.locate(Coordinate(x: 2, y: 5)) == .boundary)
    #expect(polygons.locate(Coordinate(x: 5, y: 5)) == .inside)
    #expect(polygons.locate(Coordinate(x: 4, y: 4)) == .boundary)
    #expect(MultiPolygon().locate(Coordinate(x: 0, y: 0)) == .outside)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `agrees with whole numbers on any rings`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let center = Coordinate(x: 584_963, y: 1_672_422)
      var rings = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        Shapes.star(vertices: Int.random(in: 3...20, using: &generator), radius: 8, center: center, &generator)
      }
      // A ring of level and upright edges, crossing itself at will.
      rings.append((0..<8).map { _ in gridPoint(center, 4, &generator) })
      let polygon = MultiPolygon([rings])
      for _ in 0..<120 {
        let point = testPoint(rings, center, &generator)
        let expected = Shapes.naiveLocation(point, rings)
        guard polygon.locate(point) == expected else {
          Issue.record("seed \(seed): \(point) in \(rings) should be \(expected)")
          return
        }
      }
    }
  }

  private func gridPoint(_ center: Coordinate, _ reach: Int, _ generator: inout SeededGenerator) -> Coordinate {
    Coordinate(
      x: center.x + Double(Int.random(in: -reach...reach, using: &generator)),
      y: center.y + Double(Int.random(in: -reach...reach, using: &generator)))
  }

  /// A vertex, the middle of an edge, a point level with a vertex, or anything near.
  private func testPoint(
    _ rings: [[Coordinate]], _ center: Coordinate, _ generator: inout SeededGenerator
  ) -> Coordinate {
    let ring = rings[Int.random(in: 0..<rings.count, using: &generator)]
    let index = Int.random(in: 0..<ring.count, using: &generator)
    let (a, b) = (ring[index], ring[(index + 1) % ring.count])
    switch Int.random(in: 0...4, using: &generator) {
    case 0: return a
    case 1: return Coordinate(x: Shapes.snapped((a.x + b.x) / 2), y: Shapes.snapped((a.y + b.y) / 2))
    case 2: return Coordinate(x: Shapes.snapped(center.x + Double.random(in: -9...9, using: &generator)), y: a.y)
    case 3: return gridPoint(center, 9, &generator)
    default:
      return Coordinate(
        x: Shapes.snapped(center.x + Double.random(in: -9...9, using: &generator)),
        y: Shapes.snapped(center.y + Double.random(in: -9...9, using: &generator)))
    }
  }

  @Test func `works on a part of a large store without copying it`() {
    var coordinates: [Coordinate] = []
    var ringEnds: [Int32] = []
    for parcel in 0..<100 {
      coordinates.append(contentsOf: Shapes.square(Double(parcel) * 10, 0, 8))
      ringEnds.append(Int32(coordinates.count))
      coordinates.append(contentsOf: Shapes.square(Double(parcel) * 10 + 2, 2, 4))
      ringEnds.append(Int32(coordinates.count))
    }
    for parcel in 0..<100 {
      let rings = parcel * 2..<parcel * 2 + 2
      let point = Coordinate(x: Double(parcel) * 10 + 1, y: 1)
      #expect(RingGeometry.locate(point, in: coordinates.span, ringEnds: ringEnds.span, rings: rings) == .inside)
      let inHole = Coordinate(x: Double(parcel) * 10 + 4, y: 4)
      #expect(RingGeometry.locate(inHole, in: coordinates.span, ringEnds: ringEnds.span, rings: rings) == .outside)
      let nearest = RingGeometry.boundaryPoint(
        nearestTo: point, in: coordinates.span, ringEnds: ringEnds.span, rings: rings)
      #expect(nearest?.distance == 1)
      #expect(nearest.map { $0.segment >= parcel * 10 && $0.segment < parcel * 10 + 10 } == true)
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64]) func `the nearest boundary point is the nearest of all segments`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let center = Coordinate(x: 584_963.153, y: 1_672_422.431)
    for _ in 0..<200 {
      let ring = Shapes.star(vertices: 9, radius: 20, center: center, &generator)
      let polygon = MultiPolygon([[ring]])
      let point = Coordinate(
        x: center.x + Double.random(in: -30...30, using: &generator),
        y: center.y + Double.random(in: -30...30, using: &generator))
      guard let found = polygon.distanceToBoundary(from: point) else {
        Issue.record("seed \(seed): nothing found")
        return
      }
      // Naively: the least distance to many points of every segment bounds it from above.
      var sampled = Double.infinity
      for (a, b) in zip(ring, ring.dropFirst()) {
        for step in 0...400 {
          let share = Double(step) / 400
          let sample = Coordinate(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
          sampled = min(sampled, sample.distance(to: point))
        }
      }
      #expect(found.distance <= sampled + 1e-9 && found.distance >= sampled - 0.08, "seed \(seed)")
      #expect(abs(found.coordinate.distance(to: point) - found.distance) < 1e-6, "seed \(seed)")
      let (a, b) = (ring[found.segment], ring[found.segment + 1])
      let detour = a.distance(to: found.coordinate) + found.coordinate.distance(to: b) - a.distance(to: b)
      #expect(abs(detour) < 1e-6, "seed \(seed): the point lies on its segment")
    }
  }

  @Test func `an unclosed ring is read as closed`() {
    let open = Array(Shapes.square(0, 0, 4).dropLast())
    let polygon = MultiPolygon([[open]])
    #expect(polygon.locate(Coordinate(x: 0, y: 2)) == .boundary)
    #expect(polygon.locate(Coordinate(x: 1, y: 2)) == .inside)
    #expect(polygon.distanceToBoundary(from: Coordinate(x: -1, y: 2))?.segment == 3)
    #expect(polygon.signedArea(ofRing: 0) == 16)
    #expect(RingGeometry.length(open.span) == 16)
  }

  @Test(arguments: [21, 22, 23] as [UInt64]) func `a point inside is inside`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let center = Coordinate(x: 584_963, y: 1_672_422)
      let shell = Shapes.star(
        vertices: Int.random(in: 3...30, using: &generator), radius: 50, center: center, &generator)
      let hole = Shapes.star(vertices: 5, radius: 5, center: center, &generator)
      let polygon = MultiPolygon([[shell, hole]])
      guard let point = polygon.pointInside else {
        // Only a shape without area has none.
        #expect(polygon.area.magnitude < 1e-3, "seed \(seed)")
        continue
      }
      #expect(polygon.locate(point) == .inside, "seed \(seed)")
    }
  }

  @Test func `a sliver and a comb have a point inside, a line has none`() {
    let sliver = MultiPolygon([
      [
        [
          Coordinate(x: 500_000, y: 1_600_000), Coordinate(x: 500_100, y: 1_600_000.001),
          Coordinate(x: 500_200, y: 1_600_000), Coordinate(x: 500_000, y: 1_600_000),
        ]
      ]
    ])
    #expect(sliver.pointInside.map { sliver.locate($0) } == .inside)
    let line = MultiPolygon([
      [[Coordinate(x: 0, y: 0), Coordinate(x: 5, y: 5), Coordinate(x: 9, y: 9), Coordinate(x: 0, y: 0)]]
    ])
    #expect(line.pointInside == nil)
    #expect(MultiPolygon().pointInside == nil)
    let flat = MultiPolygon([[[Coordinate(x: 0, y: 0), Coordinate(x: 5, y: 0), Coordinate(x: 0, y: 0)]]])
    #expect(flat.pointInside == nil)
  }
}
