import Foundation
import Testing

/// Areas, tables of corners and neighbours, asked on the command line and compared with SpatiaLite.
struct AreaTests {
  private let office: Office

  init() throws { office = try Office() }

  private func run(_ arguments: [String], lang: String = "en") throws -> Program.Result {
    try office.program(arguments + ["--register", office.register], lang: lang)
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try run(arguments + ["--json"])
    #expect(result.status == 0, "\(result.message)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func total(_ json: [String: Any]) throws -> Double {
    try #require((json["total"] as? [String: Any])?["area"] as? Double)
  }

  /// The square metres that SpatiaLite cuts out of all parcels that are public.
  private func area(inside wellKnownText: String) throws -> Double {
    let sql = """
      SELECT sum(ST_Area(ST_Intersection(GeomFromWKB(grid), GeomFromText('\(wellKnownText)')))) FROM parcels \
      JOIN parcels_grid USING (id) WHERE coalesce(land_use, '') NOT IN ('CQP', 'CAN') \
      AND ST_Intersects(GeomFromWKB(grid), GeomFromText('\(wellKnownText)'))
      """
    return try #require(Double(try shell("spatialite -silent '\(office.register)' \"\(sql)\"")))
  }

  @Test func `a road of 12 km and 30 m takes what SpatiaLite cuts from the parcels`() throws {
    // Along a slope of 3 to 4, with both ends 6 km from parcels in its middle.
    let (x, y) = (584_250.0 - 4800, 1_671_560.0 - 3600)
    let file = try office.write(
      "road.geojson", "{\"type\":\"LineString\",\"coordinates\":[[\(x),\(y)],[\(x + 9600),\(y + 7200)]]}")
    let ring = [(9.0, -12.0), (9609, 7188), (9591, 7212), (-9, 12), (9, -12)].map { "\(x + $0.0) \(y + $0.1)" }
    let expected = try area(inside: "POLYGON((\(ring.joined(separator: ","))))")
    let answer = try json(["area", file, "--width", "30", "--crs", "EPSG:5898", "--tolerance", "0"])
    #expect(((answer["query"] as? [String: Any])?["area"] as? Double) == 360_000)
    #expect(expected > 2000)
    #expect((try total(answer) - expected).magnitude < 0.5)
    let rows = try #require(answer["features"] as? [[String: Any]]).compactMap { $0["properties"] as? [String: Any] }
    let sum = rows.reduce(0.0) { $0 + ($1["areaInside"] as? Double ?? .nan) }
    #expect((sum - (try total(answer))).magnitude < 0.001)
    // The compensation table has a line for each, and another program reads the same sum.
    let table = try run(["area", file, "--width", "30", "--crs", "EPSG:5898", "--tolerance", "0", "--format", "csv"])
    try Data(table.output.utf8).write(to: URL(filePath: office.file("table.csv")))
    let read = try shell(
      "python3 -c \"import csv; r = list(csv.DictReader(open('table.csv', encoding='utf-8-sig'))); "
        + "print(len(r), round(sum(float(x['areaInside']) for x in r), 2))\"", in: office.path + "/files")
    #expect(read.split(separator: " ").first.map(String.init) == "\(rows.count)")
    #expect((Double(read.split(separator: " ")[1]) ?? 0) == (sum * 100).rounded() / 100)
  }

  @Test func `a parcel in two wards counts in each with its part`() throws {
    // A place on the edge between two wards of today, by SpatiaLite.
    let sql = """
      SELECT ST_X(p) || ' ' || ST_Y(p) FROM (SELECT PointOnSurface(Intersection(a.geometry, b.geometry)) AS p \
      FROM wards a, wards b WHERE a.code = '90001' AND b.code = '90004' AND a.valid_to IS NULL AND b.valid_to IS NULL)
      """
    let place = try shell("spatialite -silent '\(office.register)' \"\(sql)\"").split(separator: " ").compactMap {
      Double($0)
    }
    let (x, y) = (try #require(place.first), try #require(place.last))
    let ring = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)].map { "[\(x + $0.0 * 2e-4),\(y + $0.1 * 2e-4)]" }
    let file = try office.write("two.geojson", collection([("1", "[[\(ring.joined(separator: ","))]]")]))
    #expect(try office.importing(file, ["--replace", "nothing"]).status <= 1)
    var (sum, mapArea) = (0.0, 0.0)
    for ward in ["90001", "90004"] {
      let features = try #require(try json(["area", ward, "--geometry", "none"])["features"] as? [[String: Any]])
      let own = features.compactMap { $0["properties"] as? [String: Any] }.first { $0["sheet"] as? String == "77" }
      let inside = try #require(own?["areaInside"] as? Double)
      mapArea = try #require(own?["mapArea"] as? Double)
      #expect(inside > 1 && inside < mapArea - 1)
      sum += inside
    }
    #expect((sum - mapArea).magnitude < 0.05)
  }

  @Test func `the corners of a parcel, pasted back, give that parcel`() throws {
    let first = try shell(
      "sqlite3 -separator ' ' '\(office.register)' \"SELECT ward, sheet, number FROM parcels WHERE land_use = 'LUC' LIMIT 1\""
    ).split(separator: " ").map(String.init)
    let vertices = try json(["parcel"] + first + ["--corners"])
    let rings = try #require(vertices["rings"] as? [[String: Any]])
    let corners = try #require(rings.first?["corners"] as? [[String: Any]])
    let lines = corners.map { "\($0["label"] ?? "") \($0["x"] ?? "") \($0["y"] ?? "") \($0["edge"] ?? "")" }
    let file = try office.write("corners.txt", (lines + [lines[0]]).joined(separator: "\n"))
    let answer = try json(["corners", file])
    #expect(answer["closes"] as? Bool == true && answer["crossesItself"] as? Bool == false)
    let overlapped = try #require(answer["features"] as? [[String: Any]]).compactMap {
      $0["properties"] as? [String: Any]
    }
    #expect(overlapped.count == 1 && overlapped[0]["number"] as? String == first[2])
    #expect(overlapped.first?["share"] as? Double ?? 0 > 0.9999)
    let nearest = try #require(answer["corners"] as? [[String: Any]]).compactMap { $0["nearest"] as? [String: Any] }
    #expect(nearest.count == corners.count)
    #expect(nearest.allSatisfy { $0["distance"] as? Double ?? 1 <= 0.001 })
    #expect((answer["area"] as? Double ?? 0) - (vertices["area"] as? Double ?? 1) < 0.1)
    // As a card it is read by people, in both languages.
    #expect(try run(["corners", file], lang: "vi").output.contains("Khép kín"))
    #expect(try run(["parcel"] + first + ["--neighbours"]).output.contains("Neighbours of"))
  }

  @Test func `says what is wrong in one line, and with its exit status`() throws {
    let bowTie =
      "{\"type\":\"Polygon\",\"coordinates\":[[[108.78,15.11],[108.79,15.12],[108.79,15.11],[108.78,15.12],[108.78,15.11]]]}"
    for (arguments, status, word) in [
      (["area", office.file("none.geojson")], 3, "none.geojson"),
      (["area", try office.write("a.geojson", "{")], 3, "JSON"),
      (["area", try office.write("b.geojson", "")], 3, "nothing"),
      (["area", try office.write("c.geojson", bowTie)], 3, "108.7850000, 15.1150000"),
      (["area", "99999"], 1, "99999"), (["area", "90001", "--format", "xls"], 2, "csv"),
      (["area", "90001", "--separator", "tab"], 2, ";"), (["area", "90001", "--width", "x"], 2, "--width"),
      (["area"], 2, "FILE"), (["corners", try office.write("d.txt", "hello")], 3, "X"),
      (["corners", office.file("none.txt")], 3, "none.txt"), (["corners"], 2, "FILE"),
      (["parcel", "90001", "1", "99999", "--corners"], 1, "99999"),
    ] as [([String], Int32, String)] {
      for lang in ["vi", "en"] {
        let result = try run(arguments, lang: lang)
        #expect(result.status == status, "\(arguments): \(result.message)")
        #expect(result.lines.count == 1 && result.output.isEmpty, "\(arguments): \(result.message)")
        if lang == "en" { #expect(result.message.contains(word), "\(arguments): \(result.message)") }
      }
    }
  }

  @Test func `has a page of help for each`() throws {
    for command in ["area", "corners", "parcel"] {
      for (lang, word) in [("vi", "Ví dụ"), ("en", "Example")] {
        let result = try office.program([command, "--help"], lang: lang)
        #expect(result.status == 0 && result.output.contains(word) && result.output.contains("diaba \(command)"))
      }
    }
  }
}
