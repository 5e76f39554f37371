internal import Geo

/// Polygons on the paper: all rings together, the even-odd rule telling inside from outside.
struct PaperShape {
  var rings: [[Point]]

  init(rings: [[Point]]) { self.rings = rings }

  /// The polygons as far as they lie within a rectangle.
  init(_ polygons: MultiPolygon, on plane: MapPlane, within box: Rectangle) {
    rings = polygons.ringEnds.indices.compactMap { ring in
      let points = Clipping.ring(plane.ring(polygons.ring(ring)), to: box)
      return points.count < 3 ? nil : points
    }
  }

  var isEmpty: Bool { rings.isEmpty }

  func clipped(to box: Rectangle) -> PaperShape {
    PaperShape(rings: rings.map { Clipping.ring($0, to: box) }.filter { !$0.isEmpty })
  }

  /// The box around all rings; `nil` when there are none.
  var bounds: Rectangle? {
    var (minX, minY, maxX, maxY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for ring in rings {
      for point in ring {
        (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
        (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
      }
    }
    return minX <= maxX ? Rectangle(x: minX, y: minY, width: maxX - minX, height: maxY - minY) : nil
  }

  func contains(_ point: Point) -> Bool {
    var isInside = false
    forEachEdge { a, b in
      if (a.y > point.y) != (b.y > point.y), point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) {
        isInside.toggle()
      }
    }
    return isInside
  }

  func forEachEdge(_ body: (Point, Point) -> Void) {
    for ring in rings {
      guard var from = ring.last else { continue }
      for to in ring {
        body(from, to)
        from = to
      }
    }
  }

  /// The distance to the nearest edge, positive inside and negative outside.
  func depth(of point: Point) -> Double {
    var nearest = Double.infinity
    var isInside = false
    forEachEdge { a, b in
      if (a.y > point.y) != (b.y > point.y), point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) {
        isInside.toggle()
      }
      let (way, toPoint) = (b - a, point - a)
      let square = way.dot(way)
      let along = square > 0 ? max(0, min(1, toPoint.dot(way) / square)) : 0
      let gap = toPoint - way * along
      nearest = min(nearest, gap.dot(gap))
    }
    return isInside ? nearest.squareRoot() : -nearest.squareRoot()
  }

  /// The point that lies deepest inside, to a fifth of a millimetre, and how deep (pole of inaccessibility).
  ///
  /// Cells that cannot hold a deeper point than the best are left out, as in Mapbox's polylabel.
  func deepestPoint() -> (point: Point, depth: Double)? {
    guard let bounds, bounds.width > 0, bounds.height > 0 else { return nil }
    let size = min(max(min(bounds.width, bounds.height), max(bounds.width, bounds.height) / 32), 20)
    var cells: [Cell] = []
    var y = bounds.y
    while y < bounds.bottom {
      var x = bounds.x
      while x < bounds.right {
        cells.append(Cell(Point(x: x + size / 2, y: y + size / 2), half: size / 2, in: self))
        x += size
      }
      y += size
    }
    var best = Cell(bounds.center, half: 0, in: self)
    var steps = 0
    while let place = cells.indices.max(by: { cells[$0].reach < cells[$1].reach }), steps < 2000 {
      let cell = cells[place]
      cells.swapAt(place, cells.count - 1)
      cells.removeLast()
      if cell.depth > best.depth { best = cell }
      guard cell.reach - best.depth > 0.2 else { break }
      let half = cell.half / 2
      for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
        let quarter = Cell(cell.center + Point(x: dx, y: dy), half: half, in: self)
        if quarter.reach > best.depth { cells.append(quarter) }
      }
      steps += 1
    }
    return best.depth > 0 ? (best.center, best.depth) : nil
  }

  /// Where a label stands best: at the centre of gravity if that lies about as deep as the deepest point.
  func labelPoint() -> (point: Point, depth: Double)? {
    guard let deepest = deepestPoint() else { return nil }
    var (weight, x, y) = (0.0, 0.0, 0.0)
    // Rings that run the other way are holes, as far as their source winds them so; the depth judges the result.
    forEachEdge { a, b in
      let (from, to) = (a - deepest.point, b - deepest.point)
      let cross = from.x * to.y - to.x * from.y
      weight += cross
      x += (from.x + to.x) * cross
      y += (from.y + to.y) * cross
    }
    guard weight != 0 else { return deepest }
    let center = deepest.point + Point(x: x / (3 * weight), y: y / (3 * weight))
    let depth = depth(of: center)
    return depth > 0.6 * deepest.depth ? (center, depth) : deepest
  }

  private struct Cell {
    let center: Point
    let half: Double
    let depth: Double
    /// How deep a point of the cell can lie at most.
    let reach: Double

    init(_ center: Point, half: Double, in shape: PaperShape) {
      self.center = center
      self.half = half
      depth = shape.depth(of: center)
      reach = depth + half * 2.0.squareRoot()
    }
  }

  /// The direction of the longest edge, reading from left to right.
  var mainDirection: Point {
    var longest = Point(x: 0, y: 0)
    forEachEdge { a, b in
      let way = b - a
      if way.dot(way) > longest.dot(longest) { longest = way }
    }
    return longest.unit.readable
  }
}
