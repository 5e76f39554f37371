import Foundation
import Testing

/// Archives and GeoJSON that are not what their names say, or try to do harm.
struct BadArchiveTests {
  /// Makes `thua.zip` of the office's files by a Python program.
  private func archive(_ office: Office, _ script: String) throws -> String {
    try office.shapefile()
    let prelude = "from zipfile import *\nimport os\nz = ZipFile('thua.zip', 'w', ZIP_DEFLATED)\n"
    let all = "def all(p=''):\n  for e in ('shp','shx','dbf','prj','cpg'): z.write('thua.'+e, p+'thua.'+e)\n"
    try office.write("make.py", prelude + all + script + "\nz.close()\n")
    try shell(
      "python3 make.py && rm -f make.py thua.shp thua.shx thua.dbf thua.prj thua.cpg", in: office.path + "/files")
    return office.file("thua.zip")
  }

  @Test(arguments: [
    ("two layers", "all()\nz.writestr('xa.shp', b'x')", ["thua.shp", "xa.shp"]),
    ("no layer", "z.writestr('readme.txt', b'x')", ["thua.zip"]), ("nothing", "", ["thua.zip"]),
    ("a bomb", "all()\nz.writestr('thua.qix', bytes(64 << 20))", ["thua.zip", "thua.qix", "200"]),
    ("a way out", "all()\nz.writestr('../../thua.shp', b'x')", ["thua.zip"]),
    ("one name twice", "all('a/')\nz.writestr('b/thua.dbf', b'x')", ["thua.zip", "thua.dbf"]),
    ("no .dbf", "z.write('thua.shp'); z.write('thua.prj')", ["thua.dbf"]),
  ])
  func `refuses an archive with`(what: String, script: String, words: [String]) throws {
    let office = try Office()
    try office.expectRefusal(of: archive(office, script), naming: words)
  }

  @Test func `refuses an archive that is encrypted`() throws {
    let office = try Office()
    _ = try archive(office, "all()")
    // The first bit of the general purpose flags says so, in both headers (APPNOTE 4.4.4).
    try office.change("thua.zip") { bytes in
      for (mark, flags) in [(Data([0x50, 0x4B, 1, 2]), 8), (Data([0x50, 0x4B, 3, 4]), 6)] {
        var at = bytes.startIndex
        while let found = bytes.range(of: mark, in: at..<bytes.endIndex) {
          bytes[found.lowerBound + flags] |= 1
          at = found.upperBound
        }
      }
    }
    try office.expectRefusal(of: office.file("thua.zip"), naming: ["thua.zip"])
  }

  @Test(arguments: [10, 300, 5000])
  func `refuses an archive that is cut off`(length: Int) throws {
    let office = try Office()
    _ = try archive(office, "all()")
    try office.change("thua.zip") { $0 = $0.prefix(length) }
    try office.expectRefusal(of: office.file("thua.zip"), naming: ["thua.zip"])
  }

  @Test func `takes a shapefile out of an archive's folder, and leaves nothing unpacked`() throws {
    let office = try Office()
    let result = try office.importing(archive(office, "all('xã/thửa/')"))
    #expect(result.status == 0, "\(result.message)")
    #expect(office.leftInTemporary.isEmpty)
    #expect(try office.revision() == 2)
  }

  @Test func `removes the unpacked files of an import that was killed`() throws {
    let office = try Office()
    let left = office.program.temporary + "/diaba-unpacked-OLD"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    for name in [".claim", "thua.shp"] { try Data().write(to: URL(filePath: "\(left)/\(name)")) }
    #expect(try office.importing(archive(office, "all()")).status == 0)
    #expect(office.leftInTemporary.isEmpty)
  }

  @Test(arguments: [
    ("a.zip", "this is no archive"), ("a.geojson.gz", "{}"), ("a.geojson.gz", ""),
    ("a.geojson", "<!DOCTYPE html><html><body>404</body></html>"), ("a.geojson", ""), ("a.geojson", "{\"hello\": 1}"),
    ("a.geojson", "[1, 2"), ("a.geojson", "{\"type\": \"FeatureCollection\", \"features\": []}"),
    ("a.geojsonl", "not json\nat all\n"),
  ])
  func `refuses what is not what its name says`(name: String, content: String) throws {
    let office = try Office()
    try office.expectRefusal(of: office.write(name, content), naming: [name])
  }

  @Test func `refuses GeoJSON that is cut off, packed or not`() throws {
    let office = try Office()
    let whole = collection([("1", square(0)), ("2", square(1))])
    try office.expectRefusal(of: office.write("a.geojson", String(whole.dropLast(40))), naming: ["a.geojson"])
    try office.write("b.geojson", whole)
    try shell("gzip b.geojson && truncate -s -9 b.geojson.gz", in: office.path + "/files")
    try office.expectRefusal(of: office.file("b.geojson.gz"), naming: ["b.geojson.gz"])
  }

  @Test func `refuses points, degrees out of place, and data outside Viet Nam`() throws {
    let office = try Office()
    let point = collection([("1", "[108.79, 15.12]")]).replacing("Polygon", with: "Point")
    try office.expectRefusal(of: office.write("a.geojson", point), naming: ["a.geojson"])
    let swapped = "[[[15.12,108.79],[15.13,108.79],[15.13,108.80],[15.12,108.79]]]"
    try office.expectRefusal(
      of: office.write("b.geojson", collection([("1", swapped)])), naming: ["b.geojson"])
    let paris = "[[[2.35,48.89],[2.36,48.89],[2.36,48.90],[2.35,48.89]]]"
    try office.expectRefusal(
      of: office.write("c.geojson", collection([("1", paris)])), naming: ["c.geojson", "--area-crs"])
    try office.expectRefusal(
      of: office.shapefile(), ["--crs", "EPSG:4326"], naming: ["thua.shp", "EPSG:4326"])
  }
}
