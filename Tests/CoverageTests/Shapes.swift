import Geo

/// A closed square ring, counter-clockwise from its south-western corner.
func square(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] { box(x, y, x + side, y + side) }

/// A closed rectangular ring, counter-clockwise from its south-western corner.
func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> [Coordinate] {
  ring([(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY)])
}

/// A closed ring through some corners.
func ring(_ corners: [(Double, Double)]) -> [Coordinate] {
  (corners + corners.prefix(1)).map { Coordinate(x: $0.0, y: $0.1) }
}

/// A small generator of numbers that are the same for the same seed.
struct Seeded {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func integer(below bound: Int) -> Int { Int(next() >> 33) % bound }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / 9_007_199_254_740_992
  }
}
