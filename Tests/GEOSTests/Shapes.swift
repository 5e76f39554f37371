import Geo

/// Shapes and naive answers that the tests compare GEOS with.
enum Shapes {
  static func ring(_ pairs: (Double, Double)...) -> [Coordinate] {
    pairs.map { Coordinate(x: $0.0, y: $0.1) }
  }

  static func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> [Coordinate] {
    ring((minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY), (minX, minY))
  }

  static func box(_ envelope: Envelope) -> MultiPolygon {
    MultiPolygon([[box(envelope.minX, envelope.minY, envelope.maxX, envelope.maxY)]])
  }

  /// A box of 10 × 10 with a hole of 4 × 4, and a second box of 5 × 5 away from it.
  static let twoWithHole = MultiPolygon([
    [box(0, 0, 10, 10), ring((3, 3), (3, 7), (7, 7), (7, 3), (3, 3))], [box(20, 0, 25, 5)],
  ])

  static let bowTie = MultiPolygon([[ring((0, 0), (10, 10), (10, 0), (0, 10), (0, 0))]])

  /// A star-shaped polygon with whole coordinates, so that exact answers can be computed.
  static func star(_ random: inout some RandomNumberGenerator, around center: (Int, Int), radius: Int) -> [Coordinate] {
    // Directions in the order of their angles; one vertex at most on each keeps the ring simple.
    let directions = [
      (8, 1), (5, 3), (4, 5), (1, 6), (-2, 7), (-5, 4), (-7, 1), (-6, -3), (-3, -5), (-1, -7), (3, -6), (6, -4),
      (7, -1),
    ]
    var ring = directions.map { direction -> Coordinate in
      let scale = Int.random(in: 1...radius, using: &random)
      return Coordinate(x: Double(center.0 + direction.0 * scale), y: Double(center.1 + direction.1 * scale))
    }
    ring.append(ring[0])
    return ring
  }

  /// Where a whole position lies with regard to a ring of whole positions, in exact arithmetic.
  static func side(of position: (Int, Int), in ring: [Coordinate]) -> Int {
    var isInside = false
    for (from, to) in zip(ring, ring.dropFirst()) {
      let (ax, ay) = (Int(from.x) - position.0, Int(from.y) - position.1)
      let (bx, by) = (Int(to.x) - position.0, Int(to.y) - position.1)
      let cross = ax * by - ay * bx
      if cross == 0 && ax * bx <= 0 && ay * by <= 0 { return 0 }
      if (ay > 0) != (by > 0) && (cross > 0) == (by > ay) { isInside.toggle() }
    }
    return isInside ? 1 : -1
  }

  static func area(_ ring: [Coordinate]) -> Double {
    var double = 0.0
    let origin = ring[0]
    for (from, to) in zip(ring, ring.dropFirst()) {
      double += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y)
    }
    return abs(double) / 2
  }

  static func distance(from position: Coordinate, to ring: [Coordinate]) -> Double {
    var shortest = Double.infinity
    for (from, to) in zip(ring, ring.dropFirst()) {
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let share = ((position.x - from.x) * dx + (position.y - from.y) * dy) / (dx * dx + dy * dy)
      let near = min(max(share, 0), 1)
      shortest = min(shortest, position.distance(to: Coordinate(x: from.x + near * dx, y: from.y + near * dy)))
    }
    return shortest
  }
}

/// A small generator of numbers (SplitMix64), so that a failure can be repeated from its seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
