internal import Geo

extension Projector {
  /// A position that is known in a grid of VN-2000 and on WGS 84.
  struct TestVector {
    let place: String
    let crs: CRS
    /// Longitude and latitude on WGS 84, in degrees.
    let wgs84: Coordinate
    /// Easting and northing in the grid, in metres, rounded to a millimetre.
    let grid: Coordinate
  }

  /// Positions all over the country; the last lies where PROJ left to itself chooses another operation.
  static let testVectors: [TestVector] = [
    TestVector(
      place: "Hà Nội", crs: CRS(epsg: 5897), wgs84: Coordinate(x: 105.8397, y: 21.0327),
      grid: Coordinate(x: 587_082.247, y: 2_326_802.318)),
    TestVector(
      place: "Quảng Ngãi", crs: CRS(epsg: 5898), wgs84: Coordinate(x: 108.7923, y: 15.1205),
      grid: Coordinate(x: 584_963.145, y: 1_672_422.425)),
    TestVector(
      place: "Kon Tum", crs: CRS(epsg: 9216), wgs84: Coordinate(x: 108, y: 14.35),
      grid: Coordinate(x: 553_734.270, y: 1_587_082.469)),
    TestVector(
      place: "Tuyên Quang", crs: CRS(epsg: 9211), wgs84: Coordinate(x: 105.214, y: 21.8235),
      grid: Coordinate(x: 418_546.865, y: 2_414_331.543)),
    TestVector(
      place: "Hà Giang", crs: CRS(epsg: 9209), wgs84: Coordinate(x: 104.9836, y: 22.8233),
      grid: Coordinate(x: 446_797.966, y: 2_524_917.295)),
    TestVector(
      place: "Thành phố Hồ Chí Minh", crs: CRS(epsg: 9210), wgs84: Coordinate(x: 106.698, y: 10.7725),
      grid: Coordinate(x: 603_481.588, y: 1_191_454.611)),
  ]

  /// Throws when a known position comes out more than a millimetre from where it must, in either direction.
  ///
  /// A server calls it before it takes its first request: a wrong transformation is worse than none.
  public func selfTest() throws(ProjectionError) {
    let tolerance = 0.001
    for vector in Self.testVectors {
      let transformation = try toWGS84(vector.crs)
      let wgs84 = try transformation.forward(vector.grid)
      try Self.require(Self.metres(wgs84, vector.wgs84), below: tolerance, vector)
      let grid = try transformation.inverse(vector.wgs84)
      try Self.require(grid.distance(to: vector.grid), below: tolerance, vector)
      try Self.require(try transformation.inverse(wgs84).distance(to: vector.grid), below: tolerance / 1000, vector)
    }
  }

  private static func require(
    _ distance: Double, below tolerance: Double, _ vector: TestVector
  ) throws(ProjectionError) {
    // Written so that a NaN fails.
    guard distance <= tolerance else {
      throw ProjectionError(.selfTest(vector.crs, place: vector.place, distance: distance))
    }
  }

  /// An upper bound of the distance in metres between two longitudes and latitudes of this country.
  private static func metres(_ one: Coordinate, _ other: Coordinate) -> Double { one.distance(to: other) * 111_320 }
}
