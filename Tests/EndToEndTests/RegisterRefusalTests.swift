import Foundation
import Testing

/// Whether this process may mount file systems; users of an ordinary machine may not.
private let mayMount =
  (try? shell("mkdir -p /tmp/.m$$ && mount -t tmpfs tmpfs /tmp/.m$$ && umount /tmp/.m$$ && rmdir /tmp/.m$$")) != nil

/// A register that is none, or that cannot be written.
struct RegisterRefusalTests {
  @Test(arguments: [
    ("text", "printf 'hello' > xa.sqlite"), ("an empty file", ": > xa.sqlite"),
    ("another database", "rm xa.sqlite; sqlite3 xa.sqlite 'CREATE TABLE t(a)'"),
    ("a GeoPackage", "rm xa.sqlite; ogr2ogr -f GPKG xa.gpkg \"$S/wards.shp\" && mv xa.gpkg xa.sqlite"),
    (
      "a SpatiaLite file of another program",
      "rm xa.sqlite; ogr2ogr -f SQLite -dsco SPATIALITE=YES xa.sqlite \"$S/wards.shp\""
    ), ("a newer register", "sqlite3 xa.sqlite 'PRAGMA user_version = 99'; rm -f xa.sqlite-*"),
    ("a folder", "rm xa.sqlite; mkdir xa.sqlite"),
  ])
  func `refuses a register that is`(what: String, command: String) throws {
    let office = try Office()
    try shell("S='\(Office.commune.get())'; \(command)", in: office.path + "/land")
    try office.expectRefusal(of: office.shapefile(), naming: ["xa.sqlite"])
  }

  @Test func `refuses a register in a folder that does not exist`() throws {
    let office = try Office(withRegister: false)
    try FileManager.default.removeItem(atPath: office.path + "/land")
    try office.expectRefusal(of: office.shapefile(), status: 4, naming: ["/land", "--register"])
    #expect(!FileManager.default.fileExists(atPath: office.path + "/land"))
  }

  @Test(.enabled(if: mayMount, "needs the right to mount")) func `refuses a folder that may only be read`() throws {
    for withRegister in [true, false] {
      let office = try Office(withRegister: withRegister)
      let path = try office.shapefile()
      try shell("mount --bind land land && mount -o remount,ro,bind land", in: office.path)
      defer { _ = try? shell("umount land", in: office.path) }
      try office.expectRefusal(of: path, status: 4, naming: ["/land", "--register"])
    }
  }

  @Test(.enabled(if: mayMount, "needs the right to mount"), arguments: [1100, 1400, 1800, 2200, 2600, 3000])
  func `leaves a register on a full disk as it was`(kibibytes: Int) throws {
    for withRegister in [true, false] {
      let office = try Office(withRegister: withRegister)
      let path = try office.write("a.geojson", collection((0..<400).map { ("\($0 + 1)", square($0 % 400)) }))
      try shell("mkdir disk && mount -t tmpfs -o size=\(kibibytes)k tmpfs disk", in: office.path)
      defer { _ = try? shell("umount disk", in: office.path) }
      try shell("cp -r land/. disk/ && rm -rf land && ln -s disk land", in: office.path)
      let before = try? Data(contentsOf: URL(filePath: office.register))
      let result = try office.importing(path, lang: "vi")
      if result.status == 4 {
        // SpatiaLite itself may complain before our sentence, which is the last.
        #expect(result.lines.last?.contains("đĩa đầy") == true, "\(result.message)")
        #expect((try? Data(contentsOf: URL(filePath: office.register))) == before)
        #expect(office.beside == (withRegister ? ["xa.sqlite"] : []), "\(kibibytes)")
      } else {
        // The parcels found room: then they are all there.
        #expect(result.status == 1 || result.status == 0, "\(result.message)")
        #expect(try office.parcelCount("sheet = '77'") == 400)
      }
    }
  }
}
