import Cadastre
import Foundation
import Geo
import Import
import Projection
import Register
import Shapefile
import Testing
import VietText

/// A folder with one of each fault: exactly those are found, each at its place.
struct FaultTests {
  /// One row of the planted file.
  private struct Row {
    var number: String
    var shape: MultiPolygon?
    var landUse = "ONT"
    var area: Double?
    var code = ""
  }

  private static let base = Coordinate(x: 584_000, y: 1_672_000)

  /// A ring from pairs, in the n-th field of 100 m.
  private func ring(_ field: Int, _ pairs: [(Double, Double)]) -> [Coordinate] {
    let (x, y) = (Self.base.x + Double(field % 20) * 100, Self.base.y + Double(field / 20) * 100)
    return pairs.map { Coordinate(x: x + $0.0, y: y + $0.1) }
  }

  private func box(
    _ field: Int, x: Double = 0, y: Double = 0, width: Double = 20, height: Double = 20
  ) -> [Coordinate] {
    ring(field, [(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)])
  }

  private func plant(_ workshop: Workshop, _ rows: [Row]) throws {
    let (shp, shx) = try SHPWriter.files(rows.map(\.shape))
    func column(_ name: String, _ kind: DBFWriter.Column.Kind) -> DBFWriter.Column {
      DBFWriter.Column(name: Array(name.utf8), kind: kind)
    }
    let columns = [
      column("MAXA", .text(length: 5)), column("SHBANDO", .text(length: 8)), column("SHTHUA", .text(length: 8)),
      column("KHLOAIDAT", .text(length: 20)), column("DTPL", .number(length: 12, decimals: 2)),
      column("MADINHDANH", .text(length: 12)),
    ]
    let table = rows.map { row -> [DBFWriter.Value] in
      [
        .text(Array("21025".utf8)), .text(Array("1".utf8)), .text(Array(row.number.utf8)),
        .text(Array(row.landUse.utf8)), row.area.map { .number($0) } ?? .null, .text(Array(row.code.utf8)),
      ]
    }
    let dbf = try DBFWriter.file(columns: columns, day: DBFDate(year: 2026, month: 1, day: 1), rows: table)
    for (ending, bytes) in [("shp", shp), ("shx", shx), ("dbf", dbf)] {
      try Data(bytes).write(to: URL(filePath: workshop.file("loi.\(ending)")))
    }
  }

  /// The ward from west of the first field to the middle of field 9, and another one north of all.
  private func wards(_ workshop: Workshop) throws {
    let operation = try Projector().toWGS84(CRS(epsg: 5898))
    func corners(_ pairs: [(Double, Double)]) throws -> String {
      try pairs.map {
        let place = try operation.forward(Coordinate(x: Self.base.x + $0.0, y: Self.base.y + $0.1))
        return "[\(place.x),\(place.y)]"
      }.joined(separator: ",")
    }
    let south = try corners([(-500, -500), (2500, -500), (2500, 510), (-500, 510), (-500, -500)])
    let north = try corners([(-500, 510), (2500, 510), (2500, 1500), (-500, 1500), (-500, 510)])
    let features = [("21025", "Phường Cẩm Thành", south), ("21026", "Xã Tịnh Khê", north)].map {
      """
      {"type":"Feature","properties":{"code":"\($0.0)","name":"\($0.1)","validFrom":"2020-01-01"},
       "geometry":{"type":"Polygon","coordinates":[[\($0.2)]]}}
      """
    }
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    try Data(text.utf8).write(to: URL(filePath: workshop.file("xa.geojson")))
    _ = try workshop.importing("xa.geojson", layer: .wards)
  }

  @Test func `finds one of each planted fault and nothing else`() throws {
    let workshop = try Workshop()
    try wards(workshop)
    let bowTie = ring(16, [(0, 0), (10, 10), (10, 0), (0, 20), (0, 0)])
    let spiked = ring(9, [(0, 0), (0, 20), (10, 20), (10.02, 26), (10.04, 20), (20, 20), (20, 0), (0, 0)])
    let repeated = ring(10, [(0, 0), (0, 20), (19.9996, 20), (20, 20), (20, 0), (0, 0)])
    let rows = [
      Row(number: "1", shape: MultiPolygon([[box(1)]])),
      Row(number: "2", shape: MultiPolygon([[box(1, x: 19.5)]])),
      Row(number: "3", shape: MultiPolygon([[box(3)]])),
      Row(number: "4", shape: MultiPolygon([[box(3, x: 20.3)]])),
      Row(number: "5", shape: MultiPolygon([[box(5)]])),
      Row(number: "6", shape: MultiPolygon([[box(5)]])),
      Row(number: "7", shape: MultiPolygon([[box(7, x: 5, y: 5, width: 5, height: 5)]])),
      Row(number: "8", shape: MultiPolygon([[box(7)]])),
      Row(number: "9", shape: MultiPolygon([[spiked]])),
      Row(number: "10", shape: MultiPolygon([[repeated]])),
      Row(number: "11", shape: MultiPolygon([[box(11, width: 0.1)]])),
      Row(number: "12", shape: MultiPolygon([[box(12)], [box(12, x: 40, width: 0.5, height: 0.5)]])),
      Row(number: "13", shape: MultiPolygon([[box(13), box(13, x: 5, y: 5, width: 0.5, height: 0.5)]])),
      Row(number: "14", shape: MultiPolygon([[box(14, y: 700)]])),
      Row(number: "15", shape: MultiPolygon([[box(15, y: 500)]])),
      Row(number: "16", shape: MultiPolygon([[bowTie]])),
      Row(number: "17", shape: nil),
      Row(number: "18", shape: MultiPolygon([[box(18)]])),
      Row(number: "18", shape: MultiPolygon([[box(18, x: 40)]])),
      Row(number: "19", shape: MultiPolygon([[box(19)]])),
      Row(number: "19", shape: MultiPolygon([[box(19)]])),
      Row(number: "", shape: MultiPolygon([[box(20)]])),
      Row(number: "21", shape: MultiPolygon([[box(21)]]), area: 300),
      Row(number: "22", shape: MultiPolygon([[box(22)]]), landUse: "XYZ"),
      Row(number: "23", shape: MultiPolygon([[box(23)]]), landUse: "ONT 200+BHK 200"),
      Row(number: "24", shape: MultiPolygon([[box(24)]]), code: "w6tq58s5t0j4"),
      Row(number: "25", shape: MultiPolygon([[box(25)]]), code: "aaaa"),
      Row(number: "26", shape: MultiPolygon([[box(26)]])),
      Row(
        number: "27",
        shape: MultiPolygon([[ring(26, [(20, 0), (20, 10), (20, 20), (40, 20), (40, 0), (20, 0)])]])),
      Row(number: "28", shape: MultiPolygon([[box(28), box(28, x: 5, y: 5, width: 5, height: 5)]])),
      Row(number: "29", shape: MultiPolygon([[box(29)]]), area: 400.4),
    ]
    try plant(workshop, rows)
    let outcome = try workshop.importing("loi.shp")
    let expected: [Finding.Code: [String]] = [
      .overlap: ["1"], .gap: ["3"], .geometryDuplicate: ["5"], .contained: ["7"], .spike: ["9"],
      .pointsRepeated: ["10"], .sliver: ["11"], .partTiny: ["12"], .holeTiny: ["13"], .parcelOutsideWard: ["14"],
      .parcelAcrossWards: ["15"], .geometryInvalid: ["16"], .geometryMissing: ["17"], .duplicateKey: ["18", "18"],
      .duplicateRow: ["19"], .keyMissing: ["?"], .areaDiffers: ["21"], .landUseUnknown: [""], .landUseOld: [""],
      .nationalCodeWrong: ["24", "25"],
      // Where two overlap, the corners of each lie on the other's edges.
      .verticesUnmatched: ["1", "2", "26"], .emptyHole: ["28"],
    ]
    let settled: Set<Finding.Code> = [.columnMapped, .crsDetected, .encodingAssumed]
    let unlike = Set(outcome.counts.keys).subtracting(settled).symmetricDifference(expected.keys)
    #expect(unlike.isEmpty, "\(unlike.map(\.rawValue).sorted())")
    for (code, numbers) in expected {
      let found = outcome.samples[code] ?? []
      let keys = found.map {
        $0.key.map { String($0.split(separator: "/", omittingEmptySubsequences: false).last ?? "") } ?? ""
      }
      #expect(keys.sorted() == numbers || keys.allSatisfy { $0.contains(numbers[0]) }, "\(code): \(keys)")
      #expect(found.allSatisfy { !$0.code.advice.vietnamese.isEmpty && !$0.code.title.english.isEmpty })
    }
    // Each at its place: in the field of its number.
    for code in [
      Finding.Code.overlap, .gap, .contained, .spike, .pointsRepeated, .sliver, .partTiny, .holeTiny, .emptyHole,
      .verticesUnmatched,
    ] {
      let finding = try #require(outcome.samples[code]?.first)
      let place = try #require(finding.place?.coordinate)
      let field = try #require(expected[code]?.first.flatMap { Int($0) })
      let corner = ring(field, [(0, 0)])[0]
      #expect((-1...45).contains(place.x - corner.x) && (-1...45).contains(place.y - corner.y), "\(code): \(place)")
      let ground = try Projector().toWGS84(CRS(epsg: 5898)).inverse(try #require(finding.position))
      #expect(ground.distance(to: place) < 0.001)
    }
    let overlap = try #require(outcome.samples[.overlap]?.first)
    #expect(overlap.otherKey == "21025/1/2" && abs((overlap.area ?? 0) - 10) < 1e-6)
    #expect(abs((overlap.width ?? 0) - 0.5) < 0.02)
    let gap = try #require(outcome.samples[.gap]?.first)
    #expect(gap.otherKey == "21025/1/4" && abs((gap.area ?? 0) - 6) < 1e-6)
    #expect(outcome.samples[.areaDiffers]?.first?.area.map { abs($0 - 100) < 1e-6 } == true)
    #expect(outcome.samples[.parcelOutsideWard]?.first?.message.vietnamese.contains("21026 Xã Tịnh Khê") == true)
    #expect(outcome.samples[.parcelAcrossWards]?.first?.message.english.contains("the rest in 21026") == true)
    #expect(outcome.quarantined == 6)
  }
}
