/// A rectangle on the paper that may be turned.
struct OrientedBox {
  let center: Point
  let halfWidth: Double
  let halfHeight: Double
  /// The direction of its width, of length one.
  let axis: Point

  init(center: Point, width: Double, height: Double, axis: Point = Point(x: 1, y: 0)) {
    self.center = center
    halfWidth = width / 2
    halfHeight = height / 2
    self.axis = axis
  }

  /// A segment as a box without height.
  init(_ from: Point, _ to: Point, width: Double = 0) {
    let way = to - from
    self.init(center: from + way * 0.5, width: way.length, height: width, axis: way.unit)
  }

  var corners: [Point] {
    let (along, across) = (axis * halfWidth, axis.left * halfHeight)
    return [center + along + across, center + along - across, center - along - across, center - along + across]
  }

  /// The upright rectangle around it.
  var bounds: Rectangle {
    let width = axis.x.magnitude * halfWidth + axis.y.magnitude * halfHeight
    let height = axis.y.magnitude * halfWidth + axis.x.magnitude * halfHeight
    return Rectangle(x: center.x - width, y: center.y - height, width: 2 * width, height: 2 * height)
  }

  /// Whether two boxes share some area, by the separating axes.
  func overlaps(_ other: OrientedBox) -> Bool {
    let apart = other.center - center
    for direction in [axis, axis.left, other.axis, other.axis.left] {
      if apart.dot(direction).magnitude >= reach(direction) + other.reach(direction) - 1e-9 { return false }
    }
    return true
  }

  private func reach(_ direction: Point) -> Double {
    axis.dot(direction).magnitude * halfWidth + axis.left.dot(direction).magnitude * halfHeight
  }

  /// Whether it lies in a shape with its whole area.
  func lies(in shape: PaperShape) -> Bool {
    guard corners.allSatisfy(shape.contains) else { return false }
    let bounds = bounds
    var isCut = false
    shape.forEachEdge { a, b in
      guard !isCut, max(a.x, b.x) >= bounds.x, min(a.x, b.x) <= bounds.right, max(a.y, b.y) >= bounds.y,
        min(a.y, b.y) <= bounds.bottom
      else { return }
      isCut = overlaps(OrientedBox(a, b))
    }
    return !isCut
  }
}
