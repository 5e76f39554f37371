internal import Geo

/// The positions of a geometry as a text gives them, before anything is said of their order.
struct GeometryShape {
  /// One position: its numbers in the order of the text.
  struct Position {
    var first: Double
    var second: Double
    /// The decimals of the finer number: programs leave out zeros at the end.
    var decimals: Int
    /// The line on which it stands, from 1.
    var line: Int
    /// The name that the text gives it.
    var label: String?
  }

  /// What was written.
  enum Kind {
    case point, line, polygon, other
    /// An array without a type: a point or a row of points.
    case bare
  }

  /// What axes the text itself names.
  enum Order {
    /// Longitude or easting first, by the definition of the format.
    case eastFirst
    /// Latitude or northing first, by names.
    case northFirst
    /// Nothing.
    case unknown
  }

  var kind: Kind
  var positions: [Position] = []
  /// How many rings or lines there are.
  var rings = 0
  var order = Order.eastFirst
  var crs: CRS?
  var hasHeights = false
  /// Whether it is GeoJSON, whose degrees are on WGS 84 by definition (RFC 7946 §4).
  var isGeoJSON = false

  /// Whether a text is meant as JSON with positions in it, broken or not.
  static func isJSON(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    var first: UInt8?
    while let byte = bytes.next() {
      // White space, brackets of arrays and the byte order mark may stand before.
      if [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte) { continue }
      if first == nil {
        guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { return false }
        first = byte
      } else if first == UInt8(ascii: "{") {
        return byte == UInt8(ascii: "\"")
      } else {
        return byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
      }
    }
    return false
  }
}
