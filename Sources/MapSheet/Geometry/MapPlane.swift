internal import Geo

/// The map's plane on the paper: a grid in metres at a true scale, north up.
struct MapPlane {
  /// Where the map is on the paper.
  let frame: Rectangle
  /// The denominator of the scale.
  let scale: Int
  /// What lies at the middle of the frame, metres of the grid.
  let center: Coordinate

  /// Millimetres on the paper for a metre.
  var factor: Double { 1000 / Double(scale) }

  func point(_ position: Coordinate) -> Point {
    let middle = frame.center
    return Point(x: middle.x + (position.x - center.x) * factor, y: middle.y - (position.y - center.y) * factor)
  }

  /// What the frame shows, metres of the grid.
  var envelope: Envelope {
    let (width, height) = (frame.width / 2 / factor, frame.height / 2 / factor)
    return Envelope(
      minX: center.x - width, minY: center.y - height, maxX: center.x + width, maxY: center.y + height)
  }

  /// A ring on the paper, without its closing position and without what falls on the micrometre before it.
  func ring(_ positions: some Sequence<Coordinate>) -> [Point] {
    var points: [Point] = []
    for position in positions {
      let point = point(position)
      if let last = points.last, (point - last).length < 0.001 { continue }
      points.append(point)
    }
    while points.count > 1, let first = points.first, let last = points.last, (first - last).length < 0.001 {
      points.removeLast()
    }
    return points
  }
}
