import GEOS
import Geo
import Testing

@testable import Import

/// The quick look at a ring never calls valid what GEOS does not.
struct PlainRingTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `agrees with GEOS on random rings`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let geos = try GEOSContext()
    for _ in 0..<300 {
      // Few places, so that corners meet edges and each other.
      let count = Int.random(in: 3...9, using: &random)
      let size = Double(Int.random(in: 2...6, using: &random))
      var ring = (0..<count).map { _ in
        Coordinate(
          x: Double.random(in: 0...size, using: &random).rounded(),
          y: Double.random(in: 0...size, using: &random).rounded())
      }
      ring.append(ring[0])
      let polygons = MultiPolygon([[ring]])
      guard PlainRing.isPlain(polygons) else { continue }
      #expect(try geos.polygons(polygons).validity.isValid, "seed \(seed): \(ring)")
    }
  }

  @Test func `knows ordinary parcels by itself`() {
    var random = Seeded(state: 7)
    for _ in 0..<200 {
      let star = Shapes.star(around: Coordinate(x: 584_000, y: 1_672_000), using: &random)
      #expect(PlainRing.isPlain(MultiPolygon([[star]])) || star.count < 6, "\(star)")
    }
    let bowTie = Shapes.ring([(0, 0), (10, 10), (10, 0), (0, 10), (0, 0)])
    #expect(!PlainRing.isPlain(MultiPolygon([[bowTie]])))
  }
}
