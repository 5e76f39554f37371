import Foundation
import HTTP
import HTTPServer
import JSON
import Testing
import VietText

@testable import Service

struct SearchWebTests {
  private func get(
    _ session: ServiceSession, _ path: String, _ query: [(String, String)], accept: String = "*/*",
    language: String = "en"
  ) throws -> Answer {
    let items = query.map { "\($0.0)=\(Link.encoded($0.1))" }.joined(separator: "&")
    return try Answer(
      session, items.isEmpty ? path : "\(path)?\(items)",
      headers: ["Host": "localhost", "Accept": accept, "Accept-Language": language])
  }

  @Test func `a search is GeoJSON that tells what was understood`() throws {
    let session = try Land.shared.session()
    let answer = try get(session, "/search", [("q", "to 12 thua 14 tran hung dao "), ("limit", "5")])
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/geo+json")
    #expect(answer.headers["Diaba-Revision"] == "2" && answer.headers["ETag"] != nil)
    let json = try answer.json
    let understood = try #require(json["understood"] as? [String: Any])
    #expect(understood["sheet"] as? String == "12" && understood["number"] as? String == "14")
    #expect((understood["ward"] as? [String: Any])?["name"] as? String == "Phường Trần Hưng Đạo")
    #expect(understood["text"] as? String == "sheet 12, parcel 14, Phường Trần Hưng Đạo (21022)")
    let feature = try #require((json["features"] as? [[String: Any]])?.first)
    #expect(feature["layer"] as? String == "parcels" && feature["match"] as? String == "exact")
    #expect(feature["title"] as? String == "Parcel 14, sheet 12, Phường Cẩm Thành")
    #expect(feature["href"] as? String == "/parcels/21022/12/14?wardFrom=2004-07-01")
    #expect((feature["geometry"] as? [String: Any])?["type"] as? String == "Polygon")
    #expect((feature["properties"] as? [String: Any])?["number"] as? String == "14")
    #expect(json["numberReturned"] as? Int == 1)
    #expect(json["withheld"] as? [String] == ["holder"])
    let vietnamese = try get(session, "/search", [("q", "to 12 thua 14 tran hung dao ")], language: "vi")
    #expect(vietnamese.text.contains("tờ 12, thửa 14, Phường Trần Hưng Đạo (21022)"))
    let page = try get(session, "/search", [("q", "to 12 thua 2")], accept: "text/html")
    #expect(page.text.contains("<a href=\"/parcels/21022/12/2?wardFrom=2004-07-01\">"))
  }

  @Test func `a ward in a search has a box and no boundary, in a list a boundary when asked`() throws {
    let session = try Land.shared.session()
    let found = try get(session, "/search", [("q", "nghĩa lộ")]).json
    let ward = try #require((found["features"] as? [[String: Any]])?.first)
    #expect(ward["geometry"] is NSNull && (ward["bbox"] as? [Double])?.count == 4)
    #expect(ward["layer"] as? String == "wards")
    let whole = try get(session, "/wards", [("geometry", "whole")])
    #expect(whole.isStream)
    let list = try whole.json
    #expect(
      (list["features"] as? [[String: Any]])?.compactMap { ($0["geometry"] as? [String: Any])?["type"] as? String }
        == ["Polygon", "Polygon"])
    #expect(list["numberMatched"] as? Int == 2 && list["numberReturned"] as? Int == 2)
    let plain = try get(session, "/wards", [("limit", "1")]).json
    #expect((plain["links"] as? [[String: Any]])?.contains { $0["rel"] as? String == "next" } == true)
    let one = try get(session, "/wards/21025", []).json
    let area = (one["properties"] as? [String: Any])?["area"] as? Double
    #expect(area.map { abs($0 - 8_000_000) < 0.01 } == true)
    let again = try Answer(
      session, "/wards?geometry=whole",
      headers: [
        "Host": "localhost", "Accept": "*/*", "Accept-Language": "en",
        "If-None-Match": try #require(whole.headers["ETag"]),
      ])
    #expect(again.status == 304)
  }

  @Test func `a boundary's list is the same compressed`() throws {
    let session = try Land.shared.session()
    let plain = try get(session, "/wards", [("geometry", "whole")])
    let coded = try Answer(
      session, "/wards?geometry=whole",
      headers: ["Host": "localhost", "Accept-Encoding": "gzip", "Accept-Language": "en"])
    #expect(coded.headers["Content-Encoding"] == "gzip")
    let text = try run("gzip", ["-dc"], bytes: coded.bytes)
    #expect(text == plain.text)
  }

  @Test(
    arguments: [
      ("/search", [], "missingParameter", "q"), ("/search", [("q", "")], "missingParameter", "q"),
      ("/search", [("q", " \t ")], "missingParameter", "q"), ("/search", [("q", "a\u{1}b")], "badParameter", "q"),
      ("/search", [("q", "to 12\u{7}")], "badParameter", "q"),
      ("/search", [("q", "a"), ("limit", "0")], "badParameter", "limit"),
      ("/search", [("q", "a"), ("limit", "101")], "badParameter", "limit"),
      ("/search", [("q", "a"), ("ward", "99999")], "wardNotFound", "ward"),
      ("/search", [("q", "a"), ("holder", "x")], "unknownParameter", "holder"),
      ("/search", [("q", "a"), ("asOf", "1/7/2025")], "badParameter", "asOf"),
      ("/search", [("q", String(repeating: "x", count: 501))], "badParameter", "q"),
      ("/wards", [("q", "")], "missingParameter", "q"), ("/wards", [("geometry", "some")], "badParameter", "geometry"),
      ("/wards", [("cursor", "zz")], "badCursor", "cursor"), ("/wards", [("limit", "1001")], "badParameter", "limit"),
    ] as [(String, [(String, String)], String, String)])
  func `refuses what is no question`(path: String, query: [(String, String)], code: String, parameter: String) throws {
    let answer = try get(Land.shared.session(), path, query)
    #expect((400...404).contains(answer.status))
    #expect(try answer.json["code"] as? String == code, "\(answer.text)")
    #expect(try answer.json["parameter"] as? String == parameter)
  }

  /// Texts that people paste, and that people send who wish no good.
  static let odd = [
    "🏠🌾👩‍👩‍👧", "\u{202E}thửa 345\u{202C} tờ 12", "\u{200F}\u{200E}", "%", "_", "%%%", "to % thua _", "' OR 1=1 --",
    "\"; DROP TABLE parcels; --", "to 12 thua 1 UNION SELECT * FROM parcels", "<script>alert(1)</script>", "\\u0000",
    String(repeating: "9", count: 400),
    "to " + String(repeating: "9", count: 200) + " thua " + String(repeating: "8", count: 200),
    String(repeating: "a ", count: 250), String(repeating: "to ", count: 160), String(repeating: "12 ", count: 160),
    String(repeating: "ngiha ", count: 80), "to 12 thua -1", "to 0 thua 0", "to +12 thua 1e3", "tờ 12 thửa １", "٣٤٥",
    "１２",
    "a\u{301}\u{301}\u{301}\u{301}", "\u{FEFF}to 12 thua 1", "NaN", "null", "to 12 thua 9223372036854775808", "*",
    "to*12", "?q=1",
    "nghia\u{0301} lo", "////", "----", "12/12/12/12/12", "w6tq58s5t0j4", "wwwwwwwwwwww",
  ]

  @Test(arguments: odd)
  func `answers odd texts without fault, the same again, and within their limit`(text: String) throws {
    let session = try Land.shared.session()
    for path in ["/search", "/wards"] {
      let answer = try get(session, path, [("q", text), ("limit", "7")])
      #expect(answer.status == 200, "\(text): \(answer.text)")
      let json = try answer.json
      #expect((json["numberReturned"] as? Int ?? 99) <= 7)
      #expect(try get(session, path, [("q", text), ("limit", "7")]).bytes == answer.bytes)
      let page = try get(session, path, [("q", text)], accept: "text/html")
      #expect(!page.text.contains("<script>"))
    }
  }

  @Test func `wildcards stand for themselves`() throws {
    let session = try Land.shared.session()
    for text in ["%", "_", "*", "to % thua %", "thua % tran hung dao "] {
      let json = try get(session, "/search", [("q", text)]).json
      #expect(
        (json["features"] as? [[String: Any]])?.contains { $0["layer"] as? String == "parcels" } == false, "\(text)")
    }
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  func `no keystroke of a question fails`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let session = try Land.shared.session()
    let texts = [
      "to 12 thua 14 tran hung dao", "Thửa 14/12, phường Cẩm Thành", "21022 12 14", "tờ 1/500 thửa 7",
      "1672422.43 584963.15",
    ]
    for text in texts {
      let letters = Array(text)
      for end in 1...letters.count {
        var typed = String(letters[..<end])
        if Int.random(in: 0..<4, using: &random) == 0 {
          typed += ["\u{301}", " ", ",", "z", "0"].randomElement(using: &random) ?? ""
        }
        #expect(try get(session, "/search", [("q", typed)]).status == 200, "seed \(seed): \(typed)")
      }
    }
  }

  @Test func `nothing of the land is told where a token is needed`() throws {
    let session = try Land.shared.session(.nothing)
    for path in ["/search?q=to%2012", "/wards"] {
      #expect(try Answer(session, path).status == 401)
    }
  }
}

/// Runs a program on bytes and gives what it prints.
private func run(_ program: String, _ arguments: [String], bytes: [UInt8]) throws -> String {
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try run(program, arguments + [file.path])
}
