internal import JSON

extension GeoJSONFeatureReader {
  /// The name in the `crs` member, such as `urn:ogc:def:crs:EPSG::5898`.
  public var crsName: String? { crsMember?["properties"]?["name"]?.string }

  /// The system that the `crs` member names by an EPSG code or as CRS84; nil when it names none, or another one.
  public var crs: CRS? {
    guard let name = crsName?.uppercased() else { return nil }
    let parts = name.split(separator: ":")
    guard let code = parts.last else { return nil }
    if code == "CRS84" { return .wgs84 }
    return parts.dropLast().contains("EPSG") ? CRS(code) : nil
  }
}
