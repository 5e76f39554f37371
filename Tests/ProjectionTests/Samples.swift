/// Texts of `.prj` files.
enum Samples {
  /// A transverse Mercator grid as ESRI writes it.
  static func esri(
    name: String = "unnamed", geographic: String = "GCS_VN_2000", datum: String = "D_Vietnam_2000",
    spheroid: String = "\"WGS_1984\",6378137.0,298.257223563", meridian: Double = 108, scale: Double = 0.9999,
    easting: Double = 500_000, projection: String = "Transverse_Mercator", towgs84: String = "",
    unit: String = "\"Meter\",1.0"
  ) -> String {
    """
    PROJCS["\(name)",\(geographicSystem(geographic, datum, spheroid, towgs84)),PROJECTION["\(projection)"],\
    PARAMETER["False_Easting",\(easting)],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",\(meridian)],\
    PARAMETER["Scale_Factor",\(scale)],PARAMETER["Latitude_Of_Origin",0.0],UNIT[\(unit)]]
    """
  }

  static func geographicSystem(
    _ name: String, _ datum: String, _ spheroid: String = "\"WGS_1984\",6378137.0,298.257223563",
    _ towgs84: String = ""
  ) -> String {
    let shift = towgs84.isEmpty ? "" : ",TOWGS84[\(towgs84)]"
    return """
      GEOGCS["\(name)",DATUM["\(datum)",SPHEROID[\(spheroid)]\(shift)],PRIMEM["Greenwich",0.0],\
      UNIT["Degree",0.0174532925199433]]
      """
  }

  static let krasovsky = "\"Krasovsky_1940\",6378245.0,298.3"

  static let officialShift = "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278"
  static let wrongShift = "-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278"

  static let lambert93 = """
    PROJCS["RGF_1993_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",\
    SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],\
    PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],\
    PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",49.0],\
    PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]
    """
}
