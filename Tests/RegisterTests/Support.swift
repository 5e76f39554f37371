import Cadastre
import Foundation
import Geo
import Projection
import Register
import SpatiaLite
import Testing

/// A folder that goes with the test.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "diaba-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
  var register: String { file("test.sqlite") }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// Runs a program and gives what it prints, its errors included.
func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let (output, source) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = output
  process.standardInput = source
  try process.run()
  source.fileHandleForWriting.write(Data(input.utf8))
  try source.fileHandleForWriting.close()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

/// Makes rows in EPSG:5898 as an import would.
final class RowMaker {
  let projector: Projector
  static let grid = CRS(epsg: 5898)

  init() throws { projector = try Projector() }

  func geometry(_ polygons: MultiPolygon, grid: CRS = RowMaker.grid) throws -> StagedGeometry {
    var wgs84 = polygons
    try projector.toWGS84(grid).forward(&wgs84.coordinates)
    return StagedGeometry(
      wgs84: SpatialBlob.encode(wgs84, srid: 4326), grid: grid, gridWKB: WKB.encode(polygons))
  }

  func square(_ x: Double, _ y: Double, _ side: Double = 20) -> MultiPolygon {
    MultiPolygon([
      [
        [
          Coordinate(x: x, y: y), Coordinate(x: x + side, y: y), Coordinate(x: x + side, y: y + side),
          Coordinate(x: x, y: y + side), Coordinate(x: x, y: y),
        ]
      ]
    ])
  }

  func parcel(
    _ number: String, ward: String = "21025", sheet: String = "12", at x: Double = 584_960,
    _ y: Double = 1_672_420, side: Double = 20, landUse: String = "ODT", wardFrom: Day? = Day("2025-07-01"),
    series: String = "", row: Int = 1
  ) throws -> StagedParcel {
    StagedParcel(
      key: ParcelKey(ward: ward, wardFrom: wardFrom, series: series, sheet: sheet, number: number), landUse: landUse,
      mapArea: side * side, address: "Đường Quang Trung", geometry: try geometry(square(x, y, side)), row: row)
  }

  /// Parcels in rows of a hundred, numbered from 1.
  func block(
    _ count: Int, ward: String = "21025", sheet: String = "12", x: Double = 584_960, y: Double = 1_672_420,
    landUse: String = "ODT"
  ) throws -> [StagedParcel] {
    try (0..<count).map { place in
      try parcel(
        "\(place + 1)", ward: ward, sheet: sheet, at: x + Double(place % 100) * 20, y + Double(place / 100) * 20,
        landUse: landUse,
        row: place + 1)
    }
  }

  func ward(
    _ code: String, _ name: String, from: String, to: String? = nil, x: Double = 584_000, y: Double = 1_672_000,
    side: Double = 5000
  ) throws -> StagedWard {
    StagedWard(
      ward: Ward(
        code: code, name: name, kind: "phường", province: "51", validFrom: try #require(Day(from)),
        validTo: to.flatMap { Day($0) }), geometry: try geometry(square(x, y, side)), row: 1)
  }
}

func origin(_ day: String) throws -> Origin {
  Origin(
    stagedBy: "lan", dataDate: try #require(Day(day)), sources: [Origin.Source(name: "thua.shp", sha256: "ab12")],
    settings: "{\"crs\":\"EPSG:5898\"}")
}

func stage(_ parcels: [StagedParcel], in register: String, asOf day: String) throws -> StagedChange {
  let change = try StagedChange.create(beside: register, layer: .parcels, origin: origin(day))
  for parcel in parcels { try change.append(parcel) }
  try change.finish()
  return change
}

@discardableResult
func publish(
  _ parcels: [StagedParcel], in register: String, asOf day: String = "2024-01-01", scope: ScopeRule = .sheet,
  allowRemovals: Bool = true
) throws -> Revision? {
  let change = try stage(parcels, in: register, asOf: day)
  try change.compare(scope: scope)
  return try change.publish(by: "minh", allowRemovals: allowRemovals)
}

@discardableResult
func publish(_ wards: [StagedWard], in register: String, asOf day: String = "2025-07-01") throws -> Revision? {
  let change = try StagedChange.create(beside: register, layer: .wards, origin: origin(day))
  for ward in wards { try change.append(ward) }
  try change.finish()
  try change.compare(scope: .sheet)
  return try change.publish(by: "minh")
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
