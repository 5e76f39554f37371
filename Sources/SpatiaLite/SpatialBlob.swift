public import Geo

/// SpatiaLite's own geometry format, of a two-dimensional MULTIPOLYGON.
///
/// A start byte, the byte order, the SRID, the envelope, the class and its parts, an end byte; all little-endian here.
/// Source: the appendix "BLOB-Geometry" of the SpatiaLite specification.
public enum SpatialBlob {
  /// How many bytes stand before the first part: start, order, SRID, envelope, mark, class, number of polygons.
  static let headerLength = 47

  /// Writes polygons at the end of a buffer.
  ///
  /// - Parameters:
  ///   - polygons: at least one polygon, rings closed.
  ///   - srid: the code of their coordinate system.
  ///   - bytes: the buffer that is added to.
  public static func encode(_ polygons: MultiPolygon, srid: Int32, into bytes: inout [UInt8]) {
    let length =
      headerLength + 9 * polygons.polygonCount + 4 * polygons.ringEnds.count + 16 * polygons.coordinates.count + 1
    bytes.reserveCapacity(bytes.count + length)
    let box = polygons.envelope
    bytes.append(0x00)
    bytes.append(0x01)
    append(UInt32(bitPattern: srid), to: &bytes)
    for edge in [box.minX, box.minY, box.maxX, box.maxY] { append(edge.bitPattern, to: &bytes) }
    bytes.append(0x7C)
    append(UInt32(6), to: &bytes)
    append(UInt32(polygons.polygonCount), to: &bytes)
    for polygon in 0..<polygons.polygonCount {
      bytes.append(0x69)
      append(UInt32(3), to: &bytes)
      let rings = polygons.rings(ofPolygon: polygon)
      append(UInt32(rings.count), to: &bytes)
      for ring in rings {
        let positions = polygons.positions(ofRing: ring)
        append(UInt32(positions.count), to: &bytes)
        unsafe polygons.coordinates.withUnsafeBytes { all in
          // A coordinate is two doubles in memory, and this is a little-endian machine: the format itself.
          unsafe bytes.append(contentsOf: all[(positions.lowerBound * 16)..<(positions.upperBound * 16)])
        }
      }
    }
    bytes.append(0xFE)
  }

  /// The polygons as a blob of their own.
  public static func encode(_ polygons: MultiPolygon, srid: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    encode(polygons, srid: srid, into: &bytes)
    return bytes
  }

  /// Reads a MULTIPOLYGON blob as ``encode(_:srid:)`` or SpatiaLite writes it.
  ///
  /// - Throws: `SpatiaLiteError` with the byte offset when the bytes are something else.
  public static func decode(_ bytes: RawSpan) throws(SpatiaLiteError) -> MultiPolygon {
    var result = MultiPolygon()
    try decode(bytes, into: &result)
    return result
  }

  /// Reads a MULTIPOLYGON blob into polygons whose memory is used again.
  ///
  /// - Throws: `SpatiaLiteError` with the byte offset when the bytes are something else.
  public static func decode(_ bytes: RawSpan, into result: inout MultiPolygon) throws(SpatiaLiteError) {
    result.coordinates.removeAll(keepingCapacity: true)
    result.ringEnds.removeAll(keepingCapacity: true)
    result.polygonEnds.removeAll(keepingCapacity: true)
    var reader = BlobCursor(littleEndian: try header(bytes), offset: 39)
    guard try reader.word(bytes) == 6 else { throw fault("not a MULTIPOLYGON", at: 39) }
    let polygons = try reader.word(bytes)
    guard polygons <= bytes.byteCount / 13 else { throw fault("more polygons than bytes", at: 43) }
    result.coordinates.reserveCapacity(bytes.byteCount / 16)
    result.polygonEnds.reserveCapacity(polygons)
    for _ in 0..<polygons {
      guard try reader.byte(bytes) == 0x69, try reader.word(bytes) == 3 else {
        throw fault("not a POLYGON", at: reader.offset)
      }
      for _ in 0..<(try reader.word(bytes)) {
        let count = try reader.word(bytes)
        try reader.coordinates(count, of: bytes, into: &result.coordinates)
        result.ringEnds.append(result.coordinates.count)
      }
      result.polygonEnds.append(result.ringEnds.count)
    }
    guard try reader.byte(bytes) == 0xFE, reader.offset == bytes.byteCount else {
      throw fault("bytes after the geometry's end", at: reader.offset)
    }
  }

  /// Reads a blob held in an array.
  public static func decode(_ bytes: [UInt8]) throws(SpatiaLiteError) -> MultiPolygon {
    try unsafe decode(bytes.span.bytes)
  }

  /// The envelope that a blob states, without reading its parts.
  public static func envelope(_ bytes: RawSpan) throws(SpatiaLiteError) -> Envelope {
    let littleEndian = try header(bytes)
    func edge(_ offset: Int) -> Double {
      let bits = bytes.bits64(at: offset)
      return Double(bitPattern: littleEndian ? bits : bits.byteSwapped)
    }
    return Envelope(minX: edge(6), minY: edge(14), maxX: edge(22), maxY: edge(30))
  }

  /// The SRID that a blob states.
  public static func srid(_ bytes: RawSpan) throws(SpatiaLiteError) -> Int32 {
    let littleEndian = try header(bytes)
    let bits = bytes.bits32(at: 2)
    return Int32(bitPattern: littleEndian ? bits : bits.byteSwapped)
  }

  private static func header(_ bytes: RawSpan) throws(SpatiaLiteError) -> Bool {
    guard bytes.byteCount > headerLength, bytes.byte(at: 0) == 0x00, bytes.byte(at: 1) <= 1, bytes.byte(at: 38) == 0x7C
    else { throw fault("not a SpatiaLite geometry", at: 0) }
    return bytes.byte(at: 1) == 1
  }

  static func fault(_ reason: String, at offset: Int) -> SpatiaLiteError {
    SpatiaLiteError(.corrupt, "geometry blob: \(reason), byte \(offset)")
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}

/// The place where a blob is being read; it holds no bytes itself.
private struct BlobCursor {
  let littleEndian: Bool
  var offset: Int

  mutating func byte(_ bytes: RawSpan) throws(SpatiaLiteError) -> UInt8 {
    guard offset < bytes.byteCount else { throw SpatialBlob.fault("cut off", at: offset) }
    defer { offset += 1 }
    return bytes.byte(at: offset)
  }

  mutating func word(_ bytes: RawSpan) throws(SpatiaLiteError) -> Int {
    guard offset + 4 <= bytes.byteCount else { throw SpatialBlob.fault("cut off", at: offset) }
    defer { offset += 4 }
    let bits = bytes.bits32(at: offset)
    return Int(littleEndian ? bits : bits.byteSwapped)
  }

  mutating func coordinates(
    _ count: Int, of bytes: RawSpan, into result: inout [Coordinate]
  ) throws(SpatiaLiteError) {
    guard count <= (bytes.byteCount - offset) / 16 else { throw SpatialBlob.fault("cut off", at: offset) }
    for _ in 0..<count {
      let (x, y) = (bytes.bits64(at: offset), bytes.bits64(at: offset + 8))
      result.append(
        Coordinate(
          x: Double(bitPattern: littleEndian ? x : x.byteSwapped),
          y: Double(bitPattern: littleEndian ? y : y.byteSwapped)))
      offset += 16
    }
  }
}
