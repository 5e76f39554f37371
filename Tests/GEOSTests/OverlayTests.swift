import GEOS
import Geo
import Testing

@Suite struct `Overlays and repairs` {
  private let context: GEOSContext

  init() throws { context = try GEOSContext() }

  @Test func `boxes overlay as arithmetic says`() throws {
    for seed in UInt64(0)..<100 {
      var random = Seeded(state: seed)
      func box() -> Envelope {
        let (x, y) = (Double(Int.random(in: 0...50, using: &random)), Double(Int.random(in: 0...50, using: &random)))
        return Envelope(
          minX: x, minY: y, maxX: x + Double(Int.random(in: 1...30, using: &random)),
          maxY: y + Double(Int.random(in: 1...30, using: &random)))
      }
      func area(_ box: Envelope) -> Double { box.isEmpty ? 0 : (box.maxX - box.minX) * (box.maxY - box.minY) }
      let (one, other) = (box(), box())
      let shared = Envelope(
        minX: max(one.minX, other.minX), minY: max(one.minY, other.minY), maxX: min(one.maxX, other.maxX),
        maxY: min(one.maxY, other.maxY))
      let a = try context.rectangle(one)
      let b = try context.rectangle(other)
      #expect(try a.intersection(b).area == area(shared), "seed \(seed)")
      #expect(try a.union(b).area == area(one) + area(other) - area(shared), "seed \(seed)")
      #expect(try a.difference(b).area == area(one) - area(shared), "seed \(seed)")
      #expect(try a.clipped(to: other).area == area(shared), "seed \(seed)")
    }
  }

  @Test func `clipping agrees with intersecting`() throws {
    for seed in UInt64(0)..<60 {
      var random = Seeded(state: seed)
      let geometry = try context.polygons(MultiPolygon([[Shapes.star(&random, around: (0, 0), radius: 6)]]))
      let box = Envelope(
        minX: .random(in: -30...0, using: &random), minY: .random(in: -30...0, using: &random),
        maxX: .random(in: 1...30, using: &random), maxY: .random(in: 1...30, using: &random))
      let expected = try geometry.intersection(try context.rectangle(box)).area
      #expect(try abs(geometry.clipped(to: box).area - expected) < 1e-9, "seed \(seed)")
    }
    let geometry = try context.polygons(Shapes.twoWithHole)
    #expect(throws: GEOSError.self) { _ = try geometry.clipped(to: .empty) }
    #expect(throws: GEOSError.self) {
      _ = try geometry.clipped(to: Envelope(minX: .nan, minY: 0, maxX: 1, maxY: 1))
    }
    #expect(try geometry.clipped(to: Envelope(minX: 50, minY: 50, maxX: 60, maxY: 60)).isEmpty)
  }

  @Test func `an invalid polygon is told with its reason and place`() throws {
    let geometry = try context.polygons(Shapes.bowTie)
    #expect(try geometry.validity == .invalid(reason: "Self-intersection", at: Coordinate(x: 5, y: 5)))
    #expect(try context.polygons(Shapes.twoWithHole).validity == .valid)
    let outside = MultiPolygon([[Shapes.box(0, 0, 5, 5), Shapes.box(8, 8, 9, 9)]])
    guard case .invalid(let reason, let place) = try context.polygons(outside).validity else {
      Issue.record("a hole outside its shell was taken as valid")
      return
    }
    #expect(reason == "Hole lies outside shell" && place != nil)
  }

  @Test func `a bow tie is repaired into its two lobes`() throws {
    let geometry = try context.polygons(Shapes.bowTie)
    let repaired = try geometry.makeValid()
    #expect(try repaired.validity.isValid && repaired.area == 50 && repaired.partCount == 2)
    #expect(try geometry.makeValid(.structure).validity.isValid)
    let whole = try context.polygons(Shapes.twoWithHole)
    #expect(try whole.makeValid().equals(whole) && whole.makeValid(.structure).equals(whole))
    let spike = MultiPolygon([[Shapes.ring((0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10), (0, 0))]])
    let withLine = try context.polygons(spike).makeValid()
    #expect(try withLine.kind == .collection && withLine.polygons().polygonCount == 1)
    #expect(try context.polygons(spike).makeValid(.structure).kind == .polygon)
  }

  @Test func `shared edges come out as lines`() throws {
    let one = try context.rectangle(Envelope(minX: 0, minY: 0, maxX: 10, maxY: 10))
    let other = try context.rectangle(Envelope(minX: 10, minY: 2, maxX: 20, maxY: 6))
    let edge = try one.intersection(other)
    #expect(try edge.dimension == 1 && edge.length == 4)
    #expect(try edge.polygons().isEmpty)
  }

  @Test func `points inside are inside`() throws {
    for seed in UInt64(0)..<60 {
      var random = Seeded(state: seed)
      let ring = Shapes.star(&random, around: (1000, 1000), radius: 9)
      let geometry = try context.polygons(MultiPolygon([[ring]]))
      let inside = try #require(try geometry.pointOnSurface())
      #expect(try geometry.location(of: inside) == .inside, "seed \(seed)")
      let circle = try geometry.maximumInscribedCircle(tolerance: 0.001)
      #expect(try geometry.location(of: circle.center) == .inside, "seed \(seed)")
      #expect(abs(Shapes.distance(from: circle.center, to: ring) - circle.radius) < 1e-9, "seed \(seed)")
      // No point of a coarse net lies deeper.
      for x in stride(from: 930.0, through: 1070, by: 7) {
        for y in stride(from: 930.0, through: 1070, by: 7)
        where Shapes.side(of: (Int(x), Int(y)), in: ring) == 1 {
          #expect(Shapes.distance(from: Coordinate(x: x, y: y), to: ring) <= circle.radius + 0.001, "seed \(seed)")
        }
      }
    }
    let triangle = try context.polygons(MultiPolygon([[Shapes.ring((0, 0), (6, 0), (0, 6), (0, 0))]]))
    #expect(try triangle.centroid() == Coordinate(x: 2, y: 2))
  }

  @Test func `an inscribed circle that would take too long is refused`() throws {
    let sliver = try context.polygons(MultiPolygon([[Shapes.box(0, 0, 1000, 1e-4)]]))
    #expect(throws: GEOSError.self) { _ = try sliver.maximumInscribedCircle(tolerance: 0.001) }
    let flat = try context.polygons(MultiPolygon([[Shapes.ring((0, 0), (10, 0), (5, 0), (0, 0))]]))
    #expect(throws: GEOSError.self) { _ = try flat.maximumInscribedCircle(tolerance: 0.001) }
    let box = try context.rectangle(Envelope(minX: 0, minY: 0, maxX: 100, maxY: 100))
    for tolerance in [0, -1, .nan, .infinity, 1e-9] {
      #expect(throws: GEOSError.self) { _ = try box.maximumInscribedCircle(tolerance: tolerance) }
    }
  }

  @Test func `the rest of the workshop works`() throws {
    let geometry = try context.polygons(Shapes.twoWithHole)
    #expect(try geometry.boundary().length == geometry.length)
    #expect(try geometry.buffered(by: -2).area == 1)
    #expect(try geometry.buffered(by: 0).equals(geometry))
    #expect(throws: GEOSError.self) { _ = try geometry.buffered(by: .nan) }
    let dense = MultiPolygon([[Shapes.ring((0, 0), (5, 0.001), (10, 0), (10, 10), (0, 10), (0, 0))]])
    #expect(try context.polygons(dense).simplified(tolerance: 0.01).positionCount == 5)
    #expect(throws: GEOSError.self) { _ = try geometry.simplified(tolerance: -1) }
    let halves = MultiPolygon([[Shapes.box(0, 0, 5, 10)], [Shapes.box(5, 0, 10, 10)]])
    #expect(try context.polygons(halves).unaryUnion().kind == .polygon)
    #expect(try geometry.copy().equals(geometry))
  }

  @Test func `overlays of random invalid polygons answer or throw, and never crash`() throws {
    for seed in UInt64(0)..<150 {
      var random = Seeded(state: seed)
      func mess() -> MultiPolygon {
        var ring = (0..<Int.random(in: 3...12, using: &random)).map { _ in
          Coordinate(x: .random(in: 0...10, using: &random), y: .random(in: 0...10, using: &random))
        }
        ring.append(ring[0])
        return MultiPolygon([[ring]])
      }
      let one = try context.polygons(mess())
      let other = try context.polygons(mess())
      _ = try? one.intersection(other).polygons()
      _ = try? one.union(other).polygons()
      _ = try? one.relate(other)
      _ = try? one.validity
      #expect(try one.makeValid().validity.isValid, "seed \(seed)")
      #expect(try one.makeValid(.structure).validity.isValid, "seed \(seed)")
    }
  }
}
