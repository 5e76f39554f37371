import Foundation
import Testing

/// Layers written for other programs, judged by GDAL and by importing them again.
struct ExportTests {
  private let office: Office

  init() throws { office = try Office() }

  private func export(_ layer: String, _ name: String, _ options: [String] = [], lang: String = "en") throws
    -> Program.Result
  {
    try office.program(
      ["export", layer, "--out", office.file(name), "--register", office.register] + options, lang: lang)
  }

  private func ogrinfo(_ name: String, _ options: String = "-al -so") throws -> String {
    try shell("ogrinfo -ro \(options) '\(office.file(name))' 2>&1")
  }

  /// The day of the sample's data, so that codes are read as when they came in.
  private var dataDate: String {
    get throws { try shell("sqlite3 '\(office.register)' 'SELECT max(data_date) FROM parcels'") }
  }

  @Test(arguments: ["p.shp", "p.gpkg", "p.geojson", "p.geojsonl"])
  func `GDAL reads every form without a word of complaint`(name: String) throws {
    let result = try export("parcels", name)
    #expect(result.status == 0, "\(result.message)")
    let info = try ogrinfo(name)
    #expect(info.contains("Feature Count: 120"))
    #expect(!info.lowercased().contains("warning") && !info.contains("ERROR"), "\(info)")
    #expect(info.contains(name.hasSuffix("shp") || name.hasSuffix("gpkg") ? "ID[\"EPSG\",5898]" : "ID[\"EPSG\",4326]"))
    // The same rows in the same order as the register has them.
    let sql = "SELECT * FROM parcels"
    let field = name.hasSuffix("shp") ? "SHTHUA" : "number"
    let numbers = try ogrinfo(name, "-al -geom=NO").split(separator: "\n")
      .filter { $0.hasPrefix("  \(field) (") }.compactMap { $0.split(separator: " = ").last }
    #expect(numbers.count == 120, "\(sql)")
    let own = try shell(
      "sqlite3 '\(office.register)' 'SELECT number FROM parcels ORDER BY ward, CAST(sheet AS INTEGER), sheet, CAST(number AS INTEGER), number, series, ward_from'"
    ).split(separator: "\n")
    #expect(numbers.map { $0.trimmingCharacters(in: .whitespaces) } == own.map(String.init))
  }

  @Test func `a shapefile exported and imported again changes nothing`() throws {
    for layer in ["parcels", "wards"] {
      let before = try office.revision()
      #expect(try export(layer, "\(layer)-lai.shp").status == 0)
      let day = try layer == "parcels" ? dataDate : "2026-01-01"
      let result = try office.importing(office.file("\(layer)-lai.shp"), ["--as-of", day], layer: layer)
      #expect(result.message.contains("no revision was made"), "\(result.message)")
      #expect(try office.revision() == before)
    }
  }

  @Test(arguments: ["gpkg", "csv"]) func `GeoPackage and CSV keep every bit, by GDAL's word`(ending: String) throws {
    let before = try office.revision()
    #expect(try export("parcels", "x.\(ending)").status == 0)
    let target = office.file("y.shp")
    let columns =
      "ward AS MAXA, series AS TYLE, sheet AS SHBANDO, number AS SHTHUA, landUse AS KHLOAIDAT, "
      + "registeredArea AS DTPL, parcelAddress AS DIADANH, nationalCode AS MADINHDANH"
    let source = office.file("x.\(ending)")
    let table = ending == "csv" ? "x" : "parcels"
    let types = ending == "csv" ? "-oo GEOM_POSSIBLE_NAMES=wkt -a_srs EPSG:5898 -nlt MULTIPOLYGON" : ""
    _ = try shell(
      "ogr2ogr -lco ENCODING=UTF-8 \(types) -sql 'SELECT \(columns)\(ending == "csv" ? "" : ", geom") FROM \(table)' "
        + "'\(target)' '\(source)' 2>&1")
    let result = try office.importing(target, ["--as-of", dataDate, "--crs", "EPSG:5898"])
    #expect(result.message.contains("no revision was made"), "\(result.message)")
    #expect(try office.revision() == before)
  }

  @Test func `GeoJSON that came as GeoJSON goes and comes back without a change`() throws {
    let office = try Office(withRegister: false)
    let twenty = (0..<20).map { ("\($0 + 1)", square($0)) }
    _ = try office.importing(office.write("a.geojson", collection(twenty)))
    for name in ["b.geojson", "b.geojsonl"] {
      let out = try office.program(
        ["export", "parcels", "--out", office.file(name), "--register", office.register])
      #expect(out.status == 0, "\(out.message)")
      let result = try office.importing(office.file(name))
      #expect(result.message.contains("no revision was made"), "\(result.message)")
    }
  }

  @Test func `another grid is what ogr2ogr makes of it, to a millimetre`() throws {
    #expect(try export("parcels", "own.shp", ["--crs", "EPSG:9217"]).status == 0)
    #expect(try export("parcels", "source.shp").status == 0)
    // The same datum on both sides, so GDAL only changes the meridian.
    _ = try shell(
      "ogr2ogr -t_srs EPSG:9217 '\(office.file("gdal.shp"))' '\(office.file("source.shp"))' 2>/dev/null")
    func corners(_ name: String) throws -> [Double] {
      let text = try shell("ogrinfo -ro -al -q '\(office.file(name))' -geom=YES | grep POLYGON")
      return text.split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    }
    let (own, gdal) = try (corners("own.shp"), corners("gdal.shp"))
    #expect(own.count == gdal.count && own.count > 1000)
    #expect(zip(own, gdal).allSatisfy { abs($0 - $1) < 0.001 })
    #expect(try ogrinfo("own.shp").contains("ID[\"EPSG\",9217]"))
  }

  @Test func `TCVN3 is read again by its name, and has no .cpg`() throws {
    #expect(try export("wards", "cu.shp", ["--encoding", "tcvn3"]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: office.file("cu.cpg")))
    let bytes = try Data(contentsOf: URL(filePath: office.file("cu.dbf")))
    // "Phường" in TCVN3: ph, u with horn, o with horn and grave.
    #expect(bytes.range(of: Data([0x50, 0x68, 0xAD, 0xEA, 0x6E, 0x67])) != nil)
    let office = try Office(withRegister: false)
    for part in ["shp", "shx", "dbf", "prj"] {
      try FileManager.default.copyItem(atPath: self.office.file("cu.\(part)"), toPath: office.file("cu.\(part)"))
    }
    let result = try office.importing(office.file("cu.shp"), ["--encoding", "TCVN3"], layer: "wards")
    #expect(result.status == 0, "\(result.message)")
    let names = "SELECT group_concat(name, '/') FROM (SELECT name FROM wards ORDER BY code, valid_from)"
    #expect(
      try shell("sqlite3 '\(office.register)' \"\(names)\"").lowercased()
        == shell("sqlite3 '\(self.office.register)' \"\(names)\"").lowercased())
  }

  @Test func `filters and days choose the rows`() throws {
    let ward = try shell("sqlite3 '\(office.register)' 'SELECT ward FROM parcels ORDER BY ward LIMIT 1'")
    #expect(try export("parcels", "f.gpkg", ["--filter", "ward=\(ward)"]).status == 0)
    let count = try office.parcelCount("ward = '\(ward)'")
    #expect(try ogrinfo("f.gpkg").contains("Feature Count: \(count)"))
    let use = try shell(
      "sqlite3 '\(office.register)' \"SELECT land_use FROM parcels WHERE land_use LIKE '%+%' LIMIT 1\"")
    if let first = use.split(separator: "+").first?.prefix(3), !use.isEmpty {
      #expect(try export("parcels", "g.geojson", ["--filter", "landUse=\(first)"]).status == 0)
      #expect(try ogrinfo("g.geojson", "-al -geom=NO").contains("landUse (String) = \(use)"))
    }
    #expect(try export("wards", "then.gpkg", ["--as-of", "2020-01-01"]).status == 0)
    #expect(try export("wards", "now.gpkg", ["--as-of", "2026-01-01"]).status == 0)
    for (name, day) in [("then.gpkg", "2020-01-01"), ("now.gpkg", "2026-01-01")] {
      let expected = try shell(
        "sqlite3 '\(office.register)' \"SELECT count(*) FROM wards WHERE valid_from <= '\(day)' AND (valid_to IS NULL OR valid_to > '\(day)')\""
      )
      #expect(try ogrinfo(name).contains("Feature Count: \(expected)"))
    }
    let none = try export("parcels", "h.gpkg", ["--filter", "ward=00000"])
    #expect(none.status == 1 && !FileManager.default.fileExists(atPath: office.file("h.gpkg")))
  }

  @Test func `an earlier revision is exported as it was`() throws {
    #expect(try export("parcels", "before.geojson").status == 0)
    let changed = (0..<3).map { ("\($0 + 1)", square($0)) }
    _ = try office.importing(office.write("more.geojson", collection(changed)), ["--as-of", "2026-02-01"])
    #expect(try ogrinfo("before.geojson").contains("Feature Count: 120"))
    #expect(try export("parcels", "after.geojson", ["--revision", "2"]).status == 0)
    let (before, after) = try (
      Data(contentsOf: URL(filePath: office.file("before.geojson"))),
      Data(contentsOf: URL(filePath: office.file("after.geojson")))
    )
    #expect(before == after)
    #expect(try export("parcels", "mixed.gpkg").message.contains("--crs"))
    #expect(try export("parcels", "mixed.gpkg", ["--crs", "EPSG:4326"]).status == 0)
    #expect(try ogrinfo("mixed.gpkg").contains("Feature Count: 123"))
  }

  @Test func `what is there is kept unless it is said otherwise, and nothing half is left`() throws {
    try office.write("p.shp", "of somebody else")
    let refused = try export("parcels", "p.shp")
    #expect(refused.status == 2 && refused.message.contains("--force"))
    #expect(try String(contentsOfFile: office.file("p.shp"), encoding: .utf8) == "of somebody else")
    #expect(try FileManager.default.contentsOfDirectory(atPath: office.path + "/files") == ["p.shp"])
    #expect(try export("parcels", "p.shp", ["--force"]).status == 0)
    #expect(try ogrinfo("p.shp").contains("Feature Count: 120"))
    let names = try FileManager.default.contentsOfDirectory(atPath: office.path + "/files").sorted()
    #expect(names == ["p.cpg", "p.dbf", "p.prj", "p.shp", "p.shx"])
    try office.write("q.gpkg", "open in QGIS")
    try office.write("q.gpkg-wal", "its log")
    let open = try export("parcels", "q.gpkg", ["--force"])
    #expect(open.status == 4 && open.message.contains("q.gpkg-wal"), "\(open.message)")
    for (arguments, word) in [
      (["rivers", "--out", "x.gpkg"], "wards"), (["parcels"], "--out"), (["parcels", "--out", "x.doc"], ".gpkg"),
      (["parcels", "--out", "x.gpkg", "--filter", "holder=A"], "landUse"),
      (["parcels", "--out", "x.geojson", "--crs", "EPSG:5898"], "RFC 7946"),
      (["parcels", "--out", "x.gpkg", "--crs", "EPSG:4147"], "VN-2000"),
      (["parcels", "--out", "x.gpkg", "--encoding", "tcvn3"], "shapefile"),
      (["parcels", "--out", "/nowhere/x.gpkg"], "folder"),
    ] {
      let result = try office.program(["export"] + arguments + ["--register", office.register])
      #expect(result.status == 2 || result.status == 4, "\(arguments)")
      #expect(result.message.contains(word), "\(result.message)")
    }
  }

  @Test func `the GeoPackage keeps the rules of its format`() throws {
    #expect(try export("parcels", "r.gpkg").status == 0)
    let file = office.file("r.gpkg")
    #expect(try shell("sqlite3 '\(file)' 'PRAGMA application_id; PRAGMA user_version'") == "1196444487\n10300")
    #expect(try shell("sqlite3 '\(file)' 'PRAGMA integrity_check; PRAGMA foreign_key_check'") == "ok")
    #expect(try shell("sqlite3 '\(file)' \"SELECT rtreecheck('rtree_parcels_geom')\"") == "ok")
    #expect(
      try shell("sqlite3 '\(file)' 'SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1'") == "-1\n0\n4326\n5898")
    // Another program may go on with it: GDAL changes a shape, and the triggers keep the index.
    _ = try shell("ogrinfo -q '\(file)' -sql \"DELETE FROM parcels WHERE fid = 1\" 2>&1")
    _ = try shell("ogrinfo -q '\(file)' -sql \"UPDATE parcels SET geom = ST_Buffer(geom, 0) WHERE fid = 2\" 2>&1")
    #expect(try shell("sqlite3 '\(file)' 'SELECT count(*) FROM rtree_parcels_geom'") == "119")
    let inside = try shell(
      "ogrinfo -ro -q '\(file)' -sql \"SELECT count(*) AS n FROM parcels, rtree_parcels_geom r WHERE parcels.fid = r.id\""
    )
    #expect(inside.contains("119"))
  }
}
