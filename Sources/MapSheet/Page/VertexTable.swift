internal import Cadastre
internal import Geo
internal import VietText

/// The table of the vertices: number, X (northing), Y (easting), and the edge to the next one with its length.
struct VertexTable {
  enum Row {
    case heading(String)
    case vertex(number: Int, Coordinate, edge: (to: Int, length: Double)?)
  }

  let rows: [Row]
  private let language: Language

  static let columnWidth = 59.0
  static let gap = 4.0
  static let headHeight = 4.6
  static let step = 3.45

  init(_ plan: VertexPlan, _ content: SheetContent) {
    language = content.language
    var rows: [Row] = []
    let rings = plan.rings
    for (place, ring) in rings.enumerated() {
      if let heading = VertexTable.heading(of: ring, after: place > 0 ? rings[place - 1] : nil, among: rings, content) {
        rows.append(.heading(heading))
      }
      for edge in ring.edges {
        rows.append(.vertex(number: edge.from, edge.start, edge: (edge.to, edge.length)))
      }
      // The first vertex closes the ring, as the official form has it.
      if let first = ring.edges.first { rows.append(.vertex(number: first.from, first.start, edge: nil)) }
    }
    self.rows = rows
  }

  private static func heading(
    of ring: VertexPlan.Ring, after previous: VertexPlan.Ring?, among rings: [VertexPlan.Ring], _ content: SheetContent
  ) -> String? {
    let language = content.language
    var words: [String] = []
    if content.parcels.count > 1, previous?.parcel != ring.parcel {
      words.append("\(SheetWords.parcel[language]) \(SheetText.clean(content.parcels[ring.parcel].parcel.key.number))")
    }
    let siblings = rings.filter { $0.parcel == ring.parcel }
    if siblings.contains(where: { $0.part > 0 }), ring.hole == 0 {
      words.append("\(SheetWords.part[language]) \(ring.part + 1)")
    }
    if siblings.contains(where: { $0.hole > 0 }) {
      words.append(ring.hole == 0 ? SheetWords.outer[language] : "\(SheetWords.hole[language]) \(ring.hole)")
    }
    return words.isEmpty ? nil : words.joined(separator: " – ")
  }

  /// How many rows a rectangle takes.
  static func capacity(of size: (width: Double, height: Double)) -> Int {
    columns(in: size.width) * max(0, Int((size.height - headHeight) / step))
  }

  /// How high some rows are in a width.
  static func height(ofRows rows: Int, in width: Double) -> Double {
    let columns = columns(in: width)
    return headHeight + Double((rows + columns - 1) / columns) * step + 0.1
  }

  static func columns(in width: Double) -> Int { max(1, Int((width + gap) / (columnWidth + gap))) }

  /// Some rows in columns of a height.
  func block(_ range: Range<Int>, width: Double, height: Double) -> Block {
    let perColumn = max(1, Int((height - VertexTable.headHeight) / VertexTable.step))
    // Columns of equal length look better than a full one and a short one.
    let columns = min(VertexTable.columns(in: width), (range.count + perColumn - 1) / perColumn)
    var block = Block()
    for column in 0..<columns {
      let start = range.lowerBound + column * perColumn
      let part = start..<min(start + perColumn, range.upperBound)
      block.add(self.column(part), Double(column) * (VertexTable.columnWidth + VertexTable.gap), 0)
    }
    return block
  }

  private func column(_ range: Range<Int>) -> Block {
    let width = VertexTable.columnWidth
    // The right edge of each column; the edge's name is centred on its own.
    let edges = [7, 22.5, 36.5, 43.6, width]
    var block = Block()
    var head = TextStyle(size: 2.4, isBold: true, anchor: .end, colour: Ink.grey)
    for (place, words) in SheetWords.columns.enumerated() {
      head.anchor = place == 3 ? .middle : .end
      block.text(words[language], edges[place], 3, head)
    }
    block.line(0, 0, to: width, Stroke(width: 0.25))
    block.line(0, 4.2, to: width, Stroke(width: 0.15))
    var y = VertexTable.headHeight - 0.4
    let style = TextStyle(size: 2.5, anchor: .end)
    for row in rows[range] {
      switch row {
      case .heading(let words):
        let style = TextStyle(size: 2.4, isBold: true)
        block.text(SheetText.fit(words, width - 1, style), 0.5, y + 2.6, style)
      case .vertex(let number, let position, let edge):
        block.text(String(number), edges[0], y + 2.6, TextStyle(size: 2.5, isBold: true, anchor: .end))
        block.text(SheetFigures.fixed(position.y, decimals: 2), edges[1], y + 2.6, style)
        block.text(SheetFigures.fixed(position.x, decimals: 2), edges[2], y + 2.6, style)
        if let edge {
          block.text(
            "\(number)–\(edge.to)", edges[3], y + 2.6, TextStyle(size: 2.5, anchor: .middle, colour: Ink.grey))
          block.text(SheetFigures.fixed(edge.length, decimals: 2), edges[4] - 0.5, y + 2.6, style)
        }
      }
      y += VertexTable.step
      block.line(0, y, to: width, Stroke(width: 0.07, colour: Ink.hair))
    }
    block.line(0, y, to: width, Stroke(width: 0.15))
    block.height = y
    return block
  }
}
