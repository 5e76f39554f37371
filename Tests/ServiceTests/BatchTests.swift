import CSV
import Compression
import Cadastre
import Foundation
import Geo
import HTTP
import HTTPServer
import JSON
import Register
import Testing
import VietText

@testable import Service

/// A table that came back: each row by the names of its columns.
struct AnsweredTable {
  var names: [String] = []
  var rows: [[String: String]] = []

  init(_ bytes: [UInt8]) {
    var reader = CSVReader(limits: CSVLimits(row: 1 << 24, field: 1 << 24))
    reader.feed(bytes)
    reader.finish()
    while let row = reader.next() {
      let fields = (0..<row.count).map { row.text($0) }
      if names.isEmpty {
        names = fields
      } else {
        rows.append(Dictionary(zip(names, fields)) { first, _ in first })
      }
    }
  }
}

extension ServiceSession {
  /// Sends a list and gives what comes back.
  func batch(
    _ body: [UInt8], type: String? = "text/csv", query: String = "", language: String = "en"
  ) throws -> Answer {
    var headers: Headers = ["Host": "localhost", "Accept-Language": language]
    if let type { headers.append("Content-Type", type) }
    return try Answer(self, "/lookup" + query, method: .post, headers: headers, body: body)
  }

  func table(_ text: String, query: String = "", language: String = "en") throws -> AnsweredTable {
    let answer = try batch(Array(text.utf8), query: query, language: language)
    try #require(answer.status == 200, "\(answer.text)")
    return AnsweredTable(answer.bytes)
  }
}

struct BatchTests {
  private let session: ServiceSession

  init() throws { session = try Land.shared.session() }

  @Test func `answers each row by one row in order, its own columns first`() throws {
    let answer = try session.batch(
      Array(
        "stt,tên,X,Y\r\n1,\"a, \"\"b\"\"\",1672410.00,584910.00\r\n2,x,1672300,584800\r\n3,,1672410.00,584930.00".utf8),
      query: "?crs=EPSG:5898")
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"]?.hasPrefix("text/csv") == true)
    #expect(answer.headers["Diaba-Revision"] == "2")
    #expect(answer.isStream)
    #expect(answer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let table = AnsweredTable(answer.bytes)
    #expect(
      table.names == ["stt", "tên", "X", "Y"] + [
        "status", "id", "ward", "wardName", "sheet", "number", "series", "landUse", "mapArea", "relation",
        "boundaryDistance", "certain", "candidates", "uncertainty", "longitude", "latitude", "code", "message", "note",
      ])
    try #require(table.rows.count == 3)
    #expect(table.rows.map { $0["stt"] } == ["1", "2", "3"])
    #expect(table.rows[0]["tên"] == "a, \"b\"")
    #expect(table.rows[0]["status"] == "found" && table.rows[0]["sheet"] == "12" && table.rows[0]["number"] == "1")
    #expect(table.rows[0]["ward"] == "21025" && table.rows[0]["wardName"] == "Phường Cẩm Thành")
    #expect(table.rows[0]["relation"] == "inside" && table.rows[0]["boundaryDistance"] == "10.000")
    #expect(table.rows[0]["certain"] == "true" && table.rows[0]["candidates"] == "0")
    #expect(table.rows[1]["status"] == "nothing" && table.rows[1]["number"] == "")
    #expect(table.rows[1]["note"]?.contains("on no parcel") == true)
    #expect(table.rows[2]["number"] == "2")
  }

  @Test func `a bad row is a fault of its own, in the language that is asked for`() throws {
    let text = "lon,lat\n108.7923,15.1205\n,\nabc,def\n108.7923\n1,2,3\nNaN,15\n\"108.7,15\n108.7923,15.1205\n"
    let english = try session.table(text)
    let vietnamese = try session.table(text, language: "vi")
    #expect(english.rows.map { $0["status"] == "error" } == [false, true, true, true, true, true, true, false])
    #expect(
      english.rows.map { $0["code"] } == [
        "", "emptyPlace", "badCoordinate", "badRow", "badRow", "badCoordinate", "badRow", "",
      ])
    #expect(english.rows[3]["message"] == "The row has 1 fields, the header has 2.")
    #expect(vietnamese.rows[3]["message"] == "Dòng có 1 cột, còn dòng tên cột có 2.")
    #expect(english.rows[1]["certain"] == "" && english.rows[1]["longitude"] == "")
  }

  @Test(arguments: [
    ("lon,lat\n%@\n", "%2$@,%1$@"), ("Kinh độ;Vĩ độ\n%@\n", "%2$@;%1$@"), ("vi_do\tKINH_DO\n%@\n", "%1$@\t%2$@"),
    ("at\n%@\n", "\"%1$@, %2$@\""), ("Tọa độ;x\n%@\n", "%2$@ %1$@;5"), ("GPS\n%@\n", "POINT(%2$@ %1$@)"),
    ("sep=;\nlat;lng\n%@\n", "%1$@;%2$@"), ("y,x\n%@\n", "%1$@,%2$@"),
    ("Latitude (WGS84),Longitude\n%@\n", "%1$@,%2$@"),
  ])
  func `finds the columns by the names that people give them`(table: String, row: String) throws {
    let position = try Land().wgs84(584_910, 1_672_410)
    let numbers = [position.y, position.x].map { String(format: "%.9f", $0) }
    let text = table.replacing(
      "%@", with: row.replacing("%1$@", with: numbers[0]).replacing("%2$@", with: numbers[1]))
    let answered = try session.table(text)
    #expect(answered.rows.count == 1)
    #expect(answered.rows.first?["number"] == "1" || answered.rows.first?["diaba_number"] == "1", "\(answered)")
  }

  @Test func `swapped columns are read as they must be meant`() throws {
    let position = try Land().wgs84(584_910, 1_672_410)
    let answered = try session.table("lat,lon\n\(position.x),\(position.y)\n2.35,48.85\n")
    #expect(answered.rows[0]["number"] == "1")
    #expect(answered.rows[1]["longitude"] == "48.850000000" && answered.rows[1]["latitude"] == "2.350000000")
  }

  @Test func `a column that an answer has too keeps its name`() throws {
    let answered = try session.table("ward,x,y,status\nA,1672410.0,584910.0,B\n", query: "?crs=EPSG:5898")
    #expect(answered.rows[0]["ward"] == "A" && answered.rows[0]["status"] == "B")
    #expect(answered.rows[0]["diaba_ward"] == "21025" && answered.rows[0]["diaba_status"] == "found")
  }

  @Test func `reads UTF-16 and answers in UTF-8`() throws {
    let text = "tên thửa đất;x;y\r\nNghĩa Lộ 😀;1672410,00;584910,00\r\n"
    let bytes: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
    let answered = AnsweredTable(try session.batch(bytes, query: "?crs=EPSG:5898").bytes)
    #expect(answered.rows[0]["tên thửa đất"] == "Nghĩa Lộ 😀")
    #expect(answered.rows[0]["number"] == "1")
  }

  @Test func `land of defence is in no row`() throws {
    let answered = try session.table("x,y\n1673520.0,585520.0\n", query: "?crs=EPSG:5898")
    #expect(answered.rows[0]["status"] == "nothing" && answered.rows[0]["number"] == "")
    #expect(answered.rows[0]["note"]?.contains("not public") == true)
    #expect(!answered.rows[0].values.contains { $0.contains("CQP") || $0 == "99" })
  }

  @Test func `answers GeoJSON points as GeoJSON`() throws {
    let position = try Land().wgs84(584_910, 1_672_410)
    let text = """
      {"type":"FeatureCollection","name":"x","features":[
       {"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[\(position.x),\(position.y)]},"properties":{"a":[1,{"b":null}]}},
       {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":null},
       {"type":"Feature","geometry":{"type":"Point","coordinates":["x",2]},"properties":{}},
       {"type":"Feature","geometry":null,"properties":{"status":"mine"}}]}
      """
    let answer = try session.batch(Array(text.utf8), type: "application/geo+json")
    #expect(answer.headers["Content-Type"] == "application/geo+json")
    let features = try #require(try answer.json["features"] as? [[String: Any]])
    try #require(features.count == 4)
    let properties = features.map { $0["properties"] as? [String: Any] ?? [:] }
    #expect(features[0]["id"] as? Int == 7)
    #expect(properties[0]["number"] as? String == "1" && properties[0]["certain"] as? Bool == true)
    #expect(properties[0]["a"] != nil)
    #expect(properties[1]["code"] as? String == "notAPoint")
    #expect(properties[2]["code"] as? String == "badRow")
    #expect(properties[3]["status"] as? String == "mine" && properties[3]["diaba_status"] as? String == "error")
  }

  @Test func `takes the system that an old GeoJSON names`() throws {
    let text = """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5898"}},"features":[
       {"type":"Feature","geometry":{"type":"Point","coordinates":[584910.5,1672410.5]},"properties":{}}]}
      """
    let answer = try session.batch(Array(text.utf8), type: "application/geo+json")
    #expect(answer.text.contains("\"number\":\"1\""))
  }

  @Test(arguments: [("application/x-ndjson", "", "\n"), ("application/geo+json-seq", "\u{1E}", "\n"), ("", "", "\r\n")])
  func `answers lines by lines`(type: String, start: String, end: String) throws {
    let position = try Land().wgs84(584_910, 1_672_410)
    let lines = [
      "{\"lon\":\(position.x),\"lat\":\(position.y),\"k\":1}", "{\"at\":\"X=1672410.00 Y=584910.00 KTT 108\"}",
      "{\"at\":{\"type\":\"Point\",\"coordinates\":[\(position.x),\(position.y)]}}", "[1]", "{\"a\":", "{\"b\":1}",
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(position.x),\(position.y)]}}",
    ]
    let text = lines.map { start + $0 + end }.joined()
    let answer = try session.batch(Array(text.utf8), type: type.isEmpty ? nil : type)
    #expect(answer.headers["Content-Type"] == (start.isEmpty ? "application/x-ndjson" : "application/geo+json-seq"))
    let answers = try answer.text.split(separator: "\n").map { try object(Array($0.drop { $0 == "\u{1E}" }.utf8)) }
    try #require(answers.count == lines.count, "\(answer.text)")
    let statuses = answers.map { ($0["properties"] as? [String: Any] ?? $0)["status"] as? String }
    #expect(statuses == ["found", "found", "found", "error", "error", "error", "found"])
    #expect(answers[0]["k"] as? Int == 1)
  }

  @Test func `a list that breaks off is answered as far as it goes, and ends with why`() throws {
    let position = try Land().wgs84(584_910, 1_672_410)
    let feature =
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(position.x),\(position.y)]},\"properties\":{}}"
    let answer = try session.batch(
      Array("{\"type\":\"FeatureCollection\",\"features\":[\(feature),\(feature),{\"type\":".utf8),
      type: "application/geo+json")
    let features = try #require(try answer.json["features"] as? [[String: Any]])
    let statuses = features.map { ($0["properties"] as? [String: Any])?["status"] as? String }
    #expect(statuses == ["found", "found", "error"])
  }

  // MARK: what is no list

  @Test(arguments: [
    ("text/csv", "", 400, "missingContent"), ("text/csv", "\n\n", 400, "badContent"),
    ("text/csv", "a,b\n1,2\n", 400, "badContent"), ("text/csv", "15.1,108.7\n", 400, "badContent"),
    ("image/png", "x", 415, "unsupportedContent"), ("application/geo+json", "[1,2]", 400, "badContent"),
    ("application/geo+json", "{", 400, "badContent"), ("application/json", "nonsense", 400, "badContent"),
    ("application/geo+json", "{\"type\":\"FeatureCollection\"}", 400, "badContent"),
    ("text/csv", "\u{0}\u{1}\u{2}", 400, "badContent"),
  ])
  func `refuses what is no list, and says what is needed`(
    type: String, body: String, status: Int, code: String
  ) throws {
    for language in ["vi", "en"] {
      let answer = try session.batch(Array(body.utf8), type: type, language: language)
      #expect(answer.status == status, "\(answer.text)")
      #expect(try answer.json["code"] as? String == code)
      #expect(answer.headers["Content-Type"]?.hasPrefix("application/problem+json") == true)
    }
  }

  @Test(arguments: [
    "?crs=EPSG:99999", "?crs=x", "?accuracy=-1", "?asOf=1900-01-01", "?revision=99", "?at=15.1,108.7", "?nonsense=1",
  ])
  func `refuses a bad parameter before the first row`(query: String) throws {
    let answer = try session.batch(Array("at\n15.1, 108.7\n".utf8), query: query)
    #expect(answer.status == 400 || answer.status == 404, "\(answer.text)")
    #expect(try answer.json["code"] as? String != nil)
  }

  @Test func `a megabyte of text, control characters, emoji and numbers of 400 digits are faults of their rows`() throws
  {
    let long = String(repeating: "9", count: 400)
    let megabyte = String(repeating: "thửa đất ", count: 90_000)
    let rows = [
      long + "," + long, "\u{7}\u{8},\u{1B}[31m", "😀,👍", "1e999,-1e999", "inf,nan", "\(megabyte),15", "99999,99999",
      "--,++", "0x10,0b1", "108.7923,15.1205",
    ]
    let answered = try session.table("lon,lat\n" + rows.joined(separator: "\n") + "\n")
    #expect(answered.rows.count == rows.count)
    #expect(answered.rows.dropLast().allSatisfy { $0["status"] == "error" }, "\(answered.rows.map { $0["status"] })")
    #expect(answered.rows.last?["status"] != "error")
  }

  @Test func `the answer is compressed for those who read that`() throws {
    let body = Array("at\n15.1205, 108.7923\n".utf8)
    var headers: Headers = ["Host": "localhost", "Content-Type": "text/csv", "Accept-Language": "en"]
    let plain = try Answer(session, "/lookup", method: .post, headers: headers, body: body)
    headers.append("Accept-Encoding", "gzip")
    let coded = try Answer(session, "/lookup", method: .post, headers: headers, body: body)
    #expect(coded.headers["Content-Encoding"] == "gzip")
    #expect(try Gzip.expand(coded.bytes) == plain.bytes)
  }
}
