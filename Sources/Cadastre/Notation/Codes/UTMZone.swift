internal import Geo

/// The zone of a UTM position, as `49P`, `48N`, `zone 49`.
struct UTMZone: Equatable {
  /// 48 or 49.
  var number: Int
  /// The band P or Q, or N, which is a band and the north in one; nothing where only the number was written.
  var letter: UInt8?

  /// Judges a zone that was written.
  ///
  /// - Throws: ``CadastreError`` for one that does not lie over Viet Nam.
  init(number: Int, letter: UInt8?) throws(CadastreError) {
    guard number == 48 || number == 49, letter.map({ [0x4E, 0x50, 0x51].contains($0) }) ?? true else {
      throw CadastreError(.utmZone)
    }
    self.number = number
    self.letter = letter
  }

  /// The system on WGS 84, EPSG:32648 or 32649.
  var wgs84: CRS { CRS(epsg: number == 48 ? 32648 : 32649) }
  /// The system on VN-2000, EPSG:3405 or 3406.
  var vn2000: CRS { CRS(epsg: number == 48 ? 3405 : 3406) }

  /// Whether a northing lies in the band, 16° being about 1,769 km.
  func suits(northing: Double) -> Bool {
    switch letter {
    case UInt8(ascii: "P"): (0.87e6...1.79e6).contains(northing)
    case UInt8(ascii: "Q"): (1.75e6...2.67e6).contains(northing)
    default: true
    }
  }

  /// The readings of a pair of metres in this zone.
  ///
  /// - Parameters:
  ///   - crs: the system that the text states beside the zone.
  ///   - datum: the datum that the text states.
  func readings(of readings: [CoordinateReading], crs: CRS?, datum: CoordinateText.Datum?) -> [CoordinateReading] {
    readings.flatMap { reading -> [CoordinateReading] in
      guard case .grid(let x, let y, let rounding, let labelled, let swapped) = reading.position else {
        var reading = reading
        reading.remarks.append(.statedSystemMismatch)
        return [reading]
      }
      var reading = reading
      reading.form = .utm
      // The easting stands first by custom here.
      reading.remarks.removeAll { $0 == .eastingFirst }
      reading.position = .grid(x: x, y: y, rounding: rounding, labelled: labelled, swapped: labelled && swapped)
      if !suits(northing: x) { reading.remarks.append(.utmBandMismatch) }
      if let crs {
        if crs == wgs84 || crs == vn2000 {
          reading.impliedCRS = crs
        } else if !reading.remarks.contains(.statedSystemMismatch) {
          reading.remarks.append(.statedSystemMismatch)
        }
        return [reading]
      }
      let choices: [(CRS, CoordinateRemark)] =
        switch datum {
        case .vn2000: [(vn2000, .utmOnVN2000)]
        case .wgs84: [(wgs84, .utmOnWGS84)]
        case nil: [(wgs84, .utmOnWGS84), (vn2000, .utmOnVN2000)]
        }
      return choices.map { system, remark in
        var reading = reading
        reading.impliedCRS = system
        reading.remarks.append(remark)
        return reading
      }
    }
  }
}
