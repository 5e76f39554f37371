import Foundation
import Testing

/// What is broken in a shapefile is refused before anything is written.
struct BadShapefileTests {
  @Test(arguments: [0, 50, 99, 100, 107, 1000, -1])
  func `refuses a .shp that is cut off`(length: Int) throws {
    let office = try Office()
    let path = try office.shapefile()
    try office.change("thua.shp") { $0 = $0.prefix(length < 0 ? $0.count + length : length) }
    try office.expectRefusal(of: path, naming: ["thua.shp", ".shp"])
  }

  @Test(arguments: ["shp", "dbf"])
  func `refuses a file that is text inside`(part: String) throws {
    let office = try Office()
    let path = try office.shapefile()
    try office.change("thua.\(part)") { $0 = Data(String(repeating: "this is text\n", count: 100).utf8) }
    try office.expectRefusal(of: path, naming: ["thua.shp", ".\(part)"])
  }

  @Test func `refuses a .dbf that is shorter than the .shp`() throws {
    let office = try Office()
    let path = try office.shapefile()
    try office.change("thua.dbf") { $0 = $0.prefix($0.count / 2) }
    try office.expectRefusal(of: path, naming: ["thua.dbf", "120"])
  }

  @Test func `refuses a .shp without its .dbf`() throws {
    let office = try Office()
    try office.expectRefusal(of: office.shapefile(without: ["dbf"]), naming: ["thua.dbf"])
  }

  @Test func `makes a missing .shx anew and says so`() throws {
    let office = try Office()
    let result = try office.importing(office.shapefile(without: ["shx"]), lang: "vi")
    #expect(result.status == 0)
    #expect(result.message.contains(".shx bị thiếu, đã dựng lại"))
    #expect(try office.revision() == 2)
  }

  @Test func `wants to know the coordinate system when there is no .prj and no ward to find it by`() throws {
    let office = try Office(withRegister: false)
    let path = try office.shapefile(without: ["prj"])
    try office.expectRefusal(of: path, naming: ["thua.shp", "--crs", "--meridian"])
    #expect(try office.importing(path, ["--meridian", "108°00'"]).status == 1)
    // With the wards in the register nobody need say it.
    let known = try Office()
    let result = try known.importing(known.shapefile(without: ["prj"]))
    #expect(result.status == 0 && result.message.contains("EPSG:5898"), "\(result.message)")
  }

  @Test(arguments: [
    (
      "a system that nobody knows",
      #"PROJCS["My Grid",GEOGCS["X",DATUM["D_X",SPHEROID["S",6378000,300]],PRIMEM["Greenwich",0],"#
        + #"UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",101],"#
        + #"UNIT["Meter",1]]"#, "My Grid"
    ),
    (
      "Hà Nội 1972",
      #"PROJCS["HN72",GEOGCS["GCS_Hanoi_1972",DATUM["D_Hanoi_1972",SPHEROID["Krasovsky_1940",6378245.0,298.3]],"#
        + #"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],"#
        + #"PARAMETER["False_Easting",18500000.0],PARAMETER["Central_Meridian",105.0],UNIT["Meter",1.0]]"#,
      "VN-2000"
    ),
    ("what is no WKT", "\u{1}garbage", "--crs"), ("nothing", "  \n", "--crs"),
  ])
  func `refuses a .prj that gives no usable system`(name: String, content: String, word: String) throws {
    let office = try Office(withRegister: false)
    let path = try office.shapefile()
    try office.change("thua.prj") { $0 = Data(content.utf8) }
    try office.expectRefusal(of: path, naming: ["thua.shp", word])
  }

  @Test(arguments: ["POINT", "LINESTRING"])
  func `refuses layers that are no polygons`(kind: String) throws {
    let office = try Office()
    let shape = kind == "POINT" ? "ST_PointOnSurface(geometry)" : "ST_ExteriorRing(geometry)"
    try shell(
      """
      ogr2ogr -f 'ESRI Shapefile' thua.shp '\(Office.commune.get())/parcels.shp' -dialect sqlite -nlt \(kind) \
        -sql 'SELECT \(shape) AS geometry, MAXA, SHBANDO, SHTHUA FROM parcels'
      """, in: office.path + "/files")
    try office.expectRefusal(of: office.file("thua.shp"), naming: ["thua.shp"])
  }

  @Test func `refuses what is not there, is no file, or is of another kind`() throws {
    let office = try Office()
    try office.expectRefusal(of: office.file("thua.shp"), naming: ["thua.shp"])
    try FileManager.default.createSymbolicLink(
      atPath: office.file("link.shp"), withDestinationPath: office.file("nowhere.shp"))
    try office.expectRefusal(of: office.file("link.shp"), naming: ["link.shp"])
    try shell("mkfifo pipe.geojson", in: office.path + "/files")
    try office.expectRefusal(of: office.file("pipe.geojson"), naming: ["pipe.geojson"])
    try office.expectRefusal(of: office.write("a.dwg", "AC1027"), naming: ["a.dwg", ".shp", ".geojson"])
    try office.expectRefusal(of: office.file("th\u{FFFD}a.shp"), naming: ["UTF-8"])
  }

  @Test func `refuses an empty folder, and takes all layers of another as one import, what stands twice once`() throws {
    let office = try Office()
    try office.expectRefusal(of: office.path + "/files", naming: ["files"])
    try office.shapefile("a")
    try office.shapefile("b")
    let result = try office.importing(office.path + "/files")
    #expect(result.message.contains("Read 240 rows, took 120, quarantined 120"), "\(result.message)")
    #expect(result.message.contains("a.shp") && result.message.contains("b.shp"), "\(result.message)")
  }

  @Test func `takes a folder with one layer, endings in capitals, names in Vietnamese, and links`() throws {
    let office = try Office()
    try office.shapefile("Thửa đất xã Bình")
    for part in ["shp", "shx", "dbf", "prj", "cpg"] {
      try FileManager.default.moveItem(
        atPath: office.file("Thửa đất xã Bình.\(part)"),
        toPath: office.file("Thửa đất xã Bình.\(part.uppercased())"))
    }
    #expect(try office.importing(office.path + "/files").status == 0)
    for part in ["shp", "shx", "dbf", "prj", "cpg"] {
      try FileManager.default.createSymbolicLink(
        atPath: office.path + "/link.\(part)", withDestinationPath: Office.commune.get() + "/parcels.\(part)")
    }
    #expect(try office.importing(office.path + "/link.shp").status == 0)
    #expect(try office.revision() == 2)
  }
}
