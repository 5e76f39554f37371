import Geo
import Projection
import Testing

@Suite struct `VN-2000 catalogue` {
  @Test func `has the 18 zones, whose codes and meridians are those of the EPSG dataset`() throws {
    #expect(VN2000.tm3Zones.count == 18 && VN2000.all.count == 21)
    let projector = try Projector()
    for zone in VN2000.tm3Zones {
      let input = "\(zone.centralMeridian) 16\n"
      // The datum shift moves the meridian by less than 250 m; the neighbouring ones are 27 km away.
      let place = try #require(Tool.pairs(input).first)
      let text = try Tool.run("cs2cs", ["-f", "%.3f", "EPSG:4326", "\(zone.crs)"], input: "\(place.1) \(place.0)\n")
      let easting = try #require(Tool.pairs(text).first).0
      #expect(abs(easting - 500_000) < 250, "\(zone.crs)")
      #expect(try projector.describe(zone.crs).name.hasPrefix("VN-2000 / TM-3"))
    }
  }

  @Test func `has the zone of each old province`() throws {
    let rows = try Tool.table("meridians_63.tsv")
    #expect(rows.count == 63)
    for row in rows {
      #expect(VN2000.zone(meridian: row[2])?.crs == CRS(row[4]), "\(row[1])")
      #expect(VN2000.zone(meridian: row[3])?.crs == CRS(row[4]), "\(row[1])")
    }
  }

  @Test(
    arguments: [
      ("108°00'", 5898), ("107.5", 9216), ("107°30", 9216), ("107,5", 9216), ("105-45", 9210), ("105 45", 9210),
      ("105o45'", 9210), ("105°45'00\"", 9210), ("105º45′", 9210), ("105°45’00”", 9210), ("KTT 105-45", 9210),
      ("108", 5898), ("108.25", 9217), ("Kinh tuyến trục 104°30'", 9207), ("107d45m", 5899), ("104,75", 9208),
      ("105°45'Đ", 9210), ("múi 3°, 106°15'", 9212), ("108.0", 5898), ("103°00'00.0\"", 9205),
    ] as [(String, Int32)])
  func `reads a meridian however it is written`(text: String, code: Int32) {
    #expect(VN2000.zone(meridian: text)?.crs == CRS(epsg: code))
  }

  @Test(arguments: ["", "abc", "200", "105°75'", "1 2 3 4 5", "105..5", "105.5 30", "103°15'", "111", "-", "°"])
  func `reads no zone where there is none`(text: String) { #expect(VN2000.zone(meridian: text) == nil) }

  @Test func `tells what minutes written as decimals may mean`() throws {
    guard case .noZone(let degrees, let perhaps) = VN2000.reading(ofMeridian: "107.45") else {
      Issue.record("107.45 was read as a zone")
      return
    }
    #expect(degrees == 107.45 && perhaps?.crs == CRS(epsg: 5899))
    #expect(VN2000.reading(ofMeridian: "103°15'") == .noZone(degrees: 103.25, perhaps: nil))
    #expect(VN2000.reading(ofMeridian: "no number") == nil)
  }

  @Test func `prints a meridian as papers do`() {
    #expect(VN2000.tm3Zones.map(\.meridianText).prefix(5) == ["102°00'", "103°00'", "104°00'", "104°30'", "104°45'"])
    for zone in VN2000.tm3Zones { #expect(VN2000.zone(meridian: zone.meridianText) == zone) }
  }

  @Test func `proposes the nearest zone`() {
    #expect(VN2000.nearestZone(longitude: 108.7923).crs == CRS(epsg: 9218))
    #expect(VN2000.nearestZone(longitude: 90).crs == CRS(epsg: 5896))
    #expect(VN2000.nearestZone(longitude: 106.698).crs == CRS(epsg: 9213))
    #expect(VN2000.nearestZone(longitude: 107.875).crs == CRS(epsg: 5899))
  }
}
