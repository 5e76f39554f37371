/// A place on the paper: millimetres to the right and down from the upper left corner.
struct Point: Hashable {
  var x: Double
  var y: Double

  static func + (left: Point, right: Point) -> Point { Point(x: left.x + right.x, y: left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(x: left.x - right.x, y: left.y - right.y) }
  static func * (vector: Point, factor: Double) -> Point { Point(x: vector.x * factor, y: vector.y * factor) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The vector of length one in the same direction; to the right when it has none.
  var unit: Point {
    let length = length
    return length > 0 ? Point(x: x / length, y: y / length) : Point(x: 1, y: 0)
  }

  /// A quarter turn against the clock, as seen on the paper.
  var left: Point { Point(x: y, y: -x) }

  func dot(_ other: Point) -> Double { x * other.x + y * other.y }

  /// The vector turned by an angle that is given by its cosine and sine.
  func turned(cosine: Double, sine: Double) -> Point {
    Point(x: x * cosine - y * sine, y: x * sine + y * cosine)
  }

  /// The same direction or its opposite, whichever reads from left to right, or upwards.
  var readable: Point { x < -1e-9 || (x <= 1e-9 && y > 0) ? Point(x: -x, y: -y) : self }
}

/// An upright rectangle on the paper, millimetres.
struct Rectangle: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
  var center: Point { Point(x: x + width / 2, y: y + height / 2) }

  func inset(_ distance: Double) -> Rectangle {
    Rectangle(x: x + distance, y: y + distance, width: width - 2 * distance, height: height - 2 * distance)
  }

  func contains(_ point: Point) -> Bool { point.x >= x && point.x <= right && point.y >= y && point.y <= bottom }
}
