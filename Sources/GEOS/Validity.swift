public import Geo
internal import CGEOS

/// Whether a geometry is valid by the rules of OGC Simple Features.
public enum Validity: Sendable, Hashable {
  /// It is valid.
  case valid
  /// It is not: GEOS's reason (`Self-intersection`), and a place where it is seen, nil when GEOS names none.
  case invalid(reason: String, at: Coordinate?)

  /// Whether it is valid.
  public var isValid: Bool { self == .valid }
}

/// How an invalid geometry is repaired.
public enum RepairMethod: Sendable, Hashable {
  /// All lines are noded and valid polygons built from them, every lobe of a bow tie kept.
  case linework
  /// Each ring is repaired by itself, then shells are united and holes taken out; parts that collapse are dropped.
  case structure
}

extension Geometry {
  /// Whether it is valid, and where it is not.
  public var validity: Validity {
    get throws(GEOSError) {
      var reason: UnsafeMutablePointer<CChar>?
      var place: OpaquePointer?
      let answer = unsafe GEOSisValidDetail_r(handle, pointer, 0, &reason, &place)
      defer { if let reason = unsafe reason { unsafe GEOSFree_r(handle, reason) } }
      let location: Coordinate? =
        if let place = unsafe place { unsafe Geometry(owning: place, in: context).position } else { nil }
      if try context.answer(answer, .validity) { return .valid }
      return .invalid(reason: unsafe reason.map { unsafe String(cString: $0) } ?? "", at: location)
    }
  }

  /// A valid geometry of the same positions; it may be of another kind, or a collection.
  public func makeValid(_ method: RepairMethod = .linework) throws(GEOSError) -> Geometry {
    guard let parameters = unsafe GEOSMakeValidParams_create_r(handle) else { throw context.failure(.makeValid) }
    defer { unsafe GEOSMakeValidParams_destroy_r(handle, parameters) }
    _ = unsafe GEOSMakeValidParams_setMethod_r(
      handle, parameters, method == .linework ? GEOS_MAKE_VALID_LINEWORK : GEOS_MAKE_VALID_STRUCTURE)
    _ = unsafe GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, method == .linework ? 1 : 0)
    return try unsafe context.own(GEOSMakeValidWithParams_r(handle, pointer, parameters), .makeValid)
  }
}
