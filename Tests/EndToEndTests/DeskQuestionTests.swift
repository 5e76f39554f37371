import Foundation
import Testing

/// Ten questions as people bring them to the desk, asked with what `--help` says and nothing else.
@Suite struct DeskQuestionTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  /// The words of an answer, for people.
  private func ask(_ arguments: [String], status: Int32 = 0, lang: String = "en") throws -> String {
    let result = try desk.ask(arguments, lang: lang)
    #expect(result.status == status, "\(arguments): \(result.message)")
    return result.output + result.message
  }

  @Test func `a phone's pin 2 m from a fence names the parcel, and the neighbour that it may be`() throws {
    let pin = try desk.wgs84(584_938, 1_672_410)
    let said = try ask(["lookup", "\(pin.lat), \(pin.lon)"])
    #expect(said.contains("Parcel 6, sheet 12, Phường Cẩm Thành (not certain)"))
    #expect(said.contains("inside, 2 m from the nearest boundary"))
    #expect(said.contains("Parcel 11, sheet 12, ward 21022  2 m"))
    #expect(said.contains("5 m are assumed"))
    #expect(try ask(["lookup", "\(pin.lat), \(pin.lon)", "--accuracy", "0.5"]).contains("(certain)"))
    #expect(try ask(["lookup", "\(pin.lat), \(pin.lon)"], lang: "vi").contains("không chắc chắn"))
  }

  @Test func `an old certificate with a ward code that is used again is read by its day`() throws {
    let today = try ask(["parcel", "21025", "12", "1"])
    #expect(today.contains("LUC"))
    #expect(today.contains("ward 21025 from 2004-07-01"))
    let paper = try ask(["parcel", "21025", "12", "1", "--paper-date", "2012-05-20"])
    #expect(paper.contains("Phường Nguyễn Nghiêm (21025)"))
    #expect(paper.contains("ODT"))
  }

  @Test func `one corner rounded to the centimetre lies on the boundary of all that meet there`() throws {
    let said = try ask(["lookup", "X=1672420.00 Y=584920.00 KTT 108"])
    for number in ["1", "2", "6", "7"] { #expect(said.contains("Parcel \(number), sheet 12, Phường Cẩm Thành")) }
    #expect(said.contains("on the boundary (0 m)"))
    #expect(said.contains("not certain"))
  }

  @Test func `a bare pair where two meridians meet is told in both readings, each with its ward`() throws {
    let said = try ask(["lookup", "1672410.25 584910.25"])
    #expect(said.contains("not certain"))
    #expect(said.contains("Phường Cẩm Thành"))
    #expect(said.contains("Xã Ba Tơ"))
    #expect(said.contains("EPSG:5898") && said.contains("EPSG:9217"))
    let stated = try ask(["lookup", "1672410.25 584910.25 (KTT 108°15')"])
    #expect(stated.contains("Parcel 5, sheet 3, Xã Ba Tơ (certain)"))
  }

  @Test func `UTM of a receiver finds the parcel, and tells on which datum it was read`() throws {
    let pin = try desk.wgs84(584_930, 1_672_410)
    let utm = try shell("echo '\(pin.lat) \(pin.lon)' | cs2cs -f %.0f EPSG:4326 EPSG:32649").split {
      " \t".contains($0)
    }
    let said = try ask(["lookup", "49P 0\(utm[0]) \(utm[1])"])
    #expect(said.contains("Parcel 6, sheet 12, Phường Cẩm Thành"))
    #expect(said.contains("UTM was read on WGS 84"))
  }

  @Test func `a road of 12 km and 30 m takes what it takes of each parcel`() throws {
    let road = try desk.office.write(
      "road.geojson", #"{"type":"LineString","coordinates":[[584000,1672450],[596000,1672450]]}"#)
    let said = try ask(["area", road, "--width", "30", "--crs", "EPSG:5898"])
    #expect(said.contains("15 parcels, 3,000 m² of them inside"))
    #expect(said.contains("360,000 m²"))
    #expect(said.contains("Parcel 3, sheet 12, ward 21022   ODT, 400 m² (100 %)"))
    #expect(said.contains("Parcel 2, sheet 12, ward 21022   ODT, 100 m² (25 %)"))
  }

  @Test func `a parcel in two wards is one parcel from both sides, and that is told`() throws {
    let west = try ask(["lookup", "X=1673010.00 Y=587990.00 KTT 108"])
    let east = try ask(["lookup", "X=1673010.00 Y=588010.00 KTT 108"])
    for said in [west, east] { #expect(said.contains("Parcel 88, sheet 20, Phường Cẩm Thành (certain)")) }
    #expect(!west.contains("Phường Nghĩa Lộ"))
    #expect(east.contains("The place lies in Phường Nghĩa Lộ, but the parcel is registered in Phường Cẩm Thành."))
  }

  @Test func `a sheet named by its scale is a name like any other`() throws {
    let said = try ask(["parcel", "21025", "1/500", "7"])
    #expect(said.contains("Parcel 7, sheet 1/500, Phường Cẩm Thành"))
    #expect(try ask(["parcel", "21025", "1/500", "8"], status: 1).contains("7"))
  }

  @Test func `a ward code of 2024 leads to the parcel and to the ward of today`() throws {
    let said = try ask(["parcel", "21022", "12", "3"])
    #expect(said.contains("Parcel 3, sheet 12, Phường Cẩm Thành"))
    #expect(said.contains("surveyed in ward 21022; today it belongs to Phường Cẩm Thành (21025)"))
  }

  @Test func `a vertex table in the box for one position leads to the check of corners`() throws {
    let corners = (0..<8).map { "\($0 + 1) \(1_672_400 + $0 * 5).12 \(584_900 + $0 * $0).34 5,0" }
    let said = try ask(["lookup", corners.joined(separator: "\n")], status: 3)
    #expect(said.contains("diaba corners"))
  }
}

/// An office on the border of two wards and of two meridians, before and after July 2025.
private struct Desk {
  let office: Office

  init() throws {
    office = try Office(withRegister: false)
    try FileManager.default.copyItem(atPath: Self.border.get().register, toPath: office.register)
  }

  /// The register, made once for all questions.
  private static let border: Swift.Result<Office, any Error> = Swift.Result {
    let office = try Office(withRegister: false)
    for (layer, name, crs, options) in [
      ("wards", "wards", "EPSG:5898", []), ("wards", "east", "EPSG:9217", []),
      ("parcels", "old", "EPSG:5898", ["--as-of", "2024-05-31"]),
      ("parcels", "new", "EPSG:5898", ["--as-of", "2026-01-31"]),
      ("parcels", "other", "EPSG:9217", ["--as-of", "2026-01-31"]),
    ] {
      let file = try office.write("\(name).geojson", collection(land[name] ?? []))
      let result = try office.importing(file, ["--crs", crs] + options, layer: layer)
      // 1 tells of the parcel in two wards.
      guard result.status <= 1 else { throw ShellFailure(command: result.message, status: result.status) }
    }
    return office
  }

  func ask(_ arguments: [String], lang: String) throws -> Program.Result {
    try office.program(arguments + ["--register", office.register], lang: lang)
  }

  /// Where a place of the grid of 108°00' lies, by another program.
  func wgs84(_ x: Double, _ y: Double) throws -> (lon: String, lat: String) {
    let pipeline =
      "+proj=pipeline +step +inv +proj=tmerc +lon_0=108 +k=0.9999 +x_0=500000 +ellps=WGS84 +step +proj=push +v_3 "
      + "+step +proj=cart +ellps=WGS84 +step +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 "
      + "+rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame "
      + "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    let words = try shell("echo '\(x) \(y) 0 0' | cct -d 9 \(pipeline)").split { " \t".contains($0) }
    guard words.count > 1 else { throw ShellFailure(command: "cct", status: 0) }
    return (String(words[0]), String(words[1]))
  }

  private struct Shape {
    var properties: String
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    init(_ properties: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) {
      self.properties = properties
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  private static func parcel(_ ward: String, _ sheet: String, _ number: Int, _ landUse: String = "ODT") -> String {
    "\"ward\":\"\(ward)\",\"sheet\":\"\(sheet)\",\"number\":\"\(number)\",\"landUse\":\"\(landUse)\""
  }

  private static func ward(_ code: String, _ name: String, _ from: String, _ to: String? = nil) -> String {
    "\"code\":\"\(code)\",\"name\":\"\(name)\",\"validFrom\":\"\(from)\"" + (to.map { ",\"validTo\":\"\($0)\"" } ?? "")
  }

  /// 25 squares of 20 m, counted from the south and then from the west.
  private static let block: [Shape] = (0..<25).map { (place: Int) -> Shape in
    let (x, y) = (584_900 + place / 5 * 20, 1_672_400 + place % 5 * 20)
    return Shape(parcel("21022", "12", place + 1), x, y, 20, 20)
  }

  private static let land: [String: [Shape]] = [
    "wards": [
      Shape(ward("21022", "Phường Trần Hưng Đạo", "2004-07-01", "2025-07-01"), 584_000, 1_672_000, 2000, 2000),
      Shape(ward("21025", "Phường Nguyễn Nghiêm", "2004-07-01", "2025-07-01"), 586_000, 1_672_000, 2000, 2000),
      Shape(ward("21025", "Phường Cẩm Thành", "2025-07-01"), 584_000, 1_672_000, 4000, 2000),
      Shape(ward("21028", "Phường Nghĩa Lộ", "2025-07-01"), 588_000, 1_672_000, 2000, 2000),
    ],
    "east": [Shape(ward("21400", "Xã Ba Tơ", "2025-07-01"), 584_000, 1_672_000, 2000, 2000)],
    "old": block + [Shape(parcel("21025", "12", 1), 586_100, 1_672_400, 20, 20)],
    "new": [
      Shape(parcel("21025", "1/500", 7, "CLN"), 587_000, 1_673_000, 20, 20),
      Shape(parcel("21025", "12", 1, "LUC"), 587_100, 1_673_000, 20, 20),
      Shape(parcel("21025", "20", 88, "RSX"), 587_980, 1_673_000, 40, 20),
    ],
    "other": [Shape(parcel("21400", "3", 5), 584_900, 1_672_400, 20, 20)],
  ]

  private static func collection(_ shapes: [Shape]) -> String {
    let features = shapes.map { (shape: Shape) -> String in
      let (x, y) = (shape.x, shape.y)
      let (east, north) = (x + shape.width, y + shape.height)
      return
        "{\"type\":\"Feature\",\"properties\":{\(shape.properties)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        + "[[[\(x),\(y)],[\(east),\(y)],[\(east),\(north)],[\(x),\(north)],[\(x),\(y)]]]}}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }
}
