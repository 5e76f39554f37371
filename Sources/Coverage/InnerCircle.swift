internal import Geo

/// The largest circle inside a polygon, found to a few hundredths of its radius.
///
/// It starts from the middles of chords across the polygon, moves from the best of them to where there is more room, and
/// then halves squares over the whole of it, as for the pole of inaccessibility. That ends early in a thin polygon, which
/// has countless squares, but whose widest place the chords have mostly seen.
struct InnerCircle {
  var center: Coordinate
  var radius: Double

  /// How often a distance to an edge is computed in the search.
  private static let workLimit = 60_000
  private static let thinWorkLimit = 8_000
  private static let precision = 0.01
  /// The squared length of the outline over the area above which a polygon is thin; 12.6 for a circle, 45 for a strip
  /// ten times as long as wide.
  private static let thinness = 100.0

  private let edges: [SIMD4<Double>]
  private var work = 0

  /// Finds the circle in the area bounded by some edges (x and y of the start, x and y of the end); `nil` without area.
  init?(_ edges: [SIMD4<Double>]) {
    guard edges.count >= 3 else { return nil }
    // With the longest edge level, a thin polygon is covered by few squares.
    let axis = Self.longest(edges)
    self.edges = edges.map { SIMD4(lowHalf: Self.turned($0.lowHalf, axis), highHalf: Self.turned($0.highHalf, axis)) }
    center = Coordinate(x: self.edges[0].x, y: self.edges[0].y)
    radius = 0
    tryChords()
    climb()
    search(isThin ? Self.thinWorkLimit : Self.workLimit)
    guard radius > 0 else { return nil }
    let back = Self.turned(SIMD2(center.x, center.y), SIMD2(axis.x, -axis.y))
    center = Coordinate(x: back.x, y: back.y)
  }

  /// The direction of the longest edge, of length 1.
  private static func longest(_ edges: [SIMD4<Double>]) -> SIMD2<Double> {
    var (best, length) = (SIMD2(1.0, 0), 0.0)
    for edge in edges {
      let way = edge.highHalf - edge.lowHalf
      let squared = (way * way).sum()
      if squared > length { (best, length) = (way, squared) }
    }
    return length > 0 ? best / length.squareRoot() : best
  }

  /// A position in axes of which the first has a direction.
  private static func turned(_ position: SIMD2<Double>, _ axis: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(position.x * axis.x + position.y * axis.y, position.y * axis.x - position.x * axis.y)
  }

  /// The edges of rings in flat form, each ring closed.
  static func edges(_ polygons: MultiPolygon, ofPolygon polygon: Int, around middle: Coordinate) -> [SIMD4<Double>] {
    var edges: [SIMD4<Double>] = []
    for ring in polygons.rings(ofPolygon: polygon) {
      let positions = polygons.positions(ofRing: ring)
      for index in positions.dropFirst() {
        let (a, b) = (polygons.coordinates[index - 1], polygons.coordinates[index])
        if a != b { edges.append(SIMD4(a.x - middle.x, a.y - middle.y, b.x - middle.x, b.y - middle.y)) }
      }
    }
    return edges
  }

  /// The distance to the nearest edge, negative outside.
  private mutating func depth(_ x: Double, _ y: Double) -> Double {
    work += edges.count
    var isInside = false
    var nearest = Double.infinity
    for edge in edges {
      let (dx, dy) = (edge.z - edge.x, edge.w - edge.y)
      let (px, py) = (x - edge.x, y - edge.y)
      if (edge.y > y) != (edge.w > y), (dx * py - dy * px > 0) == (dy > 0) { isInside.toggle() }
      let along = min(max((px * dx + py * dy) / (dx * dx + dy * dy), 0), 1)
      let (nx, ny) = (px - along * dx, py - along * dy)
      nearest = min(nearest, nx * nx + ny * ny)
    }
    return isInside ? nearest.squareRoot() : -nearest.squareRoot()
  }

  private mutating func tryCenter(_ x: Double, _ y: Double) -> Double {
    let depth = depth(x, y)
    if depth > radius {
      radius = depth
      center = Coordinate(x: x, y: y)
    }
    return depth
  }

  /// Tries the middles of chords at right angles to the edges, then more and more closely where there is most room.
  private mutating func tryChords() {
    let step = max(1, edges.count * edges.count * 12 / Self.workLimit)
    var best = (index: 0, part: 0.5)
    for index in stride(from: 0, to: edges.count, by: step) {
      for part in [0.5, 0.02, 0.98] where tryChord(index, part) { best = (index, part) }
    }
    var reach = 0.5
    while reach > 1e-4 {
      let (index, middle) = best
      for place in -8...8 {
        let part = middle + reach * Double(place) / 8
        if part > 0, part < 1, tryChord(index, part) { best = (index, part) }
      }
      reach /= 6
    }
  }

  /// Tries the middles of the two chords from a place on an edge; tells if there is more room than before.
  private mutating func tryChord(_ index: Int, _ part: Double) -> Bool {
    let before = radius
    let edge = edges[index]
    let (dx, dy) = (edge.z - edge.x, edge.w - edge.y)
    let (x, y) = (edge.x + part * dx, edge.y + part * dy)
    for side in [1.0, -1.0] {
      guard let reach = firstHit(x, y, -dy * side, dx * side, skipping: index) else { continue }
      let (chordX, chordY) = (-dy * side * reach, dx * side * reach)
      _ = tryCenter(x + chordX / 2, y + chordY / 2)
    }
    return radius > before
  }

  /// Moves the centre to where there is more room, in ever smaller steps.
  private mutating func climb() {
    var step = radius
    let least = radius * Self.precision / 4
    while step > least, radius > 0 {
      let (best, from) = (radius, center)
      for (dx, dy) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)] {
        _ = tryCenter(from.x + dx * step, from.y + dy * step)
      }
      if radius < best * 1.001 { step /= 2 }
    }
  }

  private var isThin: Bool {
    var (twiceArea, length) = (0.0, 0.0)
    for edge in edges {
      twiceArea += (edge.x - center.x) * (edge.w - center.y) - (edge.z - center.x) * (edge.y - center.y)
      length += ((edge.z - edge.x) * (edge.z - edge.x) + (edge.w - edge.y) * (edge.w - edge.y)).squareRoot()
    }
    return length * length > Self.thinness * abs(twiceArea) / 2
  }

  /// How many times its direction a ray goes before it meets an edge.
  private func firstHit(_ x: Double, _ y: Double, _ dx: Double, _ dy: Double, skipping own: Int) -> Double? {
    var nearest = Double.infinity
    for index in edges.indices where index != own {
      let edge = edges[index]
      let (ex, ey) = (edge.z - edge.x, edge.w - edge.y)
      let cross = dx * ey - dy * ex
      guard cross != 0 else { continue }
      let (px, py) = (edge.x - x, edge.y - y)
      let along = (px * ey - py * ex) / cross
      let part = (px * dy - py * dx) / cross
      if along > 0, part >= 0, part <= 1 { nearest = min(nearest, along) }
    }
    return nearest.isFinite ? nearest : nil
  }

  private mutating func search(_ limit: Int) {
    let end = work + limit
    var (low, high) = (SIMD2(repeating: Double.infinity), SIMD2(repeating: -Double.infinity))
    for edge in edges {
      low = pointwiseMin(low, edge.lowHalf)
      high = pointwiseMax(high, edge.lowHalf)
    }
    let extent = high - low
    let half = max(extent.min(), extent.max() / 200) / 2
    guard half > 0 else { return }
    var pending: [SIMD3<Double>] = []
    for x in stride(from: low.x + half, to: high.x + half, by: 2 * half) {
      for y in stride(from: low.y + half, to: high.y + half, by: 2 * half) { pending.append(SIMD3(x, y, half)) }
    }
    // The most promising squares are taken first.
    let depths = pending.map { tryCenter($0.x, $0.y) }
    pending = pending.indices.sorted { depths[$0] < depths[$1] }.map { pending[$0] }
    while let square = pending.popLast(), work < end {
      let depth = tryCenter(square.x, square.y)
      guard depth + square.z * 1.414_213_6 > radius * (1 + Self.precision) + 1e-9 else { continue }
      let half = square.z / 2
      pending.append(SIMD3(square.x - half, square.y - half, half))
      pending.append(SIMD3(square.x + half, square.y - half, half))
      pending.append(SIMD3(square.x - half, square.y + half, half))
      pending.append(SIMD3(square.x + half, square.y + half, half))
    }
  }
}
