internal import Cadastre
internal import Geo
internal import VietText

/// The scale below the map: in figures, as a bar, and in words.
enum ScaleBar {
  static func draw(below frame: Rectangle, _ scale: Int, _ content: SheetContent, into writer: inout SVGWriter) {
    let language = content.language
    let top = frame.bottom + 5.2
    // Four parts of a centimetre.
    let part = Double(scale) / 100
    let width = 10.0
    let left = frame.x
    for place in 0..<4 {
      let box = Rectangle(x: left + Double(place) * width, y: top, width: width, height: 1.1)
      writer.rectangle(
        box, fill: place.isMultiple(of: 2) ? Ink.black : Ink.paper, Stroke(width: 0.15))
    }
    let figures = TextStyle(size: 2.1, anchor: .middle)
    for place in 0...4 {
      let metres = part * Double(place)
      let text = SheetFigures.fixed(metres, decimals: 0) + (place == 4 ? " m" : "")
      writer.text(text, at: Point(x: left + Double(place) * width + (place == 4 ? 1 : 0), y: top + 3.5), figures)
    }
    writer.text(
      "\(SheetWords.scale[language]) 1:\(scale)", at: Point(x: frame.center.x, y: top + 2),
      TextStyle(size: 4, isBold: true, anchor: .middle))
    writer.text(
      SheetWords.ground(scale)[language], at: Point(x: frame.right, y: top + 1.6),
      TextStyle(size: 2.3, anchor: .end, colour: Ink.grey))
  }
}

/// The arrow to grid north.
enum NorthArrow {
  static func draw(in box: Rectangle, _ language: Language, into writer: inout SVGWriter) {
    let middle = box.center.x
    let (tip, foot) = (box.y + 4.4, box.bottom - 1)
    writer.text(
      SheetWords.north[language], at: Point(x: middle, y: box.y + 3.4),
      TextStyle(size: 3.4, isBold: true, anchor: .middle, hasHalo: true))
    let notch = Point(x: middle, y: foot - 2.6)
    writer.raw("<path fill=\"#fff\" stroke=\"\(Ink.black)\" stroke-width=\".2\" stroke-linejoin=\"round\" d=\"")
    writer.ring([Point(x: middle, y: tip), Point(x: middle + 2.4, y: foot), notch, Point(x: middle - 2.4, y: foot)])
    writer.raw("\"/>\n<path fill=\"\(Ink.black)\" d=\"")
    writer.ring([Point(x: middle, y: tip), notch, Point(x: middle - 2.4, y: foot)])
    writer.raw("\"/>\n")
  }
}

/// What the lines of the map mean.
enum Legend {
  static func draw(below frame: Rectangle, _ content: SheetContent, hasWards: Bool, into writer: inout SVGWriter) {
    let language = content.language
    let y = frame.bottom + 13.2
    var x = frame.x
    let style = TextStyle(size: 2.2, colour: Ink.grey)
    func entry(_ words: String, _ stroke: Stroke, area: String? = nil, dots: Bool = false) {
      // What has no room any more is left out; what was asked for comes first.
      guard x < frame.right - 24 else { return }
      let (from, to) = (Point(x: x, y: y - 0.8), Point(x: x + 8, y: y - 0.8))
      if let area {
        writer.raw("<g fill-opacity=\"\(area)\">")
        writer.rectangle(Rectangle(x: x, y: y - 2, width: 8, height: 2.2), fill: Ink.red, stroke)
        writer.raw("</g>\n")
      } else {
        writer.line(from, to, stroke)
      }
      if dots {
        writer.raw("<circle")
        writer.attribute("cx", x + 4)
        writer.attribute("cy", y - 0.8)
        writer.raw(" r=\".55\" fill=\"#fff\" stroke=\"\(Ink.red)\" stroke-width=\".2\"/>\n")
      }
      let text = SheetText.fit(words, min(frame.right - x - 10, 52), style)
      writer.text(text, at: Point(x: x + 9.5, y: y), style)
      x += 9.5 + style.width(text) + 4
    }
    entry(SheetWords.boundary[language], Stroke(width: 0.5), dots: true)
    for overlay in content.overlays.prefix(3) {
      let label = SheetText.clean(overlay.label)
      entry(
        label.isEmpty ? SheetWords.overlay[language] : label,
        Stroke(width: 0.4, colour: Ink.red, dashes: overlay.polygons.isEmpty ? "2.4 1" : nil),
        area: overlay.polygons.isEmpty ? nil : ".12")
    }
    if hasWards { entry(SheetWords.wardBoundary[language], Stroke(width: 0.4, dashes: "4 1 .6 1")) }
    if !content.neighbours.isEmpty {
      let sheets = Set(content.parcels.map(\.parcel.key.sheet))
      let isMixed = content.neighbours.contains { !sheets.contains($0.sheet) }
      entry(
        (isMixed ? SheetWords.neighbourOfSheet : SheetWords.neighbour)[language],
        Stroke(width: 0.18, colour: Ink.grey))
    }
  }
}
