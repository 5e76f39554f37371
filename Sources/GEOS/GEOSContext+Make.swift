public import Geo
internal import CGEOS

extension GEOSContext {
  /// Makes a point; throws when it is not finite.
  public func point(_ position: Coordinate) throws(GEOSError) -> Geometry {
    guard position.isFinite else { throw GEOSError(.point, .notFinite(index: 0)) }
    return try unsafe own(GEOSGeom_createPointFromXY_r(handle, position.x, position.y), .point)
  }

  /// Makes a line of at least two positions.
  public func line(_ positions: some RandomAccessCollection<Coordinate>) throws(GEOSError) -> Geometry {
    let positions = Array(positions)
    if let index = positions.firstIndex(where: { !$0.isFinite }) { throw GEOSError(.line, .notFinite(index: index)) }
    let sequence = try unsafe sequence(positions, 0..<positions.count, .line)
    return try unsafe own(GEOSGeom_createLineString_r(handle, sequence), .line)
  }

  /// Makes a rectangle; throws when it is empty or infinite.
  public func rectangle(_ box: Envelope) throws(GEOSError) -> Geometry {
    guard !box.isEmpty else { throw GEOSError(.polygon, .unsuitable("the box is empty")) }
    return try polygons(
      MultiPolygon(
        coordinates: [
          Coordinate(x: box.minX, y: box.minY), Coordinate(x: box.maxX, y: box.minY),
          Coordinate(x: box.maxX, y: box.maxY), Coordinate(x: box.minX, y: box.maxY),
          Coordinate(x: box.minX, y: box.minY),
        ], ringEnds: [5], polygonEnds: [1]))
  }

  /// Makes a polygon when there is one, several polygons otherwise.
  ///
  /// Each ring must be closed and have at least four finite positions; anything else of validity is not judged here.
  public func polygons(_ polygons: MultiPolygon) throws(GEOSError) -> Geometry {
    try check(polygons)
    if polygons.polygonCount == 1 { return try unsafe own(makePolygon(0, of: polygons), .polygon) }
    return try makeCollection(of: polygons)
  }

  /// Makes one of several polygons; see ``polygons(_:)``.
  public func polygon(_ index: Int, of polygons: MultiPolygon) throws(GEOSError) -> Geometry {
    precondition(polygons.polygonEnds.indices.contains(index), "no such polygon")
    try check(polygons)
    return try unsafe own(makePolygon(index, of: polygons), .polygon)
  }

  /// Makes a geometry from well-known text.
  public func geometry(wellKnownText text: String) throws(GEOSError) -> Geometry {
    guard let reader = unsafe GEOSWKTReader_create_r(handle) else { throw failure(.wellKnownText) }
    defer { unsafe GEOSWKTReader_destroy_r(handle, reader) }
    return try unsafe own(GEOSWKTReader_read_r(handle, reader, text), .wellKnownText)
  }

  /// Throws when rings are none, or when the flat form would lead outside its arrays.
  private func check(_ polygons: MultiPolygon) throws(GEOSError) {
    var start = 0
    for (ring, end) in polygons.ringEnds.enumerated() {
      guard end >= start, end <= polygons.coordinates.count else {
        throw GEOSError(.polygon, .malformed("ring \(ring) ends outside its positions"))
      }
      guard end - start >= 4 else { throw GEOSError(.polygon, .ring(ring: ring, .tooShort(count: end - start))) }
      for index in start..<end where !polygons.coordinates[index].isFinite {
        throw GEOSError(.polygon, .notFinite(index: index))
      }
      guard polygons.coordinates[start] == polygons.coordinates[end - 1] else {
        throw GEOSError(.polygon, .ring(ring: ring, .unclosed))
      }
      start = end
    }
    var first = 0
    for (polygon, end) in polygons.polygonEnds.enumerated() {
      guard end > first, end <= polygons.ringEnds.count else {
        throw GEOSError(.polygon, .malformed("polygon \(polygon) has no ring of its own"))
      }
      first = end
    }
  }

  private func makePolygon(_ index: Int, of polygons: MultiPolygon) throws(GEOSError) -> OpaquePointer? {
    let rings = polygons.rings(ofPolygon: index)
    let shell = try unsafe makeRing(polygons, rings.lowerBound)
    if rings.count == 1 { return unsafe GEOSGeom_createPolygon_r(handle, shell, nil, 0) }
    return try unsafe withPointers(
      rings.dropFirst(),
      make: { ring throws(GEOSError) in try unsafe makeRing(polygons, ring) },
      onFailure: { unsafe GEOSGeom_destroy_r(handle, shell) },
      use: { holes in unsafe GEOSGeom_createPolygon_r(handle, shell, holes.baseAddress, UInt32(holes.count)) })
  }

  private func makeRing(_ polygons: MultiPolygon, _ ring: Int) throws(GEOSError) -> OpaquePointer {
    let sequence = try unsafe sequence(polygons.coordinates, polygons.positions(ofRing: ring), .polygon)
    // GEOS takes the sequence over, whether it succeeds or not.
    guard let made = unsafe GEOSGeom_createLinearRing_r(handle, sequence) else { throw failure(.polygon) }
    return unsafe made
  }

  private func makeCollection(of polygons: MultiPolygon) throws(GEOSError) -> Geometry {
    let collection = try unsafe withPointers(
      0..<polygons.polygonCount,
      make: { index throws(GEOSError) in
        guard let made = try unsafe makePolygon(index, of: polygons) else { throw failure(.polygon) }
        return unsafe made
      },
      onFailure: {},
      use: { parts in
        unsafe GEOSGeom_createCollection_r(
          handle, Int32(GEOS_MULTIPOLYGON.rawValue), parts.baseAddress, UInt32(parts.count))
      })
    return try unsafe own(collection, .polygon)
  }

  /// Makes several geometries and hands their pointers to GEOS, which takes them over; without an array in between.
  private func withPointers(
    _ indices: Range<Int>,
    make: (Int) throws(GEOSError) -> OpaquePointer,
    onFailure: () -> Void,
    use: (UnsafeMutableBufferPointer<OpaquePointer?>) -> OpaquePointer?
  ) throws(GEOSError) -> OpaquePointer? {
    let result: Result<OpaquePointer?, GEOSError> = unsafe withUnsafeTemporaryAllocation(
      of: OpaquePointer?.self, capacity: indices.count
    ) { list in
      for (place, index) in indices.enumerated() {
        do throws(GEOSError) {
          unsafe list.initializeElement(at: place, to: try make(index))
        } catch {
          for made in 0..<place { unsafe GEOSGeom_destroy_r(handle, list[made]) }
          onFailure()
          return unsafe .failure(error)
        }
      }
      return unsafe .success(use(list))
    }
    return try unsafe result.get()
  }

  /// Copies positions, as they lie in memory, into a sequence of GEOS.
  private func sequence(
    _ positions: [Coordinate], _ range: Range<Int>, _ operation: GEOSError.Operation
  ) throws(GEOSError) -> OpaquePointer {
    let sequence = unsafe positions.withUnsafeBytes { bytes in
      unsafe GEOSCoordSeq_copyFromBuffer_r(
        handle,
        bytes.baseAddress.map { unsafe ($0 + range.lowerBound * 16).assumingMemoryBound(to: Double.self) },
        UInt32(range.count), 0, 0)
    }
    guard let sequence = unsafe sequence else { throw failure(operation) }
    return unsafe sequence
  }
}
