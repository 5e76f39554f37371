import Geo

/// Shapes that tests are made with.
enum Shapes {
  /// A closed square ring, counter-clockwise from its lower left corner.
  static func square(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] {
    [
      Coordinate(x: x, y: y), Coordinate(x: x + side, y: y), Coordinate(x: x + side, y: y + side),
      Coordinate(x: x, y: y + side), Coordinate(x: x, y: y),
    ]
  }

  /// A closed ring around a centre that does not cross itself, on a grid of 2^-10, at the magnitude of a TM-3 grid.
  static func star(
    vertices: Int, radius: Double, center: Coordinate, _ generator: inout SeededGenerator
  ) -> [Coordinate] {
    let angles = (0..<vertices).map { _ in Double.random(in: 0..<1, using: &generator) }.sorted()
    var ring = angles.map { turn in
      let distance = radius * Double.random(in: 0.3...1, using: &generator)
      let (x, y) = direction(turn)
      return Coordinate(x: snapped(center.x + distance * x), y: snapped(center.y + distance * y))
    }
    ring.append(ring[0])
    return ring
  }

  /// A point of a diamond around the origin, by the share of the whole turn; no trigonometry is needed for a star.
  private static func direction(_ turn: Double) -> (Double, Double) {
    let quarter = turn * 4
    switch quarter {
    case ..<1: return (1 - quarter, quarter)
    case ..<2: return (1 - quarter, 2 - quarter)
    case ..<3: return (quarter - 3, 2 - quarter)
    default: return (quarter - 3, quarter - 4)
    }
  }

  /// The nearest multiple of 2^-10.
  static func snapped(_ value: Double) -> Double { (value * 1024).rounded() / 1024 }

  /// Where a position lies by the even-odd rule, computed in whole numbers of 2^-10.
  static func naiveLocation(_ point: Coordinate, _ rings: [[Coordinate]]) -> PointLocation {
    func whole(_ coordinate: Coordinate) -> (x: Int128, y: Int128) {
      (Int128(coordinate.x * 1024), Int128(coordinate.y * 1024))
    }
    let p = whole(point)
    var isInside = false
    for ring in rings {
      for index in ring.indices {
        let a = whole(ring[index])
        let b = whole(ring[(index + 1) % ring.count])
        let cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
        let isInBox = min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
        if cross == 0 && isInBox { return .boundary }
        if (a.y > p.y) != (b.y > p.y), (cross > 0) == (b.y > a.y) { isInside.toggle() }
      }
    }
    return isInside ? .inside : .outside
  }
}
