extension WKB {
  /// Reads a Polygon or MultiPolygon.
  ///
  /// Both byte orders, ISO and extended (PostGIS) types; heights, measures and SRID are dropped. Rings are given as
  /// they stand, not closed, wound or judged. No more is allocated than the bytes can fill.
  ///
  /// - Parameter bytes: The geometry, from its first byte to its last.
  /// - Returns: The polygons.
  /// - Throws: What is wrong, with the byte offset: truncated, an unsupported type by its name, and so on.
  public static func decode(_ bytes: Span<UInt8>) throws(GeoError) -> MultiPolygon {
    try read(bytes).multiPolygon
  }

  /// Reads a Polygon or MultiPolygon.
  public static func decode(_ bytes: [UInt8]) throws(GeoError) -> MultiPolygon { try read(bytes.span).multiPolygon }

  /// Reads a Polygon or MultiPolygon, and tells what was dropped.
  public static func read(_ bytes: [UInt8]) throws(GeoError) -> Reading { try read(bytes.span) }

  /// Reads a Polygon or MultiPolygon, and tells what was dropped.
  public static func read(_ bytes: Span<UInt8>) throws(GeoError) -> Reading {
    var reading = Reading(multiPolygon: MultiPolygon(), isMulti: false, hasZ: false, hasM: false, srid: nil)
    var cursor = 0
    let header = try Header(bytes, &cursor)
    reading.note(header)
    switch header.type {
    case polygonType:
      try readPolygon(bytes, &cursor, header, into: &reading.multiPolygon)
    case multiPolygonType:
      reading.isMulti = true
      // Each polygon has a header of 5 bytes and a count of 4.
      let count = try header.count(bytes, &cursor, size: 9)
      reading.multiPolygon.polygonEnds.reserveCapacity(count)
      for _ in 0..<count {
        let start = cursor
        let part = try Header(bytes, &cursor)
        guard part.type == polygonType else { throw GeoError(.unsupportedType(part.typeName), offset: start) }
        reading.note(part)
        try readPolygon(bytes, &cursor, part, into: &reading.multiPolygon)
      }
    default:
      throw GeoError(.unsupportedType(header.typeName), offset: 0)
    }
    guard cursor == bytes.count else { throw GeoError(.trailingBytes, offset: cursor) }
    return reading
  }

  private static func readPolygon(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ header: Header, into multiPolygon: inout MultiPolygon
  ) throws(GeoError) {
    let ringCount = try header.count(bytes, &cursor, size: 4)
    for _ in 0..<ringCount {
      let stride = header.positionSize
      let count = try header.count(bytes, &cursor, size: stride)
      multiPolygon.coordinates.reserveGeometrically(count)
      for _ in 0..<count {
        // With a span of known length the bytes of a number are loaded at once.
        let position = bytes.extracting(cursor..<cursor + 16)
        let x = Double(bitPattern: load(position, 0, header.isLittleEndian))
        let y = Double(bitPattern: load(position, 8, header.isLittleEndian))
        guard x.isFinite && y.isFinite else { throw GeoError(.notFinite, offset: cursor) }
        multiPolygon.coordinates.append(Coordinate(x: x, y: y))
        cursor += stride
      }
      multiPolygon.ringEnds.append(multiPolygon.coordinates.count)
    }
    multiPolygon.polygonEnds.append(multiPolygon.ringEnds.count)
  }

  /// An integer at an offset that is known to lie within the bytes.
  @inline(__always)
  fileprivate static func load<Value: FixedWidthInteger>(
    _ bytes: Span<UInt8>, _ offset: Int, _ isLittleEndian: Bool
  ) -> Value {
    var value: Value = 0
    for index in 0..<Value.bitWidth / 8 {
      value |= Value(truncatingIfNeeded: bytes[offset + index]) << (8 * index)
    }
    return isLittleEndian ? value : value.byteSwapped
  }
}

extension Array {
  /// Makes room for more elements, doubling, so that many small additions do not copy each time.
  fileprivate mutating func reserveGeometrically(_ additional: Int) {
    let needed = count + additional
    if needed > capacity { reserveCapacity(Swift.max(needed, isEmpty ? 0 : 2 * capacity)) }
  }
}

/// The beginning of a WKB geometry.
private struct Header {
  let isLittleEndian: Bool
  let type: UInt32
  let hasZ: Bool
  let hasM: Bool
  let srid: Int32?

  var positionSize: Int { 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0) }

  init(_ bytes: Span<UInt8>, _ cursor: inout Int) throws(GeoError) {
    guard bytes.count - cursor >= 5 else { throw GeoError(.truncated, offset: bytes.count) }
    guard bytes[cursor] <= 1 else { throw GeoError(.unknownByteOrder, offset: cursor) }
    isLittleEndian = bytes[cursor] == 1
    let code: UInt32 = WKB.load(bytes, cursor + 1, isLittleEndian)
    // PostGIS sets the high bits, ISO adds thousands.
    let plain = code & 0x1FFF_FFFF
    let thousands = plain / 1000
    type = thousands <= 3 ? plain % 1000 : plain
    hasZ = code & 0x8000_0000 != 0 || thousands == 1 || thousands == 3
    hasM = code & 0x4000_0000 != 0 || thousands == 2 || thousands == 3
    cursor += 5
    if code & 0x2000_0000 != 0 {
      guard bytes.count - cursor >= 4 else { throw GeoError(.truncated, offset: bytes.count) }
      srid = WKB.load(bytes, cursor, isLittleEndian)
      cursor += 4
    } else {
      srid = nil
    }
  }

  /// Reads a count of things of a least size, and refuses it when the bytes cannot hold so many.
  func count(_ bytes: Span<UInt8>, _ cursor: inout Int, size: Int) throws(GeoError) -> Int {
    guard bytes.count - cursor >= 4 else { throw GeoError(.truncated, offset: bytes.count) }
    let count = Int(WKB.load(bytes, cursor, isLittleEndian) as UInt32)
    guard count <= (bytes.count - cursor - 4) / size else { throw GeoError(.countTooLarge, offset: cursor) }
    cursor += 4
    return count
  }

  var typeName: String {
    let names = [
      "Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
      "GeometryCollection", "CircularString", "CompoundCurve", "CurvePolygon", "MultiCurve", "MultiSurface", "Curve",
      "Surface", "PolyhedralSurface", "TIN", "Triangle",
    ]
    return type < names.count ? names[Int(type)] : "number \(type)"
  }
}

extension WKB.Reading {
  fileprivate mutating func note(_ header: Header) {
    hasZ = hasZ || header.hasZ
    hasM = hasM || header.hasM
    srid = srid ?? header.srid
  }
}
