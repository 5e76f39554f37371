import Geo
import Testing

@Suite struct OrientationTests {
  @Test func `left is counter-clockwise`() {
    let (a, b) = (Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 0))
    #expect(Orientation(a, b, Coordinate(x: 0, y: 1)) == .counterclockwise)
    #expect(Orientation(a, b, Coordinate(x: 0, y: -1)) == .clockwise)
    #expect(Orientation(a, b, Coordinate(x: 5, y: 0)) == .collinear)
    #expect(Orientation(a, a, b) == .collinear)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `agrees with whole numbers next to the line`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Coordinates of up to 2^40 units: doubles hold them at every scale, and 128 bits their products.
    let scale = [0x1p-10, 0x1p-20, 1, 0x1p30][Int(seed) % 4]
    for _ in 0..<20_000 {
      let a = point(&generator)
      let step = (
        x: Int.random(in: -1000...1000, using: &generator), y: Int.random(in: -1000...1000, using: &generator)
      )
      let (m, n) = (
        Int.random(in: -9_000...9_000, using: &generator), Int.random(in: -9_000...9_000, using: &generator)
      )
      let b = (x: a.x + m * step.x, y: a.y + m * step.y)
      let c = (
        x: a.x + n * step.x + Int.random(in: -1...1, using: &generator),
        y: a.y + n * step.y + Int.random(in: -1...1, using: &generator)
      )
      let cross = Int128(a.x - c.x) * Int128(b.y - c.y) - Int128(a.y - c.y) * Int128(b.x - c.x)
      let expected: Orientation = cross > 0 ? .counterclockwise : cross < 0 ? .clockwise : .collinear
      let (p, q, r) = (scaled(a, scale), scaled(b, scale), scaled(c, scale))
      let isRight =
        Orientation(p, q, r) == expected && Orientation(q, p, r).rawValue == -expected.rawValue
        && Orientation(r, p, q) == expected
      guard isRight else {
        Issue.record("seed \(seed): \(p) \(q) \(r) should be \(expected)")
        return
      }
    }
  }

  private func point(_ generator: inout SeededGenerator) -> (x: Int, y: Int) {
    (Int.random(in: -(1 << 40)...1 << 40, using: &generator), Int.random(in: -(1 << 40)...1 << 40, using: &generator))
  }

  private func scaled(_ point: (x: Int, y: Int), _ scale: Double) -> Coordinate {
    Coordinate(x: Double(point.x) * scale, y: Double(point.y) * scale)
  }

  @Test func `decides where differences are not exact`() {
    // The classic grid of neighbouring doubles around a line through (12, 12) and (24, 24).
    let (b, c) = (Coordinate(x: 12, y: 12), Coordinate(x: 24, y: 24))
    for i in 0..<64 {
      for j in 0..<64 {
        let a = Coordinate(x: 0.5 + Double(i) * 0x1p-53, y: 0.5 + Double(j) * 0x1p-53)
        let expected: Orientation = a.x == a.y ? .collinear : a.x < a.y ? .counterclockwise : .clockwise
        guard Orientation(b, c, a) == expected, Orientation(a, b, c) == expected else {
          Issue.record("\(i), \(j) should be \(expected)")
          return
        }
      }
    }
  }
}
