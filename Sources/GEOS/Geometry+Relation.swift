public import Geo
internal import CGEOS

/// Where a position lies with regard to a geometry.
public enum Location: Sendable, Hashable {
  /// In its interior.
  case inside
  /// On its boundary.
  case boundary
  /// Outside.
  case outside
}

extension Geometry {
  /// Whether another geometry lies in it, not wholly on its boundary.
  public func contains(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSContains_r(handle, pointer, other.pointer), .contains)
  }

  /// Whether a position lies in its interior.
  public func contains(_ position: Coordinate) throws(GEOSError) -> Bool { try location(of: position) == .inside }

  /// Whether no point of another geometry lies outside it.
  public func covers(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSCovers_r(handle, pointer, other.pointer), .covers)
  }

  /// Whether a position lies in it or on its boundary.
  public func covers(_ position: Coordinate) throws(GEOSError) -> Bool { try location(of: position) != .outside }

  /// Whether the two share a point.
  public func intersects(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSIntersects_r(handle, pointer, other.pointer), .intersects)
  }

  /// Whether the two share boundary points only.
  public func touches(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSTouches_r(handle, pointer, other.pointer), .touches)
  }

  /// Whether the two share interior points, and each has others of its own.
  public func overlaps(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSOverlaps_r(handle, pointer, other.pointer), .overlaps)
  }

  /// Whether the two are the same set of points, however their vertices are ordered.
  public func equals(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSEquals_r(handle, pointer, other.pointer), .equals)
  }

  /// The DE-9IM matrix of the two, nine characters of `F`, `0`, `1` and `2`.
  public func relate(_ other: borrowing Geometry) throws(GEOSError) -> String {
    guard let matrix = unsafe GEOSRelate_r(handle, pointer, other.pointer) else { throw context.failure(.relate) }
    defer { unsafe GEOSFree_r(handle, matrix) }
    return unsafe String(cString: matrix)
  }

  /// Whether the DE-9IM matrix of the two fits a pattern of `T`, `F`, `*`, `0`, `1` and `2`.
  public func relate(_ other: borrowing Geometry, fits pattern: String) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSRelatePattern_r(handle, pointer, other.pointer, pattern), .relate)
  }

  /// Where a position lies: inside, exactly on the boundary, or outside.
  ///
  /// It costs the preparation of the geometry, which for a point is a fifth of what GEOS's plain predicates cost.
  public func location(of position: Coordinate) throws(GEOSError) -> Location {
    guard let prepared = unsafe GEOSPrepare_r(handle, pointer) else { throw context.failure(.prepare) }
    defer { unsafe GEOSPreparedGeom_destroy_r(handle, prepared) }
    let point = try context.point(position)
    if try unsafe context.answer(GEOSPreparedContains_r(handle, prepared, point.pointer), .contains) { return .inside }
    let touches = unsafe GEOSPreparedIntersects_r(handle, prepared, point.pointer)
    return try context.answer(touches, .intersects) ? .boundary : .outside
  }

  /// The shortest distance to another geometry; 0 when they share a point.
  public func distance(to other: borrowing Geometry) throws(GEOSError) -> Double {
    var distance = 0.0
    guard unsafe GEOSDistance_r(handle, pointer, other.pointer, &distance) == 1 else {
      throw context.failure(.distance)
    }
    return distance
  }

  /// The shortest distance from a position to it; 0 when the position lies in it.
  public func distance(from position: Coordinate) throws(GEOSError) -> Double {
    try distance(to: try context.point(position))
  }

  /// The shortest distance from a position to the outline of its polygons, holes included, from inside or outside.
  ///
  /// Throws when it holds anything but polygons.
  public func boundaryDistance(from position: Coordinate) throws(GEOSError) -> Double {
    let point = try context.point(position)
    var shortest = Double.infinity
    for index in 0..<max(0, unsafe GEOSGetNumGeometries_r(handle, pointer)) {
      guard let part = unsafe GEOSGetGeometryN_r(handle, pointer, index),
        unsafe GEOSGeomTypeId_r(handle, part) == Int32(GEOS_POLYGON.rawValue),
        let shell = unsafe GEOSGetExteriorRing_r(handle, part)
      else { throw GEOSError(.distance, .unsuitable("only polygons have an outline")) }
      try unsafe shorten(&shortest, to: shell, point.pointer)
      for hole in 0..<max(0, unsafe GEOSGetNumInteriorRings_r(handle, part)) {
        guard let ring = unsafe GEOSGetInteriorRingN_r(handle, part, hole) else { throw context.failure(.distance) }
        try unsafe shorten(&shortest, to: ring, point.pointer)
      }
    }
    guard shortest.isFinite else { throw GEOSError(.distance, .unsuitable("it is empty")) }
    return shortest
  }

  /// How far the two shapes are from being the same: the greatest distance from a vertex of one to the other.
  public func hausdorffDistance(to other: borrowing Geometry) throws(GEOSError) -> Double {
    var distance = 0.0
    guard unsafe GEOSHausdorffDistance_r(handle, pointer, other.pointer, &distance) == 1 else {
      throw context.failure(.hausdorffDistance)
    }
    return distance
  }

  private func shorten(
    _ shortest: inout Double, to ring: OpaquePointer, _ point: OpaquePointer
  ) throws(GEOSError) {
    var distance = 0.0
    guard unsafe GEOSDistance_r(handle, ring, point, &distance) == 1 else { throw context.failure(.distance) }
    shortest = min(shortest, distance)
  }
}
