public import Geo
internal import CPROJ

/// Transformations between coordinate reference systems and WGS 84, for one thread.
///
/// Every system on VN-2000 goes through the one official operation (``VN2000``); what PROJ would choose is off by 0.8 m
/// in the south of the country. Everything else goes through the operation that PROJ finds best with the grids on this
/// machine; it never uses the network, and never a ballpark transformation.
public final class Projector {
  let context: Context
  private var transformations: [CRS: Transformation] = [:]

  /// How many operations are kept; a client may name any of thousands of systems.
  private static let capacity = 64

  /// Makes a context of PROJ.
  public init() throws(ProjectionError) { context = try Context() }

  /// The operation between a system and WGS 84, made at the first call and kept.
  ///
  /// Throws when the code is unknown, when the system is refused, or when PROJ has no operation.
  public func toWGS84(_ crs: CRS) throws(ProjectionError) -> Transformation {
    if let known = transformations[crs] { return known }
    let made = try makeTransformation(crs)
    if transformations.count >= Self.capacity {
      transformations = transformations.filter { VN2000.kind(of: $0.key) != nil }
    }
    transformations[crs] = made
    return made
  }

  private func makeTransformation(_ crs: CRS) throws(ProjectionError) -> Transformation {
    if crs == .wgs84 { return Transformation(identity: crs) }
    if let kind = VN2000.kind(of: crs) {
      guard let operation = unsafe Object(owning: proj_create(context.pointer, VN2000.pipeline(kind)), in: context)
      else {
        throw ProjectionError(.noOperation(crs, reason: context.takeMessage()))
      }
      return Transformation(crs, isPinned: true, operation: operation)
    }
    let source = try system(crs)
    try requireMap(crs, source)
    try requireKnownDatum(crs, source)
    let target = try system(.wgs84)
    guard let operation = unsafe operation(from: source.pointer, to: target.pointer, allowBallpark: false) else {
      let reason = context.takeMessage()
      if unsafe operation(from: source.pointer, to: target.pointer, allowBallpark: true) != nil {
        throw ProjectionError(.refused(crs, .ballparkOnly))
      }
      throw ProjectionError(.noOperation(crs, reason: reason))
    }
    guard
      let normal = unsafe Object(
        owning: proj_normalize_for_visualization(context.pointer, operation.pointer), in: context)
    else {
      throw ProjectionError(.noOperation(crs, reason: context.takeMessage()))
    }
    return Transformation(crs, isPinned: false, operation: normal)
  }

  private func operation(from source: OpaquePointer, to target: OpaquePointer, allowBallpark: Bool) -> Object? {
    unsafe withOptions([allowBallpark ? "ALLOW_BALLPARK=YES" : "ALLOW_BALLPARK=NO"]) { options in
      unsafe Object(owning: proj_create_crs_to_crs_from_pj(context.pointer, source, target, nil, options), in: context)
    }
  }

  /// Looks a system up in the EPSG dataset.
  func system(_ crs: CRS) throws(ProjectionError) -> Object {
    guard
      let object = unsafe Object(
        owning: proj_create_from_database(context.pointer, "EPSG", String(crs.code), PJ_CATEGORY_CRS, 0, nil),
        in: context)
    else {
      try context.requireDatabase()
      throw ProjectionError(.unknownSystem(crs))
    }
    return object
  }

  /// Throws when a system is neither geographic nor projected.
  func requireMap(_ crs: CRS, _ system: borrowing Object) throws(ProjectionError) {
    switch unsafe proj_get_type(system.pointer) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS, PJ_TYPE_PROJECTED_CRS: break
    case PJ_TYPE_COMPOUND_CRS:
      let horizontal: CRS? =
        if let part = unsafe Object(owning: proj_crs_get_sub_crs(context.pointer, system.pointer, 0), in: context) {
          code(part)
        } else { nil }
      throw ProjectionError(.refused(crs, .compound(horizontal: horizontal)))
    case PJ_TYPE_GEOCENTRIC_CRS: throw ProjectionError(.refused(crs, .notAMap(kind: "geocentric system")))
    case PJ_TYPE_VERTICAL_CRS: throw ProjectionError(.refused(crs, .notAMap(kind: "height system")))
    case PJ_TYPE_ENGINEERING_CRS: throw ProjectionError(.refused(crs, .notAMap(kind: "local engineering system")))
    default: throw ProjectionError(.refused(crs, .notAMap(kind: "system of this kind")))
    }
  }

  /// Throws when positions in a system may not be transformed on account of its datum.
  private func requireKnownDatum(_ crs: CRS, _ system: borrowing Object) throws(ProjectionError) {
    guard let datum = unsafe Object(owning: proj_crs_get_geodetic_crs(context.pointer, system.pointer), in: context)
    else { return }
    switch code(datum) {
    case Hanoi72.geographic: throw ProjectionError(.refused(crs, .hanoi72))
    case VN2000.geographic: throw ProjectionError(.refused(crs, .unlistedVN2000))
    default: break
    }
  }

  /// The EPSG code of an object, when it has one.
  func code(_ object: borrowing Object) -> CRS? {
    guard let authority = unsafe proj_get_id_auth_name(object.pointer, 0), unsafe String(cString: authority) == "EPSG",
      let code = unsafe proj_get_id_code(object.pointer, 0)
    else { return nil }
    return unsafe Int32(String(cString: code)).map(CRS.init(epsg:))
  }
}

@available(*, unavailable)
extension Projector: Sendable {}

/// The older national frame Hà Nội-72, whose data are refused.
enum Hanoi72 {
  static let geographic = CRS(epsg: 4147)
  /// The ellipsoid of Krasovsky, on which it is computed: the larger axis in metres and the inverse flattening.
  static let ellipsoid = (semiMajor: 6_378_245.0, inverseFlattening: 298.3)
}

/// Lends a list of options to C, ended by a null pointer.
func withOptions<Result: ~Copyable>(
  _ options: [StaticString], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: options.count + 1) { list in
    for (index, option) in options.enumerated() {
      unsafe list.initializeElement(
        at: index, to: UnsafeRawPointer(option.utf8Start).assumingMemoryBound(to: CChar.self))
    }
    unsafe list.initializeElement(at: options.count, to: nil)
    return unsafe body(UnsafePointer(list.baseAddress.unsafelyUnwrapped))
  }
}
