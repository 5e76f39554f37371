internal import Geo

/// The largest circle inside a polygon, found to about a hundredth of its radius.
///
/// The search halves squares, as for the pole of inaccessibility, but starts from the middles of chords across the
/// polygon, which in the thin shapes that are usual here are nearly the answer already.
struct InnerCircle {
  var center: Coordinate
  var radius: Double

  private static let workLimit = 400_000
  private static let precision = 0.01

  private let edges: [SIMD4<Double>]
  private var work = 0

  /// Finds the circle in the area bounded by some edges (x and y of the start, x and y of the end); `nil` without area.
  init?(_ edges: [SIMD4<Double>]) {
    guard edges.count >= 3 else { return nil }
    self.edges = edges
    center = Coordinate(x: edges[0].x, y: edges[0].y)
    radius = 0
    tryChords()
    search()
    guard radius > 0 else { return nil }
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

  /// Tries the middles of chords at right angles to the edges, from several places of each.
  private mutating func tryChords() {
    let step = max(1, edges.count * edges.count * 6 / Self.workLimit)
    for index in stride(from: 0, to: edges.count, by: step) {
      let edge = edges[index]
      let (dx, dy) = (edge.z - edge.x, edge.w - edge.y)
      for part in [0.5, 0.02, 0.98] {
        let (x, y) = (edge.x + part * dx, edge.y + part * dy)
        for side in [1.0, -1.0] {
          guard let reach = firstHit(x, y, -dy * side, dx * side, skipping: index) else { continue }
          _ = tryCenter(x - dy * side * reach / 2, y + dx * side * reach / 2)
        }
      }
    }
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

  private mutating func search() {
    var (low, high) = (SIMD2(repeating: Double.infinity), SIMD2(repeating: -Double.infinity))
    for edge in edges {
      low = pointwiseMin(low, edge.lowHalf)
      high = pointwiseMax(high, edge.lowHalf)
    }
    let extent = high - low
    let half = max(extent.min(), extent.max() / 64) / 2
    guard half > 0 else { return }
    var pending: [SIMD3<Double>] = []
    for x in stride(from: low.x + half, to: high.x + half, by: 2 * half) {
      for y in stride(from: low.y + half, to: high.y + half, by: 2 * half) { pending.append(SIMD3(x, y, half)) }
    }
    while let square = pending.popLast(), work < Self.workLimit {
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
