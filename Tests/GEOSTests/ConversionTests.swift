import GEOS
import Geo
import Testing

@Suite struct `Conversion of polygons` {
  private let context: GEOSContext

  init() throws { context = try GEOSContext() }

  @Test func `gives back what was given, bit for bit`() throws {
    #expect(try context.polygons(Shapes.twoWithHole).polygons() == Shapes.twoWithHole)
    for seed in UInt64(0)..<200 {
      var random = Seeded(state: seed)
      let polygons = MultiPolygon(
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
          (0..<Int.random(in: 1...3, using: &random)).map { _ in
            var ring = (0..<Int.random(in: 3...40, using: &random)).map { _ in
              Coordinate(x: .random(in: -1e6...1e6, using: &random), y: .random(in: -1e6...1e6, using: &random))
            }
            ring.append(ring[0])
            return ring
          }
        })
      let geometry = try context.polygons(polygons)
      #expect(geometry.kind == (polygons.polygonCount == 1 ? .polygon : .polygons), "seed \(seed)")
      #expect(geometry.positionCount == polygons.coordinates.count, "seed \(seed)")
      #expect(try geometry.polygons() == polygons, "seed \(seed)")
      // The holes are random here and lie anywhere; the box is that of the shells.
      let shells = polygons.polygonEnds.indices.flatMap { polygons.ring(polygons.rings(ofPolygon: $0).lowerBound) }
      #expect(try geometry.envelope == Envelope(shells), "seed \(seed)")
      for index in polygons.polygonEnds.indices {
        let one = try context.polygon(index, of: polygons).polygons()
        #expect(one.ringEnds.count == polygons.rings(ofPolygon: index).count, "seed \(seed)")
        #expect(one.ring(0) == Array(polygons.ring(polygons.rings(ofPolygon: index).lowerBound))[...], "seed \(seed)")
      }
    }
  }

  @Test func `makes nothing of nothing`() throws {
    let geometry = try context.polygons(MultiPolygon())
    #expect(geometry.isEmpty && geometry.dimension == nil && geometry.partCount == 0)
    #expect(try geometry.polygons() == MultiPolygon())
    #expect(try geometry.envelope == .empty)
    #expect(try geometry.centroid() == nil && geometry.pointOnSurface() == nil)
    #expect(try geometry.area == 0)
    #expect(throws: GEOSError.self) { _ = try geometry.boundaryDistance(from: Coordinate(x: 0, y: 0)) }
    #expect(throws: GEOSError.self) { _ = try geometry.maximumInscribedCircle(tolerance: 0.1) }
  }

  @Test func `refuses rings that are none, and says which`() throws {
    let good = Shapes.box(0, 0, 1, 1)
    func refusal(_ ring: [Coordinate]) -> GEOSError? {
      #expect(throws: GEOSError.self) { _ = try context.polygons(MultiPolygon([[good], [good, ring]])) }
    }
    #expect(refusal(Shapes.ring((0, 0), (1, 0), (1, 1), (0, 1)))?.problem == .ring(ring: 2, .unclosed))
    #expect(refusal(Shapes.ring((0, 0), (1, 0), (0, 0)))?.problem == .ring(ring: 2, .tooShort(count: 3)))
    #expect(refusal([])?.problem == .ring(ring: 2, .tooShort(count: 0)))
    #expect(refusal(Shapes.ring((0, 0), (1, .nan), (1, 1), (0, 0)))?.problem == .notFinite(index: 11))
    #expect(refusal(Shapes.ring((0, 0), (1, 0), (.infinity, 1), (0, 0)))?.problem == .notFinite(index: 12))
    let closed = Shapes.ring((0, 0), (0, 0), (0, 0), (0, 0))
    #expect(try !context.polygons(MultiPolygon([[closed]])).validity.isValid)
  }

  @Test func `refuses a flat form that contradicts itself`() throws {
    let ring = Shapes.box(0, 0, 1, 1)
    for polygons in [
      MultiPolygon(coordinates: ring, ringEnds: [6], polygonEnds: [1]),
      MultiPolygon(coordinates: ring + ring, ringEnds: [5, 4], polygonEnds: [2]),
      MultiPolygon(coordinates: ring, ringEnds: [5], polygonEnds: [2]),
      MultiPolygon(coordinates: ring, ringEnds: [5], polygonEnds: [0]),
      MultiPolygon(coordinates: ring, ringEnds: [5], polygonEnds: [1, 1]),
      MultiPolygon(coordinates: ring, ringEnds: [-5], polygonEnds: [1]),
    ] {
      let error = #expect(throws: GEOSError.self) { _ = try context.polygons(polygons) }
      guard case .malformed = error?.problem else {
        Issue.record("not told as malformed: \(polygons)")
        continue
      }
    }
  }

  @Test func `refuses points, lines and boxes that are none`() throws {
    #expect(throws: GEOSError(.point, .notFinite(index: 0))) { _ = try context.point(Coordinate(x: .nan, y: 0)) }
    #expect(throws: GEOSError(.line, .notFinite(index: 1))) {
      _ = try context.line(Shapes.ring((0, 0), (.infinity, 1)))
    }
    #expect(throws: GEOSError.self) { _ = try context.line(Shapes.ring((0, 0))) }
    #expect(throws: GEOSError.self) { _ = try context.rectangle(.empty) }
    #expect(throws: GEOSError.self) {
      _ = try context.rectangle(Envelope(minX: 0, minY: 0, maxX: .infinity, maxY: 1))
    }
    #expect(try context.rectangle(Envelope(minX: 1, minY: 2, maxX: 4, maxY: 4)).area == 6)
  }

  @Test func `reads points, lines and mixtures`() throws {
    let point = try context.point(Coordinate(x: 1.5, y: -2))
    #expect(point.position == Coordinate(x: 1.5, y: -2) && point.kind == .point && point.dimension == 0)
    let line = try context.line(Shapes.ring((0, 0), (3, 4)))
    #expect(try line.length == 5)
    #expect(try line.lines() == [Shapes.ring((0, 0), (3, 4))])
    #expect(line.position == nil)
    let mixed = try context.geometry(
      wellKnownText:
        "GEOMETRYCOLLECTION(POINT(9 9), LINESTRING(0 0, 1 1), POLYGON((0 0, 4 0, 4 4, 0 0)), POLYGON EMPTY)")
    #expect(mixed.kind == .collection && mixed.partCount == 4 && mixed.dimension == 2)
    #expect(try mixed.polygons() == MultiPolygon([[Shapes.ring((0, 0), (4, 0), (4, 4), (0, 0))]]))
    #expect(try mixed.lines().count == 2)
    #expect(try mixed.positions().count == 7)
  }

  @Test func `drops the third dimension`() throws {
    let geometry = try context.geometry(wellKnownText: "POLYGON Z((0 0 5, 4 0 6, 4 4 7, 0 0 5))")
    #expect(try geometry.polygons() == MultiPolygon([[Shapes.ring((0, 0), (4, 0), (4, 4), (0, 0))]]))
  }

  @Test func `turns an exception of GEOS into an error with its message`() throws {
    let error = #expect(throws: GEOSError.self) { _ = try context.geometry(wellKnownText: "POLYGON((0 0, oops") }
    #expect(error?.operation == .wellKnownText)
    guard case .exception(let message) = error?.problem else {
      Issue.record("no message")
      return
    }
    #expect(message.contains("ParseException"))
    // The message of one failure is not told again with the next.
    let other = #expect(throws: GEOSError.self) { _ = try context.geometry(wellKnownText: "POINT(1") }
    #expect(other != error)
  }

  @Test func `keeps its context alive`() throws {
    func make() throws -> Geometry { try GEOSContext().polygons(Shapes.twoWithHole) }
    let geometry = try make()
    #expect(try geometry.area == 109)
    let prepared = try PreparedGeometry(try make())
    #expect(try prepared.contains(Coordinate(x: 1, y: 1)))
  }

  @Test func `writes well-known text that reads back the same`() throws {
    let position = Coordinate(x: 584_963.1451234567, y: 1_672_422.4250000001)
    let text = try context.point(position).wellKnownText()
    #expect(try context.geometry(wellKnownText: text).position == position)
  }
}
