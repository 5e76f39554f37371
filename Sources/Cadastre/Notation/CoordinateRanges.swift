/// The ranges of coordinates in Viet Nam.
///
/// Onshore latitude 8.33–23.40 and longitude 102.14–109.53; the islands reach 117.5°E and 7.8°N. A northing lies in
/// 0.90–2.62 million and an easting of the right 3° zone in 0.30–0.70 million; other zones, UTM and the islands widen
/// both, so that the two ranges meet.
enum CoordinateRanges {
  static func plausibility(longitude: Double, latitude: Double) -> CoordinateReading.Plausibility {
    if latitude >= 8, latitude <= 24, longitude >= 102, longitude <= 110 { return .mainland }
    return latitude >= 7 && latitude <= 24 && longitude >= 102 && longitude <= 117.5 ? .wide : .outside
  }

  static func plausibility(x: Double, y: Double) -> CoordinateReading.Plausibility {
    if x >= 0.90e6, x <= 2.62e6, y >= 0.30e6, y <= 0.70e6 { return .mainland }
    return x >= 0.80e6 && x <= 2.66e6 && y >= 0.10e6 && y <= 1.60e6 ? .wide : .outside
  }

  /// A zone number before the six digits of an easting: 18 and 19 are HN-72, 48 and 49 are UTM.
  static func zonePrefix(_ easting: Double, beside northing: Double) -> CadastreError.Code? {
    guard northing >= 0.80e6, northing <= 2.66e6 else { return nil }
    return zonePrefix(easting)
  }

  static func zonePrefix(_ easting: Double) -> CadastreError.Code? {
    switch easting {
    case 18_100_000..<18_900_000, 19_100_000..<19_900_000: .zonePrefixHN72
    case 48_100_000..<48_900_000, 49_100_000..<49_900_000: .zonePrefixUTM
    default: nil
    }
  }
}
