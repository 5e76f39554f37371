import Cadastre
import Foundation
import Geo
import Import
import Projection
import Register
import Shapefile
import Testing
import VietText

/// What a file does not say is found in its data, told, and never guessed.
struct DetectionTests {
  private let addresses = [
    "Thôn Đông Yên, xã Bình Châu", "Tổ dân phố Liên Hiệp", "Xứ đồng Gò Mả, thôn Phước Thiện", "Khu Trường Thọ Đông",
    "Thôn Lệ Thủy, xã Bình Trị", "Đồng Cây Sung, thôn Mỹ Huệ", "Xóm Rừng Cấm, thôn Nghĩa Hòa", "Xóm Vạn Tường",
    "Thửa ven sông Trà Khúc", "Đất bãi bồi thôn Thuận Phước",
  ]

  private func squares(_ count: Int) -> [MultiPolygon] {
    (0..<count).map { index in
      let x = Double(index) * 30
      return MultiPolygon([[Shapes.ring([(x, 0), (x, 20), (x + 20, 20), (x + 20, 0), (x, 0)])]])
    }
  }

  /// A ward of 4 km around the squares, in the register.
  private func wards(_ workshop: Workshop) throws {
    let operation = try Projector().toWGS84(CRS(epsg: 5898))
    let corners = try [(-2000.0, -2000.0), (2000, -2000), (2000, 2000), (-2000, 2000), (-2000, -2000)].map {
      let place = try operation.forward(Coordinate(x: 584_000 + $0.0, y: 1_672_000 + $0.1))
      return "[\(place.x),\(place.y)]"
    }
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature",
       "properties":{"code":"21025","name":"Phường Cẩm Thành","validFrom":"2020-01-01"},
       "geometry":{"type":"Polygon","coordinates":[[\(corners.joined(separator: ","))]]}}]}
      """
    try Data(text.utf8).write(to: URL(filePath: workshop.file("xa.geojson")))
    _ = try workshop.importing("xa.geojson", layer: .wards)
  }

  @Test(arguments: ["UTF-8", "TCVN3", "VNI", "CP1258", "VISCII", "TCVN3-damaged"])
  func `reads names from every encoding without being told`(name: String) throws {
    let workshop = try Workshop()
    let isDamaged = name.hasSuffix("-damaged")
    let encoding = try #require(LegacyEncoding(name: isDamaged ? String(name.dropLast(8)) : name))
    let bytes = try addresses.map { address -> [UInt8] in
      let bytes = try #require(encoding.encode(address))
      return isDamaged ? Array(LegacyEncoding.windows1252.decode(bytes).text.utf8) : bytes
    }
    try workshop.shapefile("thua", squares(addresses.count), names: bytes)
    let outcome = try workshop.importing("thua.shp") { $0.crs = CRS(epsg: 5898) }
    let told = try #require(outcome.samples[.encodingAssumed]).map(\.message.english).joined()
    #expect(told.contains(isDamaged ? "saved in a wrong encoding" : encoding.rawValue), "\(told)")
    let stored = try workshop.reading { snapshot in
      try snapshot.parcels(ward: "21025", sheet: "1", limit: 100).map(\.parcel.address)
    }
    #expect(stored == addresses)
  }

  @Test func `asks with five samples when a column has too few letters`() throws {
    let workshop = try Workshop()
    let bytes = try #require(LegacyEncoding.tcvn3.encode("Thôn Đông"))
    try workshop.shapefile("thua", squares(1), names: [bytes])
    let refusal = try #require(workshop.fullRefusal(of: "thua.shp") { $0.crs = CRS(epsg: 5898) })
    #expect(refusal.code == "encodingUnknown" && refusal.cause == .input)
    let answer = try #require(refusal.answers.first { $0.option == "--encoding TCVN3" })
    #expect(answer.samples == ["Thôn Đông"])
    // A person at the terminal answers, and the import goes on.
    let index = try #require(refusal.answers.firstIndex { $0.option == "--encoding TCVN3" })
    let outcome = try workshop.importing("thua.shp", asker: Asker { _ in index }) { $0.crs = CRS(epsg: 5898) }
    #expect(outcome.taken == 1)
    #expect(
      try workshop.reading { try $0.parcels(ward: "21025", sheet: "1", limit: 1)[0].parcel.address } == "Thôn Đông")
  }

  @Test func `believes the bytes when the .cpg contradicts them, and warns`() throws {
    let workshop = try Workshop()
    try workshop.shapefile("thua", squares(10), names: addresses.map { LegacyEncoding.tcvn3.encode($0) ?? [] })
    try Data("UTF-8".utf8).write(to: URL(filePath: workshop.file("thua.cpg")))
    let outcome = try workshop.importing("thua.shp") { $0.crs = CRS(epsg: 5898) }
    let finding = try #require(outcome.samples[.encodingAssumed]?.first)
    #expect(finding.severity == .warning && finding.message.english.contains("TCVN3"))
  }

  @Test func `finds the zone by the wards when there is no .prj`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    try workshop.shapefile("thua", squares(10))
    let outcome = try workshop.importing("thua.shp")
    #expect(outcome.crs == CRS(epsg: 5898))
    let told = try #require(outcome.samples[.crsDetected]?.first).message
    #expect(told.english.contains("100 % of the parcels lie in their ward as 108°00'"), "\(told)")
    #expect(told.vietnamese.contains("100 % số thửa nằm trong xã của mình nếu là 108°00'"), "\(told)")
  }

  @Test func `finds changed axes by the wards`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    let swapped = squares(10).map { polygons -> MultiPolygon in
      var polygons = polygons
      polygons.coordinates = polygons.coordinates.map { Coordinate(x: $0.y, y: $0.x) }
      return polygons
    }
    try workshop.shapefile("thua", swapped)
    let outcome = try workshop.importing("thua.shp")
    #expect(outcome.crs == CRS(epsg: 5898) && outcome.counts[.axesSwapped] == 1)
    let grid = try workshop.reading { snapshot in
      try snapshot.grid(ofParcel: snapshot.parcels(ward: "21025", sheet: "1", limit: 1)[0].id)
    }
    #expect(try WKB.decode(try #require(grid?.wkb)).coordinates[0] == Coordinate(x: 584_000, y: 1_672_000))
  }

  @Test func `takes a column of internal numbers as the wards only when the parcels prove it`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    func write(_ ward: String) throws {
      let features = squares(10).enumerated().map { index, polygons in
        let ring = polygons.coordinates.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
        return """
          {"type":"Feature","properties":{"XAID":\(ward),"SHBANDO":"1","SHTHUA":"\(index + 1)"},
          "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
          """
      }
      let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
      try Data(text.utf8).write(to: URL(filePath: workshop.file("thua.geojson")))
    }
    try write("4711")
    #expect(workshop.refusal(of: "thua.geojson") { $0.crs = CRS(epsg: 5898) } == "columnMissing")
    try write("21025")
    let outcome = try workshop.importing("thua.geojson") { $0.crs = CRS(epsg: 5898) }
    #expect(outcome.taken == 10 && outcome.counts[.columnProven] == 1)
  }

  @Test func `stops with the zones to choose from when no ward is known`() throws {
    let workshop = try Workshop()
    try workshop.shapefile("thua", squares(10))
    let refusal = try #require(workshop.fullRefusal(of: "thua.shp"))
    #expect(refusal.code == "crsMissing")
    #expect(refusal.answers.count > 10 && refusal.answers.contains { $0.option == "--crs EPSG:5898" })
    #expect(refusal.json.contains("\"--crs EPSG:5898\""))
  }

  @Test(arguments: [9216, 3406, 32649])
  func `stops when the stated zone is wrong, unless it is trusted`(code: Int32) throws {
    let workshop = try Workshop()
    try wards(workshop)
    try workshop.shapefile("thua", squares(10), crs: CRS(epsg: code))
    #expect(workshop.refusal(of: "thua.shp") == "crsImplausible")
    let refusal = try #require(workshop.fullRefusal(of: "thua.shp"))
    #expect(refusal.code == "crsImplausible" && refusal.message.english.contains("--crs EPSG:5898"))
    #expect(workshop.refusal(of: "thua.shp") { $0.crs = CRS(epsg: code) } == "crsImplausible")
    let outcome = try workshop.importing("thua.shp") { $0.trustsCRS = true }
    #expect(outcome.crs == CRS(epsg: code))
    #expect(outcome.samples[.crsImplausible]?.first?.severity == .warning)
  }

  @Test func `tells datums apart by the parcels that the register has`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    try workshop.shapefile("thua", squares(10))
    _ = try workshop.importing("thua.shp") { $0.crs = CRS(epsg: 5898) }
    try workshop.shell("ogr2ogr -s_srs EPSG:5898 -t_srs EPSG:4326 doi.shp thua.shp && rm -f doi.prj")
    let outcome = try workshop.importing("doi.shp")
    #expect(outcome.crs == .wgs84 && outcome.counts[.crsDetected] == 1)
    // What was measured in one grid stays comparable.
    #expect(outcome.areaCRS == CRS(epsg: 5898))
  }

  @Test(arguments: [
    ("21025_to12.shp", "21025", "12"), ("To ban do so 7 xa 21025.shp", "21025", "7"), ("21025-DC5.shp", "21025", "5"),
    ("21025_to012_2024.shp", "21025", "12"),
  ])
  func `takes ward and sheet from the file's name`(name: String, ward: String, sheet: String) throws {
    let workshop = try Workshop()
    try workshop.numbers(String(name.dropLast(4)), squares(3))
    let outcome = try workshop.importing(name) { $0.crs = CRS(epsg: 5898) }
    #expect(outcome.taken == 3 && outcome.counts[.valueFromName] == 2)
    #expect(try workshop.reading { try $0.parcels(ward: ward, sheet: sheet, limit: 9).count } == 3)
  }

  @Test func `takes the ward from a folder that bears its name, and never from two codes`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    try FileManager.default.createDirectory(
      atPath: workshop.file("Phường Cẩm Thành"), withIntermediateDirectories: true)
    try workshop.numbers("Phường Cẩm Thành/tờ 9", squares(6))
    let outcome = try workshop.importing("Phường Cẩm Thành/tờ 9.shp")
    #expect(outcome.taken == 6 && outcome.crs == CRS(epsg: 5898))
    #expect(try workshop.reading { try $0.parcels(ward: "21025", sheet: "9", limit: 9).count } == 6)
    try workshop.numbers("21025 21022 to 3", squares(3))
    #expect(workshop.refusal(of: "21025 21022 to 3.shp") { $0.crs = CRS(epsg: 5898) } == "columnMissing")
  }
}
