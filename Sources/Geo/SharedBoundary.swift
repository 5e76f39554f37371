/// What the boundaries of two polygons have in common, in one plane.
public struct SharedBoundary: Hashable, Sendable {
  /// The length of the stretches of the first boundary along which the second runs.
  public var length = 0.0
  /// The shortest distance between the two boundaries.
  public var distance = Double.infinity

  /// A boundary made ready to be measured with many others.
  public struct Ground: Sendable {
    fileprivate let edges: [(Coordinate, Coordinate)]
    fileprivate let tree: HilbertTree

    /// Takes the boundary of polygons.
    public init(_ polygons: MultiPolygon) {
      edges = SharedBoundary.edges(of: polygons)
      tree = HilbertTree(
        edges.map { from, to in
          Envelope(
            minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x), maxY: max(from.y, to.y))
        })
    }
  }

  /// Measures two boundaries.
  ///
  /// Vertices need not stand opposite each other: a long edge may have several short ones along it.
  /// - Parameters:
  ///   - ground: The boundary along which is measured.
  ///   - second: The other polygons.
  ///   - tolerance: Up to this distance two edges count as one; stretches of less than five times that do not count.
  ///   - reach: A greater distance than this need not be right.
  public init(of ground: Ground, with second: MultiPolygon, tolerance: Double, reach: Double = .infinity) {
    let others = Self.edges(of: second)
    var near: [Int] = []
    if reach < .infinity {
      near = ground.tree.items(in: second.envelope.expanded(by: max(tolerance, reach)))
    } else {
      near = Array(ground.edges.indices)
    }
    for place in near {
      let (a, b) = ground.edges[place]
      let span = a.distance(to: b)
      guard span > 0 else { continue }
      let (ux, uy) = ((b.x - a.x) / span, (b.y - a.y) / span)
      var stretches: [(from: Double, to: Double)] = []
      for (c, d) in others {
        // In the frame of the edge: along it, and away from it.
        let (c1, c2) = ((c.x - a.x) * ux + (c.y - a.y) * uy, (c.y - a.y) * ux - (c.x - a.x) * uy)
        let (d1, d2) = ((d.x - a.x) * ux + (d.y - a.y) * uy, (d.y - a.y) * ux - (d.x - a.x) * uy)
        distance = min(distance, Self.distance(c1, c2, span), Self.distance(d1, d2, span))
        if let near = Self.distance(from: a, to: c, d) { distance = min(distance, near) }
        if let near = Self.distance(from: b, to: c, d) { distance = min(distance, near) }
        guard min(c2, d2) <= tolerance, max(c2, d2) >= -tolerance, max(c1, d1) > 0, min(c1, d1) < span else { continue }
        var (from, to) = (min(c1, d1), max(c1, d1))
        if c2 != d2 {
          // Where along the edge the other one is as close as the tolerance.
          let slope = (d1 - c1) / (d2 - c2)
          let (one, two) = (c1 + (-tolerance - c2) * slope, c1 + (tolerance - c2) * slope)
          (from, to) = (max(from, min(one, two)), min(to, max(one, two)))
        }
        (from, to) = (max(0, from), min(span, to))
        if to - from >= min(5 * tolerance, span / 2) { stretches.append((from, to)) }
      }
      length += Self.union(&stretches)
    }
  }

  fileprivate static func edges(of polygons: MultiPolygon) -> [(Coordinate, Coordinate)] {
    polygons.ringEnds.indices.flatMap { ring in
      zip(polygons.ring(ring), polygons.ring(ring).dropFirst()).map { ($0, $1) }
    }
  }

  /// How far a position in the frame of an edge is from that edge.
  private static func distance(_ along: Double, _ away: Double, _ span: Double) -> Double {
    let beyond = along < 0 ? -along : max(0, along - span)
    return (beyond * beyond + away * away).squareRoot()
  }

  private static func distance(from place: Coordinate, to c: Coordinate, _ d: Coordinate) -> Double? {
    let (dx, dy) = (d.x - c.x, d.y - c.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return nil }
    let share = max(0, min(1, ((place.x - c.x) * dx + (place.y - c.y) * dy) / square))
    return place.distance(to: Coordinate(x: c.x + share * dx, y: c.y + share * dy))
  }

  /// The length that stretches cover together.
  private static func union(_ stretches: inout [(from: Double, to: Double)]) -> Double {
    guard stretches.count > 1 else { return stretches.first.map { $0.to - $0.from } ?? 0 }
    stretches.sort { $0.from < $1.from }
    var (sum, end) = (0.0, -Double.infinity)
    for stretch in stretches where stretch.to > end {
      sum += stretch.to - max(stretch.from, end)
      end = stretch.to
    }
    return sum
  }
}
