/// Two numbers whose order a format defines, as in GeoJSON (longitude first) and in map links (latitude first).
enum FormatPair {
  /// The readings: what the format says first, unless only the other order lies in Viet Nam.
  ///
  /// - Parameters:
  ///   - first: the first number, degrees or metres.
  ///   - second: the second number.
  ///   - decimals: the decimals that both were written with.
  ///   - eastFirst: whether the format puts longitude or easting first.
  /// - Throws: ``CadastreError`` for numbers that make no position.
  static func readings(
    _ first: Double, _ second: Double, decimals: Int, eastFirst: Bool
  ) throws(CadastreError) -> [CoordinateReading] {
    let rounding = Numeral.rounding(decimals: decimals)
    let areDegrees = [first, second].map { $0.magnitude <= 180 }
    guard areDegrees[0] == areDegrees[1] else {
      throw CadastreError(max(first.magnitude, second.magnitude) >= 1000 ? .mixedUnits : .degreesRange)
    }
    let found = [eastFirst, !eastFirst].compactMap { isEastFirst -> CoordinateReading? in
      let (east, north) = isEastFirst ? (first, second) : (second, first)
      let isAgainst = isEastFirst != eastFirst
      if areDegrees[0] {
        guard north.magnitude <= 90 else { return nil }
        return reading(
          .geographic(longitude: east, latitude: north, rounding: rounding), .decimalDegrees, isEastFirst, isAgainst,
          CoordinateRanges.plausibility(longitude: east, latitude: north))
      }
      return reading(
        .grid(x: north, y: east, rounding: rounding, labelled: true, swapped: isAgainst), .grid, isEastFirst,
        isAgainst, CoordinateRanges.plausibility(x: north, y: east))
    }
    if !areDegrees[0], let prefix = CoordinateRanges.zonePrefix(max(first, second), beside: min(first, second)) {
      throw CadastreError(prefix)
    }
    guard let literal = found.first(where: { $0.eastFirst == eastFirst }) else {
      guard let other = found.first else { throw CadastreError(.degreesRange) }
      return [other]
    }
    guard literal.plausibility == .outside, let other = found.last, other.plausibility < .outside else {
      return [literal]
    }
    return [other, literal]
  }

  private static func reading(
    _ position: CoordinateReading.Position, _ form: CoordinateReading.Form, _ eastFirst: Bool, _ isAgainst: Bool,
    _ plausibility: CoordinateReading.Plausibility
  ) -> CoordinateReading {
    var remarks: [CoordinateRemark] = isAgainst ? [.againstFormat] : []
    if plausibility == .outside { remarks.append(.outsideVietNam) }
    return CoordinateReading(
      position: position, form: form, eastFirst: eastFirst, evidence: isAgainst ? .ranges : .labels,
      plausibility: plausibility, remarks: remarks)
  }
}
