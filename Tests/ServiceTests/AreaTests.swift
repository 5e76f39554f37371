import Cadastre
import Foundation
import GEOS
import Geo
import HTTP
import JSON
import Projection
import Register
import SpatiaLite
import Testing
import VietText

@testable import Service

/// A GeoJSON polygon of positions in the grid of the tests' land.
func polygon(_ ring: [Coordinate], type: String = "Polygon") -> String {
  let positions = ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
  return "{\"type\":\"\(type)\",\"coordinates\":\(type == "Polygon" ? "[[\(positions)]]" : "[\(positions)]")}"
}

struct AreaTests {
  private let corner = Land.corner

  private func ask(
    _ body: String, _ query: String = "crs=EPSG:5898", accept: String = "*/*", _ session: ServiceSession? = nil
  ) throws -> Answer {
    try Answer(
      session ?? Land.shared.session(), "/areas" + (query.isEmpty ? "" : "?\(query)"), method: .post,
      headers: ["Host": "localhost", "Accept": accept, "Accept-Language": "en"], body: Array(body.utf8))
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    polygon(Land.square(corner.x + x, corner.y + y, width, height: height))
  }

  private func features(_ answer: Answer) throws -> [(number: String, area: Double, share: Double)] {
    try #require(try answer.json["features"] as? [[String: Any]]).map { feature in
      let properties = try #require(feature["properties"] as? [String: Any])
      return (
        try #require(properties["number"] as? String), try #require(properties["areaInside"] as? Double),
        try #require(properties["share"] as? Double)
      )
    }
  }

  private func total(_ answer: Answer) throws -> (area: Double, parcels: Int) {
    let total = try #require(try answer.json["total"] as? [String: Any])
    return (try #require(total["area"] as? Double), try #require(total["parcels"] as? Int))
  }

  // MARK: the sums

  @Test func `gives each parcel its part, in the order of sheet and number`() throws {
    // The first two columns whole, half of the third, two rows high.
    let answer = try ask(box(0, 0, 50, 40))
    #expect(answer.status == 200 && answer.headers["Diaba-Revision"] == "2" && answer.headers["ETag"] != nil)
    let found = try features(answer)
    #expect(found.map(\.number) == ["1", "2", "3", "11", "12", "13"])
    #expect(found.map(\.area) == [400, 400, 200, 400, 400, 200])
    #expect(found.map(\.share) == [1, 1, 0.5, 1, 1, 0.5])
    #expect(try total(answer) == (2000, 6))
    let query = try #require(try answer.json["query"] as? [String: Any])
    #expect(query["area"] as? Double == 2000 && query["areaCRS"] as? String == "EPSG:5898")
    #expect(try answer.json["numberReturned"] as? Int == 6)
  }

  @Test func `sums up by land use and by ward`() throws {
    let answer = try ask(box(40, 20, 40, 20))
    let uses = try #require(try answer.json["byLandUse"] as? [[String: Any]])
    // Parcel 14 is ODT 300+CLN: the part of CLN is not known, so the label stays combined.
    #expect(uses.map { $0["landUse"] as? String } == ["ODT", "ODT+CLN"])
    #expect(uses.map { $0["area"] as? Double } == [400, 400])
    let wards = try #require(try answer.json["byWard"] as? [[String: Any]])
    #expect(wards.map { $0["ward"] as? String } == ["21025"])
    #expect(wards.map { $0["area"] as? Double } == [800])
  }

  @Test func `a label whose parts are all known is split when the parcel is whole inside`() throws {
    let land = try Land()
    try land.publish(
      [try land.parcel("21022", Land.old, "12", "1", [Land.square(corner.x, corner.y)], landUse: "ONT 100+CLN 300")],
      asOf: "2026-01-01", scope: .nothing)
    let whole = try ask(box(0, 0, 20, 20), "crs=EPSG:5898", land.session())
    let uses = try #require(try whole.json["byLandUse"] as? [[String: Any]])
    #expect(uses.map { $0["landUse"] as? String } == ["CLN", "ONT"])
    #expect(uses.map { $0["area"] as? Double } == [300, 100])
    let half = try ask(box(0, 0, 10, 20), "crs=EPSG:5898", land.session())
    #expect((try half.json["byLandUse"] as? [[String: Any]])?.map { $0["landUse"] as? String } == ["ONT+CLN"])
  }

  private func ask(_ body: String, _ query: String, _ session: ServiceSession) throws -> Answer {
    try ask(body, query, accept: "*/*", session)
  }

  @Test func `parcels below the tolerance are listed apart and not counted`() throws {
    // 2 mm over the edge: 0.04 m² of each parcel of the third column.
    let answer = try ask(box(0, 0, 40.002, 40))
    #expect(try total(answer) == (1600, 4))
    let touched = try #require(try answer.json["touched"] as? [[String: Any]])
    #expect(touched.map { $0["number"] as? String } == ["3", "13"])
    #expect(touched.allSatisfy { $0["areaInside"] as? Double == 0.04 })
    #expect(try total(ask(box(0, 0, 40.002, 40), "crs=EPSG:5898&tolerance=0.01")) == (1600.08, 6))
    // Parcels that share but their boundary with the area are not even touched.
    #expect((try ask(box(0, 0, 40, 40)).json["touched"] as? [Any])?.isEmpty == true)
  }

  @Test func `holes, parcels with holes and parcels that overlap count for what they are`() throws {
    let around = try ask(polygon(Land.square(584_990, 1_672_990, 100)))
    #expect(try total(around) == (60 * 60 - 20 * 20, 1))
    let inHole = try ask(polygon(Land.square(585_022, 1_673_022, 10)))
    #expect(try total(inHole).parcels == 0)
    let overlapping = try ask(polygon(Land.square(585_300, 1_673_000, 40, height: 20)))
    #expect(try total(overlapping) == (800, 2))
    let ring = Land.square(corner.x, corner.y, 60)
    let hole = Land.square(corner.x + 20, corner.y + 20)
    let positions = [ring, hole].map { "[" + $0.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]" }
    let holed = try ask("{\"type\":\"Polygon\",\"coordinates\":[\(positions.joined(separator: ","))]}")
    #expect(try total(holed) == (3200, 8))
  }

  @Test func `degrees give the square metres of the grid`() throws {
    let land = try Land()
    let ring = try Land.square(corner.x + 7, corner.y + 3, 90).map { try land.wgs84($0.x, $0.y) }
    let inDegrees = try ask(polygon(ring), "", accept: "*/*", land.session())
    let inGrid = try ask(box(7, 3, 90, 90), "crs=EPSG:5898", accept: "*/*", land.session())
    #expect(try total(inDegrees).parcels == total(inGrid).parcels)
    #expect(try (total(inDegrees).area - total(inGrid).area).magnitude < 0.05)
    // Another grid: the same corners, projected.
    let other = try Projector().toWGS84(CRS(epsg: 9216))
    let moved = try ring.map { try other.inverse($0) }
    let inOther = try ask(polygon(moved), "crs=EPSG:9216", accept: "*/*", land.session())
    #expect(try (total(inOther).area - total(inGrid).area).magnitude < 0.05)
  }

  @Test func `land of defence is in no sum and no list, and that is said`() throws {
    let answer = try ask(polygon(Land.square(585_480, 1_673_480, 100)))
    #expect(try total(answer) == (0, 0))
    #expect(try answer.json["withheld"] as? [String] == ["holder", "defenceLand"])
    #expect(!answer.text.contains("CQP") && !answer.text.contains("\"99\""))
    let table = try ask(polygon(Land.square(585_480, 1_673_480, 100)), accept: "text/csv")
    #expect(!table.text.contains("CQP"))
  }

  // MARK: roads and wards

  @Test func `a line with a width is a strip with square ends`() throws {
    let line = [Coordinate(x: corner.x + 10, y: corner.y + 10), Coordinate(x: corner.x + 90, y: corner.y + 10)]
    let answer = try ask(polygon(line, type: "LineString"), "crs=EPSG:5898&width=6")
    #expect(try features(answer).map(\.area) == [60, 120, 120, 120, 60])
    let query = try #require(try answer.json["query"] as? [String: Any])
    #expect(query["area"] as? Double == 480 && query["width"] as? Double == 6)
    let shape = polygon(line, type: "LineString")
    let feature = "{\"type\":\"Feature\",\"properties\":{\"width\":6},\"geometry\":\(shape)}"
    let several = try ask("{\"type\":\"FeatureCollection\",\"features\":[\(feature),\(feature)]}")
    #expect(try total(several) == (480, 5))
  }

  @Test func `a road of 12 km and 30 m is 36 hectares`() throws {
    let line = [Coordinate(x: 580_000, y: 1_672_410), Coordinate(x: 592_000, y: 1_672_410)]
    let answer = try ask(polygon(line, type: "LineString"), "crs=EPSG:5898&width=30&geometry=clipped")
    let query = try #require(try answer.json["query"] as? [String: Any])
    #expect(query["area"] as? Double == 360_000)
    // The first row of the block whole, a quarter of the second; two parcels of the other ward whole.
    #expect(try total(answer) == (5800, 22))
  }

  @Test func `a ward is asked by its code, as of a day`() throws {
    let now = try ask("{\"ward\": \"21025\"}", "")
    #expect(try total(now).parcels == 109)
    let then = try ask("{\"ward\": \"21025\"}", "asOf=2024-12-31")
    #expect(try total(then).parcels == 6)
    let query = try #require(try then.json["query"] as? [String: Any])
    #expect((query["ward"] as? [String: Any])?["name"] as? String == "Phường Nguyễn Nghiêm")
  }

  @Test func `a parcel in two wards counts in each with its part`() throws {
    let land = try Land()
    // The edge between the new wards 21025 and 21028 runs along y = 588,000.
    try land.publish(
      [try land.parcel("21025", Land.new, "77", "1", [Land.square(587_985, 1_673_000)])], asOf: "2026-01-01")
    let session = try land.session()
    var sum = 0.0
    for (ward, area) in [("21025", 300.0), ("21028", 100.0)] {
      let answer = try ask("{\"ward\": \"\(ward)\"}", "", accept: "*/*", session)
      let found = try #require(try answer.json["features"] as? [[String: Any]]).compactMap {
        $0["properties"] as? [String: Any]
      }.first { $0["sheet"] as? String == "77" }
      let inside = try #require(found?["areaInside"] as? Double)
      #expect((inside - area).magnitude < 0.02)
      sum += inside
    }
    #expect((sum - 400).magnitude < 0.021)
  }

  // MARK: the forms

  @Test func `the table opens in a spreadsheet and begins no formula`() throws {
    let land = try Land()
    try land.publish(
      [
        try land.parcel(
          "21022", Land.old, "=12", "+1", [Land.square(corner.x - 500, corner.y)], landUse: "@CLN", address: "-1;\"x\""
        )
      ], asOf: "2026-01-01")
    let session = try land.session()
    let comma = try ask(box(-510, 0, 40, 10), "crs=EPSG:5898", accept: "text/csv", session)
    #expect(comma.headers["Content-Type"] == "text/csv; charset=utf-8" && comma.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let lines = comma.text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 2 && lines[0].hasSuffix("dataDate"))
    #expect(
      lines[1]
        == "21025,Phường Cẩm Thành,21022,'=12,+1,,'@CLN,,400.00,200.00,0.500000,\"'-1;\"\"x\"\"\",2026-01-01")
    let semicolon = try ask(
      box(-510, 0, 40, 10), "crs=EPSG:5898&separator=semicolon", accept: "text/csv", session)
    #expect(semicolon.text.contains(";400,00;200,00;0,500000;\"'-1;\"\"x\"\"\";"))
  }

  @Test func `geometry is left out, whole, or the part inside`() throws {
    let land = try Land()
    let session = try land.session()
    func shape(_ form: String) throws -> [String: Any]? {
      let answer = try ask(box(5, 5, 10, 30), "crs=EPSG:5898&geometry=\(form)", accept: "*/*", session)
      let features = try #require(try answer.json["features"] as? [[String: Any]])
      #expect(features.count == 2)
      return features[0]["geometry"] as? [String: Any]
    }
    #expect(try shape("none") == nil)
    for (form, area) in [("whole", 400.0), ("clipped", 150.0)] {
      let rings = try #require(try shape(form)?["coordinates"] as? [[[Double]]])
      var positions = rings[0].map { Coordinate(x: $0[0], y: $0[1]) }
      try land.projector.toWGS84(Land.grid).inverse(&positions)
      #expect((MultiPolygon([[positions]]).area - area).magnitude < 0.01)
    }
  }

  @Test func `a browser gets a page, and what is long is made piece by piece with the same bytes`() throws {
    #expect(try ask(box(0, 0, 50, 40), accept: "text/html").text.contains("Parcel 11, sheet 12"))
    let land = try Land()
    let desk = try land.desk()
    let drawing = AreaDrawing(crs: Land.grid, polygons: [MultiPolygon([[Land.square(584_000, 1_672_000, 4000)]])])
    let answer = try desk.area(AreaQuestion(.drawn(drawing)))
    var writer = JSONWriter()
    answer.write(into: &writer, language: .english)
    let producer = AreaProducer(answer, language: .english, table: nil, isCoded: false)
    var bytes: [UInt8] = []
    while try producer.produce(into: &bytes, session: desk) {}
    #expect(bytes == writer.bytes)
    #expect(answer.count == 109 && answer.area == answer.rows.reduce(0.0) { $0 + Double($1.units) / 100 })
  }

  // MARK: another way to the same answer

  @Test func `without the index, and of the past, the answer is the same`() throws {
    let land = try Land()
    let drawing = AreaDrawing(
      crs: Land.grid, polygons: [MultiPolygon([[Land.square(corner.x + 11, corner.y + 13, 133)]])])
    func rows(_ desk: Desk, _ moment: Moment) throws -> [String] {
      let answer = try desk.area(AreaQuestion(.drawn(drawing), moment: moment))
      return answer.rows.map { "\(answer.cover.key(of: $0.piece)) \($0.units)" }
    }
    let expected = try rows(try land.desk(), .now)
    #expect(expected.count == 64)
    #expect(try rows(try land.desk(withIndex: false), .now) == expected)
    try land.publish(
      [try land.parcel("21022", Land.old, "12", "999", [Land.square(corner.x, corner.y, 200)])], asOf: "2026-02-01")
    #expect(try rows(try land.desk(), .now).count == 1)
    #expect(try rows(try land.desk(), Moment(revision: 2)) == expected)
    #expect(try rows(try land.desk(), Moment(asOf: Land.new)) == expected)
  }

  @Test(arguments: 0..<12)
  func `every area is that of cutting each parcel with GEOS`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let land = try Land.sharedDesk()
    let geos = try GEOSContext()
    let ring = (0..<Int.random(in: 3...40, using: &random)).map { _ in Double.random(in: 20...160, using: &random) }
    // A star around a place of the block: its corners in the order of their angles.
    let middle = Coordinate(
      x: corner.x + Double.random(in: -20...220, using: &random),
      y: corner.y + Double.random(in: -20...220, using: &random))
    let positions = ring.enumerated().map { place, radius in
      let angle = Double(place) / Double(ring.count) * 2 * .pi
      return Coordinate(x: middle.x + radius * cos(angle), y: middle.y + radius * sin(angle))
    }
    let area = MultiPolygon([[positions + positions.prefix(1)]])
    let answer = try land.area(AreaQuestion(.drawn(AreaDrawing(crs: Land.grid, polygons: [area])), tolerance: 0))
    let shape = try geos.polygons(area)
    var expected: [String: Double] = [:]
    for place in 0..<100 {
      let parcel = MultiPolygon([
        [Land.square(corner.x + Double(place % 10) * 20, corner.y + Double(place / 10) * 20)]
      ])
      let inside = try shape.intersection(geos.polygons(parcel)).area
      if inside > 1e-3 { expected["\(place + 1)"] = inside }
    }
    var found: [String: Double] = [:]
    for row in answer.rows where row.units > 0 {
      found[answer.cover.key(of: row.piece).number] = Double(row.units) / 100
    }
    #expect(Set(found.keys).isSuperset(of: expected.filter { $0.value > 0.006 }.keys), "seed \(seed)")
    for (number, inside) in found {
      #expect((inside - (expected[number] ?? 0)).magnitude < 0.0051, "seed \(seed), parcel \(number)")
    }
  }

  // MARK: what is refused

  @Test(arguments: [
    ("[[584900,1672400],[585000,1672500],[585000,1672400],[584900,1672500],[584900,1672400]]", "badGeometry"),
    ("[[584900,1672400],[585000,1672500],[584900,1672400]]", "badGeometry"),
    ("[[584900,1672400]]", "badGeometry"), ("[584900,1672400]", "badGeometry"), ("\"x\"", "badGeometry"),
    ("[[584900,1672400],[null,1672500],[585000,1672400],[584900,1672400]]", "badGeometry"),
    ("[[584900],[585000,1672500],[585000,1672400],[584900]]", "badGeometry"),
    ("[[584900,1672400],[1e400,1672500],[585000,1672400],[584900,1672400]]", "badContent"),
    ("[[584900,1672400],[NaN,1672500],[585000,1672400],[584900,1672400]]", "badContent"),
  ])
  func `a ring that is none is refused with its place`(ring: String, code: String) throws {
    let answer = try ask("{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}")
    #expect(try answer.json["code"] as? String == code, "\(answer.text)")
    #expect(answer.status == (code == "badContent" ? 400 : 422))
  }

  @Test(arguments: [
    ("{", "badContent", ""), ("[]", "badContent", ""), ("null", "badContent", ""),
    ("POLYGON((0 0,1 1,1 0,0 0))", "badContent", ""),
    ("😀", "badContent", ""), ("\u{1}\u{2}", "badContent", ""), ("{\"type\":\"Polygon\"}", "badGeometry", ""),
    ("{\"type\":\"Polygon\",\"coordinates\":[]}", "badGeometry", ""),
    ("{\"type\":\"FeatureCollection\",\"features\":[]}", "badGeometry", ""),
    ("{\"type\":\"FeatureCollection\"}", "badGeometry", ""),
    ("{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}", "badGeometry", ""),
    ("{\"type\":\"Point\",\"coordinates\":[108.7,15.1]}", "badGeometry", "geometry"),
    ("{\"type\":\"GeometryCollection\",\"geometries\":[]}", "badGeometry", "geometry"),
    ("{\"type\":\"Circle\",\"coordinates\":[108.7,15.1]}", "badGeometry", ""),
    ("{\"type\":\"LineString\",\"coordinates\":[[108.7,15.1],[108.8,15.1]]}", "missingParameter", "width"),
    ("{\"type\":\"LineString\",\"coordinates\":[[108.7,15.1]]}", "badGeometry", ""),
    ("{\"ward\":\"21025\",\"tolerance\":1}", "badContent", "tolerance"), ("{\"ward\":21025}", "badContent", "ward"),
    ("{\"ward\":\"99999\"}", "wardNotFound", "ward"), ("{\"ward\":\"\\u0000\"}", "badParameter", "ward"),
    (
      "{\"type\":\"Polygon\",\"coordinates\":[[[584900,1672400],[585000,1672400],[585000,1672500],[584900,1672400]]]}",
      "badGeometry", "crs"
    ),
    (
      "{\"type\":\"Polygon\",\"coordinates\":[[[15.1,108.7],[15.2,108.7],[15.2,108.8],[15.1,108.7]]]}", "badGeometry",
      "coordinates"
    ),
  ])
  func `a content that is no area is refused in words`(body: String, code: String, parameter: String) throws {
    for language in ["vi", "en"] {
      let answer = try Answer(
        Land.shared.session(), "/areas", method: .post, headers: ["Host": "localhost", "Accept-Language": language],
        body: Array(body.utf8))
      #expect(try answer.json["code"] as? String == code, "\(answer.text)")
      if !parameter.isEmpty { #expect(try answer.json["parameter"] as? String == parameter) }
      #expect((try answer.json["detail"] as? String)?.isEmpty == false)
      if language == "vi" { #expect(!answer.text.contains(" the ")) }
    }
  }

  @Test(arguments: [
    ("width=abc", "width"), ("width=-3", "width"), ("width=99999", "width"), ("tolerance=nan", "tolerance"),
    ("tolerance=-1", "tolerance"), ("geometry=clip", "geometry"), ("separator=tab", "separator"), ("crs=5773x", "crs"),
    ("crs=EPSG:5773", "crs"), ("crs=EPSG:4147", "crs"), ("crs=EPSG:5898&asOf=1999-01-01", "asOf"),
    ("crs=EPSG:5898&revision=99", "revision"),
    ("widht=3", "widht"),
  ])
  func `a parameter that is wrong is named`(query: String, parameter: String) throws {
    let answer = try ask(box(0, 0, 20, 20), query)
    #expect((400...404).contains(answer.status))
    #expect(try answer.json["parameter"] as? String == parameter, "\(answer.text)")
  }

  @Test func `a polygon that crosses itself is told where`() throws {
    let answer = try ask(
      "{\"type\":\"Polygon\",\"coordinates\":[[[108.79,15.12],[108.8,15.13],[108.8,15.12],[108.79,15.13],[108.79,15.12]]]}",
      "")
    #expect(answer.status == 422)
    #expect(try answer.json["value"] as? String == "108.7950000, 15.1250000")
    #expect(try answer.json["suggestion"] as? String == "/lookup?at=15.1250000,108.7950000")
  }

  @Test func `the whole country, the whole world and the middle of the sea have answers`() throws {
    let country = "{\"type\":\"Polygon\",\"coordinates\":[[[102,8],[110,8],[110,24],[102,24],[102,8]]]}"
    #expect(try total(ask(country, "geometry=none")).parcels == 109)
    let world = "{\"type\":\"Polygon\",\"coordinates\":[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}"
    #expect(try total(ask(world, "geometry=none")).parcels == 109)
    let sea = try ask("{\"type\":\"Polygon\",\"coordinates\":[[[112,12],[113,12],[113,13],[112,12]]]}", "")
    #expect(try total(sea) == (0, 0))
    let notes = try #require(try sea.json["notes"] as? [String])
    #expect(notes.contains { $0.contains("no parcel") } && notes.contains { $0.contains("outside every ward") })
  }

  @Test func `a million positions are read, and one more refused`() throws {
    func ring(_ count: Int) -> [UInt8] {
      var text = "{\"type\":\"Polygon\",\"coordinates\":[["
      for place in 0..<count - 1 {
        let angle = Double(place) / Double(count - 1) * 2 * .pi
        text += "[\(108.79 + cos(angle) * 0.01),\(15.12 + sin(angle) * 0.01)],"
      }
      return Array((text + "[108.8,15.12]]]}").utf8)
    }
    let count = 4000
    let read = try AreaContent.ground(count: ring(count).count) { offset, maximum in
      Array(ring(count)[offset..<min(offset + maximum, ring(count).count)])
    }
    guard case .drawn(let drawing) = read else {
      Issue.record("no drawing")
      return
    }
    // The last position differs from the first in its last digit.
    #expect(drawing.polygons[0].coordinates.count == count + 1 && drawing.unclosedRings == 1)
    var many = Array("{\"type\":\"Polygon\",\"coordinates\":[[".utf8)
    for _ in 0...AreaDrawing.mostPositions { many.append(contentsOf: Array("[108,15],".utf8)) }
    many.append(contentsOf: Array("[108,15]]]}".utf8))
    let bytes = many
    let error = #expect(throws: ServiceError.self) {
      try AreaContent.ground(count: bytes.count) { Array(bytes[$0..<min($0 + $1, bytes.count)]) }
    }
    #expect(error?.code == .tooMuchWork && error?.allowed == ["≤ 1000000"])
  }

  @Test func `shapes that crowd beyond measure are refused before the work begins`() throws {
    // A star of 10,000 thin spikes through the land: every edge lies close to thousands of others.
    let spikes = (0..<20_000).map { place in
      let radius = place.isMultiple(of: 2) ? 3000.0 : 300.0
      let angle = Double(place) / 20_000 * 2 * .pi
      return Coordinate(x: 585_000 + radius * cos(angle), y: 1_672_500 + radius * sin(angle))
    }
    let star = AreaDrawing(crs: Land.grid, polygons: [MultiPolygon([[spikes + spikes.prefix(1)]])])
    let wide = AreaDrawing(crs: Land.grid, strips: [AreaDrawing.Strip(line: spikes, width: 1000)])
    for drawing in [star, wide] {
      let error = #expect(throws: ServiceError.self) { try Land.sharedDesk().area(AreaQuestion(.drawn(drawing))) }
      #expect(error?.code == .tooMuchWork)
    }
  }

  @Test func `nobody waits for an answer that was cancelled`() throws {
    let land = try Land()
    let drawing = AreaDrawing(crs: Land.grid, polygons: [MultiPolygon([[Land.square(584_000, 1_672_000, 4000)]])])
    let error = #expect(throws: ServiceError.self) {
      try land.desk().area(AreaQuestion(.drawn(drawing))) { true }
    }
    #expect(error?.code == .busy)
  }
}
