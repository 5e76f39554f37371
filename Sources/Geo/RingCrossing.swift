/// A place where a ring meets itself elsewhere than at the ends of neighbouring edges.
public struct RingCrossing: Hashable, Sendable {
  /// The edges that meet, each by the index of the position at which it begins; the first is the smaller one.
  public let edges: (Int, Int)
  /// Where they meet; a place on both when they share a stretch.
  public let place: Coordinate
  /// Whether they cross properly, each passing to the other side.
  public let isProper: Bool

  /// Compares all of it.
  public static func == (left: RingCrossing, right: RingCrossing) -> Bool {
    left.edges == right.edges && left.place == right.place && left.isProper == right.isProper
  }

  /// Feeds all of it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(edges.0)
    hasher.combine(edges.1)
  }

  /// Where a ring meets itself, in the order of its edges, decided exactly.
  ///
  /// - Parameters:
  ///   - ring: Its positions without the closing one, no two in succession alike.
  ///   - limit: After so many the search ends.
  /// - Returns: The places, none for a simple ring.
  public static func all(in ring: [Coordinate], limit: Int) -> [RingCrossing] {
    guard ring.count >= 3 else { return [] }
    func edge(_ index: Int) -> (Coordinate, Coordinate) { (ring[index], ring[(index + 1) % ring.count]) }
    let tree = HilbertTree(
      ring.indices.map { index in
        let (from, to) = edge(index)
        return Envelope(
          minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x), maxY: max(from.y, to.y))
      })
    var found: [RingCrossing] = []
    for first in ring.indices where found.count < limit {
      let (a, b) = edge(first)
      var others: [Int] = []
      tree.search(Envelope(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))) {
        if $0 > first { others.append($0) }
        return true
      }
      for second in others.sorted() where found.count < limit {
        let (c, d) = edge(second)
        if let (place, isProper) = meeting(a, b, c, d, isNext: b == c || d == a) {
          found.append(RingCrossing(edges: (first, second), place: place, isProper: isProper))
        }
      }
    }
    return found
  }

  private init(edges: (Int, Int), place: Coordinate, isProper: Bool) {
    self.edges = edges
    self.place = place
    self.isProper = isProper
  }

  private static func meeting(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate, isNext: Bool
  ) -> (Coordinate, Bool)? {
    let (atC, atD) = (Orientation(a, b, c), Orientation(a, b, d))
    if isNext {
      // Neighbours share an end; they meet elsewhere only when one runs back over the other.
      guard atC == .collinear, atD == .collinear else { return nil }
      let (pivot, one, other) = b == c ? (b, a, d) : (a, b, c)
      let along = (one.x - pivot.x) * (other.x - pivot.x) + (one.y - pivot.y) * (other.y - pivot.y)
      return along > 0 ? (pivot, false) : nil
    }
    let (atA, atB) = (Orientation(c, d, a), Orientation(c, d, b))
    if atC != .collinear, atD != .collinear, atA != .collinear, atB != .collinear {
      guard atC != atD, atA != atB else { return nil }
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let (ex, ey) = (d.x - c.x, d.y - c.y)
      let share = ((c.x - a.x) * ey - (c.y - a.y) * ex) / (dx * ey - dy * ex)
      return (Coordinate(x: a.x + share * dx, y: a.y + share * dy), true)
    }
    for (side, place, from, to) in [(atC, c, a, b), (atD, d, a, b), (atA, a, c, d), (atB, b, c, d)]
    where side == .collinear {
      let isBetween =
        min(from.x, to.x) <= place.x && place.x <= max(from.x, to.x) && min(from.y, to.y) <= place.y
        && place.y <= max(from.y, to.y)
      if isBetween { return (place, false) }
    }
    return nil
  }
}
