import GEOS
import Geo
import Testing

@Suite struct `Relations` {
  private let context: GEOSContext

  init() throws { context = try GEOSContext() }

  @Test func `locate whole positions as exact arithmetic does`() throws {
    for seed in UInt64(0)..<60 {
      var random = Seeded(state: seed)
      // As far out as the coordinates of a grid, where rounding would show.
      let center = (585_000, 1_672_000)
      let ring = Shapes.star(&random, around: center, radius: 6)
      let geometry = try context.polygons(MultiPolygon([[ring]]))
      let prepared = try PreparedGeometry(try geometry.copy())
      for _ in 0..<60 {
        let x = center.0 + Int.random(in: -40...40, using: &random)
        let y = center.1 + Int.random(in: -40...40, using: &random)
        let position = Coordinate(x: Double(x), y: Double(y))
        let expected: Location =
          switch Shapes.side(of: (x, y), in: ring) {
          case 1: .inside
          case 0: .boundary
          default: .outside
          }
        #expect(try geometry.location(of: position) == expected, "seed \(seed) at \(position)")
        #expect(try prepared.location(of: position) == expected, "seed \(seed) at \(position)")
        #expect(try geometry.contains(position) == (expected == .inside), "seed \(seed)")
        #expect(try geometry.covers(position) == (expected != .outside), "seed \(seed)")
        let point = try context.point(position)
        #expect(try geometry.contains(point) == (expected == .inside), "seed \(seed)")
        #expect(try geometry.covers(point) == (expected != .outside), "seed \(seed)")
        #expect(try prepared.covers(position) == (expected != .outside), "seed \(seed)")
        let distance = Shapes.distance(from: position, to: ring)
        #expect(try abs(geometry.boundaryDistance(from: position) - distance) < 1e-9, "seed \(seed)")
        #expect(
          try abs(geometry.distance(from: position) - (expected == .outside ? distance : 0)) < 1e-9, "seed \(seed)")
        #expect(try abs(prepared.distance(to: point) - (expected == .outside ? distance : 0)) < 1e-9, "seed \(seed)")
      }
      #expect(try abs(geometry.area - Shapes.area(ring)) < 1e-6, "seed \(seed)")
    }
  }

  @Test func `know holes and several polygons`() throws {
    let geometry = try context.polygons(Shapes.twoWithHole)
    #expect(try geometry.location(of: Coordinate(x: 5, y: 5)) == .outside)
    #expect(try geometry.location(of: Coordinate(x: 3, y: 5)) == .boundary)
    #expect(try geometry.location(of: Coordinate(x: 1, y: 1)) == .inside)
    #expect(try geometry.location(of: Coordinate(x: 22, y: 1)) == .inside)
    #expect(try geometry.boundaryDistance(from: Coordinate(x: 5, y: 5)) == 2)
    #expect(try geometry.boundaryDistance(from: Coordinate(x: 2, y: 5)) == 1)
    #expect(try geometry.boundaryDistance(from: Coordinate(x: 27, y: 2)) == 2)
    #expect(try geometry.distance(from: Coordinate(x: 5, y: 5)) == 2)
    #expect(try geometry.length == 40 + 16 + 20)
  }

  @Test func `tell how two boxes lie to each other`() throws {
    let box = try context.polygons(Shapes.box(Envelope(minX: 0, minY: 0, maxX: 10, maxY: 10)))
    let inner = try context.polygons(Shapes.box(Envelope(minX: 2, minY: 2, maxX: 4, maxY: 4)))
    let rim = try context.polygons(Shapes.box(Envelope(minX: 0, minY: 2, maxX: 4, maxY: 4)))
    let beside = try context.polygons(Shapes.box(Envelope(minX: 10, minY: 0, maxX: 20, maxY: 10)))
    let across = try context.polygons(Shapes.box(Envelope(minX: 5, minY: 5, maxX: 15, maxY: 15)))
    let away = try context.polygons(Shapes.box(Envelope(minX: 13, minY: 14, maxX: 15, maxY: 15)))
    let prepared = try PreparedGeometry(try box.copy())
    #expect(try box.contains(inner) && prepared.contains(inner) && prepared.containsProperly(inner))
    #expect(try box.contains(rim) && prepared.contains(rim) && !prepared.containsProperly(rim))
    #expect(try box.covers(rim) && prepared.covers(rim) && !rim.covers(box))
    #expect(try box.touches(beside) && prepared.touches(beside) && !box.overlaps(beside) && box.intersects(beside))
    #expect(try box.overlaps(across) && !box.touches(across) && prepared.intersects(across))
    #expect(try !box.intersects(away) && !prepared.intersects(away) && box.distance(to: away) == 5)
    #expect(try box.relate(beside) == "FF2F11212" && box.relate(across) == "212101212")
    #expect(try box.relate(inner, fits: "T*****FF*") && !box.relate(beside, fits: "T********"))
    #expect(throws: GEOSError.self) { _ = try box.relate(inner, fits: "nonsense") }
    let turned = try context.polygons(
      MultiPolygon([[Shapes.ring((10, 10), (0, 10), (0, 5), (0, 0), (10, 0), (10, 10))]]))
    #expect(try box.equals(turned) && !box.equals(inner))
    #expect(try box.hausdorffDistance(to: across) == 50.squareRoot())
    #expect(try box.hausdorffDistance(to: turned) == 0)
  }

  @Test func `refuse positions that are not finite`() throws {
    let geometry = try context.polygons(Shapes.twoWithHole)
    #expect(throws: GEOSError(.point, .notFinite(index: 0))) {
      _ = try geometry.location(of: Coordinate(x: .nan, y: 0))
    }
    #expect(throws: GEOSError.self) { _ = try geometry.boundaryDistance(from: Coordinate(x: .infinity, y: 0)) }
    let point = try context.point(Coordinate(x: 0, y: 0))
    #expect(throws: GEOSError.self) { _ = try point.boundaryDistance(from: Coordinate(x: 0, y: 0)) }
  }
}
