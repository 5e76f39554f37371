import Foundation
import Testing

/// What an import may change in the register, and what it must leave alone.
struct ScopeTests {
  @Test func `makes no second revision of the same file`() throws {
    let office = try Office()
    let path = try office.shapefile()
    let before = try Data(contentsOf: URL(filePath: office.register))
    let result = try office.importing(path, ["--json"])
    #expect(result.status == 0)
    #expect(result.output.contains("\"status\":\"unchanged\""))
    #expect(try Data(contentsOf: URL(filePath: office.register)) == before)
    #expect(office.beside == ["xa.reports", "xa.sqlite"])
  }

  @Test func `a file with one sheet removes nothing of the others`() throws {
    let office = try Office()
    let others = try office.parcelCount("NOT (ward = '90001' AND sheet = '1')")
    try shell(
      "ogr2ogr thua.shp '\(Office.commune.get())/parcels.shp' -where \"MAXA = '90001' AND SHBANDO = '1'\" -lco ENCODING=UTF-8",
      in: office.path + "/files")
    let result = try office.importing(office.file("thua.shp"))
    #expect(result.status == 0, "\(result.message)")
    #expect(try office.parcelCount("NOT (ward = '90001' AND sheet = '1')") == others)
    #expect(try office.revision() == 2)
  }

  @Test func `stages removals of more than a tenth until a person allows them`() throws {
    let office = try Office(withRegister: false)
    let twenty = (0..<20).map { ("\($0 + 1)", square($0)) }
    _ = try office.importing(office.write("a.geojson", collection(twenty)))
    #expect(try office.parcelCount() == 20)
    // Two of twenty are a tenth: no more than that.
    #expect(try office.importing(office.write("b.geojson", collection(Array(twenty.dropLast(2))))).status != 4)
    #expect(try office.parcelCount() == 18)
    let before = try Data(contentsOf: URL(filePath: office.register))
    let result = try office.importing(office.write("c.geojson", collection(Array(twenty.prefix(10)))))
    #expect(result.status == 1)
    #expect(result.message.contains("--allow-removals"))
    #expect(try Data(contentsOf: URL(filePath: office.register)) == before)
    let staged = try #require(office.beside.first { $0.hasPrefix("xa.staged-") })
    let refused = try office.program(["publish", office.path + "/land/" + staged])
    #expect(refused.status == 3)
    #expect(try office.program(["publish", office.path + "/land/" + staged, "--allow-removals"]).status == 0)
    #expect(try office.parcelCount() == 10)
    #expect(!office.beside.contains(staged))
    // And back again.
    #expect(try office.program(["rollback", "--register", office.register]).status == 0)
    #expect(try office.parcelCount() == 18)
    #expect(try office.program(["rollback", "--to", "99", "--register", office.register]).status == 2)
    #expect(try office.program(["revisions", "--register", office.register]).output.split(separator: "\n").count == 4)
    #expect(office.beside == ["xa.reports", "xa.sqlite"])
  }

  @Test(arguments: [
    ("a bow tie", "[[[108.79,15.12],[108.791,15.121],[108.791,15.12],[108.79,15.121],[108.79,15.12]]]"),
    ("a ring of two points", "[[[108.79,15.12],[108.791,15.121],[108.79,15.12]]]"),
    ("an open ring", "[[[108.79,15.12],[108.791,15.12],[108.791,15.121],[108.79,15.121]]]"),
    ("an infinite coordinate", "[[[1e999,15.12],[108.791,15.12],[108.791,15.121],[1e999,15.12]]]"),
    ("a text for a number", "[[[\"x\",15.12],[108.791,15.12],[108.791,15.121],[108.79,15.12]]]"),
    ("no positions", "[]"),
  ])
  func `keeps the register's parcel when the file's row goes to quarantine for`(what: String, rings: String) throws {
    let office = try Office(withRegister: false)
    let twenty = (0..<20).map { ("\($0 + 1)", square($0)) }
    _ = try office.importing(office.write("a.geojson", collection(twenty)))
    var changed = twenty
    changed[3].1 = rings
    let result = try office.importing(office.write("b.geojson", collection(changed)), ["--allow-removals"])
    #expect(result.status == 1, "\(result.message)")
    #expect(result.message.contains("quarantined 1"))
    #expect(try office.parcelCount("number = '4'") == 1)
    #expect(try office.parcelCount() == 20)
  }

  @Test func `takes one of two identical rows and none of two different ones`() throws {
    let office = try Office(withRegister: false)
    let rows = [("1", square(0)), ("1", square(0)), ("2", square(1)), ("2", square(2)), ("3", square(3))]
    let result = try office.importing(office.write("a.geojson", collection(rows)))
    #expect(result.status == 1)
    #expect(try shell("sqlite3 '\(office.register)' 'SELECT number FROM parcels ORDER BY number'") == "1\n3")
  }

  @Test func `opens as an ordinary SpatiaLite database`() throws {
    let office = try Office()
    let sql = "SELECT CheckSpatialIndex('parcels', 'geometry'), CheckSpatialIndex('wards', 'geometry')"
    #expect(try shell("spatialite -silent '\(office.register)' \"\(sql)\" 2>/dev/null") == "1|1")
    let layers = try shell("ogrinfo -ro -so '\(office.register)' parcels")
    #expect(layers.contains("Multi Polygon") && layers.contains("WGS 84") && layers.contains("Feature Count: 120"))
  }
}
