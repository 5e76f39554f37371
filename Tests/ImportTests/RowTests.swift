import Foundation
import Geo
import Import
import Projection
import Register
import Testing
import VietText
import Cadastre

/// What becomes of odd rows: mended, kept out, or taken as they are, and always told.
struct RowTests {
  private func square(_ x: Double, side: Double = 20) -> [Coordinate] {
    Shapes.ring([(x, 0), (x, side), (x + side, side), (x + side, 0), (x, 0)])
  }

  private func codes(_ outcome: ImportOutcome) -> Set<Finding.Code> {
    Set(outcome.counts.keys).subtracting([
      .columnMapped, .columnIgnored, .encodingAssumed, .crsAssumed, .areaGridChosen, .wardUnknown,
    ])
  }

  /// Imports two parcels, the second of which is sound.
  private func outcome(_ first: MultiPolygon?, patch: (inout Data) -> Void = { _ in }) throws -> ImportOutcome {
    let workshop = try Workshop()
    try workshop.shapefile("thua", [first, MultiPolygon([[square(500)]])])
    var shp = try Data(contentsOf: URL(filePath: workshop.file("thua.shp")))
    patch(&shp)
    try shp.write(to: URL(filePath: workshop.file("thua.shp")))
    return try workshop.importing("thua.shp") { $0.crs = CRS(epsg: 5898) }
  }

  /// Where the first record's coordinates begin: header 100, record header 8, type, box, counts and one part.
  private static let firstCoordinate = 100 + 8 + 4 + 32 + 8 + 4

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e39])
  func `keeps out a parcel with a coordinate that is none`(value: Double) throws {
    let result = try outcome(MultiPolygon([[square(0)]])) { bytes in
      unsafe withUnsafeBytes(of: value.bitPattern.littleEndian) {
        unsafe bytes.replaceSubrange(Self.firstCoordinate + 16..<Self.firstCoordinate + 24, with: $0)
      }
    }
    #expect(result.taken == 1 && result.quarantined == 1)
    #expect(
      !codes(result).isDisjoint(with: [.coordinateNotFinite, .coordinateOutside]), "\(codes(result))")
  }

  @Test func `closes a ring that is open by a hair and keeps out one that is open wide`() throws {
    for (gap, taken) in [(0.01, 2), (3.0, 1)] {
      let result = try outcome(MultiPolygon([[square(0)]])) { bytes in
        let last = Self.firstCoordinate + 4 * 16
        let moved = 584_000 + gap
        unsafe withUnsafeBytes(of: moved.bitPattern.littleEndian) {
          unsafe bytes.replaceSubrange(last..<last + 8, with: $0)
        }
      }
      #expect(result.taken == taken, "\(gap)")
      #expect(codes(result) == [.ringUnclosed])
    }
  }

  @Test func `keeps out what encloses nothing`() throws {
    let spike = Shapes.ring([(0, 0), (10, 0), (0, 0)])
    let flat = Shapes.ring([(0, 0), (10, 0), (20, 0), (0, 0)])
    for ring in [spike, flat] {
      let result = try outcome(MultiPolygon([[ring]]))
      #expect(result.taken == 1 && codes(result) == [.ringTooShort], "\(ring)")
    }
    #expect(codes(try outcome(nil)) == [.geometryMissing])
  }

  @Test func `keeps out a bow tie, and mends a spike that holds no land`() throws {
    let bowTie = Shapes.ring([(0, 0), (10, 10), (10, 0), (0, 20), (0, 0)])
    let kept = try outcome(MultiPolygon([[bowTie]]))
    #expect(kept.taken == 1 && codes(kept) == [.geometryInvalid])
    let finding = try #require(kept.samples[.geometryInvalid]?.first)
    #expect(finding.position != nil && finding.key == "21025/1/1" && finding.row == 1)
    #expect(finding.message.vietnamese.contains("tự cắt"))
    let even = try outcome(MultiPolygon([[Shapes.ring([(0, 0), (20, 20), (20, 0), (0, 20), (0, 0)])]]))
    #expect(even.taken == 1 && codes(even) == [.geometryInvalid])
    #expect(even.samples[.geometryInvalid]?.first?.position != nil)
    let spiked = Shapes.ring([(0, 0), (0, 20), (20, 20), (20, 0), (30, 0), (20, 0), (0, 0)])
    let mended = try outcome(MultiPolygon([[spiked]]))
    #expect(mended.taken == 2 && codes(mended) == [.geometryRepaired])
  }

  @Test func `takes holes and islands by where they lie, whatever their winding`() throws {
    let shell = square(0, side: 100)
    let hole = Array(Shapes.ring([(10, 10), (10, 90), (90, 90), (90, 10), (10, 10)]))
    let island = Shapes.ring([(40, 40), (40, 60), (60, 60), (60, 40), (40, 40)])
    let workshop = try Workshop()
    try workshop.shapefile("thua", [MultiPolygon([[shell, hole], [island]])])
    _ = try workshop.importing("thua.shp") { $0.crs = CRS(epsg: 5898) }
    let parcel = try workshop.reading { try $0.parcels(ward: "21025", sheet: "1", limit: 1)[0] }
    #expect(abs(parcel.parcel.mapArea - (10_000 - 6_400 + 400)) < 1e-6)
    #expect(try parcel.geometry().polygonEnds.count == 2)
  }

  @Test(arguments: [
    ("UTF-8", "Thôn Đông, xã Bình Châu"), ("TCVN3", "Thôn Đông, xã Bình Châu"), ("VNI", "Thôn Đông, xã Bình Châu"),
    ("CP1258", "Thôn Đông, xã Bình Châu"), ("VISCII", "Thôn Đông, xã Bình Châu"),
  ])
  func `reads the same address from every encoding`(name: String, address: String) throws {
    let workshop = try Workshop()
    let encoding = try #require(LegacyEncoding(name: name))
    let bytes = try #require(encoding.encode(address))
    try workshop.shapefile("thua", [MultiPolygon([[square(0)]])], names: [bytes])
    _ = try workshop.importing("thua.shp") {
      $0.crs = CRS(epsg: 5898)
      $0.encoding = name
    }
    let parcel = try workshop.reading { try $0.parcels(ward: "21025", sheet: "1", limit: 1)[0] }
    #expect(parcel.parcel.address == address)
    if name != "UTF-8" {
      // Without a word about it, the import asks instead of guessing.
      #expect(workshop.refusal(of: "thua.shp") { $0.crs = CRS(epsg: 5898) } == "encodingUnknown")
    }
  }

  @Test func `is stopped when asked, and leaves nothing`() throws {
    let workshop = try Workshop()
    try workshop.shapefile("thua", [MultiPolygon([[square(0)]])])
    var request = ImportRequest(
      layer: .parcels, paths: [workshop.file("thua.shp")], register: workshop.register,
      asOf: try #require(Day("2025-07-01")), person: "minh")
    request.crs = CRS(epsg: 5898)
    let stop = StopRequest()
    stop.stop()
    #expect(throws: Refusal.self) { try ImportRun(request, stop: stop).run() }
    #expect(try workshop.shell("ls -A") == "thua.dbf\nthua.shp\nthua.shx")
  }

  @Test func `stages for another person, and publishes what was staged`() throws {
    let workshop = try Workshop()
    try workshop.shapefile("thua", [MultiPolygon([[square(0)]])])
    let outcome = try workshop.importing("thua.shp") {
      $0.crs = CRS(epsg: 5898)
      $0.stagesOnly = true
    }
    guard case .staged(let path, let needsConsent) = outcome.end else {
      Issue.record("it was not staged: \(outcome.end)")
      return
    }
    #expect(!needsConsent && StagedChange.waiting(beside: workshop.register) == [path])
    #expect(StagedChange.leftovers(beside: workshop.register).isEmpty)
    #expect(try StagedChange.open(path).publish(by: "hoa")?.stagedBy == "minh")
  }
}
