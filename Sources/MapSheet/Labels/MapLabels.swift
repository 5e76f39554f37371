/// The words on the map, each where nothing else is.
struct MapLabels {
  /// One line of text with its middle at a point.
  struct Label {
    let text: String
    let middle: Point
    let axis: Point
    let style: TextStyle
  }

  private(set) var labels: [Label] = []
  /// Lines from a label to the parcel that it names, and the rules between the parts of a label.
  private(set) var lines: [(Point, Point)] = []
  var space: LabelSpace

  init(frame: Rectangle) { space = LabelSpace(frame: frame) }

  static let level = Point(x: 1, y: 0)

  /// Adds one line of text, and takes its place.
  mutating func add(_ text: String, at middle: Point, axis: Point = MapLabels.level, _ style: TextStyle) {
    space.take(MapLabels.box(text, at: middle, axis: axis, style))
    labels.append(Label(text: text, middle: middle, axis: axis, style: style))
  }

  /// Adds one line of text at the first of some places that is free.
  mutating func add(
    _ text: String, atFirstOf places: [Point], axis: Point = MapLabels.level, _ style: TextStyle
  ) -> Bool {
    guard let middle = places.first(where: { space.isFree(MapLabels.box(text, at: $0, axis: axis, style)) }) else {
      return false
    }
    add(text, at: middle, axis: axis, style)
    return true
  }

  static func box(_ text: String, at middle: Point, axis: Point, _ style: TextStyle) -> OrientedBox {
    OrientedBox(center: middle, width: style.width(text) + 0.5, height: style.size * 0.95, axis: axis)
  }

  func draw(into writer: inout SVGWriter) {
    for (from, to) in lines { writer.line(from, to, Stroke(width: 0.15)) }
    for label in labels {
      // The base line lies 0.36 of the size below the middle of capitals and numerals.
      let base = label.middle - label.axis.left * (0.36 * label.style.size)
      var style = label.style
      style.anchor = .middle
      writer.text(label.text, at: base, style, along: label.axis == MapLabels.level ? nil : label.axis)
    }
  }

  // MARK: labels of several lines

  /// The lines of a label from top to bottom; `isRuled` draws a rule below the first one, as in a fraction.
  struct Stack {
    var lines: [String]
    var isRuled = false
    var isBold = false
    var colour: String?

    func size(_ style: TextStyle) -> (width: Double, height: Double) {
      ((lines.map { style.width($0) }.max() ?? 0) + 1, Double(lines.count) * style.size * 1.18)
    }
  }

  /// Whether a label fits into a shape around one of some places; it is added at the first where it does.
  mutating func add(
    _ stack: Stack, in shape: PaperShape, around places: [Point], axes: [Point], sizes: [Double]
  ) -> Bool {
    for size in sizes {
      let style = TextStyle(size: size, isBold: stack.isBold, colour: stack.colour, hasHalo: true)
      let (width, height) = stack.size(style)
      for axis in axes {
        for place in places {
          let box = OrientedBox(center: place, width: width, height: height, axis: axis)
          guard space.isFree(box), box.lies(in: shape) else { continue }
          add(stack, at: place, axis: axis, style)
          return true
        }
      }
    }
    return false
  }

  mutating func add(_ stack: Stack, at middle: Point, axis: Point, _ style: TextStyle) {
    let (width, height) = stack.size(style)
    space.take(OrientedBox(center: middle, width: width, height: height, axis: axis))
    let step = style.size * 1.18
    for (place, line) in stack.lines.enumerated() {
      let up = (Double(stack.lines.count - 1) / 2 - Double(place)) * step
      var style = style
      if place > 0, stack.isRuled { style.isBold = false }
      labels.append(Label(text: line, middle: middle + axis.left * up, axis: axis, style: style))
    }
    if stack.isRuled, stack.lines.count > 1 {
      let up = (Double(stack.lines.count) / 2 - 1) * step
      // The rule is as long as the longer of the two lines that it parts.
      let part = max(style.width(stack.lines[0]), style.width(stack.lines[1]))
      let half = axis * (part / 2 + 0.3)
      lines.append((middle + axis.left * up - half, middle + axis.left * up + half))
    }
  }

  /// Adds a label outside everything, with a line to a point that it names.
  mutating func call(_ stack: Stack, from point: Point, _ style: TextStyle) -> Bool {
    let (width, height) = stack.size(style)
    for distance in stride(from: 8.0, through: 60, by: 4) {
      for direction in Compass.directions {
        let middle = point + Point(x: direction.x * (distance + width / 2), y: direction.y * (distance + height / 2))
        guard space.isFree(OrientedBox(center: middle, width: width, height: height)) else { continue }
        add(stack, at: middle, axis: MapLabels.level, style)
        // The line ends at the edge of the label that faces the point.
        let apart = point - middle
        let part = min(
          apart.x == 0 ? .infinity : width / 2 / apart.x.magnitude,
          apart.y == 0 ? .infinity : height / 2 / apart.y.magnitude)
        lines.append((point, middle + apart * min(part, 1)))
        return true
      }
    }
    return false
  }
}

/// Directions around a point, as unit vectors on the paper.
enum Compass {
  /// Sixteen directions from the north-east on, so that labels come to lie right of and above what they name.
  static let directions: [Point] = {
    let (cosine, sine) = (0.923_879_532_511_286_7, 0.382_683_432_365_089_8)
    var direction = Point(x: 0.707_106_781_186_547_5, y: -0.707_106_781_186_547_5)
    return (0..<16).map { _ in
      defer { direction = direction.turned(cosine: cosine, sine: sine) }
      return direction
    }
  }()

  /// A direction, then those around it turned by 30° more and more to both sides.
  static func around(_ direction: Point) -> [Point] {
    let (cosine, sine) = (0.866_025_403_784_438_6, 0.5)
    var result = [direction]
    var (left, right) = (direction, direction)
    for _ in 0..<5 {
      left = left.turned(cosine: cosine, sine: -sine)
      right = right.turned(cosine: cosine, sine: sine)
      result += [right, left]
    }
    return result + [direction * -1]
  }
}
