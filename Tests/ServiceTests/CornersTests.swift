import Foundation
import Geo
import HTTP
import Register
import Testing

@testable import Service

struct CornersTests {
  private func ask(
    _ text: String, _ query: String = "", bytes: [UInt8]? = nil, _ session: ServiceSession? = nil
  ) throws -> Answer {
    try Answer(
      session ?? Land.shared.session(), "/corners" + (query.isEmpty ? "" : "?\(query)"), method: .post,
      headers: ["Host": "localhost", "Accept-Language": "en", "Content-Type": "text/plain; charset=utf-8"],
      body: bytes ?? Array(text.utf8))
  }

  /// Parcel 14 of sheet 12 with its third corner 3 cm to the east.
  private let table = """
    BẢNG LIỆT KÊ TỌA ĐỘ GÓC RANH
    Số hiệu điểm | X (m) | Y (m) | Cạnh (m)
    1 1672420.00 584960.00 20,00
    2 1672440.00 584960.00 20,00
    3 1672440.00 584980.03 20,00
    4 1672420.00 584980.00 20,00
    1 1672420.00 584960.00
    Diện tích: 400,3 m2
    """

  private func corners(_ answer: Answer) throws -> [[String: Any]] {
    try #require(try answer.json["corners"] as? [[String: Any]])
  }

  @Test func `measures a table and compares it with the register`() throws {
    let answer = try ask(table)
    #expect(answer.status == 200 && answer.headers["Diaba-Revision"] == "2")
    let json = try answer.json
    #expect(json["closes"] as? Bool == true && json["crossesItself"] as? Bool == false)
    #expect(json["area"] as? Double == 400.3 && json["statedArea"] as? Double == 400.3)
    let features = try #require(json["features"] as? [[String: Any]])
    let overlapped = features.compactMap { $0["properties"] as? [String: Any] }
    #expect(overlapped.map { $0["number"] as? String } == ["14", "15"])
    #expect(overlapped.map { $0["areaInside"] as? Double } == [400, 0.3])
    #expect(overlapped.map { $0["share"] as? Double } == [1, 0.00075])
    #expect(overlapped.map { $0["shareOfTable"] as? Double } == [0.999251, 0.000749])
    let nearest = try corners(answer).compactMap { $0["nearest"] as? [String: Any] }
    #expect(nearest.map { $0["distance"] as? Double } == [0, 0, 0.03, 0])
    #expect(nearest.allSatisfy { $0["number"] as? String == "14" && $0["crs"] as? String == "EPSG:5898" })
    #expect(try corners(answer).map { $0["edge"] as? Double } == [20, 20.03, 20, 20])
    #expect(try corners(answer).map { $0["label"] as? String } == ["1", "2", "3", "4"])
    // Grid and meridian were not said; the parcel there tells them.
    #expect((json["query"] as? [String: Any])?["crs"] as? String == "EPSG:5898")
    #expect((json["notes"] as? [String])?.contains { $0.contains("108°00'") } == true)
    #expect(try ask(table, "crs=EPSG:5898").json["area"] as? Double == 400.3)
  }

  @Test func `edges, areas and closures that do not fit are pointed out`() throws {
    let wrong = table.replacing("1672440.00 584960.00 20,00", with: "1672440.00 584960.00 21,50")
      .replacing("400,3 m2", with: "450 m2").replacing("\n1 1672420.00 584960.00\n", with: "\n")
    let json = try ask(wrong).json
    let notes = try #require(json["notes"] as? [String])
    #expect(json["closes"] as? Bool == false)
    #expect(notes.contains { $0.contains("5 cm") && $0.contains("corners 2") })
    #expect(notes.contains { $0.contains("450 m²") && $0.contains("400.3 m²") })
    #expect(notes.contains { $0.contains("last row") })
  }

  @Test func `a boundary that crosses itself has no area but places`() throws {
    let crossed = """
      1 1672420.00 584960.00
      2 1672440.00 584980.00
      3 1672440.00 584960.00
      4 1672420.00 584980.00
      """
    let json = try ask(crossed).json
    #expect(json["crossesItself"] as? Bool == true && json["area"] is NSNull)
    let crossing = try #require((json["crossings"] as? [[String: Any]])?.first)
    #expect(crossing["edges"] as? [String] == ["1-2", "3-4"])
    #expect(crossing["x"] as? Double == 1_672_430 && crossing["y"] as? Double == 584_970)
    #expect((json["features"] as? [Any])?.isEmpty == true)
  }

  @Test func `degrees are measured in the grid of the parcels around`() throws {
    let land = try Land()
    let ring = try Land.square(584_960, 1_672_420).map { try land.wgs84($0.x, $0.y) }
    let answer = try ask(polygon(ring), "", land.session())
    let json = try answer.json
    #expect((json["query"] as? [String: Any])?["grid"] as? String == "EPSG:5898")
    let area = try #require(json["area"] as? Double)
    #expect((area - 400).magnitude < 0.02)
    let overlapped = try #require(json["features"] as? [[String: Any]])
    #expect(overlapped.count == 1)
  }

  @Test func `every corner of a table far from land has none near it`() throws {
    let json = try ask("1 1600000.00 500000.00\n2 1600100.00 500000.00\n3 1600100.00 500100.00", "crs=EPSG:5898").json
    #expect(json["area"] as? Double == 5000)
    #expect((json["corners"] as? [[String: Any]])?.allSatisfy { $0["nearest"] is NSNull } == true)
    #expect((json["notes"] as? [String])?.contains { $0.contains("no parcel") } == true)
  }

  @Test func `land of defence is neither overlapped nor the nearest`() throws {
    let text = "1 1673500.00 585500.00\n2 1673540.00 585500.00\n3 1673540.00 585540.00\n4 1673500.00 585540.00"
    let answer = try ask(text, "crs=EPSG:5898")
    #expect(try answer.json["withheld"] as? [String] == ["holder", "defenceLand"])
    #expect(!answer.text.contains("CQP") && !answer.text.contains("\"99\""))
  }

  @Test func `UTF-16 and byte order marks are read`() throws {
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in table.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try ask("", bytes: utf16).json["area"] as? Double == 400.3)
    #expect(try ask("", bytes: [0xEF, 0xBB, 0xBF] + Array(table.utf8)).json["area"] as? Double == 400.3)
  }

  @Test(arguments: [
    " ", "hello", "1 2 3", "1 1672420.00 584960.00", "1 1672420.00 584960.00\n2 1672440.00 584960.00",
    "1 1672420.00 584960.00\n2 NaN 584960.00\n3 1672440.00 584980.00",
    "1 1672420.00 584960.00\n2 99999999999999999999999999 584960.00\n3 1672440.00 584980.00", "😀😀😀", "\u{1}\u{2}\u{3}",
    "{\"type\":\"Polygon\"", "{\"type\":\"Point\",\"coordinates\":[108.7,15.1]}", "POLYGON((1 2))",
    "1 1672420.00 584960.00\n2 1672420.00 584960.00\n3 1672420.00 584960.00",
  ])
  func `what is no table is refused in both languages`(text: String) throws {
    for language in ["vi", "en"] {
      let answer = try Answer(
        Land.shared.session(), "/corners", method: .post, headers: ["Host": "localhost", "Accept-Language": language],
        body: Array(text.utf8))
      #expect(answer.status == 400, "\(answer.text)")
      #expect(try answer.json["code"] as? String == "badContent")
      #expect((try answer.json["detail"] as? String)?.isEmpty == false)
    }
  }

  @Test func `a table in no known ward says that its grid must be told`() throws {
    let answer = try ask("1 1200000.00 400000.00\n2 1200100.00 400000.00\n3 1200100.00 400100.00")
    #expect(try answer.status == 400 && answer.json["code"] as? String == "ambiguousCoordinate")
    #expect(try answer.json["parameter"] as? String == "crs")
  }

  @Test func `bytes that are no text, and a contradiction, are refused`() throws {
    #expect(try ask("", bytes: [0xC3, 0x28, 0x00, 0xFF]).json["code"] as? String == "badContent")
    let stated = table.replacing("BẢNG", with: "KTT 107°30'\nBẢNG")
    #expect(try ask(stated, "crs=EPSG:5898").json["code"] as? String == "contradiction")
  }

  @Test func `a browser gets a page of the table`() throws {
    let answer = try Answer(
      Land.shared.session(), "/corners", method: .post, headers: ["Host": "localhost", "Accept": "text/html"],
      body: Array(table.utf8))
    #expect(answer.text.contains("Thửa 14, tờ 12"))
  }
}

struct SurroundingsTests {
  private func properties(_ target: String) throws -> [[String: Any]] {
    let answer = try Answer(Land.shared.session(), target, headers: ["Host": "localhost", "Accept-Language": "en"])
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(try answer.json["features"] as? [[String: Any]]).compactMap {
      $0["properties"] as? [String: Any]
    }
  }

  @Test func `a parcel of the block has four edges and four points in common with others`() throws {
    let found = try properties("/parcels/21022/12/14/neighbours")
    #expect(
      found.map { $0["adjacency"] as? String } == Array(repeating: "edge", count: 4)
        + Array(repeating: "point", count: 4))
    #expect(found.map { $0["sharedLength"] as? Double } == [20, 20, 20, 20, 0, 0, 0, 0])
    #expect(found.map { $0["number"] as? String } == ["4", "13", "15", "24", "3", "5", "23", "25"])
    #expect(found.allSatisfy { $0["overlapArea"] is NSNull && $0["distance"] as? Double == 0 })
  }

  @Test func `parcels within a distance come with it, the nearest first`() throws {
    let found = try properties("/parcels/21025/12/2/neighbours?wardFrom=2025-07-01&within=150")
    #expect(
      found.map { $0["number"] as? String } == ["1", "7", "1"]
        || found.map { $0["number"] as? String } == ["7", "1", "1"])
    #expect(found.map { $0["adjacency"] as? String } == ["near", "near", "near"])
    #expect(found.map { $0["distance"] as? Double } == [80, 80, 120])
    #expect(try properties("/parcels/21025/12/2/neighbours?wardFrom=2025-07-01").isEmpty)
  }

  @Test func `parcels that overlap say by how much`() throws {
    let found = try properties("/parcels/21022/15/301/neighbours")
    #expect(found.map { $0["overlapArea"] as? Double } == [200])
    #expect(found.map { $0["number"] as? String } == ["302"])
  }

  @Test func `land of defence is left out, and that is said`() throws {
    let land = try Land()
    try land.publish(
      [try land.parcel("21022", Land.old, "13", "98", [Land.square(585_480, 1_673_500)])], asOf: "2026-01-01",
      scope: .nothing)
    let answer = try Answer(land.session(), "/parcels/21022/13/98/neighbours")
    #expect((try answer.json["features"] as? [Any])?.isEmpty == true)
    #expect(try answer.json["withheld"] as? [String] == ["holder", "defenceLand"])
    #expect(try Answer(land.session(), "/parcels/21022/13/99/neighbours").status == 403)
    #expect(try Answer(land.session(), "/parcels/21022/13/99/corners").status == 403)
  }

  @Test func `corners are numbered clockwise from 1, with X north and Y east`() throws {
    let answer = try Answer(Land.shared.session(), "/parcels/21022/12/14/corners")
    let json = try answer.json
    #expect(json["crs"] as? String == "EPSG:5898" && json["meridian"] as? String == "108°00'")
    #expect(json["area"] as? Double == 400 && json["perimeter"] as? Double == 80)
    let rings = try #require(json["rings"] as? [[String: Any]])
    let corners = try #require(rings[0]["corners"] as? [[String: Any]])
    #expect(corners.map { $0["label"] as? String } == ["1", "2", "3", "4"])
    #expect(corners.map { $0["x"] as? Double } == [1_672_420, 1_672_440, 1_672_440, 1_672_420])
    #expect(corners.map { $0["y"] as? Double } == [584_960, 584_960, 584_980, 584_980])
    #expect(corners.allSatisfy { $0["edge"] as? Double == 20 })
    #expect(json["type"] as? String == "Feature")
  }

  @Test func `a hole is a ring of its own, numbered on`() throws {
    let json = try Answer(Land.shared.session(), "/parcels/21022/14/200/corners").json
    let rings = try #require(json["rings"] as? [[String: Any]])
    #expect(rings.map { $0["kind"] as? String } == ["shell", "hole"])
    #expect((rings[1]["corners"] as? [[String: Any]])?.map { $0["label"] as? String } == ["5", "6", "7", "8"])
  }

  @Test func `a name that several bear is asked again, one that none bears is not there`() throws {
    let session = try Land.shared.session()
    for part in ["neighbours", "corners"] {
      let several = try Answer(session, "/parcels/21025/5/1/\(part)")
      #expect(try several.status == 400 && several.json["code"] as? String == "ambiguousParcel")
      #expect(try Answer(session, "/parcels/21025/5/1/\(part)?series=500").status == 200)
      #expect(try Answer(session, "/parcels/21022/12/999/\(part)").status == 404)
      #expect(try Answer(session, "/parcels/21022/12/14/\(part)?x=1").status == 400)
      #expect(try Answer(session, "/parcels/21025/1%2F500/7/\(part)").status == 200)
      #expect(
        try Answer(session, "/parcels/21022/12/14/\(part)", headers: ["Host": "x", "Accept": "text/html"]).status == 200
      )
    }
    #expect(try Answer(session, "/parcels/21022/12/14/neighbours?within=9999").status == 400)
    #expect(try Answer(session, "/parcels/21022/12/14/neighbors").status == 404)
  }
}
