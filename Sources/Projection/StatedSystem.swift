internal import CPROJ

/// What a coordinate reference system states of itself: names and parameters.
struct StatedSystem {
  /// The names of the system itself, of its geographic system, and of its datum.
  var name = ""
  var geographicName = ""
  var datumName = ""
  /// The larger axis of the ellipsoid in metres, and its inverse flattening.
  var semiMajor = Double.nan
  var inverseFlattening = Double.nan
  /// The longitude of the prime meridian, in degrees.
  var primeMeridian = Double.nan
  /// Metres, or radians, in one unit of its coordinates.
  var unit = Double.nan
  var isGeographic = false
  /// The EPSG code of the projection's method; empty when there is none.
  var method = ""
  /// The parameters of the projection by their EPSG codes, in degrees, metres or plain numbers.
  var parameters: [String: Double] = [:]

  var centralMeridian: Double? { parameters["8802"] }
  var scale: Double? { parameters["8805"] }

  /// Whether this is a transverse Mercator grid with its origin on the equator, 500 km east and in metres.
  var isEquatorialGrid: Bool { isEquatorialGrid(falseEasting: VN2000.falseEasting, falseNorthing: 0) }

  /// Whether false easting and false northing are exchanged, as in the withdrawn codes 6956–6959.
  var isExchangedGrid: Bool { isEquatorialGrid(falseEasting: 0, falseNorthing: VN2000.falseEasting) }

  private func isEquatorialGrid(falseEasting: Double, falseNorthing: Double) -> Bool {
    method == "9807" && Self.equal(parameters["8801"], 0) && Self.equal(parameters["8806"], falseEasting, 1e-3)
      && Self.equal(parameters["8807"], falseNorthing, 1e-3) && unit == 1 && abs(primeMeridian) < 1e-9
  }

  var isOnKrasovsky: Bool {
    abs(semiMajor - Hanoi72.ellipsoid.semiMajor) < 1
      && abs(inverseFlattening - Hanoi72.ellipsoid.inverseFlattening) < 0.01
  }

  var isOnWGS84Ellipsoid: Bool { abs(semiMajor - 6_378_137) < 0.01 && abs(inverseFlattening - 298.257223563) < 1e-4 }

  var namesHanoi72: Bool { Self.says(["hanoi", "hn72"], in: [name, geographicName, datumName]) }
  var namesVN2000: Bool { Self.says(Self.vn2000Names, in: [name, geographicName]) }
  var hasVN2000Datum: Bool { Self.says(Self.vn2000Names, in: [datumName]) }
  /// A datum "unknown, based on the WGS 84 ellipsoid" is none.
  var hasWGS84Datum: Bool {
    !hasUnnamedDatum && Self.says(["wgs84", "wgs1984", "worldgeodeticsystem1984"], in: [datumName])
  }
  var hasUnnamedDatum: Bool { datumName.isEmpty || Self.says(["unknown", "unnamed", "notspecified"], in: [datumName]) }

  private static let vn2000Names = ["vn2000", "vietnam2000"]

  /// Whether projection, parameters, ellipsoid, prime meridian and unit are the same; names are not compared.
  func hasSameParameters(as other: StatedSystem) -> Bool {
    isGeographic == other.isGeographic && method == other.method
      && Self.equal(semiMajor, other.semiMajor, 1e-2) && Self.equal(inverseFlattening, other.inverseFlattening, 1e-5)
      && Self.equal(primeMeridian, other.primeMeridian, 1e-7) && Self.equal(unit, other.unit, 1e-9)
      && parameters.count == other.parameters.count
      && parameters.allSatisfy { Self.equal($0.value, other.parameters[$0.key], 1e-7 * max(1, abs($0.value) * 1e-3)) }
  }

  private static func equal(_ one: Double?, _ other: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let one, let other else { return false }
    return abs(one - other) <= tolerance
  }

  /// Whether one of some names contains one of some words, marks and case left aside.
  private static func says(_ words: [String], in names: [String]) -> Bool {
    names.contains { name in
      let plain = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return words.contains { plain.contains($0) }
    }
  }
}

extension Projector {
  /// Reads what a geographic or projected system states of itself; nil when PROJ cannot tell.
  func stated(_ system: borrowing Object) -> StatedSystem? {
    var stated = StatedSystem()
    stated.name = name(of: system)
    switch unsafe proj_get_type(system.pointer) {
    case PJ_TYPE_PROJECTED_CRS: stated.isGeographic = false
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: stated.isGeographic = true
    default: return nil
    }
    stated.unit = unit(of: system).factor
    guard
      let geographic = unsafe Object(
        owning: proj_crs_get_geodetic_crs(context.pointer, system.pointer), in: context),
      let datum = unsafe Object(
        owning: proj_crs_get_datum_forced(context.pointer, geographic.pointer), in: context),
      let ellipsoid = unsafe Object(owning: proj_get_ellipsoid(context.pointer, geographic.pointer), in: context),
      let meridian = unsafe Object(owning: proj_get_prime_meridian(context.pointer, geographic.pointer), in: context)
    else { return nil }
    stated.geographicName = name(of: geographic)
    stated.datumName = name(of: datum)
    _ = unsafe proj_ellipsoid_get_parameters(
      context.pointer, ellipsoid.pointer, &stated.semiMajor, nil, nil, &stated.inverseFlattening)
    var factor = Double.nan
    _ = unsafe proj_prime_meridian_get_parameters(
      context.pointer, meridian.pointer, &stated.primeMeridian, &factor, nil)
    stated.primeMeridian *= factor * 180 / .pi
    if !stated.isGeographic { readProjection(of: system, into: &stated) }
    return stated
  }

  private func readProjection(of system: borrowing Object, into stated: inout StatedSystem) {
    guard
      let conversion = unsafe Object(
        owning: proj_crs_get_coordoperation(context.pointer, system.pointer), in: context)
    else { return }
    var code: UnsafePointer<CChar>?
    _ = unsafe proj_coordoperation_get_method_info(context.pointer, conversion.pointer, nil, nil, &code)
    stated.method = unsafe code.map { unsafe String(cString: $0) } ?? ""
    for index in 0..<(unsafe proj_coordoperation_get_param_count(context.pointer, conversion.pointer)) {
      var (value, factor) = (Double.nan, Double.nan)
      var (key, category): (UnsafePointer<CChar>?, UnsafePointer<CChar>?)
      guard
        unsafe proj_coordoperation_get_param(
          context.pointer, conversion.pointer, index, nil, nil, &key, &value, nil, &factor, nil, nil, nil, &category)
          != 0, let key = unsafe key
      else { continue }
      let isAngle = unsafe category.map { unsafe String(cString: $0) == "angular" } ?? false
      unsafe stated.parameters[String(cString: key)] = value * factor * (isAngle ? 180 / .pi : 1)
    }
  }

  /// The seven values of TOWGS84 (Position Vector convention) of a bound system's operation; nil when it has others.
  func towgs84(of bound: borrowing Object) -> [Double]? {
    guard
      let shift = unsafe Object(owning: proj_crs_get_coordoperation(context.pointer, bound.pointer), in: context)
    else { return nil }
    var values = [Double](repeating: 0, count: 7)
    return unsafe proj_coordoperation_get_towgs84_values(context.pointer, shift.pointer, &values, 7, 0) != 0
      ? values : nil
  }
}
