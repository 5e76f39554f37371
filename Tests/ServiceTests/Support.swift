import Cadastre
import Foundation
import Geo
import HTTP
import HTTPServer
import JSON
import Projection
import Register
import SpatiaLite
import Threads
import Testing
import VietText

@testable import Service

/// A folder that goes with the test.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "diaba-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var register: String { "\(path)/test.sqlite" }
}

/// The afternoon of 20 November 2026 in Viet Nam.
struct FixedClock: WallClock {
  var seconds = 1_795_161_600

  func unixSeconds() -> Int { seconds }
}

/// A small land on the grid of meridian 108°00', with wards before and after July 2025.
///
/// Old wards 21022 (west) and 21025 (east) were joined into the new ward 21025. All parcels are squares of 20 m.
struct Land {
  static let grid = CRS(epsg: 5898)
  static let old = Day("2004-07-01")
  static let new = Day("2025-07-01")
  /// The south-western corner of the block of a hundred parcels of sheet 12 in the old ward 21022.
  static let corner = Coordinate(x: 584_900, y: 1_672_400)

  /// One land for the tests that change nothing.
  static let shared = SharedLand()

  let folder: Folder
  let projector: Projector

  init() throws {
    folder = try Folder()
    projector = try Projector()
    try publishWards()
    try publish(parcels(), asOf: "2024-05-31")
  }

  var register: String { folder.register }

  func desk(withIndex: Bool = true) throws -> Desk {
    let index = SharedIndex()
    if withIndex { try index.refresh(from: RegisterReader(path: register)) }
    return try Desk(register: register, index: index, clock: FixedClock())
  }

  /// A session as the server would have it, its index loaded.
  func session(_ access: ServiceSettings.PublicAccess = .parcels) throws -> ServiceSession {
    let settings = ServiceSettings(register: register, publicAccess: access, version: "test", clock: FixedClock())
    let desk = try desk()
    return ServiceSession(desk: desk, settings: settings, keeper: IndexKeeper(register: register, index: desk.shared))
  }

  func wgs84(_ x: Double, _ y: Double, grid: CRS = Land.grid) throws -> Coordinate {
    try projector.toWGS84(grid).forward(Coordinate(x: x, y: y))
  }

  // MARK: the rows

  static func square(_ x: Double, _ y: Double, _ side: Double = 20, height: Double? = nil) -> [Coordinate] {
    let height = height ?? side
    return [
      Coordinate(x: x, y: y), Coordinate(x: x + side, y: y), Coordinate(x: x + side, y: y + height),
      Coordinate(x: x, y: y + height), Coordinate(x: x, y: y),
    ]
  }

  func geometry(_ polygons: MultiPolygon, grid: CRS = Land.grid) throws -> StagedGeometry {
    var wgs84 = polygons
    try projector.toWGS84(grid).forward(&wgs84.coordinates)
    return StagedGeometry(wgs84: SpatialBlob.encode(wgs84, srid: 4326), grid: grid, gridWKB: WKB.encode(polygons))
  }

  func parcel(
    _ ward: String, _ from: Day?, _ sheet: String, _ number: String, _ rings: [[Coordinate]], landUse: String? = "ODT",
    series: String = "", registeredArea: Double? = nil, address: String? = nil
  ) throws -> StagedParcel {
    let polygons = MultiPolygon([rings])
    return StagedParcel(
      key: ParcelKey(ward: ward, wardFrom: from, series: series, sheet: sheet, number: number), landUse: landUse,
      registeredArea: registeredArea, mapArea: polygons.area, address: address,
      geometry: try geometry(polygons), row: 1)
  }

  private func parcels() throws -> [StagedParcel] {
    var parcels: [StagedParcel] = []
    for place in 0..<100 {
      let (x, y) = (Land.corner.x + Double(place % 10) * 20, Land.corner.y + Double(place / 10) * 20)
      parcels.append(
        try parcel(
          "21022", Land.old, "12", "\(place + 1)", [Land.square(x, y)], landUse: place == 13 ? "ODT 300+CLN" : "ODT",
          registeredArea: place == 13 ? 398.5 : nil, address: place == 13 ? "Đường Quang Trung" : nil))
    }
    parcels += [
      try parcel("21025", Land.old, "12", "1", [Land.square(586_100, 1_672_400)]),
      try parcel("21025", Land.old, "12", "2", [Land.square(586_120, 1_672_400)]),
      try parcel("21025", Land.new, "12", "2", [Land.square(587_100, 1_673_000)]),
      try parcel("21025", Land.new, "1/500", "7", [Land.square(587_000, 1_673_000)]),
      try parcel("21025", Land.new, "5", "1", [Land.square(587_200, 1_673_000)], series: "1000"),
      try parcel("21025", Land.new, "5", "1", [Land.square(587_240, 1_673_000)], series: "500"),
      try parcel("21022", Land.old, "13", "99", [Land.square(585_500, 1_673_500, 40)], landUse: "CQP"),
      try parcel(
        "21022", Land.old, "14", "200",
        [Land.square(585_000, 1_673_000, 60), Land.square(585_020, 1_673_020, 20).reversed()]),
      try parcel("21022", Land.old, "15", "301", [Land.square(585_300, 1_673_000)]),
      try parcel("21022", Land.old, "15", "302", [Land.square(585_310, 1_673_000)]),
    ]
    return parcels
  }

  private func publishWards() throws {
    let change = try StagedChange.create(beside: register, layer: .wards, origin: origin("2024-05-31"))
    for (code, name, from, to, x, width) in [
      ("21022", "Phường Trần Hưng Đạo", Land.old, Land.new, 584_000.0, 2000.0),
      ("21025", "Phường Nguyễn Nghiêm", Land.old, Land.new, 586_000.0, 2000.0),
      ("21025", "Phường Cẩm Thành", Land.new, nil, 584_000.0, 4000.0),
      ("21028", "Phường Nghĩa Lộ", Land.new, nil, 588_000.0, 2000.0),
    ] {
      let ring = MultiPolygon([[Land.square(x, 1_672_000, width, height: 2000)]]).densified(maximumSegment: 200)
      try change.append(
        StagedWard(
          ward: Ward(
            code: code, name: name, kind: "phường", province: "51", validFrom: try #require(from), validTo: to),
          geometry: try geometry(ring), row: 1))
    }
    try publish(change)
  }

  private func origin(_ day: String) throws -> Origin {
    Origin(stagedBy: "lan", dataDate: try #require(Day(day)))
  }

  private func publish(_ change: StagedChange, scope: ScopeRule = .sheet) throws {
    try change.finish()
    _ = try change.compare(scope: scope)
    _ = try change.publish(by: "lan", allowRemovals: true)
  }

  func publish(_ parcels: [StagedParcel], asOf day: String, scope: ScopeRule = .sheet) throws {
    let change = try StagedChange.create(beside: register, layer: .parcels, origin: origin(day))
    for parcel in parcels { try change.append(parcel) }
    try publish(change, scope: scope)
  }
}

extension Land {
  /// A desk over the land that tests share.
  static func sharedDesk() throws -> Desk { try shared.session().desk }
}

/// Runs a program and gives what it prints.
func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let (output, source) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = source
  try process.run()
  source.fileHandleForWriting.write(Data(input.utf8))
  try source.fileHandleForWriting.close()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

/// A repeatable source of random numbers (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An answer's JSON text, read again by another reader than the house's own.
func object(_ bytes: [UInt8]) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

extension LookupAnswer {
  func json(_ language: VietText.Language = .vietnamese) -> String {
    var writer = JSONWriter()
    write(into: &writer, language: language)
    return writer.text
  }
}

/// A land made once; each test opens it for itself.
struct SharedLand: Sendable {
  private let register = Locked<Folder?>(nil)

  func session(_ access: ServiceSettings.PublicAccess = .parcels) throws -> ServiceSession {
    let path = try register.withLock { folder in
      let made = try folder ?? Land().folder
      folder = made
      return made.register
    }
    let index = SharedIndex()
    try index.refresh(from: RegisterReader(path: path))
    let settings = ServiceSettings(register: path, publicAccess: access, version: "test", clock: FixedClock())
    return ServiceSession(
      desk: try Desk(register: path, index: index, clock: FixedClock()), settings: settings,
      keeper: IndexKeeper(register: path, index: index))
  }
}
