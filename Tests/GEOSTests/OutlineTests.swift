import Geo
import Testing

@testable import GEOS

/// What ``Geo/Outline`` measures without cutting, beside what GEOS cuts.
struct OutlineTests {
  /// Whole coordinates close together, so that edges touch, coincide and pass through vertices all the time.
  @Test(arguments: 0..<40)
  func `the shared area is that of GEOS's intersection`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let geos = try GEOSContext()
    // Far from the origin as a grid's coordinates are.
    let offset = seed.isMultiple(of: 2) ? (585_000, 1_672_000) : (0, 0)
    let big = MultiPolygon([
      [Shapes.star(&random, around: offset, radius: 12)],
      [Shapes.star(&random, around: (offset.0 + 300, offset.1), radius: 12)],
    ])
    let outline = Outline(big)
    let cover = try geos.polygons(big)
    for _ in 0..<50 {
      let center = (
        offset.0 + Int.random(in: -60...360, using: &random), offset.1 + Int.random(in: -60...60, using: &random)
      )
      let hole = Shapes.box(Double(center.0), Double(center.1), Double(center.0) + 0.5, Double(center.1) + 0.5)
      let ring = Shapes.star(&random, around: center, radius: 4)
      let small = MultiPolygon([Bool.random(using: &random) ? [ring] : [ring.reversed(), hole]])
      let shared = outline.area(sharedWith: SmallPolygon(small))
      let expected = try cover.intersection(geos.polygons(small)).area
      #expect((shared - expected).magnitude < 1e-6, "seed \(seed), around \(center)")
      switch outline.side(of: small.envelope) {
      case .inside: #expect((expected - small.area).magnitude < 1e-6)
      case .outside: #expect(expected == 0)
      case .rim: break
      }
    }
    let whole = outline.area(sharedWith: SmallPolygon(big))
    #expect((whole - big.area).magnitude < 1e-6)
  }

  @Test(arguments: 0..<20)
  func `a tree is sorted as its boxes are one by one`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let outline = Outline(
      MultiPolygon([[Shapes.star(&random, around: (0, 0), radius: 100)], [Shapes.box(2000, 0, 2100, 700)]]))
    let boxes = (0..<3000).map { _ in
      let (x, y) = (Double.random(in: -900...2300, using: &random), Double.random(in: -900...900, using: &random))
      return Envelope(minX: x, minY: y, maxX: x + Double.random(in: 0...30, using: &random), maxY: y + 20)
    }
    let tree = HilbertTree(boxes)
    var found: [Int: Outline.Side] = [:]
    tree.sort(by: outline.side) { places in
      for place in places { #expect(found.updateValue(.inside, forKey: Int(tree.items[place])) == nil) }
    } rim: { item in
      #expect(found.updateValue(.rim, forKey: item) == nil)
    }
    for (item, box) in boxes.enumerated() {
      let side = outline.side(of: box)
      // The tree's boxes are a little wider, so that some count as the rim.
      #expect((found[item] ?? .outside) == side || found[item] == .rim, "seed \(seed), box \(item)")
    }
  }

  @Test func `a diagonal edge is no rim of what it passes by`() {
    let outline = Outline(MultiPolygon([[Shapes.ring((0, 0), (1000, 0), (0, 1000), (0, 0))]]))
    #expect(outline.side(of: Envelope(minX: 400, minY: 400, maxX: 450, maxY: 450)) == .inside)
    #expect(outline.side(of: Envelope(minX: 600, minY: 600, maxX: 650, maxY: 650)) == .outside)
    #expect(outline.side(of: Envelope(minX: 490, minY: 490, maxX: 520, maxY: 520)) == .rim)
    #expect(outline.side(of: Envelope(minX: -100, minY: -100, maxX: 2000, maxY: 2000)) == .rim)
  }
}
