/// Well-known binary (OGC 06-103r4 §8, ISO/IEC 13249-3) of polygons.
public enum WKB {
  /// What a WKB geometry says beside its positions.
  public struct Reading: Hashable, Sendable {
    /// The polygons.
    public var multiPolygon: MultiPolygon
    /// Whether it was a MultiPolygon rather than a Polygon.
    public var isMulti: Bool
    /// Whether heights were dropped.
    public var hasZ: Bool
    /// Whether measures were dropped.
    public var hasM: Bool
    /// The SRID that PostGIS writes into its extended form.
    public var srid: Int32?
  }

  static let polygonType: UInt32 = 3
  static let multiPolygonType: UInt32 = 6

  /// Appends polygons as a little-endian MultiPolygon.
  ///
  /// - Parameters:
  ///   - multiPolygon: The polygons; fewer than 2^32 of anything.
  ///   - bytes: What it is appended to.
  public static func encode(_ multiPolygon: MultiPolygon, into bytes: inout [UInt8]) {
    let size =
      9 + 9 * multiPolygon.polygonCount + 4 * multiPolygon.ringEnds.count + 16 * multiPolygon.coordinates.count
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: size))
    var span = bytes.mutableSpan
    var cursor = start
    header(multiPolygonType, count: multiPolygon.polygonCount, to: &span, at: &cursor)
    for polygon in 0..<multiPolygon.polygonCount {
      let rings = multiPolygon.rings(ofPolygon: polygon)
      header(polygonType, count: rings.count, to: &span, at: &cursor)
      for ring in rings {
        let positions = multiPolygon.positions(ofRing: ring)
        store(UInt32(positions.count), to: &span, at: &cursor)
        for index in positions {
          let coordinate = multiPolygon.coordinates[index]
          store(coordinate.x.bitPattern, to: &span, at: &cursor)
          store(coordinate.y.bitPattern, to: &span, at: &cursor)
        }
      }
    }
  }

  /// Polygons as a little-endian MultiPolygon.
  public static func encode(_ multiPolygon: MultiPolygon) -> [UInt8] {
    var bytes: [UInt8] = []
    encode(multiPolygon, into: &bytes)
    return bytes
  }

  private static func header(_ type: UInt32, count: Int, to span: inout MutableSpan<UInt8>, at cursor: inout Int) {
    span[cursor] = 1
    cursor += 1
    store(type, to: &span, at: &cursor)
    store(UInt32(count), to: &span, at: &cursor)
  }

  private static func store(_ value: some FixedWidthInteger, to span: inout MutableSpan<UInt8>, at cursor: inout Int) {
    var rest = value
    for offset in 0..<value.bitWidth / 8 {
      span[cursor + offset] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
    }
    cursor += value.bitWidth / 8
  }
}
