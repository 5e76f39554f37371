/// The columns of a list that say where its rows lie.
public enum PositionColumns: Hashable, Sendable {
  /// Longitude and latitude in degrees, each in its column.
  case degrees(longitude: Int, latitude: Int)
  /// Northing and easting in metres, each in its column; the values tell which is which, since `x` and `y` do not.
  case grid(Int, Int)
  /// One column with a coordinate in any notation.
  case text(Int)

  /// Finds the columns by their names: in Vietnamese with or without tones, in English, as programs shorten them.
  ///
  /// A column `at` comes first, then longitude and latitude, then northing and easting, then a column of texts.
  public init?(names: [String]) {
    let keys = names.map(Self.key)
    func first(_ words: [String]) -> Int? {
      for word in words { if let place = keys.firstIndex(of: word) { return place } }
      return nil
    }
    if let at = first(["AT"]) {
      self = .text(at)
    } else if let longitude = first(Self.longitudes), let latitude = first(Self.latitudes) {
      self = .degrees(longitude: longitude, latitude: latitude)
    } else if let northing = first(Self.northings), let easting = first(Self.eastings) {
      self = .grid(northing, easting)
    } else if let text = first(Self.texts) {
      self = .text(text)
    } else {
      return nil
    }
  }

  /// The name of the pair or column that is asked for when there is none.
  public static let examples = ["lon, lat", "kinh độ, vĩ độ", "x, y", "at", "tọa độ"]

  /// A name for comparison, without the unit or the system that stands behind it.
  private static func key(_ name: String) -> String {
    var key = LetterFolding.key(name)
    for ending in ["WGS84", "VN2000", "4326", "DEG", "DD", "TD"] where key.hasSuffix(ending) && key.count > ending.count
    {
      key.removeLast(ending.count)
    }
    if key.count == 2, key.last == "M" { key.removeLast() }
    return key
  }

  private static let longitudes = [
    "LON", "LONG", "LNG", "LONGITUDE", "KINHDO", "KD", "GPSLON", "GPSLONGITUDE", "LOND", "XLON", "KINHDOX",
  ]
  private static let latitudes = [
    "LAT", "LATITUDE", "VIDO", "VD", "GPSLAT", "GPSLATITUDE", "LATD", "YLAT", "VIDOY",
  ]
  private static let northings = [
    "X", "TOADOX", "NORTHING", "NORTH", "N", "BAC", "TOADOBAC", "XCOORD", "COORDX", "POINTX", "TDX",
  ]
  private static let eastings = [
    "Y", "TOADOY", "EASTING", "EAST", "E", "DONG", "TOADODONG", "YCOORD", "COORDY", "POINTY", "TDY",
  ]
  private static let texts = [
    "TOADO", "COORDINATE", "COORDINATES", "COORD", "COORDS", "VITRI", "LOCATION", "POSITION", "LATLON", "LATLNG",
    "LATLONG", "LONLAT", "TOADOXY", "TOADOGPS", "XY", "GPS", "WKT", "GEOM", "GEOMETRY", "POINT", "DIEM", "LINK",
  ]
}
