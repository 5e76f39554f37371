import Cadastre
import Foundation
import Geo
import Import
import Projection
import Register
import Testing
import VietText

/// The same parcels come in from every kind of file, and a folder of sheets in one go.
struct SourceTests {
  /// Six parcels, the last with a hole and an island, as a shapefile of its own.
  private func shapes() -> [MultiPolygon] {
    func box(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] {
      Shapes.ring([(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)])
    }
    return (0..<5).map { MultiPolygon([[box(Double($0) * 40, 0, 30)]]) }
      + [MultiPolygon([[box(300, 0, 100), Array(box(310, 10, 80).reversed())], [box(330, 30, 20)]])]
  }

  /// What the register holds, as comparable lines.
  private func content(_ workshop: Workshop, sheet: String = "1") throws -> [String] {
    try workshop.reading { snapshot in
      try snapshot.parcels(ward: "21025", sheet: sheet, limit: 100).map { row in
        let grid = try #require(try snapshot.grid(ofParcel: row.id))
        let polygons = try WKB.decode(grid.wkb)
        let area = (row.parcel.mapArea * 1e4).rounded() / 1e4
        return
          "\(row.parcel.key.number) \(area) \(polygons.polygonCount) \(polygons.ringEnds.count) \(polygons.envelope)"
      }
    }
  }

  @Test(arguments: [
    "ogr2ogr -f GPKG out.gpkg in.shp -nlt MULTIPOLYGON",
    "ogr2ogr -f SQLite -dsco SPATIALITE=YES out.sqlite in.shp -nlt MULTIPOLYGON",
    "ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_WKT",
    "ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_WKT -lco SEPARATOR=SEMICOLON",
    "ogr2ogr -f GPKG out.gpkg in.shp -nlt MULTIPOLYGON25D",
  ])
  func `gives the same parcels as the shapefile`(command: String) throws {
    let workshop = try Workshop()
    try workshop.shapefile("in", shapes(), crs: CRS(epsg: 5898))
    _ = try workshop.importing("in.shp")
    let expected = try content(workshop)
    #expect(expected.count == 6)
    let other = try Workshop()
    try other.shapefile("in", shapes(), crs: CRS(epsg: 5898))
    try other.shell(command)
    let file = try #require(
      ["out.gpkg", "out.sqlite", "out.csv"].first { FileManager.default.fileExists(atPath: other.file($0)) })
    let outcome = try other.importing(file) { request in
      // A table of text states no system.
      if file.hasSuffix(".csv") { request.crs = CRS(epsg: 5898) }
    }
    #expect(outcome.taken == 6 && outcome.quarantined == 0)
    #expect(try content(other) == expected)
  }

  @Test func `reads corners one a row, northing as X as on paper`() throws {
    let workshop = try Workshop()
    let table = """
      MAXA;SOTO;SOTHUA;STT;X;Y
      21025;7;1;1;1672000,00;584000,00
      21025;7;1;2;1672020,00;584000,00
      21025;7;1;3;1672020,00;584020,00
      21025;7;1;4;1672000,00;584020,00
      21025;7;2;1;1672000,00;584020,00
      21025;7;2;2;1672020,00;584020,00
      21025;7;2;3;1672020,00;584050,00
      21025;7;2;4;1672000,00;584050,00
      21025;7;2;1;1672000,00;584020,00
      21025;7;3;1;abc;584000,00
      21025;7;3;2;1672020,00;584000,00
      21025;7;3;3;1672020,00;584020,00
      """
    try Data(table.utf8).write(to: URL(filePath: workshop.file("dinh.csv")))
    let outcome = try workshop.importing("dinh.csv") { $0.crs = CRS(epsg: 5898) }
    #expect(outcome.rows == 3 && outcome.taken == 2)
    #expect(outcome.samples[.columnMapped]?.contains { $0.message.vietnamese.contains("X là bắc") } == true)
    #expect(outcome.samples[.featureUnreadable]?.first?.key == "21025/7/3")
    let lines = try content(workshop, sheet: "7")
    #expect(lines.count == 2 && lines[0].hasPrefix("1 400.0 1 1") && lines[1].hasPrefix("2 600.0 1 1"), "\(lines)")
  }

  @Test func `asks which layer of a GeoPackage is meant`() throws {
    let workshop = try Workshop()
    try workshop.shapefile("in", shapes(), crs: CRS(epsg: 5898))
    try workshop.shell(
      "ogr2ogr -f GPKG a.gpkg in.shp -nln nha -nlt MULTIPOLYGON && ogr2ogr -update a.gpkg in.shp -nln thua -nlt MULTIPOLYGON"
    )
    let refusal = try #require(workshop.fullRefusal(of: "a.gpkg"))
    #expect(refusal.code == "severalTables")
    #expect(refusal.answers.map(\.option) == ["--table nha", "--table thua"])
    #expect(try workshop.importing("a.gpkg") { $0.table = "thua" }.taken == 6)
    #expect(workshop.refusal(of: "a.gpkg") { $0.table = "ao" } == "tableMissing")
  }

  @Test func `takes a folder of many sheets as one change, each file with its own system`() throws {
    let workshop = try Workshop()
    try FileManager.default.createDirectory(
      atPath: workshop.file("21025/cu"), withIntermediateDirectories: true)
    try workshop.numbers("21025/to 2", shapes())
    try workshop.numbers("21025/to 10", shapes())
    try workshop.shell("cp '21025/to 2.shp' x.shp; gdalsrsinfo -o wkt_esri --single-line EPSG:5898 > '21025/to 2.prj'")
    try workshop.shell("gdalsrsinfo -o wkt_esri --single-line EPSG:9217 > '21025/to 10.prj'")
    try workshop.numbers("21025/cu/to 11", shapes())
    try workshop.shell("gdalsrsinfo -o wkt_esri --single-line EPSG:5898 > '21025/cu/to 11.prj'")
    let outcome = try workshop.importing("21025")
    #expect(outcome.rows == 18 && outcome.taken == 18)
    guard case .published(let revision) = outcome.end else {
      Issue.record("not published: \(outcome.end)")
      return
    }
    #expect(revision.id == 1 && revision.sources.count == 12)
    for (sheet, crs) in [("2", 5898), ("10", 9217), ("11", 5898)] as [(String, Int32)] {
      let grid = try workshop.reading { snapshot in
        try snapshot.grid(ofParcel: snapshot.parcels(ward: "21025", sheet: sheet, limit: 9)[0].id)
      }
      #expect(grid?.crs == CRS(epsg: crs))
    }
  }

  @Test(arguments: ["GP", "SQLite format 3\0 and nothing more", ""])
  func `refuses a database that is none`(content: String) throws {
    let workshop = try Workshop()
    try Data(content.utf8).write(to: URL(filePath: workshop.file("a.gpkg")))
    #expect(["databaseBroken", "noLayer"].contains(workshop.refusal(of: "a.gpkg")))
  }
}
