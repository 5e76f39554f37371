public import Geo
internal import CGEOS

/// A geometry with indexes for many questions about others; it belongs to one thread (GEOS issue 825).
@safe
public struct PreparedGeometry: ~Copyable {
  /// The geometry itself.
  public let geometry: Geometry
  private let pointer: OpaquePointer

  /// Prepares a geometry; its indexes are built at the first question that needs them.
  public init(_ geometry: consuming Geometry) throws(GEOSError) {
    guard let pointer = unsafe GEOSPrepare_r(geometry.handle, geometry.pointer) else {
      throw geometry.context.failure(.prepare)
    }
    unsafe self.pointer = pointer
    self.geometry = geometry
  }

  deinit { unsafe GEOSPreparedGeom_destroy_r(geometry.handle, pointer) }

  private var handle: GEOSContextHandle_t { unsafe geometry.handle }
  private var context: GEOSContext { geometry.context }

  /// Whether another geometry lies in it, not wholly on its boundary.
  public func contains(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSPreparedContains_r(handle, pointer, other.pointer), .contains)
  }

  /// Whether another geometry lies in its interior, without touching its boundary.
  public func containsProperly(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSPreparedContainsProperly_r(handle, pointer, other.pointer), .containsProperly)
  }

  /// Whether a position lies in its interior.
  public func contains(_ position: Coordinate) throws(GEOSError) -> Bool { try contains(try context.point(position)) }

  /// Whether no point of another geometry lies outside it.
  public func covers(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSPreparedCovers_r(handle, pointer, other.pointer), .covers)
  }

  /// Whether a position lies in it or on its boundary.
  public func covers(_ position: Coordinate) throws(GEOSError) -> Bool { try location(of: position) != .outside }

  /// Whether the two share a point.
  public func intersects(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSPreparedIntersects_r(handle, pointer, other.pointer), .intersects)
  }

  /// Whether the two share boundary points only.
  public func touches(_ other: borrowing Geometry) throws(GEOSError) -> Bool {
    try unsafe context.answer(GEOSPreparedTouches_r(handle, pointer, other.pointer), .touches)
  }

  /// Where a position lies: inside, exactly on the boundary, or outside.
  public func location(of position: Coordinate) throws(GEOSError) -> Location {
    let point = try context.point(position)
    if try contains(point) { return .inside }
    return try intersects(point) ? .boundary : .outside
  }

  /// The shortest distance to another geometry; 0 when they share a point.
  public func distance(to other: borrowing Geometry) throws(GEOSError) -> Double {
    var distance = 0.0
    guard unsafe GEOSPreparedDistance_r(handle, pointer, other.pointer, &distance) == 1 else {
      throw context.failure(.distance)
    }
    return distance
  }
}

@available(*, unavailable)
extension PreparedGeometry: Sendable {}
