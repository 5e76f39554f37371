public import Geo

/// The official coordinate reference systems on the datum VN-2000, and the one transformation to WGS 84.
///
/// The codes are those of the EPSG dataset, the seven parameters those of Quyết định 05/2007/QĐ-BTNMT (the same numbers
/// as EPSG operation 6960, Coordinate Frame rotation, EPSG method 9607).
public enum VN2000 {
  /// A 3° transverse Mercator grid (múi chiếu 3°): scale 0.9999, false easting 500,000 m, in metres.
  public struct Zone: Sendable, Hashable {
    /// The system.
    public let crs: CRS
    /// The central meridian (kinh tuyến trục), in degrees east of Greenwich.
    public let centralMeridian: Double

    /// The central meridian as papers print it: `107°45'`.
    public var meridianText: String { VN2000.text(ofMeridian: centralMeridian) }
  }

  /// What kind of VN-2000 system a code names.
  public enum Kind: Sendable, Hashable {
    /// A 3° grid with its central meridian in degrees.
    case tm3(centralMeridian: Double)
    /// UTM zone 48 on VN-2000: central meridian 105°, scale 0.9996.
    case utm48
    /// UTM zone 49 on VN-2000: central meridian 111°, scale 0.9996.
    case utm49
    /// Longitude and latitude on VN-2000, in degrees.
    case geographic

    /// The central meridian in degrees, and the scale along it; nil for longitude and latitude.
    var grid: (centralMeridian: Double, scale: Double)? {
      switch self {
      case .tm3(let centralMeridian): (centralMeridian, VN2000.tm3Scale)
      case .utm48: (105, VN2000.utmScale)
      case .utm49: (111, VN2000.utmScale)
      case .geographic: nil
      }
    }
  }

  /// Longitude and latitude on VN-2000.
  public static let geographic = CRS(epsg: 4756)
  /// UTM zone 48 on VN-2000.
  public static let utm48 = CRS(epsg: 3405)
  /// UTM zone 49 on VN-2000.
  public static let utm49 = CRS(epsg: 3406)

  /// The 18 grids of 3°, from west to east.
  public static let tm3Zones: [Zone] = [
    Zone(crs: CRS(epsg: 5896), centralMeridian: 102),
    Zone(crs: CRS(epsg: 9205), centralMeridian: 103),
    Zone(crs: CRS(epsg: 9206), centralMeridian: 104),
    Zone(crs: CRS(epsg: 9207), centralMeridian: 104.5),
    Zone(crs: CRS(epsg: 9208), centralMeridian: 104.75),
    Zone(crs: CRS(epsg: 5897), centralMeridian: 105),
    Zone(crs: CRS(epsg: 9209), centralMeridian: 105.5),
    Zone(crs: CRS(epsg: 9210), centralMeridian: 105.75),
    Zone(crs: CRS(epsg: 9211), centralMeridian: 106),
    Zone(crs: CRS(epsg: 9212), centralMeridian: 106.25),
    Zone(crs: CRS(epsg: 9213), centralMeridian: 106.5),
    Zone(crs: CRS(epsg: 9214), centralMeridian: 107),
    Zone(crs: CRS(epsg: 9215), centralMeridian: 107.25),
    Zone(crs: CRS(epsg: 9216), centralMeridian: 107.5),
    Zone(crs: CRS(epsg: 5899), centralMeridian: 107.75),
    Zone(crs: CRS(epsg: 5898), centralMeridian: 108),
    Zone(crs: CRS(epsg: 9217), centralMeridian: 108.25),
    Zone(crs: CRS(epsg: 9218), centralMeridian: 108.5),
  ]

  /// Every system on VN-2000: longitude and latitude, the two of UTM, the 18 of 3°.
  public static let all: [CRS] = [geographic, utm48, utm49] + tm3Zones.map(\.crs)

  /// How far off the official transformation may be, in metres (EPSG operation 6960).
  public static let accuracy = 1.0

  static let tm3Scale = 0.9999
  static let utmScale = 0.9996
  static let falseEasting = 500_000.0

  /// The seven parameters from VN-2000 to WGS 84: metres, seconds of arc (Coordinate Frame), parts per million.
  static let helmert = [
    -191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278,
  ]

  /// The system that stands for a code: itself, or for a deprecated twin (6956–6959) its successor.
  ///
  /// The twins have false easting and false northing exchanged by mistake; nobody surveyed in them.
  public static func successor(of crs: CRS) -> CRS {
    switch crs.code {
    case 6956: CRS(epsg: 5896)
    case 6957: CRS(epsg: 5897)
    case 6958: CRS(epsg: 5898)
    case 6959: CRS(epsg: 5899)
    default: crs
    }
  }

  /// What kind of VN-2000 system a code names, deprecated twins included; nil for any other system.
  public static func kind(of crs: CRS) -> Kind? {
    let crs = successor(of: crs)
    switch crs {
    case geographic: return .geographic
    case utm48: return .utm48
    case utm49: return .utm49
    default: return tm3Zones.first { $0.crs == crs }.map { .tm3(centralMeridian: $0.centralMeridian) }
    }
  }

  /// The 3° grid of a code, deprecated twins included; nil when it is none.
  public static func zone(_ crs: CRS) -> Zone? {
    let crs = successor(of: crs)
    return tm3Zones.first { $0.crs == crs }
  }

  /// The 3° grid on a central meridian in degrees, to a ten-thousandth of a degree; nil when there is none.
  public static func zone(centralMeridian: Double) -> Zone? {
    tm3Zones.first { abs($0.centralMeridian - centralMeridian) < 1e-4 }
  }

  /// The 3° grid whose central meridian is nearest to a longitude in degrees; of two equally near, the western one.
  ///
  /// It is a proposal only: which meridian a map was made on was decided province by province.
  public static func nearestZone(longitude: Double) -> Zone {
    var nearest = tm3Zones[0]
    for zone in tm3Zones.dropFirst()
    where abs(zone.centralMeridian - longitude) < abs(nearest.centralMeridian - longitude) { nearest = zone }
    return nearest
  }

  /// The pinned operation from a system of this kind to WGS 84, as a PROJ pipeline.
  ///
  /// In: easting and northing in metres, or longitude and latitude in degrees. Out: longitude and latitude in degrees.
  /// The heights are left out on both sides, so positions stay on the ellipsoid.
  public static func pipeline(_ kind: Kind) -> String {
    let toRadians =
      if let grid = kind.grid {
        "+inv +proj=tmerc +algo=poder_engsager +lat_0=0 +lon_0=\(grid.centralMeridian) +k=\(grid.scale)"
          + " +x_0=\(falseEasting) +y_0=0 +ellps=WGS84"
      } else {
        "+proj=unitconvert +xy_in=deg +xy_out=rad"
      }
    let shift = zip(["x", "y", "z", "rx", "ry", "rz", "s"], helmert).map { "+\($0)=\($1)" }.joined(separator: " ")
    return "+proj=pipeline +step \(toRadians)"
      + " +step +proj=push +v_3 +step +proj=cart +ellps=WGS84"
      + " +step +proj=helmert \(shift) +convention=coordinate_frame"
      + " +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3"
      + " +step +proj=unitconvert +xy_in=rad +xy_out=deg"
  }
}
