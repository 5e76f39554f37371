internal import Geo

/// The crosses of the grid on the map, and its values around the frame: X is the northing, Y the easting.
struct GridMarks {
  private let plane: MapPlane
  private let step: Double

  init(_ plane: MapPlane) {
    self.plane = plane
    // About 5 cm on the paper.
    step =
      switch plane.scale {
      case ...200: 10
      case ...500: 20
      case ...1000: 50
      case ...2000: 100
      case ...5000: 200
      default: 500
      }
  }

  private func values(_ from: Double, _ to: Double) -> [Double] {
    let first = (from / step).rounded(.up)
    let last = (to / step).rounded(.down)
    return first <= last ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
  }

  private var eastings: [Double] { values(plane.envelope.minX, plane.envelope.maxX) }
  private var northings: [Double] { values(plane.envelope.minY, plane.envelope.maxY) }

  func drawCrosses(into writer: inout SVGWriter) {
    writer.raw("<path stroke=\"\(Ink.blue)\" stroke-width=\".13\" d=\"")
    for y in northings {
      for x in eastings {
        let point = plane.point(Coordinate(x: x, y: y))
        writer.move(Point(x: point.x - 1.6, y: point.y))
        writer.draw(Point(x: point.x + 1.6, y: point.y))
        writer.move(Point(x: point.x, y: point.y - 1.6))
        writer.draw(Point(x: point.x, y: point.y + 1.6))
      }
    }
    writer.raw("\"/>\n")
  }

  func drawValues(into writer: inout SVGWriter) {
    let frame = plane.frame
    let style = TextStyle(size: 2.1, anchor: .middle, colour: Ink.blue)
    var ticks: [(Point, Point)] = []
    for x in eastings {
      let place = plane.point(Coordinate(x: x, y: plane.center.y)).x
      ticks.append((Point(x: place, y: frame.y - 0.8), Point(x: place, y: frame.y + 1.6)))
      ticks.append((Point(x: place, y: frame.bottom + 0.8), Point(x: place, y: frame.bottom - 1.6)))
      let text = "Y " + SheetFigures.fixed(x, decimals: 0)
      // Near the corners a value would run into the one around the corner.
      guard place > frame.x + 6, place < frame.right - 6 else { continue }
      writer.text(text, at: Point(x: place, y: frame.y - 1.5), style)
      writer.text(text, at: Point(x: place, y: frame.bottom + 3.1), style)
    }
    for y in northings {
      let place = plane.point(Coordinate(x: plane.center.x, y: y)).y
      ticks.append((Point(x: frame.x - 0.8, y: place), Point(x: frame.x + 1.6, y: place)))
      ticks.append((Point(x: frame.right + 0.8, y: place), Point(x: frame.right - 1.6, y: place)))
      let text = "X " + SheetFigures.fixed(y, decimals: 0)
      guard place > frame.y + 8, place < frame.bottom - 8 else { continue }
      let up = Point(x: 0, y: -1)
      writer.text(text, at: Point(x: frame.x - 1.5, y: place), style, along: up)
      writer.text(text, at: Point(x: frame.right + 3.1, y: place), style, along: up)
    }
    writer.raw("<path fill=\"none\" stroke=\"\(Ink.blue)\" stroke-width=\".15\" d=\"")
    for (from, to) in ticks {
      writer.move(from)
      writer.draw(to)
    }
    writer.raw("\"/>\n")
  }
}
