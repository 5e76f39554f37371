public import Geo

/// A .shp of polygons and its .shx, made shape after shape as bytes to be written one after the other.
///
/// Both begin with an empty header of 100 bytes; what ``finish()`` answers is written over it at the end. The bytes
/// depend on the shapes alone.
public struct SHPWriter {
  /// How many records there are so far.
  public private(set) var count = 0
  private var shapes = [UInt8](repeating: 0, count: SHPHeader.length)
  private var index = [UInt8](repeating: 0, count: SHPHeader.length)
  private var offset = SHPHeader.length
  private var envelope = Envelope.empty

  /// Begins a file.
  public init() {}

  /// Appends a record, a null shape for `nil` and for no polygons.
  ///
  /// Shells are wound clockwise and holes counter-clockwise, open rings are closed. Throws if the file would pass 4 GB
  /// or the record the limits of its counts; then nothing is appended.
  public mutating func append(_ polygons: MultiPolygon?) throws(ShapefileError) {
    let polygons = polygons ?? MultiPolygon()
    let isNull = polygons.coordinates.isEmpty || polygons.isEmpty
    let rings = isNull ? [] : SHPWriter.rings(polygons)
    let positions = rings.reduce(0) { $0 + $1.range.count + ($1.isOpen ? 1 : 0) }
    let length = isNull ? 4 : 44 + 4 * rings.count + 16 * positions
    guard offset + 8 + length <= Int(UInt32.max), positions <= Int(Int32.max), count < Int(Int32.max) else {
      throw ShapefileError(.shp, .tooLarge("a .shp has at most 4 GB"), record: count + 1)
    }
    count += 1
    index.appendBig(UInt32(offset / 2))
    index.appendBig(UInt32(length / 2))
    shapes.appendBig(UInt32(count))
    shapes.appendBig(UInt32(length / 2))
    offset += 8 + length
    shapes.appendLittle(UInt32(isNull ? ShapeType.null.rawValue : ShapeType.polygon.rawValue))
    guard !isNull else { return }
    let box = polygons.envelope
    envelope.extend(to: box)
    for edge in [box.minX, box.minY, box.maxX, box.maxY] { shapes.appendLittle(edge) }
    shapes.appendLittle(UInt32(rings.count))
    shapes.appendLittle(UInt32(positions))
    var start = 0
    for ring in rings {
      shapes.appendLittle(UInt32(start))
      start += ring.range.count + (ring.isOpen ? 1 : 0)
    }
    for ring in rings { append(ring, of: polygons) }
  }

  /// The bytes of the .shp since this was last asked for.
  public mutating func takeShapes() -> [UInt8] {
    defer { shapes.removeAll(keepingCapacity: true) }
    return shapes
  }

  /// The bytes of the .shx since this was last asked for.
  public mutating func takeIndex() -> [UInt8] {
    defer { index.removeAll(keepingCapacity: true) }
    return index
  }

  /// How many bytes of the .shp wait to be taken.
  public var pendingCount: Int { shapes.count }

  /// The headers, to be written over the first 100 bytes of the .shp and of the .shx.
  public func finish() -> (shp: [UInt8], shx: [UInt8]) {
    (header(length: offset), header(length: SHPHeader.length + 8 * count))
  }

  /// Whole files in memory from shapes.
  public static func files(_ shapes: some Sequence<MultiPolygon?>) throws(ShapefileError) -> (
    shp: [UInt8], shx: [UInt8]
  ) {
    var writer = SHPWriter()
    for shape in shapes { try writer.append(shape) }
    var (shp, shx) = (writer.takeShapes(), writer.takeIndex())
    let headers = writer.finish()
    shp.replaceSubrange(0..<SHPHeader.length, with: headers.shp)
    shx.replaceSubrange(0..<SHPHeader.length, with: headers.shx)
    return (shp, shx)
  }

  private func header(length: Int) -> [UInt8] {
    var header: [UInt8] = []
    header.appendBig(9994)
    header.append(contentsOf: [UInt8](repeating: 0, count: 20))
    header.appendBig(UInt32(truncatingIfNeeded: length / 2))
    header.appendLittle(UInt32(1000))
    header.appendLittle(UInt32(ShapeType.polygon.rawValue))
    let box = envelope.isEmpty ? Envelope(minX: 0, minY: 0, maxX: 0, maxY: 0) : envelope
    for edge in [box.minX, box.minY, box.maxX, box.maxY, 0, 0, 0, 0] { header.appendLittle(edge) }
    return header
  }

  private struct Ring {
    var range: Range<Int>
    var isReversed: Bool
    var isOpen: Bool
  }

  private static func rings(_ polygons: MultiPolygon) -> [Ring] {
    var rings: [Ring] = []
    for polygon in 0..<polygons.polygonCount {
      for (place, ring) in polygons.rings(ofPolygon: polygon).enumerated() {
        let range = polygons.positions(ofRing: ring)
        guard let first = polygons.coordinates[range].first, let last = polygons.coordinates[range].last else {
          continue
        }
        let doubled = doubledArea(polygons.coordinates[range])
        rings.append(Ring(range: range, isReversed: place == 0 ? doubled > 0 : doubled < 0, isOpen: first != last))
      }
    }
    return rings
  }

  /// Twice the area of a ring, positive when it runs counter-clockwise; measured from its first position.
  private static func doubledArea(_ ring: ArraySlice<Coordinate>) -> Double {
    guard let origin = ring.first else { return 0 }
    var doubled = 0.0
    var previous = Coordinate(x: 0, y: 0)
    for position in ring.dropFirst() {
      let current = Coordinate(x: position.x - origin.x, y: position.y - origin.y)
      doubled += previous.x * current.y - current.x * previous.y
      previous = current
    }
    return doubled
  }

  private mutating func append(_ ring: Ring, of polygons: MultiPolygon) {
    let positions = polygons.coordinates[ring.range]
    if ring.isReversed {
      if ring.isOpen, let first = positions.first { append(first) }
      for position in positions.reversed() { append(position) }
    } else {
      for position in positions { append(position) }
      if ring.isOpen, let first = positions.first { append(first) }
    }
  }

  private mutating func append(_ position: Coordinate) {
    shapes.appendLittle(position.x)
    shapes.appendLittle(position.y)
  }
}
