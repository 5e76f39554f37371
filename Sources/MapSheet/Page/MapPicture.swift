internal import Cadastre
internal import Geo
internal import VietText

/// The map within its frame, with the grid's values around it.
struct MapPicture {
  private let content: SheetContent
  private let plane: MapPlane
  private let plan: VertexPlan
  /// Tells the clip paths of the pages of one document apart.
  private let name: String

  init(_ content: SheetContent, on plane: MapPlane, _ plan: VertexPlan, name: String) {
    self.content = content
    self.plane = plane
    self.plan = plan
    self.name = name
  }

  private var frame: Rectangle { plane.frame }

  func draw(into writer: inout SVGWriter) {
    let view = plane.envelope
    let margin = frame.inset(-2)
    let neighbours = content.neighbours.filter { $0.polygons.envelope.intersects(view) }.map {
      ($0, PaperShape($0.polygons, on: plane, within: margin))
    }.filter { !$0.1.isEmpty }
    let parcels = content.parcels.map { PaperShape($0.polygons, on: plane, within: margin) }

    writer.raw("<clipPath id=\"\(name)\">")
    writer.rectangle(frame)
    writer.raw("</clipPath>\n<g clip-path=\"url(#\(name))\" fill=\"none\" stroke-linejoin=\"round\">\n")
    drawNeighbours(neighbours.map(\.1), into: &writer)
    drawParcels(parcels, into: &writer)
    GridMarks(plane).drawCrosses(into: &writer)
    let wards = drawWards(view, margin, into: &writer)
    drawOverlays(margin, into: &writer)
    writer.raw("</g>\n")

    var labels = MapLabels(frame: frame.inset(1))
    let arrow = Rectangle(x: frame.right - 13, y: frame.y + 2, width: 11, height: 17)
    labels.space.take(OrientedBox(center: arrow.center, width: arrow.width, height: arrow.height))
    let boundary = BoundaryLabels(plan, on: plane)
    boundary.reserve(in: &labels)
    for overlay in content.overlays {
      for line in overlay.lines {
        let points = line.map(plane.point)
        for (from, to) in zip(points, points.dropFirst()) { labels.space.take(from, to) }
      }
    }
    ParcelLabels.place(content.parcels, content.language, on: plane, in: &labels)
    boundary.placeNumbers(in: &labels)
    boundary.placeLengths(in: &labels)
    let sheets = Set(content.parcels.map(\.parcel.key.sheet))
    ParcelLabels.place(neighbours, besides: sheets, in: &labels)
    if wards.count > 1 { ParcelLabels.place(wards, in: &labels) }

    boundary.draw(into: &writer)
    labels.draw(into: &writer)
    NorthArrow.draw(in: arrow, content.language, into: &writer)
    if content.isSample { drawSampleMark(into: &writer) }
    writer.rectangle(frame, Stroke(width: 0.35))
    writer.rectangle(frame.inset(-0.8), Stroke(width: 0.12))
    GridMarks(plane).drawValues(into: &writer)
  }

  private func drawNeighbours(_ shapes: [PaperShape], into writer: inout SVGWriter) {
    guard !shapes.isEmpty else { return }
    writer.raw("<path stroke=\"\(Ink.grey)\" stroke-width=\".18\" d=\"")
    for shape in shapes {
      for ring in shape.rings { writer.ring(ring) }
    }
    writer.raw("\"/>\n")
  }

  private func drawParcels(_ shapes: [PaperShape], into writer: inout SVGWriter) {
    for shape in shapes {
      writer.raw("<path fill=\"\(Ink.parcel)\" fill-rule=\"evenodd\" stroke=\"\(Ink.black)\" stroke-width=\".5\" d=\"")
      for ring in shape.rings { writer.ring(ring) }
      writer.raw("\"/>\n")
    }
  }

  /// Draws the boundaries of the wards, each stretch once, and gives the wards that show.
  private func drawWards(_ view: Envelope, _ box: Rectangle, into writer: inout SVGWriter) -> [(String, PaperShape)] {
    var seen: Set<[Point]> = []
    var data = SVGWriter()
    var shown: [(String, PaperShape)] = []
    for ward in content.wards where ward.polygons.envelope.intersects(view) {
      for ring in ward.polygons.ringEnds.indices {
        let points = plane.ring(ward.polygons.ring(ring))
        guard let first = points.first else { continue }
        var run: [Point] = []
        func close() {
          for part in Clipping.line(run, to: box) {
            data.move(part[0])
            for point in part.dropFirst() { data.draw(point) }
          }
          run = []
        }
        for (from, to) in zip(points, points.dropFirst() + [first]) {
          guard seen.insert(MapPicture.edge(from, to)).inserted else {
            close()
            continue
          }
          if run.isEmpty { run = [from] }
          run.append(to)
        }
        close()
      }
      let shape = PaperShape(ward.polygons, on: plane, within: frame.inset(3))
      if !shape.isEmpty { shown.append((ward.name, shape)) }
    }
    if !data.bytes.isEmpty {
      writer.raw("<path stroke=\"#fff\" stroke-width=\"1.1\" stroke-opacity=\".8\" d=\"")
      writer.raw(data.bytes)
      writer.raw("\"/>\n<path stroke=\"\(Ink.black)\" stroke-width=\".4\" stroke-dasharray=\"4 1 .6 1\" d=\"")
      writer.raw(data.bytes)
      writer.raw("\"/>\n")
    }
    return shown
  }

  /// The two ends of an edge, rounded to a hundredth of a millimetre, in an order of their own.
  private static func edge(_ from: Point, _ to: Point) -> [Point] {
    func rounded(_ point: Point) -> Point {
      Point(x: (point.x * 100).rounded(), y: (point.y * 100).rounded())
    }
    let (a, b) = (rounded(from), rounded(to))
    return (a.x, a.y) < (b.x, b.y) ? [a, b] : [b, a]
  }

  private func drawOverlays(_ box: Rectangle, into writer: inout SVGWriter) {
    for overlay in content.overlays {
      let areas = PaperShape(overlay.polygons, on: plane, within: box)
      if !areas.isEmpty {
        writer.raw(
          "<path fill=\"\(Ink.red)\" fill-opacity=\".12\" fill-rule=\"evenodd\" stroke=\"\(Ink.red)\" stroke-width=\".35\" d=\""
        )
        for ring in areas.rings { writer.ring(ring) }
        writer.raw("\"/>\n")
      }
      let lines = overlay.lines.flatMap { Clipping.line($0.map(plane.point), to: box) }
      guard !lines.isEmpty else { continue }
      writer.raw("<path stroke=\"\(Ink.red)\" stroke-width=\".4\" stroke-dasharray=\"2.4 1\" d=\"")
      for line in lines {
        writer.move(line[0])
        for point in line.dropFirst() { writer.draw(point) }
      }
      writer.raw("\"/>\n")
    }
  }

  private func drawSampleMark(into writer: inout SVGWriter) {
    // The words run along the diagonal, 30° upwards.
    let size = min(frame.width / 9, frame.height / 5)
    writer.raw("<g fill-opacity=\".13\">\n")
    let axis = Point(x: 0.866_025, y: -0.5)
    writer.text(
      SheetWords.sampleMark, at: frame.center - axis.left * (0.36 * size),
      TextStyle(size: size, isBold: true, anchor: .middle, colour: Ink.red), along: axis)
    writer.raw("</g>\n")
  }
}
