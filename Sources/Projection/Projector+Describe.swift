public import Geo
internal import CPROJ

extension Projector {
  /// What the EPSG dataset says of a system; throws when the code is unknown or names no map.
  ///
  /// A system that ``toWGS84(_:)`` refuses for its datum is described all the same.
  public func describe(_ crs: CRS) throws(ProjectionError) -> CRSDescription {
    let system = try system(crs)
    try requireMap(crs, system)
    let (metresPerUnit, unitName) = unit(of: system)
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    var areaName: UnsafePointer<CChar>?
    let hasArea =
      unsafe proj_get_area_of_use(context.pointer, system.pointer, &west, &south, &east, &north, &areaName) != 0
      && west > -1000
    let isGeographic = unsafe proj_get_type(system.pointer) != PJ_TYPE_PROJECTED_CRS
    return CRSDescription(
      crs: crs,
      name: name(of: system),
      isGeographic: isGeographic,
      unitName: unitName,
      metresPerUnit: isGeographic ? nil : metresPerUnit,
      vn2000: VN2000.kind(of: crs),
      areaOfUse: hasArea ? Envelope(minX: west, minY: south, maxX: east, maxY: north) : nil,
      areaName: unsafe areaName.map { unsafe String(cString: $0) },
      isDeprecated: unsafe proj_is_deprecated(system.pointer) != 0,
      successor: successor(of: crs, system))
  }

  /// The name of an object; empty when it has none.
  func name(of object: borrowing Object) -> String {
    guard let name = unsafe proj_get_name(object.pointer) else { return "" }
    return unsafe String(cString: name)
  }

  /// The unit of a system's first axis: metres or radians in one unit, and the unit's name.
  func unit(of system: borrowing Object) -> (factor: Double, name: String) {
    guard
      let axes = unsafe Object(
        owning: proj_crs_get_coordinate_system(context.pointer, system.pointer), in: context)
    else { return (.nan, "") }
    var factor = Double.nan
    var name: UnsafePointer<CChar>?
    guard
      unsafe proj_cs_get_axis_info(context.pointer, axes.pointer, 0, nil, nil, nil, &factor, &name, nil, nil) != 0
    else { return (.nan, "") }
    return (factor, unsafe name.map { unsafe String(cString: $0) } ?? "")
  }

  private func successor(of crs: CRS, _ system: borrowing Object) -> CRS? {
    let twin = VN2000.successor(of: crs)
    if twin != crs { return twin }
    guard unsafe proj_is_deprecated(system.pointer) != 0,
      let list = unsafe proj_get_non_deprecated(context.pointer, system.pointer)
    else { return nil }
    defer { unsafe proj_list_destroy(list) }
    guard let first = unsafe Object(owning: proj_list_get(context.pointer, list, 0), in: context) else { return nil }
    return code(first)
  }
}
