/// Where a position lies relative to a ring, a polygon or several.
@frozen
public enum PointLocation: Hashable, Sendable {
  /// In the interior.
  case inside
  /// Exactly on an edge or a vertex.
  case boundary
  /// In neither.
  case outside
}

/// The point of a boundary that is nearest to a position.
@frozen
public struct BoundaryPoint: Hashable, Sendable {
  /// How far away it is, in the unit of the plane.
  public var distance: Double
  /// The index, in the coordinates that were searched, of the position at which its segment begins.
  public var segment: Int
  /// The point itself.
  public var coordinate: Coordinate

  /// Makes a nearest point.
  @inlinable
  public init(distance: Double, segment: Int, coordinate: Coordinate) {
    self.distance = distance
    self.segment = segment
    self.coordinate = coordinate
  }
}

/// Measures and exact tests of single rings and of polygons in flat storage, without copying any coordinate.
///
/// A ring is a span of positions; it may repeat its first position at the end or not, both are read as closed.
/// Several rings lie in one span of coordinates, with the index after the last position of each in `ringEnds`, as in
/// ``MultiPolygon``; `rings` says which of them are meant. So a part of a large store is used where it is.
public enum RingGeometry {
  /// The area of a ring, positive when it runs counter-clockwise (x to the right, y upwards).
  ///
  /// The sum is taken relative to the first position, which keeps the precision of small rings far from the origin.
  @inlinable
  public static func signedArea(_ ring: Span<Coordinate>) -> Double {
    guard ring.count >= 3 else { return 0 }
    let origin = ring[0]
    var twice = 0.0
    var (px, py) = (0.0, 0.0)
    for index in 1..<ring.count {
      let (x, y) = (ring[index].x - origin.x, ring[index].y - origin.y)
      twice += px * y - py * x
      (px, py) = (x, y)
    }
    return twice / 2
  }

  /// The length of a ring.
  @inlinable
  public static func length(_ ring: Span<Coordinate>) -> Double {
    guard var previous = ring.isEmpty ? nil : ring[ring.count - 1] else { return 0 }
    var sum = 0.0
    for index in ring.indices {
      sum += previous.distance(to: ring[index])
      previous = ring[index]
    }
    return sum
  }

  /// Where a position lies relative to a ring, exactly; the interior is that of the even-odd rule.
  ///
  /// A position that is not finite is outside; the ring is taken to be finite.
  @inlinable
  public static func locate(_ point: Coordinate, in ring: Span<Coordinate>) -> PointLocation {
    guard ring.count > 0, point.isFinite else { return .outside }
    var isInside = false
    var a = ring[ring.count - 1]
    for index in ring.indices {
      let b = ring[index]
      defer { a = b }
      let isAboveA = a.y > point.y
      let isAboveB = b.y > point.y
      if isAboveA == isAboveB {
        // Only an end of the edge or a level edge can touch the position.
        if b.y == point.y {
          if b.x == point.x { return .boundary }
          if a.y == point.y, (a.x < point.x) != (b.x < point.x), a.x != point.x { return .boundary }
        }
        continue
      }
      if a.x < point.x && b.x < point.x { continue }
      if a.x > point.x && b.x > point.x {
        isInside.toggle()
        continue
      }
      switch Orientation(a, b, point) {
      case .collinear: return .boundary
      case .counterclockwise: if isAboveB { isInside.toggle() }
      case .clockwise: if isAboveA { isInside.toggle() }
      }
    }
    return isInside ? .inside : .outside
  }

  /// Where a position lies relative to one polygon: a shell and holes, by the even-odd rule over all its rings.
  @inlinable
  public static func locate<End: BinaryInteger>(
    _ point: Coordinate, in coordinates: Span<Coordinate>, ringEnds: Span<End>, rings: Range<Int>
  ) -> PointLocation {
    var isInside = false
    for ring in rings {
      let positions = (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
      switch locate(point, in: coordinates.extracting(positions)) {
      case .boundary: return .boundary
      case .inside: isInside.toggle()
      case .outside: break
      }
    }
    return isInside ? .inside : .outside
  }

  /// The point of a ring that is nearest to a position; nil for a ring without positions.
  @inlinable
  public static func boundaryPoint(nearestTo point: Coordinate, on ring: Span<Coordinate>) -> BoundaryPoint? {
    guard ring.count > 0 else { return nil }
    var nearest = (squared: Double.infinity, segment: 0, dx: 0.0, dy: 0.0)
    // Relative to the position all magnitudes are small, and so are the rounding errors.
    let last = ring.count - 1
    let isClosed = last > 0 && ring[0] == ring[last]
    let first = isClosed ? ring[0] : ring[last]
    var (ax, ay) = (first.x - point.x, first.y - point.y)
    for index in (isClosed ? 1 : 0)...last {
      let (bx, by) = (ring[index].x - point.x, ring[index].y - point.y)
      let (ex, ey) = (bx - ax, by - ay)
      let squaredLength = ex * ex + ey * ey
      var (x, y) = (ax, ay)
      if squaredLength > 0 {
        let share = -(ax * ex + ay * ey) / squaredLength
        if share >= 1 {
          (x, y) = (bx, by)
        } else if share > 0 {
          (x, y) = (ax + share * ex, ay + share * ey)
        }
      }
      let squared = x * x + y * y
      if squared < nearest.squared {
        nearest = (squared, index == 0 ? last : index - 1, x, y)
      }
      (ax, ay) = (bx, by)
    }
    guard nearest.squared < .infinity else { return nil }
    return BoundaryPoint(
      distance: nearest.squared.squareRoot(), segment: nearest.segment,
      coordinate: Coordinate(x: point.x + nearest.dx, y: point.y + nearest.dy))
  }

  /// The point of several rings that is nearest to a position; nil when they have no positions.
  @inlinable
  public static func boundaryPoint<End: BinaryInteger>(
    nearestTo point: Coordinate, in coordinates: Span<Coordinate>, ringEnds: Span<End>, rings: Range<Int>
  ) -> BoundaryPoint? {
    var nearest: BoundaryPoint?
    for ring in rings {
      let positions = (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
      guard var found = boundaryPoint(nearestTo: point, on: coordinates.extracting(positions)) else { continue }
      found.segment += positions.lowerBound
      if let held = nearest, held.distance <= found.distance { continue }
      nearest = found
    }
    return nearest
  }
}
