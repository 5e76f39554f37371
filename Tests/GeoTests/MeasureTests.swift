import Geo
import Testing

@Suite struct MeasureTests {
  @Test func `area and winding of a square`() {
    let square = MultiPolygon([[Shapes.square(3, 4, 2)]])
    #expect(square.signedArea(ofRing: 0) == 4)
    #expect(MultiPolygon([[Shapes.square(3, 4, 2).reversed()]]).signedArea(ofRing: 0) == -4)
    #expect(square.perimeter == 8)
    #expect(square.segmentLengths(ofRing: 0) == [2, 2, 2, 2])
    #expect(square.centroid == Coordinate(x: 4, y: 5))
  }

  @Test func `holes count against their shell whatever their winding`() {
    let shell = Shapes.square(0, 0, 10)
    let hole = Shapes.square(4, 4, 2)
    for rings in [
      [shell, hole], [shell, hole.reversed()], [shell.reversed(), hole], [shell.reversed(), hole.reversed()],
    ] {
      let polygon = MultiPolygon([rings, [Shapes.square(20, 0, 1)]])
      #expect(polygon.area == 97)
      #expect(polygon.area(ofPolygon: 0) == 96)
      #expect(polygon.perimeter == 52)
    }
    let ring = MultiPolygon([[Shapes.square(0, 0, 10), Shapes.square(0, 0, 5)]])
    let center = ring.centroid
    #expect(abs((center?.x ?? 0) - (500.0 - 62.5) / 75) < 1e-12)
  }

  @Test func `a small parcel far from the origin keeps its square centimetres`() {
    // 5 m by 20 m, turned, at the coordinates of Quảng Ngãi in TM-3.
    let (c, s) = (0.8, 0.6)
    let corners = [(0.0, 0.0), (20, 0), (20, 5), (0, 5), (0, 0)].map { u, v in
      Coordinate(x: 584_963.153 + c * u - s * v, y: 1_672_422.431 + s * u + c * v)
    }
    let parcel = MultiPolygon([[corners]])
    #expect(abs(parcel.area - 100) < 1e-7)
    #expect(abs(parcel.perimeter - 50) < 1e-8)
  }

  @Test func `the centroid of nothing is nothing and of a line its middle`() {
    #expect(MultiPolygon().centroid == nil)
    let line = MultiPolygon([
      [[Coordinate(x: 0, y: 0), Coordinate(x: 2, y: 2), Coordinate(x: 4, y: 4), Coordinate(x: 2, y: 2)]]
    ])
    #expect(line.centroid == Coordinate(x: 2, y: 2))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `densifying keeps positions, bounds segments and is the same both ways`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let ring = Shapes.star(
        vertices: 12, radius: 3000, center: Coordinate(x: 584_963, y: 1_672_422), &generator)
      let polygon = MultiPolygon([[ring]])
      let dense = polygon.densified(maximumSegment: 200)
      #expect(dense.segmentLengths(ofRing: 0).allSatisfy { $0 <= 200 + 1e-6 }, "seed \(seed)")
      var rest = dense.coordinates[...]
      for coordinate in ring {
        let index = rest.firstIndex(of: coordinate)
        #expect(index != nil, "seed \(seed)")
        rest = rest[(index ?? rest.startIndex)...]
      }
      #expect(abs(dense.area - polygon.area) < 1e-3)
      let reversed = MultiPolygon([[ring.reversed()]]).densified(maximumSegment: 200)
      #expect(reversed.coordinates == dense.coordinates.reversed(), "seed \(seed)")
    }
  }

  @Test func `densifying leaves short segments alone`() {
    let square = MultiPolygon([[Shapes.square(0, 0, 200), Shapes.square(50, 50, 10)], [Shapes.square(900, 0, 1)]])
    #expect(square.densified(maximumSegment: 200) == square)
    #expect(square.densified(maximumSegment: 100).segmentLengths(ofRing: 0) == Array(repeating: 100, count: 8))
    #expect(square.densified(maximumSegment: 100).polygonEnds == square.polygonEnds)
    var broken = square
    broken.coordinates[1].x = .infinity
    #expect(broken.densified(maximumSegment: 200).coordinates.count == square.coordinates.count)
  }

  @Test func `envelopes contain and meet`() {
    let box = Envelope(minX: 0, minY: 0, maxX: 2, maxY: 2)
    #expect(box.contains(Envelope(minX: 0, minY: 1, maxX: 2, maxY: 2)))
    #expect(!box.contains(Envelope(minX: 0, minY: 1, maxX: 3, maxY: 2)))
    #expect(
      box.intersection(Envelope(minX: 1, minY: 1, maxX: 3, maxY: 3)) == Envelope(minX: 1, minY: 1, maxX: 2, maxY: 2))
    #expect(box.intersection(Envelope(minX: 3, minY: 3, maxX: 4, maxY: 4)).isEmpty)
  }
}
