import Geo

/// A naive, exact examination of rings whose coordinates are whole millimetres.
struct ExactTopology {
  struct Point: Hashable {
    var x: Int64
    var y: Int64
  }

  struct Segment: Hashable {
    var start: Point
    var end: Point
  }

  static func point(_ coordinate: Coordinate) -> Point? {
    let (x, y) = ((coordinate.x * 1000).rounded(), (coordinate.y * 1000).rounded())
    guard x / 1000 == coordinate.x, y / 1000 == coordinate.y else { return nil }
    return Point(x: Int64(x), y: Int64(y))
  }

  /// The sign of the turn from a to b to c.
  static func turn(_ a: Point, _ b: Point, _ c: Point) -> Int64 {
    ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
  }

  /// Whether two segments share a point other than an end of both.
  static func cross(_ one: Segment, _ other: Segment) -> Bool {
    func isOn(_ point: Point, _ segment: Segment) -> Bool {
      point != segment.start && point != segment.end && turn(segment.start, segment.end, point) == 0
        && min(segment.start.x, segment.end.x) <= point.x && point.x <= max(segment.start.x, segment.end.x)
        && min(segment.start.y, segment.end.y) <= point.y && point.y <= max(segment.start.y, segment.end.y)
    }
    if isOn(one.start, other) || isOn(one.end, other) || isOn(other.start, one) || isOn(other.end, one) { return true }
    let (a, b) = (turn(one.start, one.end, other.start), turn(one.start, one.end, other.end))
    let (c, d) = (turn(other.start, other.end, one.start), turn(other.start, other.end, one.end))
    return a * b < 0 && c * d < 0
  }

  /// The segments of a ring.
  static func segments(_ ring: ArraySlice<Coordinate>) -> [Segment]? {
    let points = ring.compactMap(point)
    guard points.count == ring.count, points.count >= 4, points.first == points.last else { return nil }
    return zip(points, points.dropFirst()).map { Segment(start: $0, end: $1) }
  }

  /// Whether any two segments cross; candidates come from a sweep along x.
  static func hasCrossing(_ segments: [Segment]) -> Bool {
    let sorted = segments.sorted { min($0.start.x, $0.end.x) < min($1.start.x, $1.end.x) }
    for (index, one) in sorted.enumerated() {
      let reach = max(one.start.x, one.end.x)
      let (low, high) = (min(one.start.y, one.end.y), max(one.start.y, one.end.y))
      for other in sorted[(index + 1)...] {
        if min(other.start.x, other.end.x) > reach { break }
        if max(other.start.y, other.end.y) < low || min(other.start.y, other.end.y) > high { continue }
        if cross(one, other) { return true }
      }
    }
    return false
  }

  /// Whether a ring passes no point twice.
  static func isSimple(_ ring: ArraySlice<Coordinate>) -> Bool {
    guard let segments = segments(ring) else { return false }
    return Set(segments.map(\.start)).count == segments.count && !hasCrossing(segments)
  }

  /// Twice the area, positive for a clockwise ring.
  static func doubledArea(_ ring: ArraySlice<Coordinate>) -> Int64 {
    guard let segments = segments(ring), let origin = segments.first?.start else { return 0 }
    return segments.reduce(0) { sum, segment in
      sum + (segment.start.y - origin.y) * (segment.end.x - origin.x)
        - (segment.start.x - origin.x) * (segment.end.y - origin.y)
    }
  }

  /// Whether polygons hold a point, by counting the segments east of it.
  static func contains(_ polygons: MultiPolygon, _ point: Coordinate) -> Bool {
    var isInside = false
    for ring in polygons.ringEnds.indices {
      for index in polygons.positions(ofRing: ring).dropLast() {
        let (a, b) = (polygons.coordinates[index], polygons.coordinates[index + 1])
        if (a.y > point.y) != (b.y > point.y), point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x {
          isInside.toggle()
        }
      }
    }
    return isInside
  }
}
