import Foundation
import Geo

/// A small map in plane coordinates, drawn as SVG without anything from outside.
struct Drawing {
  /// A polygon with its look.
  struct Shape {
    var polygons: MultiPolygon
    /// The class of the style sheet: `a`, `b`, `old`, `new`, `ward`.
    var style: String
    /// What is written in its middle.
    var label: String?
  }

  var shapes: [Shape]
  /// The place that the drawing is about.
  var mark: Coordinate?
  /// What is shown, in metres of the grid.
  let window: Envelope

  /// Draws shapes as a whole, or what lies around a mark.
  ///
  /// - Parameters:
  ///   - shapes: what is drawn, the undermost first.
  ///   - mark: the place that the drawing is about.
  ///   - radius: how far around the mark is shown; `nil` shows all of the shapes.
  ///   - limit: how far is shown at most, half the side in metres.
  ///   - focus: what is shown instead of all shapes.
  init(_ shapes: [Shape], mark: Coordinate?, radius: Double? = nil, limit: Double = 400, focus: Envelope? = nil) {
    self.shapes = shapes
    self.mark = mark
    var box = focus ?? .empty
    if focus == nil { for shape in shapes { box.extend(to: shape.polygons.envelope) } }
    if let mark { box.extend(to: mark) }
    if let mark, let radius {
      window = Envelope(minX: mark.x - radius, minY: mark.y - radius, maxX: mark.x + radius, maxY: mark.y + radius)
    } else {
      let side = max(box.maxX - box.minX, box.maxY - box.minY, 1) * (focus == nil ? 0.54 : 0.6)
      let center = box.center
      let half = min(side, limit)
      let middle = half < side ? mark ?? center : center
      window = Envelope(minX: middle.x - half, minY: middle.y - half, maxX: middle.x + half, maxY: middle.y + half)
    }
  }

  /// The map as an SVG element of so many pixels.
  func svg(size: Double = 220, dots: [(place: Coordinate, severity: Finding.Severity)] = []) -> String {
    let scale = size / (window.maxX - window.minX)
    func point(_ place: Coordinate) -> String {
      "\(number((place.x - window.minX) * scale)) \(number((window.maxY - place.y) * scale))"
    }
    let view =
      "<svg viewBox=\"0 0 \(number(size)) \(number(size))\" width=\"\(number(size))\" height=\"\(number(size))\""
    var svg = view + " role=\"img\"><g>"
    for shape in shapes {
      svg += "<path class=\"\(shape.style)\" d=\""
      for ring in shape.polygons.ringEnds.indices {
        let positions = shape.polygons.ring(ring)
        guard let first = positions.first else { continue }
        svg += "M\(point(first))"
        for place in positions.dropFirst().dropLast() { svg += "L\(point(place))" }
        svg += "Z"
      }
      svg += "\"/>"
    }
    for (index, shape) in shapes.enumerated() {
      guard let label = shape.label, let place = labelPlace(index) else { continue }
      // Where two cover each other wholly their labels would too.
      let below = place.isShared ? Double(index) * 13 : 0
      let at = point(place.coordinate).split(separator: " ").compactMap { Double($0) }
      svg += "<text x=\"\(number(at[0]))\" y=\"\(number(at[1] + below))\">\(HTML.escaped(label))</text>"
    }
    if let mark {
      let place = point(mark).split(separator: " ")
      svg += "<circle class=\"mark\" cx=\"\(place[0])\" cy=\"\(place[1])\" r=\"7\"/>"
    }
    for dot in dots {
      let place = point(dot.place).split(separator: " ")
      svg += "<circle class=\"dot-\(dot.severity.rawValue)\" cx=\"\(place[0])\" cy=\"\(place[1])\" r=\"3.5\"/>"
    }
    return svg + scaleBar(size, scale) + "</g></svg>"
  }

  /// Where the label of a shape stands: in the middle of what is seen of it and of no other one.
  private func labelPlace(_ index: Int) -> (coordinate: Coordinate, isShared: Bool)? {
    let steps = 13
    var (own, shared): ([Coordinate], [Coordinate]) = ([], [])
    for row in 1..<steps {
      for column in 1..<steps {
        let place = Coordinate(
          x: window.minX + (window.maxX - window.minX) * Double(column) / Double(steps),
          y: window.minY + (window.maxY - window.minY) * Double(row) / Double(steps))
        guard shapes[index].polygons.covers(place) else { continue }
        if let mark, place.distance(to: mark) < (window.maxX - window.minX) * 0.06 { continue }
        let isElsewhere = shapes.indices.contains { other in
          other != index && shapes[other].label != nil && shapes[other].polygons.covers(place)
        }
        if isElsewhere { shared.append(place) } else { own.append(place) }
      }
    }
    let places = own.isEmpty ? shared : own
    guard !places.isEmpty else { return nil }
    let middle = Coordinate(
      x: places.reduce(0) { $0 + $1.x } / Double(places.count), y: places.reduce(0) { $0 + $1.y } / Double(places.count)
    )
    let nearest = places.min { $0.distance(to: middle) < $1.distance(to: middle) }
    return nearest.map { ($0, own.isEmpty) }
  }

  private func scaleBar(_ size: Double, _ scale: Double) -> String {
    let wanted = (window.maxX - window.minX) / 3
    let power = pow(10, (log10(wanted)).rounded(.down))
    let metres = [5, 2, 1].map { $0 * power }.first { $0 <= wanted } ?? power
    let (end, base) = (8 + metres * scale, size - 8)
    let text =
      metres >= 1000
      ? "\(Int(metres / 1000)) km" : metres >= 1 ? "\(Int(metres)) m" : "\(Int((metres * 100).rounded())) cm"
    return "<path class=\"bar\" d=\"M8 \(number(base - 4))V\(number(base))H\(number(end))V\(number(base - 4))\"/>"
      + "<text class=\"bar\" x=\"\(number(end + 4))\" y=\"\(number(base))\">\(text)</text>"
  }

  private func number(_ value: Double) -> String {
    let clamped = min(max(value, -9999), 9999)
    let text = Decimals.text(clamped, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
