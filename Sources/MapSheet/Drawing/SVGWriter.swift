/// Writes SVG elements as bytes; lengths are millimetres, rounded to the micrometre.
struct SVGWriter {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(32_768) }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// A number with three decimals at most.
  mutating func number(_ value: Double) {
    let thousandths = Int((min(max(value, -1e6), 1e6) * 1000).rounded())
    if thousandths < 0 { bytes.append(0x2D) }
    let magnitude = thousandths.magnitude
    bytes.append(contentsOf: String(magnitude / 1000).utf8)
    var rest = magnitude % 1000
    guard rest > 0 else { return }
    bytes.append(0x2E)
    var unit: UInt = 100
    while rest > 0 {
      bytes.append(0x30 + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  mutating func attribute(_ name: String, _ value: Double) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(value)
    raw("\"")
  }

  mutating func attribute(_ name: String, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    escaped(value)
    raw("\"")
  }

  /// Text with the marks of XML replaced.
  mutating func escaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  // MARK: shapes

  mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke) {
    raw("<path d=\"")
    move(from)
    draw(to)
    raw("\"")
    attributes(stroke)
    raw("/>\n")
  }

  mutating func rectangle(_ box: Rectangle, fill: String = "none", _ stroke: Stroke? = nil) {
    raw("<rect")
    attribute("x", box.x)
    attribute("y", box.y)
    attribute("width", box.width)
    attribute("height", box.height)
    raw(" fill=\"")
    raw(fill)
    raw("\"")
    if let stroke { attributes(stroke) }
    raw("/>\n")
  }

  mutating func move(_ point: Point) {
    raw("M")
    number(point.x)
    raw(" ")
    number(point.y)
  }

  mutating func draw(_ point: Point) {
    raw("L")
    number(point.x)
    raw(" ")
    number(point.y)
  }

  /// The path data of a ring; it closes by itself.
  mutating func ring(_ points: some Collection<Point>) {
    guard let first = points.first else { return }
    move(first)
    for point in points.dropFirst() { draw(point) }
    raw("Z")
  }

  mutating func attributes(_ stroke: Stroke) {
    raw(" stroke=\"")
    raw(stroke.colour)
    raw("\"")
    attribute("stroke-width", stroke.width)
    if let dashes = stroke.dashes {
      raw(" stroke-dasharray=\"")
      raw(dashes)
      raw("\"")
    }
  }

  // MARK: text

  /// One line of text, its base line beginning, centred or ending at a point.
  mutating func text(_ text: String, at point: Point, _ style: TextStyle, along axis: Point? = nil) {
    guard !text.isEmpty else { return }
    raw("<text")
    if let axis {
      raw(" transform=\"matrix(")
      precise(axis.x)
      raw(" ")
      precise(axis.y)
      raw(" ")
      precise(-axis.y)
      raw(" ")
      precise(axis.x)
      raw(" ")
      number(point.x)
      raw(" ")
      number(point.y)
      raw(")\"")
    } else {
      attribute("x", point.x)
      attribute("y", point.y)
    }
    attribute("font-size", style.size)
    if style.isBold { raw(" font-weight=\"700\"") }
    if style.isItalic { raw(" font-style=\"italic\"") }
    switch style.anchor {
    case .start: break
    case .middle: raw(" text-anchor=\"middle\"")
    case .end: raw(" text-anchor=\"end\"")
    }
    if let colour = style.colour {
      raw(" fill=\"")
      raw(colour)
      raw("\"")
    }
    if style.spacing != 0 { attribute("letter-spacing", style.spacing) }
    if style.hasHalo {
      raw(" stroke=\"#fff\" stroke-width=\".7\" stroke-linejoin=\"round\" paint-order=\"stroke\"")
    }
    raw(">")
    escaped(text)
    raw("</text>\n")
  }

  /// A number with six decimals, for matrices.
  mutating func exact(_ value: Double) {
    let whole = value.rounded(.towardZero)
    if whole == 0 { return precise(value) }
    raw(String(Int(whole)))
    let millionths = Int(((value - whole).magnitude * 1e6).rounded())
    guard millionths > 0, millionths < 1_000_000 else { return }
    let digits = String(millionths)
    raw("." + String(repeating: "0", count: 6 - digits.count) + digits)
  }

  /// A number between -1 and 1 with six decimals.
  private mutating func precise(_ value: Double) {
    let millionths = Int((min(max(value, -1), 1) * 1e6).rounded())
    if millionths < 0 { bytes.append(0x2D) }
    let magnitude = millionths.magnitude
    guard magnitude < 1_000_000 else { return raw("1") }
    let digits = String(magnitude)
    raw(magnitude == 0 ? "0" : "." + String(repeating: "0", count: 6 - digits.count) + digits)
  }
}

/// How a line is drawn.
struct Stroke {
  var width: Double
  var colour: String = Ink.black
  var dashes: String?
}

/// How text is set; sizes are millimetres.
struct TextStyle {
  enum Anchor {
    case start
    case middle
    case end
  }

  var size: Double
  var isBold = false
  var isItalic = false
  var anchor = Anchor.start
  var colour: String?
  var spacing = 0.0
  var hasHalo = false

  /// How wide a text is in this style, millimetres.
  func width(_ text: String) -> Double {
    GlyphWidths.width(text, isBold: isBold) * size + spacing * Double(text.count)
  }
}

/// The colours of a sheet; all of them stay apart in black and white.
enum Ink {
  static let black: String = "#111"
  static let grey: String = "#555"
  static let pale: String = "#999"
  static let hair: String = "#bbb"
  static let blue: String = "#2f5f8f"
  static let red: String = "#b3141e"
  static let paper: String = "#fff"
  static let parcel: String = "#fbf4df"
}
