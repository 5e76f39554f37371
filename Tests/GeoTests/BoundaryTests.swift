import Geo
import Testing

struct BoundaryTests {
  private func ring(_ pairs: (Double, Double)...) -> [Coordinate] { pairs.map { Coordinate(x: $0.0, y: $0.1) } }

  @Test func `a simple ring meets itself nowhere`() {
    #expect(RingCrossing.all(in: ring((0, 0), (10, 0), (10, 10), (0, 10)), limit: 9).isEmpty)
    #expect(RingCrossing.all(in: ring((0, 0), (5, 0), (10, 0), (10, 10)), limit: 9).isEmpty)
    #expect(RingCrossing.all(in: ring((0, 0), (1, 1)), limit: 9).isEmpty)
  }

  @Test func `crossings, touches and spikes are told apart`() {
    let bowTie = RingCrossing.all(in: ring((0, 0), (10, 10), (10, 0), (0, 10)), limit: 9)
    #expect(bowTie.count == 1 && bowTie[0].edges == (0, 2) && bowTie[0].isProper)
    #expect(bowTie.first?.place == Coordinate(x: 5, y: 5))
    let touch = RingCrossing.all(in: ring((0, 0), (10, 0), (10, 10), (5, 0), (0, 10)), limit: 9)
    #expect(!touch.isEmpty && touch.allSatisfy { !$0.isProper && $0.place == Coordinate(x: 5, y: 0) })
    let spike = RingCrossing.all(in: ring((0, 0), (10, 0), (20, 0), (10, 0), (10, 10)), limit: 9)
    #expect(spike.contains { $0.edges == (1, 2) && !$0.isProper })
  }

  @Test(arguments: 0..<30)
  func `the crossings are those of comparing every pair of edges`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let ring = (0..<24).map { _ in
      Coordinate(x: Double(Int.random(in: 0...30, using: &random)), y: Double(Int.random(in: 0...30, using: &random)))
    }
    guard zip(ring, ring.dropFirst() + ring.prefix(1)).allSatisfy({ $0 != $1 }) else { return }
    let found = RingCrossing.all(in: ring, limit: 1000).filter(\.isProper).map { [$0.edges.0, $0.edges.1] }
    var expected: [[Int]] = []
    for first in ring.indices {
      for second in ring.indices where second > first {
        let (a, b) = (ring[first], ring[(first + 1) % ring.count])
        let (c, d) = (ring[second], ring[(second + 1) % ring.count])
        func side(_ p: Coordinate, _ q: Coordinate, _ r: Coordinate) -> Double {
          ((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)).sign(zero: 0)
        }
        let (one, two, three, four) = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b))
        if one * two < 0, three * four < 0 { expected.append([first, second]) }
      }
    }
    #expect(found == expected, "seed \(seed)")
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> MultiPolygon {
    MultiPolygon([[ring((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))]])
  }

  @Test func `boundaries share what runs along both, wherever their vertices stand`() {
    let own = box(0, 0, 20, 20)
    func shared(_ other: MultiPolygon) -> (Double, Double) {
      let shared = SharedBoundary(of: SharedBoundary.Ground(own), with: other, tolerance: 0.01)
      #expect(SharedBoundary(of: .init(own), with: other, tolerance: 0.01, reach: 6) == shared)
      return ((shared.length * 1000).rounded() / 1000, (shared.distance * 1000).rounded() / 1000)
    }
    #expect(shared(box(20, 0, 20, 20)) == (20, 0))
    #expect(shared(box(20, 5, 20, 40)) == (15, 0))
    #expect(shared(box(20.005, -10, 20, 40)) == (20, 0.005))
    #expect(shared(box(20, 20, 5, 5)) == (0, 0))
    #expect(shared(box(23, 24, 5, 5)) == (0, 5))
    #expect(shared(box(20.5, 0, 5, 20)) == (0, 0.5))
    // Two short edges along a long one count once each.
    let steps = MultiPolygon([[ring((20, 0), (20, 10), (20, 20), (30, 20), (30, 0), (20, 0))]])
    #expect(shared(steps) == (20, 0))
    // A boundary that leaves at a sharp angle is shared only as long as it is close.
    let wedge = MultiPolygon([[ring((20, 0), (20.02, 20), (40, 20), (40, 0), (20, 0))]])
    #expect(shared(wedge) == (10, 0))
  }
}

extension Double {
  /// -1, 0 or 1.
  fileprivate func sign(zero: Double) -> Double { self > 0 ? 1 : self < 0 ? -1 : zero }
}
