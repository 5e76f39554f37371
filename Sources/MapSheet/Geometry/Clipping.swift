/// Cutting rings and lines off at the edges of a rectangle.
enum Clipping {
  /// The part of a ring within a rectangle; the cut runs along its edges (Sutherland and Hodgman).
  static func ring(_ ring: [Point], to box: Rectangle) -> [Point] {
    if ring.allSatisfy(box.contains) { return ring }
    var result = ring
    for edge in 0..<4 where !result.isEmpty {
      let input = result
      result.removeAll(keepingCapacity: true)
      guard var from = input.last else { break }
      var wasInside = distance(from, box, edge) >= 0
      for to in input {
        let isInside = distance(to, box, edge) >= 0
        if isInside != wasInside { result.append(crossing(from, to, box, edge)) }
        if isInside { result.append(to) }
        (from, wasInside) = (to, isInside)
      }
    }
    return result.count < 3 ? [] : result
  }

  /// The parts of a line within a rectangle.
  static func line(_ line: [Point], to box: Rectangle) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    for (from, to) in zip(line, line.dropFirst()) {
      guard let (start, end) = segment(from, to, to: box) else {
        if part.count > 1 { parts.append(part) }
        part = []
        continue
      }
      if part.last != start {
        if part.count > 1 { parts.append(part) }
        part = [start]
      }
      part.append(end)
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  /// The part of a segment within a rectangle (Liang and Barsky).
  static func segment(_ from: Point, _ to: Point, to box: Rectangle) -> (Point, Point)? {
    var (start, end) = (0.0, 1.0)
    for edge in 0..<4 {
      let (a, b) = (distance(from, box, edge), distance(to, box, edge))
      if a < 0, b < 0 { return nil }
      if a < 0 { start = max(start, a / (a - b)) } else if b < 0 { end = min(end, a / (a - b)) }
    }
    guard start <= end else { return nil }
    let way = to - from
    return (start == 0 ? from : from + way * start, end == 1 ? to : from + way * end)
  }

  /// How far inside an edge a point lies: left, right, top, bottom.
  private static func distance(_ point: Point, _ box: Rectangle, _ edge: Int) -> Double {
    switch edge {
    case 0: point.x - box.x
    case 1: box.right - point.x
    case 2: point.y - box.y
    default: box.bottom - point.y
    }
  }

  private static func crossing(_ from: Point, _ to: Point, _ box: Rectangle, _ edge: Int) -> Point {
    let (a, b) = (distance(from, box, edge), distance(to, box, edge))
    return from + (to - from) * (a / (a - b))
  }
}
