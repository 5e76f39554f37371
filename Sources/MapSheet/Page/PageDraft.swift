internal import Geo
internal import VietText

/// A page whose parts are laid out, but that does not know yet how many pages there are.
struct PageDraft {
  /// What the page shows beside its frame.
  private enum Kind {
    case map(PageLayout, MapPlane, VertexPlan, VertexTable, rows: Range<Int>)
    case list(Range<Int>)
    case table(VertexTable, Range<Int>)
  }

  let content: SheetContent
  let box: Rectangle
  private let inner: Rectangle
  private let kind: Kind

  /// The plane of the map, on a page that has one.
  var plane: MapPlane? { if case .map(_, let plane, _, _, _) = kind { plane } else { nil } }
  var scale: Int? { plane?.scale }
  var title: String {
    SheetWords.title[content.language] + ": " + PageFrame(content: content, page: 1, pages: 1).name
  }

  /// The pages of one map: itself, then what did not fit beside it.
  static func drafts(of content: SheetContent, _ options: SheetOptions) throws(SheetError) -> [PageDraft] {
    try check(content)
    let plan = VertexPlan(content.parcels.map(\.polygons))
    guard !plan.rings.isEmpty else { throw nothing }
    var around = Envelope.empty
    for parcel in content.parcels { around.extend(to: parcel.polygons.envelope) }
    let table = VertexTable(plan, content)
    let choice = try ScaleChoice(content, options, around: around, rows: table.rows.count)
    let layout = choice.layout
    let plane = MapPlane(frame: layout.frame, scale: choice.scale, center: around.center)

    let size = (layout.table.width, layout.table.height)
    let whole = VertexTable.capacity(of: size)
    // When the table goes on, its last line says so.
    let first = table.rows.count <= whole ? table.rows.count : max(0, whole - VertexTable.columns(in: size.0))
    var pages = [
      PageDraft(
        content: content, box: layout.page, inner: layout.content,
        kind: .map(layout, plane, plan, table, rows: 0..<first))
    ]
    let room = (
      layout.content.width, layout.content.height - PageLayout.headerHeight - PageLayout.footerHeight - 8
    )
    if layout.listed < content.parcels.count, content.parcels.count > 1 {
      let perPage = max(1, Int((room.1 - 4) / ListBlock.step))
      for start in stride(from: 0, to: content.parcels.count, by: perPage) {
        pages.append(
          PageDraft(
            content: content, box: layout.page, inner: layout.content,
            kind: .list(start..<min(start + perPage, content.parcels.count))))
      }
    }
    let perPage = max(1, VertexTable.capacity(of: room))
    for start in stride(from: first, to: table.rows.count, by: perPage) {
      pages.append(
        PageDraft(
          content: content, box: layout.page, inner: layout.content,
          kind: .table(table, start..<min(start + perPage, table.rows.count))))
    }
    return pages
  }

  private static var nothing: SheetError {
    SheetError(
      .nothingToDraw,
      Phrase(vi: "Không có thửa đất nào có hình để vẽ.", en: "There is no parcel with a shape to draw."))
  }

  /// Grids of metres lie within ten thousand kilometres of their origin.
  private static func check(_ content: SheetContent) throws(SheetError) {
    guard !content.parcels.isEmpty else { throw nothing }
    func isFit(_ coordinate: Coordinate) -> Bool {
      coordinate.isFinite && coordinate.x.magnitude < 1e7 && coordinate.y.magnitude < 1e7
    }
    let fits =
      content.parcels.allSatisfy { $0.polygons.coordinates.allSatisfy(isFit) }
      && content.neighbours.allSatisfy { $0.polygons.coordinates.allSatisfy(isFit) }
      && content.wards.allSatisfy { $0.polygons.coordinates.allSatisfy(isFit) }
      && content.overlays.allSatisfy {
        $0.polygons.coordinates.allSatisfy(isFit) && $0.lines.allSatisfy { $0.allSatisfy(isFit) }
      }
    guard fits else {
      throw SheetError(
        .badGeometry,
        Phrase(
          vi: "Có tọa độ không phải là số hoặc nằm ngoài mọi lưới tọa độ phẳng.",
          en: "A coordinate is no number, or lies outside every grid of metres."))
    }
  }

  // MARK: drawing

  func body(page: Int, of pages: Int) -> [UInt8] {
    var writer = SVGWriter()
    let language = content.language
    let frame = PageFrame(content: content, page: page, pages: pages)
    writer.rectangle(box, fill: Ink.paper)
    let below = Point(x: inner.x, y: inner.y + PageLayout.headerHeight)
    switch kind {
    case .map(let layout, let plane, let plan, let table, let rows):
      frame.drawHeader(in: inner, title: SheetWords.title[language], into: &writer)
      draw(layout, plane, plan, table, rows, page: page, into: &writer)
    case .list(let range):
      frame.drawHeader(in: inner, title: SheetWords.list[language], into: &writer)
      ListBlock.make(content, range, width: inner.width).draw(at: below, into: &writer)
    case .table(let table, let range):
      frame.drawHeader(in: inner, title: SheetWords.tableContinued[language], into: &writer)
      let height = inner.height - PageLayout.headerHeight - PageLayout.footerHeight - 8
      table.block(range, width: inner.width, height: height).draw(at: below, into: &writer)
      writer.text(
        SheetWords.system(content.grid)[language], at: Point(x: inner.x, y: inner.bottom - 5.5),
        TextStyle(size: 2.3, colour: Ink.grey))
    }
    frame.drawFooter(in: inner, into: &writer)
    return writer.bytes
  }

  private func draw(
    _ layout: PageLayout, _ plane: MapPlane, _ plan: VertexPlan, _ table: VertexTable, _ rows: Range<Int>, page: Int,
    into writer: inout SVGWriter
  ) {
    func corner(_ box: Rectangle) -> Point { Point(x: box.x, y: box.y) }
    FactsBlock.make(content, width: layout.facts.width, columns: layout.factColumns)
      .draw(at: corner(layout.facts), into: &writer)
    if layout.listed > 0 {
      ListBlock.make(content, 0..<layout.listed, width: layout.list.width).draw(at: corner(layout.list), into: &writer)
    }
    MapPicture(content, on: plane, plan, name: "map\(page)").draw(into: &writer)
    ScaleBar.draw(below: layout.frame, plane.scale, content, into: &writer)
    let view = plane.envelope
    let showsWards = content.wards.contains { ward in
      ward.polygons.ringEnds.indices.contains { ring in
        !Clipping.line(plane.ring(ward.polygons.ring(ring)), to: plane.frame).isEmpty
      } && ward.polygons.envelope.intersects(view)
    }
    Legend.draw(below: layout.frame, content, hasWards: showsWards, into: &writer)
    if !rows.isEmpty {
      table.block(rows, width: layout.table.width, height: layout.table.height)
        .draw(at: corner(layout.table), into: &writer)
    }
    if rows.upperBound < table.rows.count {
      let style = TextStyle(size: 2.3, isItalic: true, colour: Ink.grey)
      writer.text(
        "\(SheetWords.table[content.language]): \(SheetWords.continues[content.language])",
        at: Point(x: layout.table.x, y: layout.table.bottom - 0.3), style)
    }
    NotesBlock.make(content, width: layout.notes.width).draw(at: corner(layout.notes), into: &writer)
  }
}
