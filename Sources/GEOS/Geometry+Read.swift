public import Geo
internal import CGEOS

extension Geometry {
  /// Its polygons in flat form; points and lines in it are left out.
  public func polygons() throws(GEOSError) -> MultiPolygon {
    var result = MultiPolygon()
    result.coordinates.reserveCapacity(positionCount)
    try unsafe read(pointer, into: &result)
    return result
  }

  /// Its lines, the outlines of its polygons included; points in it are left out.
  public func lines() throws(GEOSError) -> [[Coordinate]] {
    var result: [[Coordinate]] = []
    try unsafe readLines(pointer, into: &result)
    return result
  }

  /// Its positions, each as often as it occurs: of points, of lines, and of outlines with their closing positions.
  public func positions() throws(GEOSError) -> [Coordinate] {
    var result: [Coordinate] = []
    result.reserveCapacity(positionCount)
    try unsafe readPositions(pointer, into: &result)
    return result
  }

  /// Its one position when it is a point; nil when it is anything else or empty.
  public var position: Coordinate? {
    var position = Coordinate(x: 0, y: 0)
    guard kind == .point, !isEmpty, unsafe GEOSGeomGetX_r(handle, pointer, &position.x) == 1,
      unsafe GEOSGeomGetY_r(handle, pointer, &position.y) == 1
    else { return nil }
    return position
  }

  /// Well-known text with as many digits as tell the positions exactly.
  public func wellKnownText() throws(GEOSError) -> String {
    guard let writer = unsafe GEOSWKTWriter_create_r(handle) else { throw context.failure(.wellKnownText) }
    defer { unsafe GEOSWKTWriter_destroy_r(handle, writer) }
    unsafe GEOSWKTWriter_setTrim_r(handle, writer, 1)
    guard let text = unsafe GEOSWKTWriter_write_r(handle, writer, pointer) else {
      throw context.failure(.wellKnownText)
    }
    defer { unsafe GEOSFree_r(handle, text) }
    return unsafe String(cString: text)
  }

  private func read(_ geometry: OpaquePointer, into result: inout MultiPolygon) throws(GEOSError) {
    switch unsafe GEOSGeomTypeId_r(handle, geometry) {
    case Int32(GEOS_POLYGON.rawValue):
      if unsafe GEOSisEmpty_r(handle, geometry) != 0 { return }
      guard let shell = unsafe GEOSGetExteriorRing_r(handle, geometry) else { throw context.failure(.coordinates) }
      try unsafe append(shell, to: &result.coordinates)
      result.ringEnds.append(result.coordinates.count)
      for index in 0..<max(0, unsafe GEOSGetNumInteriorRings_r(handle, geometry)) {
        guard let hole = unsafe GEOSGetInteriorRingN_r(handle, geometry, index) else {
          throw context.failure(.coordinates)
        }
        try unsafe append(hole, to: &result.coordinates)
        result.ringEnds.append(result.coordinates.count)
      }
      result.polygonEnds.append(result.ringEnds.count)
    case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
      for index in 0..<max(0, unsafe GEOSGetNumGeometries_r(handle, geometry)) {
        guard let part = unsafe GEOSGetGeometryN_r(handle, geometry, index) else { throw context.failure(.coordinates) }
        try unsafe read(part, into: &result)
      }
    default: break
    }
  }

  private func readLines(_ geometry: OpaquePointer, into result: inout [[Coordinate]]) throws(GEOSError) {
    switch unsafe GEOSGeomTypeId_r(handle, geometry) {
    case Int32(GEOS_LINESTRING.rawValue), Int32(GEOS_LINEARRING.rawValue):
      if unsafe GEOSisEmpty_r(handle, geometry) != 0 { return }
      var line: [Coordinate] = []
      try unsafe append(geometry, to: &line)
      result.append(line)
    case Int32(GEOS_POLYGON.rawValue):
      var polygon = MultiPolygon()
      try unsafe read(geometry, into: &polygon)
      for ring in polygon.ringEnds.indices { result.append(Array(polygon.ring(ring))) }
    default:
      try unsafe eachPart(of: geometry) { part throws(GEOSError) in try unsafe readLines(part, into: &result) }
    }
  }

  private func readPositions(_ geometry: OpaquePointer, into result: inout [Coordinate]) throws(GEOSError) {
    switch unsafe GEOSGeomTypeId_r(handle, geometry) {
    case Int32(GEOS_POINT.rawValue), Int32(GEOS_LINESTRING.rawValue), Int32(GEOS_LINEARRING.rawValue):
      if unsafe GEOSisEmpty_r(handle, geometry) == 0 { try unsafe append(geometry, to: &result) }
    case Int32(GEOS_POLYGON.rawValue):
      var polygon = MultiPolygon()
      try unsafe read(geometry, into: &polygon)
      result.append(contentsOf: polygon.coordinates)
    default:
      try unsafe eachPart(of: geometry) { part throws(GEOSError) in try unsafe readPositions(part, into: &result) }
    }
  }

  private func eachPart(
    of geometry: OpaquePointer, _ body: (OpaquePointer) throws(GEOSError) -> Void
  ) throws(GEOSError) {
    switch unsafe GEOSGeomTypeId_r(handle, geometry) {
    case Int32(GEOS_MULTIPOINT.rawValue), Int32(GEOS_MULTILINESTRING.rawValue), Int32(GEOS_MULTIPOLYGON.rawValue),
      Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
      for index in 0..<max(0, unsafe GEOSGetNumGeometries_r(handle, geometry)) {
        guard let part = unsafe GEOSGetGeometryN_r(handle, geometry, index) else { throw context.failure(.coordinates) }
        unsafe try body(part)
      }
    default: break
    }
  }

  /// Appends the positions of a point, line or ring, as they lie in memory.
  private func append(_ simple: OpaquePointer, to result: inout [Coordinate]) throws(GEOSError) {
    var count: UInt32 = 0
    guard let sequence = unsafe GEOSGeom_getCoordSeq_r(handle, simple),
      unsafe GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1
    else { throw context.failure(.coordinates) }
    let start = result.count
    result.append(contentsOf: repeatElement(Coordinate(x: 0, y: 0), count: Int(count)))
    let copied = unsafe result.withUnsafeMutableBytes { bytes -> Int32 in
      guard count > 0, let base = bytes.baseAddress else { return 1 }
      return unsafe GEOSCoordSeq_copyToBuffer_r(
        handle, sequence, (base + start * 16).assumingMemoryBound(to: Double.self), 0, 0)
    }
    guard copied == 1 else { throw context.failure(.coordinates) }
  }
}
