import Cadastre
import Foundation
import Geo
import Import
import Projection
import Register
import Shapefile

/// A folder with files to import and a register, which go with the test.
final class Workshop {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "diaba-workshop-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var register: String { path + "/xa.sqlite" }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Imports files, with whatever is set in the request.
  func importing(
    _ names: String..., layer: ImportLayer = .parcels, asker: Asker = .nobody,
    set: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ImportOutcome {
    var request = ImportRequest(
      layer: layer, paths: names.map(file), register: register, asOf: Day("2025-07-01") ?? Day(unixSeconds: 0),
      person: "minh")
    set(&request)
    return try ImportRun(request, asker: asker).run()
  }

  /// The refusal of an import.
  func fullRefusal(of name: String, set: (inout ImportRequest) -> Void = { _ in }) -> Refusal? {
    do {
      _ = try importing(name, set: set)
      return nil
    } catch {
      return error as? Refusal
    }
  }

  /// Why an import is refused.
  func refusal(
    of names: String..., layer: ImportLayer = .parcels, set: (inout ImportRequest) -> Void = { _ in }
  ) -> String? {
    var request = ImportRequest(
      layer: layer, paths: names.map(file), register: register, asOf: Day("2025-07-01") ?? Day(unixSeconds: 0),
      person: "minh")
    set(&request)
    do {
      _ = try ImportRun(request).run()
      return nil
    } catch {
      return (error as? Refusal)?.code ?? (error as? RegisterError)?.code.rawValue ?? "\(error)"
    }
  }

  /// Writes a shapefile of parcels in a VN-2000 grid, numbered from 1 on sheet 1 of ward 21025.
  func shapefile(_ stem: String, _ shapes: [MultiPolygon?], names: [[UInt8]] = [], crs: CRS? = nil) throws {
    let (shp, shx) = try SHPWriter.files(shapes)
    let columns = [
      DBFWriter.Column(name: Array("MAXA".utf8), kind: .text(length: 5)),
      DBFWriter.Column(name: Array("SHBANDO".utf8), kind: .text(length: 8)),
      DBFWriter.Column(name: Array("SHTHUA".utf8), kind: .text(length: 8)),
      DBFWriter.Column(name: Array("DIADANH".utf8), kind: .text(length: 60)),
    ]
    let rows = shapes.indices.map { index -> [DBFWriter.Value] in
      [
        .text(Array("21025".utf8)), .text(Array("1".utf8)), .text(Array("\(index + 1)".utf8)),
        .text(names.indices.contains(index) ? names[index] : []),
      ]
    }
    let dbf = try DBFWriter.file(columns: columns, day: DBFDate(year: 2026, month: 1, day: 1), rows: rows)
    for (ending, bytes) in [("shp", shp), ("shx", shx), ("dbf", dbf)] {
      try Data(bytes).write(to: URL(filePath: file("\(stem).\(ending)")))
    }
    guard let crs else { return }
    let projection = try shell("gdalsrsinfo -o wkt_esri --single-line \(crs)")
    try Data(projection.utf8).write(to: URL(filePath: file("\(stem).prj")))
  }

  /// Writes a shapefile that has parcel numbers only.
  func numbers(_ stem: String, _ shapes: [MultiPolygon?]) throws {
    let (shp, shx) = try SHPWriter.files(shapes)
    let columns = [DBFWriter.Column(name: Array("SOTHUA".utf8), kind: .text(length: 8))]
    let dbf = try DBFWriter.file(
      columns: columns, day: DBFDate(year: 2026, month: 1, day: 1),
      rows: shapes.indices.map { [.text(Array("\($0 + 1)".utf8))] })
    for (ending, bytes) in [("shp", shp), ("shx", shx), ("dbf", dbf)] {
      try Data(bytes).write(to: URL(filePath: file("\(stem).\(ending)")))
    }
  }

  /// Runs a body on the newest state of the register.
  func reading<Result>(_ body: (borrowing Snapshot) throws -> Result) throws -> Result {
    try RegisterReader(path: register).withSnapshot(body)
  }

  /// Runs a command of the shell in the folder; not Foundation's `Process`, which leaks a little each time.
  @discardableResult
  func shell(_ command: String) throws -> String {
    guard let pipe = unsafe popen("cd '\(path)' && { \(command); } 2>/dev/null", "r") else {
      throw ToolFailure(command: command, status: -1)
    }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = unsafe fread(&piece, 1, piece.count, pipe), count > 0 { output += piece[..<count] }
    let status = unsafe pclose(pipe)
    guard status == 0 else { throw ToolFailure(command: command, status: status) }
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// A program that failed.
struct ToolFailure: Error {
  let command: String
  let status: Int32
}

/// A small generator of numbers (SplitMix64), so that a failure can be repeated from its seed.
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

/// Shapes for tests.
enum Shapes {
  /// A ring around a place with random corners in order of their direction, closed; shells clockwise as in shapefiles.
  static func star(around center: Coordinate, using random: inout Seeded) -> [Coordinate] {
    let corners = Int.random(in: 3...30, using: &random)
    let ring = (0..<corners).map { index in
      let angle = -2 * Double.pi * (Double(index) + Double.random(in: 0...0.6, using: &random)) / Double(corners)
      let radius = Double.random(in: 5...60, using: &random)
      return Coordinate(x: center.x + radius * cos(angle), y: center.y + radius * sin(angle))
    }
    return ring + [ring[0]]
  }

  /// A closed ring from pairs, moved to a place in the grid of 108°00'.
  static func ring(_ pairs: [(Double, Double)]) -> [Coordinate] {
    pairs.map { Coordinate(x: 584_000 + $0.0, y: 1_672_000 + $0.1) }
  }
}
