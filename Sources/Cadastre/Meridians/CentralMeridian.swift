public import Geo

/// The central meridian (kinh tuyến trục) of a 3° zone of VN-2000, to the minute of arc.
public struct CentralMeridian: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes of arc east of Greenwich: 6480 for 108°00'.
  public let minutes: Int

  /// Makes a meridian from minutes of arc east of Greenwich.
  public init(minutes: Int) { self.minutes = minutes }

  /// Makes a meridian from degrees and minutes.
  public init(degrees: Int, minutes: Int = 0) { self.minutes = degrees * 60 + minutes }

  /// The longitude in decimal degrees: 107.75 for 107°45'.
  public var degrees: Double { Double(minutes) / 60 }

  /// The meridian as papers write it: `107°45'`.
  public var description: String { "\(minutes / 60)°\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)'" }

  /// The 3° zone of VN-2000 with this meridian (k0 0.9999, false easting 500 km), if there is one.
  ///
  /// Source: EPSG dataset v10.076, codes 5896–5899 and 9205–9218.
  public var crs: CRS? { Meridians.zones.first { $0.meridian == self }?.crs }

  /// Whether one lies west of the other.
  public static func < (left: CentralMeridian, right: CentralMeridian) -> Bool { left.minutes < right.minutes }
}
