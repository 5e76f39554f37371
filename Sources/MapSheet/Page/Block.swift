/// A part of a page, laid out from its own upper left corner.
struct Block {
  enum Piece {
    case text(String, Point, TextStyle)
    case line(Point, Point, Stroke)
    case symbol(QRSymbol, Rectangle)
  }

  var pieces: [Piece] = []
  var height = 0.0

  mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: TextStyle) {
    pieces.append(.text(text, Point(x: x, y: y), style))
  }

  mutating func line(_ x: Double, _ y: Double, to right: Double, _ stroke: Stroke) {
    pieces.append(.line(Point(x: x, y: y), Point(x: right, y: y), stroke))
  }

  /// Adds another block with its corner at a place.
  mutating func add(_ other: Block, _ x: Double, _ y: Double) {
    let offset = Point(x: x, y: y)
    for piece in other.pieces {
      switch piece {
      case .text(let text, let point, let style): pieces.append(.text(text, point + offset, style))
      case .line(let from, let to, let stroke): pieces.append(.line(from + offset, to + offset, stroke))
      case .symbol(let symbol, let box):
        pieces.append(
          .symbol(symbol, Rectangle(x: box.x + x, y: box.y + y, width: box.width, height: box.height)))
      }
    }
    height = max(height, y + other.height)
  }

  func draw(at corner: Point, into writer: inout SVGWriter) {
    for piece in pieces {
      switch piece {
      case .text(let text, let point, let style): writer.text(text, at: corner + point, style)
      case .line(let from, let to, let stroke): writer.line(corner + from, corner + to, stroke)
      case .symbol(let symbol, let box):
        symbol.draw(
          in: Rectangle(x: box.x + corner.x, y: box.y + corner.y, width: box.width, height: box.height), &writer)
      }
    }
  }
}

extension QRSymbol {
  /// Draws the symbol with its quiet zone of four modules, each row's dark runs as one path.
  func draw(in box: Rectangle, _ writer: inout SVGWriter) {
    let module = box.width / Double(side + 8)
    writer.rectangle(box, fill: Ink.paper)
    writer.raw("<path fill=\"#000\" shape-rendering=\"crispEdges\" transform=\"matrix(")
    for value in [module, 0, 0, module, box.x + 4 * module, box.y + 4 * module] {
      writer.exact(value)
      writer.raw(" ")
    }
    writer.raw(")\" d=\"")
    for row in 0..<side {
      var column = 0
      while column < side {
        let start = column
        while column < side, modules[row * side + column] { column += 1 }
        if column > start { writer.raw("M\(start) \(row)h\(column - start)v1h-\(column - start)z") }
        column += 1
      }
    }
    writer.raw("\"/>\n")
  }
}
