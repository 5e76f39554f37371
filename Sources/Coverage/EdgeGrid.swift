/// Edges sorted into the cells of a grid over a region.
struct EdgeGrid {
  /// The box around an edge, in single precision and rounded outwards: minX, minY, maxX, maxY.
  typealias Box = SIMD4<Float>

  private(set) var columns = 0
  private(set) var rows = 0
  private var minX = 0.0
  private var minY = 0.0
  private var perCell = 0.0
  private var cell = 0.0
  private var reach = 0.0
  private var cellOf: [Int32] = []
  private var edgeOf: [Int32] = []
  private(set) var cellEnds: [Int32] = []
  private(set) var entries: [Int32] = []

  var cellCount: Int { columns * rows }

  /// Empties the grid and spans it over a region, for about so many edges, each reaching so far around itself.
  mutating func reset(_ region: TilePlan.Box, expecting edges: Int, reach: Double) {
    let (width, height) = (region.maxX - region.minX, region.maxY - region.minY)
    cell = max((width * height / Double(max(edges, 1)) * 1.5).squareRoot(), 4 * reach, max(width, height) / 2000, 1e-9)
    perCell = 1 / cell
    columns = Int(width * perCell) + 1
    rows = Int(height * perCell) + 1
    (minX, minY) = (region.minX, region.minY)
    self.reach = reach
    cellOf.removeAll(keepingCapacity: true)
    edgeOf.removeAll(keepingCapacity: true)
  }

  /// Puts an edge into each cell that it comes within reach of.
  @inline(__always)
  mutating func add(_ edge: Int32, _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
    let firstRow = row(min(ay, by) - reach)
    let lastRow = row(max(ay, by) + reach)
    let firstColumn = column(min(ax, bx) - reach)
    let lastColumn = column(max(ax, bx) + reach)
    if firstRow == lastRow || firstColumn == lastColumn {
      for row in firstRow...lastRow {
        for column in firstColumn...lastColumn { put(edge, row, column) }
      }
    } else {
      addSlanted(edge, ax, ay, bx, by, firstRow...lastRow)
    }
  }

  private mutating func addSlanted(
    _ edge: Int32, _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ range: ClosedRange<Int>
  ) {
    let (low, high) = ay <= by ? (ay, by) : (by, ay)
    let slope = by == ay ? 0 : (bx - ax) / (by - ay)
    for row in range {
      let bottom = minY + Double(row) * cell - reach
      let from = min(max(bottom, low), high)
      let to = min(max(bottom + cell + 2 * reach, low), high)
      let (left, right) = by == ay ? (ax, bx) : (ax + (from - ay) * slope, ax + (to - ay) * slope)
      for column in column(min(left, right) - reach)...column(max(left, right) + reach) { put(edge, row, column) }
    }
  }

  @inline(__always)
  private mutating func put(_ edge: Int32, _ row: Int, _ column: Int) {
    cellOf.append(Int32(truncatingIfNeeded: row * columns + column))
    edgeOf.append(edge)
  }

  @inline(__always)
  private func column(_ x: Double) -> Int { Int(min(max((x - minX) * perCell, 0), Double(columns - 1))) }

  @inline(__always)
  private func row(_ y: Double) -> Int { Int(min(max((y - minY) * perCell, 0), Double(rows - 1))) }

  /// Sorts the entries by cell; to be called after the last edge.
  mutating func finish() {
    cellEnds.removeAll(keepingCapacity: true)
    cellEnds.append(contentsOf: repeatElement(0, count: cellCount + 1))
    for cell in cellOf { cellEnds[Int(cell) + 1] += 1 }
    for cell in 0..<cellCount { cellEnds[cell + 1] += cellEnds[cell] }
    entries.removeAll(keepingCapacity: true)
    entries.append(contentsOf: repeatElement(0, count: edgeOf.count))
    for index in cellOf.indices {
      let cell = Int(cellOf[index])
      entries[Int(cellEnds[cell])] = edgeOf[index]
      cellEnds[cell] += 1
    }
    cellEnds.removeLast()
  }

  /// The entries of a cell.
  @inline(__always)
  func range(ofCell cell: Int) -> Range<Int> { (cell == 0 ? 0 : Int(cellEnds[cell - 1]))..<Int(cellEnds[cell]) }
}
