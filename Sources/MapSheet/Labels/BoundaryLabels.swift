internal import Geo

/// The numbered vertices of the parcels and the lengths of their edges.
struct BoundaryLabels {
  /// The radius of the circle around a vertex, millimetres.
  let radius: Double
  private let plan: VertexPlan
  /// The median length of an edge on the paper, millimetres.
  private let spacing: Double
  private let plane: MapPlane
  private let numberStyle: TextStyle
  private let lengthStyle: TextStyle

  init(_ plan: VertexPlan, on plane: MapPlane) {
    self.plan = plan
    self.plane = plane
    // Where vertices crowd, smaller signs keep them apart.
    var lengths = plan.rings.flatMap { $0.edges.map(\.length) }
    lengths.sort()
    spacing = lengths.isEmpty ? 0 : lengths[lengths.count / 2] * plane.factor
    radius = spacing > 6 ? 0.55 : spacing > 2.5 ? 0.42 : 0.3
    numberStyle = TextStyle(size: spacing > 6 ? 2.4 : spacing > 2.5 ? 2.1 : 1.8, colour: Ink.red, hasHalo: true)
    lengthStyle = TextStyle(size: spacing > 6 ? 2.3 : 2.0, hasHalo: true)
  }

  /// Takes the places of the boundaries and of the vertices themselves.
  func reserve(in labels: inout MapLabels) {
    for edge in edges { labels.space.take(plane.point(edge.start), plane.point(edge.end)) }
    for vertex in plan.vertices {
      labels.space.take(OrientedBox(center: plane.point(vertex.position), width: 2 * radius, height: 2 * radius))
    }
  }

  /// Each edge once, though two parcels share it.
  private var edges: [VertexPlan.Edge] {
    var seen: Set<[Int]> = []
    return plan.rings.flatMap(\.edges).filter { seen.insert([min($0.from, $0.to), max($0.from, $0.to)]).inserted }
  }

  /// Places the numbers: the first vertex, then the tens, the fives, and the others while there is room.
  ///
  /// Where vertices crowd only tens and fives are numbered, since a few of the others would only confuse.
  func placeNumbers(in labels: inout MapLabels) {
    func rank(_ number: Int) -> Int {
      number == 1 ? 0 : number.isMultiple(of: 10) ? 1 : number.isMultiple(of: 5) ? 2 : 3
    }
    let last = spacing > 2.5 ? 3 : spacing > 1.2 ? 2 : 1
    let order = plan.vertices.filter { rank($0.number) <= last }.sorted {
      (rank($0.number), $0.number) < (rank($1.number), $1.number)
    }
    for vertex in order {
      let point = plane.point(vertex.position)
      let inward = (point - plane.point(vertex.before)).unit
      let onward = (plane.point(vertex.after) - point).unit
      let sum = inward.left + onward.left
      let outward = sum.length > 0.01 ? sum.unit : inward
      let text = String(vertex.number)
      let (width, height) = (numberStyle.width(text) + 0.5, numberStyle.size * 0.95)
      let places = [0.5, 1.6].flatMap { gap in
        Compass.around(outward).map { direction in
          // The nearest corner of the text is as far from the circle in every direction.
          let reach = radius + gap + (direction.x.magnitude * width + direction.y.magnitude * height) / 2
          return point + direction * reach
        }
      }
      _ = labels.add(text, atFirstOf: places, numberStyle)
    }
  }

  /// Places the lengths along their edges; one that is longer than its edge stands in the table only.
  func placeLengths(in labels: inout MapLabels) {
    for edge in edges.sorted(by: { ($0.length, $0.from) < ($1.length, $1.from) }) {
      guard let (start, end) = Clipping.segment(plane.point(edge.start), plane.point(edge.end), to: plane.frame) else {
        continue
      }
      let way = end - start
      let text = SheetFigures.fixed(edge.length, decimals: 2)
      guard way.length > lengthStyle.width(text) + 2 * radius + 0.6 else { continue }
      let outward = way.unit.left
      let gap = lengthStyle.size * 0.475 + 0.85
      let free = (way.length - lengthStyle.width(text)) / 2 / way.length
      let shifts = [0, -0.3, 0.3, -0.6, 0.6, -0.9, 0.9].map { 0.5 + $0 * free }
      let places = [gap, -gap, gap + 1.2, -gap - 1.2].flatMap { side in
        shifts.map { start + way * $0 + outward * side }
      }
      _ = labels.add(text, atFirstOf: places, axis: way.unit.readable, lengthStyle)
    }
  }

  func draw(into writer: inout SVGWriter) {
    writer.raw("<g fill=\"#fff\" stroke=\"\(Ink.red)\" stroke-width=\"\(radius > 0.5 ? ".2" : ".15")\">\n")
    for vertex in plan.vertices {
      let point = plane.point(vertex.position)
      guard plane.frame.contains(point) else { continue }
      writer.raw("<circle")
      writer.attribute("cx", point.x)
      writer.attribute("cy", point.y)
      writer.attribute("r", radius)
      writer.raw("/>\n")
    }
    writer.raw("</g>\n")
  }
}
