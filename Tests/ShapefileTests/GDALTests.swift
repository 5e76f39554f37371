import Foundation
import Geo
import Shapefile
import Testing

@Suite struct GDALTests {
  /// Positions in the order in which they stand in a GeoJSON geometry, heights left out.
  private func positions(_ coordinates: Any) -> [[Double]] {
    guard let list = coordinates as? [Any] else { return [] }
    if let pair = list as? [Double], pair.count >= 2 { return [[pair[0], pair[1]]] }
    return list.flatMap(positions)
  }

  private func features(_ text: String) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(document?["features"] as? [[String: Any]])
  }

  private func source(_ geometries: [String]) -> String {
    let features = geometries.enumerated().map { index, geometry in
      #"{"type":"Feature","properties":{"id":\#(index),"name":"Thửa \#(index)"},"geometry":\#(geometry)}"#
    }
    return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  @Test(arguments: ["POLYGON", "POLYGONZ", "POLYGONM", "POLYGONZM"])
  func `reads the polygons that GDAL wrote, as GDAL reads them`(_ type: String) throws {
    let folder = try Folder()
    let geometries = [
      #"{"type":"Polygon","coordinates":[[[108.1,15.2,7],[108.3,15.2,7],[108.3,15.4,7],[108.1,15.4,7],[108.1,15.2,7]]]}"#,
      "null",
      #"{"type":"Polygon","coordinates":[[[0,0,1],[9,0,1],[9,9,1],[0,9,1],[0,0,1]],[[1,1,1],[1,2,1],[2,2,1],[1,1,1]]]}"#,
      #"{"type":"MultiPolygon","coordinates":[[[[0,0,1],[1,0,1],[1,1,1],[0,0,1]]],[[[5,5,1],[6,5,1],[6,6,1],[5,5,1]]]]}"#,
    ]
    try folder.write(Array(source(geometries).utf8), "in.geojson")
    try folder.run(
      "ogr2ogr", "-f", "ESRI Shapefile", "out.shp", "in.geojson", "-lco", "SHPT=\(type)", "-lco", "ENCODING=UTF-8")
    let read = try records(try folder.read("out.shp"), try folder.read("out.shx"))
    let theirs = try features(
      try folder.run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", "out.shp", "-lco", "COORDINATE_PRECISION=17"))
    #expect(read.count == 4 && theirs.count == 4)
    for (record, feature) in zip(read, theirs) {
      let geometry = feature["geometry"] as? [String: Any]
      let expected = positions(geometry?["coordinates"] ?? [])
      #expect(record.fault == nil && record.flags == [])
      #expect(record.coordinates.map { [$0.x, $0.y] } == expected)
      #expect(record.hasZ == (type.contains("Z") && !record.isEmpty))
    }
    #expect(read.map(\.ringEnds.count) == [1, 0, 2, 2])
    #expect(read[2].declaresShell(ring: 0) && !read[2].declaresShell(ring: 1))
    // The index that we make is the one that GDAL made.
    #expect(try RecordIndex(shp: MemoryBytes(try folder.read("out.shp")), shx: nil).rebuilt == folder.read("out.shx"))
    let values = try values(try folder.read("out.dbf"))
    #expect(values.map { $0[1] } == (0..<4).map { .text("Thửa \($0)") })
    #expect(values.map { $0[0] } == (0..<4).map { .integer($0) })
    #expect(CodePage.name(cpg: try folder.read("out.cpg")) == "UTF-8")
  }

  @Test(arguments: [
    ("POINT", ShapeType.Family.point, #"{"type":"Point","coordinates":[108.5,15.25,3]}"#),
    ("POINTZ", .point, #"{"type":"Point","coordinates":[108.5,15.25,3]}"#),
    ("POINTM", .point, #"{"type":"Point","coordinates":[108.5,15.25,3]}"#),
    ("ARC", .polyline, #"{"type":"MultiLineString","coordinates":[[[1,2,3],[3,4,5]],[[5,6,7],[7,8,9],[9,10,11]]]}"#),
    ("ARCZ", .polyline, #"{"type":"LineString","coordinates":[[1,2,3],[3,4,5]]}"#),
    ("MULTIPOINT", .multiPoint, #"{"type":"MultiPoint","coordinates":[[1,2,3],[3,4,5]]}"#),
    ("MULTIPOINTZ", .multiPoint, #"{"type":"MultiPoint","coordinates":[[1,2,3],[3,4,5]]}"#),
  ])
  func `reads the other shapes that GDAL wrote`(
    _ type: String, _ family: ShapeType.Family, _ geometry: String
  ) throws {
    let folder = try Folder()
    try folder.write(Array(source([geometry, "null"]).utf8), "in.geojson")
    try folder.run("ogr2ogr", "-f", "ESRI Shapefile", "out.shp", "in.geojson", "-lco", "SHPT=\(type)")
    let read = try records(try folder.read("out.shp"), try folder.read("out.shx"))
    let parsed = try JSONSerialization.jsonObject(with: Data(geometry.utf8)) as? [String: Any]
    #expect(read.count == 2 && read[1].type == .null)
    #expect(read[0].type?.family == family && read[0].hasZ == type.hasSuffix("Z"))
    #expect(read[0].coordinates.map { [$0.x, $0.y] } == positions(parsed?["coordinates"] ?? []))
  }

  @Test func `writes shapefiles that GDAL reads`() throws {
    let folder = try Folder()
    let shapes: [MultiPolygon?] = [
      MultiPolygon([[[c(0, 0), c(4, 0), c(4, 4), c(0, 4), c(0, 0)], [c(1, 1), c(2, 1), c(2, 2), c(1, 1)]]]),
      nil,
      MultiPolygon([[[c(0, 0), c(0, 1), c(1, 1)]], [[c(5, 5), c(6, 5), c(6, 6), c(5, 5)]]]),
    ]
    let (shp, shx) = try SHPWriter.files(shapes)
    let dbf = try DBFWriter.file(
      columns: [
        .init(name: Array("TÊN".utf8), kind: .text(length: 12)),
        .init(name: Array("SO".utf8), kind: .number(length: 9, decimals: 0)),
        .init(name: Array("DIENTICH".utf8), kind: .number(length: 12, decimals: 2)),
      ], day: DBFDate(year: 2025, month: 7, day: 1),
      rows: [
        [.text(Array("Bình Sơn".utf8)), .integer(-12), .number(1234.565)], [.null, .null, .null],
        [.text(Array("Quảng Ngãi xa".utf8)), .number(7), .integer(3)],
      ])
    try folder.write(shp, "w.shp")
    try folder.write(shx, "w.shx")
    try folder.write(dbf, "w.dbf")
    try folder.write(Array("UTF-8".utf8), "w.cpg")
    let theirs = try features(try folder.run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", "w.shp"))
    #expect(theirs.count == 3)
    let kinds = theirs.map { ($0["geometry"] as? [String: Any])?["type"] as? String }
    #expect(kinds == ["Polygon", nil, "MultiPolygon"])
    let properties = theirs.compactMap { $0["properties"] as? [String: Any] }
    #expect(properties.map { $0["TÊN"] as? String } == ["Bình Sơn", nil, "Quảng Ngã"])
    #expect(properties.map { $0["SO"] as? Int } == [-12, nil, 7])
    #expect(properties.map { $0["DIENTICH"] as? Double } == [1234.57, nil, 3])
    let read = try records(shp, shx)
    #expect(read.allSatisfy { $0.flags == [] && $0.fault == nil })
    #expect(read[0].declaresShell(ring: 0) && !read[0].declaresShell(ring: 1))
    #expect(read[2].coordinates.count == 8 && read[2].declaresShell(ring: 1))
    #expect(try RecordIndex(shp: MemoryBytes(shp), shx: MemoryBytes(shx)).findings.isEmpty)
    #expect(try DBFReader(MemoryBytes(dbf)).header.findings.isEmpty)
    let report = try folder.run("ogrinfo", "-so", "-al", "w.shp")
    #expect(
      report.contains("DBF_DATE_LAST_UPDATE=2025-07-01")
        && report.contains("Extent: (0.000000, 0.000000) - (6.000000, 6.000000)"))
  }

  @Test func `reads tables with the same rows as GDAL`() throws {
    let folder = try Folder()
    let rows = (0..<4).map { index in
      [UInt8(index == 2 ? 0x2A : 0x20)] + Array("ab\(index) ".utf8) + Array("  1\(index).5".utf8)
    }
    let base = RawTable(columns: [("A", "C", 4, 0), ("N", "N", 6, 1)], rows: rows)
    var variants = [base]
    for end in [[UInt8(0x0A)], [], [0x0D, 0x00, 0x00]] {
      var variant = base
      variant.end = end
      variants.append(variant)
    }
    var foxPro = base
    foxPro.version = 0x30
    foxPro.afterHeader = [UInt8](repeating: 0, count: 263)
    variants.append(foxPro)
    var fewer = base
    fewer.declaredCount = 2
    variants.append(fewer)
    var noTail = base
    noTail.tail = []
    variants.append(noTail)
    var padded = base
    padded.rowLength = 13
    padded.rows = rows.map { $0 + [0x23, 0x23] }
    variants.append(padded)
    for (index, variant) in variants.enumerated() {
      try folder.write(variant.bytes, "t\(index).dbf")
      let theirs = try features(try folder.run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", "t\(index).dbf"))
        .compactMap { $0["properties"] as? [String: Any] }
      let (header, read) = try ShapefileTests.rows(variant.bytes)
      let live = read.filter { !$0.isDeleted }
      #expect(live.count == theirs.count, "variant \(index)")
      for (row, properties) in zip(live, theirs) {
        #expect(row.text(header.fields[0]) { String(decoding: $0, as: UTF8.self) } == properties["A"] as? String)
        #expect(row.number(header.fields[1]).double == properties["N"] as? Double)
      }
    }
  }

  private func c(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: x, y: y) }
}
