import Geo

/// Whether a ring is plainly valid, so that GEOS need not be asked: nearly all parcels are.
///
/// The answer `true` is exact, by the exact sign of ``Orientation``: no two edges meet but neighbours at their corner.
/// `false` only says that GEOS must judge.
enum PlainRing {
  /// Longer rings are left to GEOS, whose sweep is quicker than comparing all edges with all.
  private static let maximumCount = 40

  /// Looks at polygons that are one ring.
  static func isPlain(_ polygons: borrowing MultiPolygon) -> Bool {
    polygons.ringEnds.count == 1 && isPlain(polygons.coordinates.span)
  }

  /// Looks at a closed ring.
  static func isPlain(_ ring: Span<Coordinate>) -> Bool {
    let edges = ring.count - 1
    guard edges >= 3, edges <= maximumCount, ring[0] == ring[edges] else { return false }
    for edge in 0..<edges {
      let (start, end) = (ring[edge], ring[edge + 1])
      guard start != end, turns(start, end, ring[edge + 1 == edges ? 1 : edge + 2]) else { return false }
      var other = edge + 2
      // The last edge is the first one's neighbour.
      let last = edge == 0 ? edges - 1 : edges
      while other < last {
        guard areApart(start, end, ring[other], ring[other + 1]) else { return false }
        other += 1
      }
    }
    return true
  }

  /// Whether the way from one corner over the next to the third does not turn back upon itself.
  private static func turns(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Bool {
    if Orientation(a, b, c) != .collinear { return true }
    return (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) > 0
  }

  /// Whether two edges have no position in common, as far as that is seen at once.
  private static func areApart(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) -> Bool {
    if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) { return true }
    if max(a.y, b.y) < min(c.y, d.y) || max(c.y, d.y) < min(a.y, b.y) { return true }
    let first = Orientation(a, b, c)
    if first != .collinear, first == Orientation(a, b, d) { return true }
    let second = Orientation(c, d, a)
    return second != .collinear && second == Orientation(c, d, b)
  }
}
