/// Where on the map something is drawn already.
struct LabelSpace {
  let frame: Rectangle
  private let columns: Int
  private let rows: Int
  private var boxes: [OrientedBox] = []
  private var cells: [[Int32]]
  private static let side = 6.0

  init(frame: Rectangle) {
    self.frame = frame
    columns = max(1, Int(frame.width / LabelSpace.side) + 1)
    rows = max(1, Int(frame.height / LabelSpace.side) + 1)
    cells = Array(repeating: [], count: columns * rows)
  }

  /// Whether a box lies in the frame and on nothing else.
  func isFree(_ box: OrientedBox) -> Bool {
    let bounds = box.bounds
    guard bounds.x >= frame.x, bounds.right <= frame.right, bounds.y >= frame.y, bounds.bottom <= frame.bottom else {
      return false
    }
    var isFree = true
    forEachCell(of: bounds) { cell in
      if isFree { isFree = !cells[cell].contains { boxes[Int($0)].overlaps(box) } }
    }
    return isFree
  }

  /// Remembers that something is drawn there.
  mutating func take(_ box: OrientedBox) {
    let place = Int32(boxes.count)
    boxes.append(box)
    var touched: [Int] = []
    forEachCell(of: box.bounds) { touched.append($0) }
    for cell in touched { cells[cell].append(place) }
  }

  /// Remembers a segment, cut into pieces so that a slanting one does not touch every cell around it.
  mutating func take(_ from: Point, _ to: Point) {
    guard let (start, end) = Clipping.segment(from, to, to: frame) else { return }
    let way = end - start
    let pieces = max(1, Int(way.length / LabelSpace.side))
    for piece in 0..<pieces {
      take(
        OrientedBox(
          start + way * (Double(piece) / Double(pieces)), start + way * (Double(piece + 1) / Double(pieces)), width: 0.4
        ))
    }
  }

  private func forEachCell(of bounds: Rectangle, _ body: (Int) -> Void) {
    func place(_ offset: Double, _ count: Int) -> Int { min(max(Int(offset / LabelSpace.side), 0), count - 1) }
    let across = place(bounds.x - frame.x, columns)...place(bounds.right - frame.x, columns)
    for row in place(bounds.y - frame.y, rows)...place(bounds.bottom - frame.y, rows) {
      for column in across { body(row * columns + column) }
    }
  }
}
