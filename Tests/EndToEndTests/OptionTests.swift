import Foundation
import Testing

/// What is wrong with the command line, and what the options do.
struct OptionTests {
  @Test(arguments: [
    (["--map", "colour=MAXA"], "colour"), (["--map", "ward"], "--map"),
    (["--map", "ward=MAXA", "--map", "ward=TYLE"], "--map"), (["--map", "ward=MAXA", "--set", "ward=1"], "ward"),
    (["--map", "holder=DIADANH"], "holder"), (["--set", "holder=An"], "holder"), (["--set", "ward="], "--set"),
    (["--encoding", "KLINGON"], "TCVN3"), (["--crs", "EPSG:999999"], "999999"), (["--crs", "EPSG:5773"], "5773"),
    (["--crs", "EPSG:4147"], "VN-2000"), (["--crs", "VN2000"], "EPSG:5898"), (["--area-crs", "EPSG:4326"], "4326"),
    (["--area-crs", "EPSG:2277"], "2277"), (["--meridian", "99"], "99"),
    (["--meridian", "108", "--crs", "EPSG:5898"], "--meridian"), (["--as-of", "31/02/2024"], "31/02/2024"),
    (["--as-of", "2999-01-01"], "2999"), (["--replace", "all"], "all"), (["--mapp", "x=y"], "--map"),
    (["--report"], "--report"), (["--json=1"], "--json"),
  ])
  func `refuses`(options: [String], word: String) throws {
    let office = try Office()
    try office.expectRefusal(of: office.shapefile(), options, status: 2, naming: [word])
  }

  @Test func `refuses layers that it does not import`() throws {
    let office = try Office()
    let path = try office.shapefile()
    for layer in ["roads", "parcel"] {
      try office.expectRefusal(of: path, layer: layer, status: 2, naming: [layer, "parcels"])
    }
    try office.expectRefusal(of: path, layer: "wards", naming: ["--map name"])
  }

  @Test func `names the columns when one is missing`() throws {
    let office = try Office()
    try office.expectRefusal(of: office.shapefile(), ["--map", "ward=NOPE"], naming: ["NOPE", "MAXA", "SHTHUA"])
    try office.write("a.geojson", collection([("1", square(0))]).replacing("sheet", with: "khac"))
    try office.expectRefusal(of: office.file("a.geojson"), naming: ["--map sheet", "--set sheet", "khac"])
  }

  @Test func `never writes a report over other files`() throws {
    let office = try Office()
    let path = try office.shapefile()
    let precious = try office.write("precious.txt", "precious")
    try office.expectRefusal(of: path, ["--report", precious], status: 2, naming: ["precious.txt"])
    try office.expectRefusal(of: path, ["--report", office.path + "/files"], status: 2, naming: ["files"])
    #expect(try String(contentsOfFile: precious, encoding: .utf8) == "precious")
    // Over an earlier report it may.
    let report = office.path + "/report"
    for _ in 0..<2 { #expect(try office.importing(path, ["--report", report]).status == 0) }
    #expect(try shell("ls -A '\(report)'") == "findings.geojson\nreport.html\nreport.json")
  }

  @Test func `writes a report that GDAL and Python can read`() throws {
    let office = try Office()
    let bowTie = "[[[108.79,15.12],[108.791,15.121],[108.791,15.12],[108.79,15.121],[108.79,15.12]]]"
    let path = try office.write("a.geojson", collection([("1", bowTie), ("2", square(1))]))
    let report = office.path + "/report"
    #expect(try office.importing(path, ["--report", report]).status == 1)
    let codes = try shell(
      "ogrinfo -ro -al -q -where \"code = 'geometryInvalid'\" findings.geojson | grep -c POINT", in: report)
    #expect(codes == "1")
    let counts = try shell(
      "python3 -c \"import json; r = json.load(open('report.json')); print(r['rows'], r['taken'], r['quarantined'])\"",
      in: report)
    #expect(counts == "2 1 1")
  }

  @Test func `warns when the text is UTF-8 and another encoding was asked`() throws {
    let office = try Office()
    let result = try office.importing(office.shapefile(), ["--encoding", "TCVN3", "--stage-only"])
    #expect(result.status == 1)
    #expect(result.message.contains("valid UTF-8"))
  }

  @Test func `sets a field for all rows`() throws {
    let office = try Office(withRegister: false)
    let path = try office.write("a.geojson", collection([("1", square(0))]).replacing("sheet", with: "khac"))
    _ = try office.importing(path, ["--set", "sheet=1/500"])
    #expect(try office.parcelCount("sheet = '1/500'") == 1)
  }

  @Test func `has a page of help for every command in both languages`() throws {
    let program = Program(temporary: FileManager.default.temporaryDirectory.path)
    for command in ["import", "publish", "rollback", "revisions", "sample", "search"] {
      for (lang, word) in [("vi", "Ví dụ"), ("en", "Example")] {
        let result = try program([command, "--help"], lang: lang)
        #expect(result.status == 0 && result.output.contains(word) && result.message.isEmpty)
        #expect(result.output.contains("diaba \(command)"))
      }
    }
  }
}
