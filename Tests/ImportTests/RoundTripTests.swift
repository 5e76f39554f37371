import Cadastre
import Foundation
import Geo
import Import
import Projection
import Register
import Testing

/// What goes in comes out: the grid bit for bit, WGS 84 as PROJ's own program has it.
struct RoundTripTests {
  /// The pinned operation of VN-2000, as cs2cs's kin `cct` reads it, from a zone's easting and northing to degrees.
  private func pipeline(_ zone: CRS) throws -> String {
    let zone = try #require(VN2000.zone(zone))
    return """
      +proj=pipeline +step +inv +proj=tmerc +lat_0=0 +lon_0=\(zone.centralMeridian) +k=0.9999 +x_0=500000 +y_0=0 \
      +ellps=WGS84 +step +proj=push +v_3 +step +proj=cart +ellps=WGS84 +step +proj=helmert +x=-191.90441429 \
      +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 \
      +convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert \
      +xy_in=rad +xy_out=deg
      """
  }

  @Test(arguments: VN2000.tm3Zones.map(\.crs))
  func `random parcels keep their grid and land where cct puts them`(crs: CRS) throws {
    let workshop = try Workshop()
    let seed = UInt64(crs.code)
    var random = Seeded(state: seed)
    let shapes = (0..<60).map { index -> MultiPolygon in
      let center = Coordinate(
        x: 450_000 + Double(index % 8) * 200 + Double.random(in: 0...1, using: &random),
        y: 1_500_000 + Double(index / 8) * 200 + Double.random(in: 0...1, using: &random))
      return MultiPolygon([[Shapes.star(around: center, using: &random)]])
    }
    try workshop.shapefile("thua", shapes)
    let outcome = try workshop.importing("thua.shp") {
      $0.crs = crs
      // In the westernmost zone they lie in Laos.
      $0.trustsCRS = true
    }
    #expect(outcome.taken == shapes.count, "seed \(seed)")
    let rows = try workshop.reading { snapshot in
      try snapshot.parcels(ward: "21025", sheet: "1", limit: 1000).map { row in
        (row, try #require(try snapshot.grid(ofParcel: row.id)))
      }
    }
    #expect(rows.count == shapes.count)
    var input = ""
    var expected: [Coordinate] = []
    for (row, grid) in rows {
      let number = try #require(Int(row.parcel.key.number))
      let stored = try WKB.decode(grid.wkb)
      #expect(grid.crs == crs && grid.sourceWKB == nil)
      #expect(stored.coordinates == shapes[number - 1].coordinates, "seed \(seed), parcel \(number)")
      #expect(abs(row.parcel.mapArea - shapes[number - 1].area) < 1e-6)
      for (position, place) in zip(stored.coordinates, try row.geometry().coordinates) {
        input += "\(position.x) \(position.y) 0 0\n"
        expected.append(place)
      }
    }
    try Data(input.utf8).write(to: URL(filePath: workshop.file("points")))
    let output = try workshop.shell("cct -d 12 \(pipeline(crs)) points")
    let answers = output.split(separator: "\n")
    #expect(answers.count == expected.count)
    for (line, place) in zip(answers, expected) {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      let (east, north) = ((numbers[0] - place.x) * 111_320 * 0.97, (numbers[1] - place.y) * 110_600)
      #expect((east * east + north * north).squareRoot() < 0.001, "seed \(seed): \(line) is not \(place)")
    }
  }

  @Test func `keeps the source geometry bit for bit when it is not the area grid`() throws {
    let workshop = try Workshop()
    let ring = [(108.79, 15.12), (108.7912, 15.1203), (108.7911, 15.1211), (108.79, 15.12)]
    let text = ring.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    let collection = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ward":"21025","sheet":"1","number":"1"},
      "geometry":{"type":"Polygon","coordinates":[[\(text)]]}}]}
      """
    try Data(collection.utf8).write(to: URL(filePath: workshop.file("a.geojson")))
    let outcome = try workshop.importing("a.geojson")
    // 108°30' is the easternmost zone.
    #expect(outcome.crs == .wgs84 && VN2000.zone(outcome.areaCRS)?.centralMeridian == 108.5)
    let grid = try workshop.reading { snapshot in
      try snapshot.grid(ofParcel: snapshot.parcels(ward: "21025", sheet: "1", limit: 1)[0].id)
    }
    let source = try WKB.decode(try #require(grid?.sourceWKB))
    #expect(source.coordinates == ring.map { Coordinate(x: $0.0, y: $0.1) })
    // Other programs' area of the same polygon in the grid: cct backwards, then SpatiaLite.
    try Data(ring.map { "\($0.0) \($0.1) 0 0\n" }.joined().utf8).write(to: URL(filePath: workshop.file("points")))
    let moved = try workshop.shell("cct -I -d 6 \(pipeline(outcome.areaCRS)) points").split(separator: "\n")
    let corners = moved.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }.joined(separator: ", ")
    let answer = try workshop.shell(
      "spatialite -silent :memory: \"SELECT ST_Area(GeomFromText('POLYGON((\(corners)))'))\"")
    let area = try #require(Double(answer))
    let ours = try workshop.reading { try $0.parcels(ward: "21025", sheet: "1", limit: 1)[0].parcel.mapArea }
    #expect(abs(ours - area) < 0.01, "\(area)")
  }
}
