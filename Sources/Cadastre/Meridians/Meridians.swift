public import Geo

/// Which central meridian of VN-2000 which province surveyed its parcels on.
///
/// A meridian belongs to a sheet and its time, not to today's province: 17 of the 34 provinces of 2025 hold land that
/// was surveyed on two or three meridians.
public enum Meridians {
  /// A province as it was before 1 July 2025.
  public struct FormerProvince: Hashable, Sendable {
    /// The two-digit code of that time.
    public let code: String
    /// The name.
    public let name: String
    /// The meridian of its cadastral maps.
    public let meridian: CentralMeridian
    /// The 3° zone of that meridian.
    public let crs: CRS
    /// The code of the province of 2025 that it became part of.
    public let presentCode: String
  }

  /// A province as it is since 1 July 2025.
  public struct Province: Hashable, Sendable {
    /// The two-digit code.
    public let code: String
    /// The name.
    public let name: String
    /// The former provinces that it was made of.
    public let parts: [FormerProvince]
    /// The meridian of its *administrative* map (Thông tư 24/2025/TT-BNNMT); it says nothing of cadastral sheets.
    public let administrativeMeridian: CentralMeridian
    /// Whether the province was not merged, so that one meridian serves all its sheets.
    public let isUnchanged: Bool

    /// The zones in which its cadastral sheets may be, each once, in the order of its parts.
    public var candidates: [CRS] {
      parts.reduce(into: []) { found, part in if !found.contains(part.crs) { found.append(part.crs) } }
    }
  }

  /// The 3° zones of VN-2000 from west to east.
  public static let zones: [(meridian: CentralMeridian, crs: CRS)] = [
    (102, 0, 5896), (103, 0, 9205), (104, 0, 9206), (104, 30, 9207), (104, 45, 9208), (105, 0, 5897), (105, 30, 9209),
    (105, 45, 9210), (106, 0, 9211), (106, 15, 9212), (106, 30, 9213), (107, 0, 9214), (107, 15, 9215),
    (107, 30, 9216), (107, 45, 5899), (108, 0, 5898), (108, 15, 9217), (108, 30, 9218),
  ].map { (CentralMeridian(degrees: $0.0, minutes: $0.1), CRS(epsg: $0.2)) }

  /// The 63 provinces before 1 July 2025, by code.
  public static let formerProvinces: [FormerProvince] = rows63.map { row in
    FormerProvince(
      code: row.code, name: row.name, meridian: CentralMeridian(minutes: row.minutes),
      crs: CRS(epsg: row.epsg), presentCode: row.into)
  }

  /// The 34 provinces since 1 July 2025, by code.
  public static let provinces: [Province] = rows34.map { row in
    // The parts stand in the table with the name-giver first, each as "name meridian/epsg".
    let parts = row.parts.split(separator: ";").compactMap { part in
      let words = part.split(separator: " ")
      let name = words.dropLast().joined(separator: " ")
      return formerProvinces.first { $0.name == name }
    }
    return Province(
      code: row.code, name: row.name, parts: parts,
      administrativeMeridian: CentralMeridian(minutes: row.minutes), isUnchanged: row.isUnchanged)
  }

  /// The central meridian of a 3° zone of VN-2000; `nil` for any other system.
  public static func meridian(of crs: CRS) -> CentralMeridian? { zones.first { $0.crs == crs }?.meridian }

  /// The 3° zone whose meridian is nearest to a longitude in degrees.
  public static func nearestZone(longitude: Double) -> CRS {
    // The table is not empty, and ties go to the west.
    zones.min { abs($0.meridian.degrees - longitude) < abs($1.meridian.degrees - longitude) }?.crs ?? CRS(epsg: 5897)
  }

  /// The present province with a code.
  public static func province(code: String) -> Province? { provinces.first { $0.code == code } }
}
