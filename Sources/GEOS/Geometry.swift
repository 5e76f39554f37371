public import Geo
internal import CGEOS

/// A geometry of GEOS, owned, in the plane of whatever system its positions are in.
///
/// Lengths are in the unit of the plane, areas in its square. It belongs to the thread of its context.
@safe
public struct Geometry: ~Copyable {
  /// The kinds of geometry.
  public enum Kind: Sendable, Hashable {
    /// One position, or none.
    case point
    /// A line.
    case line
    /// A closed line.
    case ring
    /// A polygon with its holes.
    case polygon
    /// Several positions.
    case points
    /// Several lines.
    case lines
    /// Several polygons.
    case polygons
    /// Geometries of several kinds.
    case collection
  }

  let pointer: OpaquePointer
  /// The context that the geometry was made in.
  public let context: GEOSContext

  init(owning pointer: OpaquePointer, in context: GEOSContext) {
    unsafe self.pointer = pointer
    self.context = context
  }

  deinit { unsafe GEOSGeom_destroy_r(context.handle, pointer) }

  var handle: GEOSContextHandle_t { unsafe context.handle }

  /// What kind of geometry it is.
  public var kind: Kind {
    switch unsafe GEOSGeomTypeId_r(handle, pointer) {
    case Int32(GEOS_POINT.rawValue): .point
    case Int32(GEOS_LINESTRING.rawValue): .line
    case Int32(GEOS_LINEARRING.rawValue): .ring
    case Int32(GEOS_POLYGON.rawValue): .polygon
    case Int32(GEOS_MULTIPOINT.rawValue): .points
    case Int32(GEOS_MULTILINESTRING.rawValue): .lines
    case Int32(GEOS_MULTIPOLYGON.rawValue): .polygons
    default: .collection
    }
  }

  /// Whether it holds no point at all.
  public var isEmpty: Bool { unsafe GEOSisEmpty_r(handle, pointer) == 1 }

  /// How many positions it has, closing positions included.
  public var positionCount: Int { max(0, Int(unsafe GEOSGetNumCoordinates_r(handle, pointer))) }

  /// How many parts it has: 1 for a single geometry, 0 when it is an empty collection.
  public var partCount: Int { max(0, Int(unsafe GEOSGetNumGeometries_r(handle, pointer))) }

  /// The greatest dimension in it: 0 points, 1 lines, 2 polygons; nil when it is empty.
  public var dimension: Int? {
    let dimension = unsafe GEOSGeom_getDimensions_r(handle, pointer)
    return isEmpty || dimension < 0 ? nil : Int(dimension)
  }

  /// A copy in the same context.
  public func copy() throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSGeom_clone_r(handle, pointer), .coordinates)
  }

  /// The area, 0 when there is no polygon in it.
  public var area: Double {
    get throws(GEOSError) {
      var area = 0.0
      guard unsafe GEOSArea_r(handle, pointer, &area) == 1 else { throw context.failure(.area) }
      return area
    }
  }

  /// The length of its lines, and of the outlines of its polygons with their holes.
  public var length: Double {
    get throws(GEOSError) {
      var length = 0.0
      guard unsafe GEOSLength_r(handle, pointer, &length) == 1 else { throw context.failure(.length) }
      return length
    }
  }

  /// The box around it; ``Geo/Envelope/empty`` when it is empty.
  public var envelope: Envelope {
    get throws(GEOSError) {
      if isEmpty { return .empty }
      var envelope = Envelope.empty
      guard unsafe GEOSGeom_getXMin_r(handle, pointer, &envelope.minX) == 1,
        unsafe GEOSGeom_getYMin_r(handle, pointer, &envelope.minY) == 1,
        unsafe GEOSGeom_getXMax_r(handle, pointer, &envelope.maxX) == 1,
        unsafe GEOSGeom_getYMax_r(handle, pointer, &envelope.maxY) == 1
      else { throw context.failure(.envelope) }
      return envelope
    }
  }
}

@available(*, unavailable)
extension Geometry: Sendable {}
