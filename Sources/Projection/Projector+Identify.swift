internal import Geo
internal import CPROJ

extension Projector {
  /// Tells which system the text of a `.prj` file means: WKT of ESRI, of GDAL, or WKT 2.
  ///
  /// Systems on VN-2000 are recognised by their parameters whatever their names; all others must be known to PROJ with
  /// a confidence of 90 % and have the parameters of the EPSG dataset. Throws only when PROJ has no database.
  public func identify(prj text: String) throws(ProjectionError) -> CRSIdentification {
    let limit = 64 * 1024
    guard text.utf8.count <= limit, !text.utf8.contains(0), let parsed = parse(text) else {
      try context.requireDatabase()
      return .unknown(name: "")
    }
    guard let plane = plane(of: parsed), let stated = stated(plane) else { return .unknown(name: name(of: parsed)) }
    if stated.isOnKrasovsky || stated.namesHanoi72 { return try judgeKrasovsky(plane, stated) }
    let shift = TOWGS84(towgs84(of: parsed))
    if stated.hasVN2000Datum || shift == .official || shift == .wrongSigns {
      return judgeVN2000(stated, shift)
    }
    if stated.isOnWGS84Ellipsoid, let doubt = doubt(about: stated) { return doubt }
    return try known(plane, stated).map { .identified($0, notes: []) } ?? .unknown(name: stated.name)
  }

  private func parse(_ text: String) -> Object? {
    let trimmed = text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
    return unsafe Object(
      owning: proj_create_from_wkt(context.pointer, String(trimmed), nil, nil, nil), in: context)
  }

  /// The geographic or projected system inside a text that also states a shift or heights.
  private func plane(of parsed: borrowing Object) -> Object? {
    let inner: Object?
    switch unsafe proj_get_type(parsed.pointer) {
    case PJ_TYPE_BOUND_CRS:
      inner = unsafe Object(owning: proj_get_source_crs(context.pointer, parsed.pointer), in: context)
    case PJ_TYPE_COMPOUND_CRS:
      inner = unsafe Object(owning: proj_crs_get_sub_crs(context.pointer, parsed.pointer, 0), in: context)
    case PJ_TYPE_PROJECTED_CRS, PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS:
      return unsafe Object(owning: proj_clone(context.pointer, parsed.pointer), in: context)
    default: return nil
    }
    guard let inner else { return nil }
    return plane(of: inner)
  }

  private func judgeKrasovsky(
    _ plane: borrowing Object, _ stated: StatedSystem
  ) throws(ProjectionError) -> CRSIdentification {
    let refusal = CRSIdentification.refused(name: stated.name, reason: .hanoi72)
    // Pulkovo 1942 and its like have the grid of Hà Nội-72, so here the name of the datum proves nothing.
    if stated.namesHanoi72 || stated.centralMeridian.map((99...117).contains) ?? false { return refusal }
    guard let crs = try known(plane, stated) else { return refusal }
    return .identified(crs, notes: [])
  }

  private func judgeVN2000(_ stated: StatedSystem, _ shift: TOWGS84) -> CRSIdentification {
    var notes: [CRSNote] = []
    if !stated.hasVN2000Datum { notes.append(.datumKnownByTowgs84) }
    if shift == .wrongSigns { notes.append(.towgs84RotationSignsWrong) }
    if shift == .other { notes.append(.towgs84NotOfficial) }
    guard stated.isOnWGS84Ellipsoid else { return .refused(name: stated.name, reason: .unofficialVN2000Grid) }
    if stated.isGeographic {
      guard abs(stated.unit - .pi / 180) < 1e-9, abs(stated.primeMeridian) < 1e-9 else {
        return .refused(name: stated.name, reason: .unofficialVN2000Grid)
      }
      return .identified(VN2000.geographic, notes: notes)
    }
    if let crs = vn2000Grid(stated) { return .identified(crs, notes: notes) }
    if stated.isExchangedGrid, stated.scale == VN2000.tm3Scale,
      let zone = stated.centralMeridian.flatMap(VN2000.zone(centralMeridian:))
    {
      return .suspicious(
        candidate: zone.crs, reason: .falseOriginExchanged(centralMeridian: zone.centralMeridian))
    }
    if stated.isEquatorialGrid, let scale = stated.scale, let meridian = stated.centralMeridian,
      abs(scale - VN2000.tm3Scale) < 1e-9
    {
      return .refused(name: stated.name, reason: .meridianWithoutCode(meridian))
    }
    return .refused(name: stated.name, reason: .unofficialVN2000Grid)
  }

  /// The VN-2000 grid that has the parameters stated, whatever its datum is called.
  private func vn2000Grid(_ stated: StatedSystem) -> CRS? {
    guard stated.isEquatorialGrid, let scale = stated.scale, let meridian = stated.centralMeridian else { return nil }
    if abs(scale - VN2000.utmScale) < 1e-9 {
      if abs(meridian - 105) < 1e-6 { return VN2000.utm48 }
      if abs(meridian - 111) < 1e-6 { return VN2000.utm49 }
    }
    guard abs(scale - VN2000.tm3Scale) < 1e-9, let zone = VN2000.zone(centralMeridian: meridian),
      abs(zone.centralMeridian - meridian) < 1e-6
    else { return nil }
    return zone.crs
  }

  private func doubt(about stated: StatedSystem) -> CRSIdentification? {
    guard stated.hasWGS84Datum || stated.hasUnnamedDatum else { return nil }
    if stated.isGeographic {
      return stated.namesVN2000 ? .suspicious(candidate: VN2000.geographic, reason: .namedVN2000OnWGS84Datum) : nil
    }
    guard let grid = vn2000Grid(stated) else { return nil }
    if stated.namesVN2000 { return .suspicious(candidate: grid, reason: .namedVN2000OnWGS84Datum) }
    guard case .tm3(let meridian) = VN2000.kind(of: grid) else { return nil }
    let reason: CRSDoubt =
      stated.hasWGS84Datum
      ? .wgs84DatumOnVN2000Grid(centralMeridian: meridian) : .unnamedDatumOnVN2000Grid(centralMeridian: meridian)
    return .suspicious(candidate: grid, reason: reason)
  }

  /// The system of the EPSG dataset that PROJ recognises, when its parameters are those stated.
  private func known(_ plane: borrowing Object, _ stated: StatedSystem) throws(ProjectionError) -> CRS? {
    var confidences: UnsafeMutablePointer<Int32>?
    guard let list = unsafe proj_identify(context.pointer, plane.pointer, "EPSG", nil, &confidences) else {
      try context.requireDatabase()
      return nil
    }
    defer {
      unsafe proj_list_destroy(list)
      unsafe proj_int_list_destroy(confidences)
    }
    // They come in the order of confidence; a withdrawn system is taken only when nothing else fits.
    var withdrawn: CRS?
    for index in 0..<(unsafe proj_list_get_count(list)) {
      guard let confidence = unsafe confidences?[Int(index)], confidence >= 90,
        let candidate = unsafe Object(owning: proj_list_get(context.pointer, list, index), in: context),
        let crs = code(candidate), let expected = self.stated(candidate), stated.hasSameParameters(as: expected)
      else { continue }
      if unsafe proj_is_deprecated(candidate.pointer) == 0 { return crs }
      withdrawn = withdrawn ?? crs
    }
    return withdrawn
  }
}

/// What a TOWGS84 of a text is, compared with the official parameters of VN-2000.
private enum TOWGS84 {
  case absent
  case official
  case wrongSigns
  case other

  init(_ values: [Double]?) {
    guard let values, values.contains(where: { $0 != 0 }) else {
      self = .absent
      return
    }
    let official = VN2000.helmert
    // TOWGS84 is written in the Position Vector convention, which has the rotations of the official one negated.
    func agrees(rotations sign: Double) -> Bool {
      values.count == 7 && (0..<3).allSatisfy { abs(values[$0] - official[$0]) < 0.01 }
        && (3..<6).allSatisfy { abs(values[$0] - sign * official[$0]) < 1e-4 } && abs(values[6] - official[6]) < 1e-2
    }
    self = agrees(rotations: -1) ? .official : agrees(rotations: 1) ? .wrongSigns : .other
  }
}
