import Cadastre
import Geo
import Projection
import VietText

/// A reading of a coordinate with its system, and so with its place on the ground.
struct PlacedReading: Sendable {
  /// How well a reading agrees with the land.
  enum Agreement: Int, Comparable, Sendable {
    /// It falls outside Viet Nam and every known ward.
    case nowhere
    /// It falls in Viet Nam.
    case country
    /// It falls in a known ward.
    case ward
    /// It falls on a parcel surveyed in that very grid.
    case parcel

    static func < (left: Agreement, right: Agreement) -> Bool { left.rawValue < right.rawValue }
  }

  /// The system in which the text was read.
  var crs: CRS
  /// The position in that system: easting and northing, or longitude and latitude.
  var given: Coordinate
  /// WGS 84 longitude and latitude.
  var position: Coordinate
  /// How far the last digits leave the place open, metres.
  var rounding: Double
  /// Whether the text was in degrees.
  var isGeographic: Bool
  /// Whether degrees were written as a decimal fraction, as a phone gives them.
  var isDecimalDegrees: Bool
  /// What a person should know of the notation.
  var remarks: [CoordinateRemark]
  /// The place of the notation's reading among those of the text.
  var order: Int
  /// The agreement, as far as it was asked for.
  var agreement = Agreement.country
  /// The ward in which it falls, if that was asked for.
  var ward: WardReference?

  /// Whether the system is on the datum VN-2000.
  var isVN2000: Bool { VN2000.kind(of: crs) != nil }
}

/// The reading that is used, those that are not, and why.
struct ReadingDecision: Sendable {
  var used: PlacedReading
  /// The others that fall in a known ward, the most plausible first.
  var others: [PlacedReading] = []
  /// How many of the others are as plausible as the one used.
  var equals = 0
  var notes: [Note] = []
}
