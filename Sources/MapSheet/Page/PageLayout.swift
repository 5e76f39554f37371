internal import Geo

/// Where the parts of a first page are.
struct PageLayout {
  /// How the words lie to the map.
  enum Arrangement: CaseIterable {
    case below
    case beside
  }

  let paper: SheetOptions.Paper
  let orientation: SheetOptions.Orientation
  /// The whole page.
  let page: Rectangle
  /// The page within its margins; the left one leaves room for binding.
  let content: Rectangle
  /// The facts, and how many columns they have.
  let facts: Rectangle
  let factColumns: Int
  /// The list of the parcels, where there are several; no height otherwise.
  let list: Rectangle
  /// How many parcels it holds.
  let listed: Int
  /// The map within its frame.
  let frame: Rectangle
  let table: Rectangle
  let notes: Rectangle

  static let headerHeight = 23.0
  static let footerHeight = 4.0
  /// The room around the frame for the coordinates of the grid.
  private static let rim = 4.2
  /// The room below the frame for scale and legend.
  private static let scaleHeight = 12.5
  /// How much higher than the notes a table may be before it goes on on another page.
  private static let stretch = 26.0

  static func pageBox(
    _ paper: SheetOptions.Paper, _ orientation: SheetOptions.Orientation
  ) -> (page: Rectangle, content: Rectangle) {
    let (short, long) = paper.sides
    let (width, height) = orientation == .portrait ? (short, long) : (long, short)
    let page = Rectangle(x: 0, y: 0, width: width, height: height)
    return (page, Rectangle(x: 15, y: 9, width: width - 25, height: height - 17))
  }

  init(
    _ sheet: SheetContent, _ paper: SheetOptions.Paper, _ orientation: SheetOptions.Orientation,
    _ arrangement: Arrangement, rows: Int
  ) {
    self.paper = paper
    self.orientation = orientation
    (page, content) = PageLayout.pageBox(paper, orientation)
    let several = sheet.parcels.count > 1
    let top = content.y + PageLayout.headerHeight
    let bottom = content.bottom - PageLayout.footerHeight
    let map: Rectangle
    switch arrangement {
    case .below:
      factColumns = orientation == .portrait ? 2 : 3
      let factsHeight = FactsBlock.make(sheet, width: content.width, columns: factColumns).height
      facts = Rectangle(x: content.x, y: top, width: content.width, height: factsHeight)
      listed = several ? min(sheet.parcels.count, orientation == .portrait ? 6 : 3) : 0
      let listHeight =
        several ? ListBlock.make(sheet, 0..<listed, width: content.width).height + 1.5 : 0
      list = Rectangle(x: content.x, y: facts.bottom + 1.5, width: content.width, height: listHeight)
      let wide = content.width > 250
      let notesWidth = wide ? 128.0 : content.width - VertexTable.columnWidth - 6
      let notesHeight = NotesBlock.make(sheet, width: notesWidth).height
      let tableWidth = content.width - notesWidth - 6
      // A table that is a little longer than the notes are high gets its room; a long one goes on elsewhere.
      let wanted = VertexTable.height(ofRows: rows, in: tableWidth)
      let height = wanted <= notesHeight + PageLayout.stretch ? max(wanted, notesHeight) : notesHeight
      notes = Rectangle(x: content.right - notesWidth, y: bottom - height, width: notesWidth, height: height)
      table = Rectangle(x: content.x, y: notes.y, width: tableWidth, height: height)
      map = Rectangle(
        x: content.x, y: list.bottom + 1, width: content.width,
        height: notes.y - 2 - PageLayout.scaleHeight - list.bottom - 1)
    case .beside:
      factColumns = 1
      let panelWidth = 70.0
      let panelX = content.right - panelWidth
      let factsHeight = FactsBlock.make(sheet, width: panelWidth, columns: 1).height
      facts = Rectangle(x: panelX, y: top, width: panelWidth, height: factsHeight)
      listed = several ? min(sheet.parcels.count, orientation == .portrait ? 12 : 5) : 0
      let listHeight = several ? ListBlock.make(sheet, 0..<listed, width: panelWidth).height + 1.5 : 0
      list = Rectangle(x: panelX, y: facts.bottom + 1.5, width: panelWidth, height: listHeight)
      let notesHeight = NotesBlock.make(sheet, width: panelWidth).height
      notes = Rectangle(x: panelX, y: bottom - notesHeight, width: panelWidth, height: notesHeight)
      table = Rectangle(
        x: panelX, y: list.bottom + 1.5, width: panelWidth, height: max(0, notes.y - 3 - list.bottom - 1.5))
      map = Rectangle(
        x: content.x, y: top, width: content.width - panelWidth - 5,
        height: bottom - PageLayout.scaleHeight - top)
    }
    frame = Rectangle(
      x: map.x + PageLayout.rim, y: map.y + PageLayout.rim, width: map.width - 2 * PageLayout.rim,
      height: map.height - 2 * PageLayout.rim)
  }
}
