import Foundation
import Shapefile

/// A seeded generator (SplitMix64), so that a failing case can be made again from its seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// A folder for one test, removed with it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "shapefile-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }

  func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }

  /// What a program prints that runs in the folder; throws if it fails.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = url
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ProgramFailure(arguments: arguments) }
    return String(decoding: data, as: UTF8.self)
  }
}

struct ProgramFailure: Error {
  var arguments: [String]
}

/// A source that fails from some offset on, as a broken disk does.
struct BrokenBytes: ByteSource {
  var bytes: [UInt8]
  var limit: Int

  var count: Int { bytes.count }

  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ShapefileError) {
    guard offset + count <= limit else { throw ShapefileError(.shp, .unreadable("input/output error"), offset: offset) }
    buffer = Array(bytes[offset..<offset + count])
  }
}

/// The bytes of numbers as files have them.
struct Pack {
  var bytes: [UInt8] = []

  static func big(_ value: Int32) -> [UInt8] { withBytes(of: value.bigEndian) }
  static func little(_ value: Int32) -> [UInt8] { withBytes(of: value.littleEndian) }
  static func little16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
  static func little(_ values: Double...) -> [UInt8] { values.flatMap { withBytes(of: $0.bitPattern.littleEndian) } }

  private static func withBytes(of value: some FixedWidthInteger) -> [UInt8] {
    var rest = UInt64(truncatingIfNeeded: value)
    return (0..<value.bitWidth / 8).map { _ in
      defer { rest >>= 8 }
      return UInt8(truncatingIfNeeded: rest)
    }
  }
}

/// The bytes of a .shp and its .shx from the contents of its records.
struct RawShapes {
  var type: Int32 = 5
  var contents: [[UInt8]] = []
  /// The numbers in the record headers, where they are not the rows'.
  var numbers: [Int: Int32] = [:]
  /// The lengths in the record headers in bytes, where they are not the contents'.
  var lengths: [Int: Int] = [:]
  var declaredLength: Int?

  var shp: [UInt8] {
    var bytes: [UInt8] = []
    for (index, content) in contents.enumerated() {
      bytes += Pack.big(numbers[index] ?? Int32(index + 1))
      bytes += Pack.big(Int32((lengths[index] ?? content.count) / 2)) + content
    }
    return header(100 + bytes.count, declared: declaredLength) + bytes
  }

  var shx: [UInt8] {
    var offset = 100
    var bytes: [UInt8] = []
    for content in contents {
      bytes += Pack.big(Int32(offset / 2)) + Pack.big(Int32(content.count / 2))
      offset += 8 + content.count
    }
    return header(100 + bytes.count, declared: nil) + bytes
  }

  private func header(_ length: Int, declared: Int?) -> [UInt8] {
    Pack.big(9994) + [UInt8](repeating: 0, count: 20) + Pack.big(Int32((declared ?? length) / 2))
      + Pack.little(1000 as Int32)
      + Pack.little(type) + Pack.little(0, 0, 10, 10, 0, 0, 0, 0)
  }

  /// The content of a polygon or polyline from its parts.
  static func parts(_ parts: [[(Double, Double)]], type: Int32 = 5, starts: [Int32]? = nil, tail: [UInt8] = [])
    -> [UInt8]
  {
    var ends: [Int32] = []
    var next: Int32 = 0
    for part in parts {
      ends.append(next)
      next += Int32(part.count)
    }
    let all = parts.flatMap { $0 }
    let xs = all.map(\.0)
    let ys = all.map(\.1)
    return Pack.little(type) + Pack.little(xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
      + Pack.little(Int32((starts ?? ends).count)) + Pack.little(Int32(all.count))
      + (starts ?? ends).flatMap { Pack.little($0) } + all.flatMap { Pack.little($0.0, $0.1) } + tail
  }

  static let square: [UInt8] = parts([[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]])
  static let null: [UInt8] = Pack.little(0 as Int32)
}

/// The bytes of a table from its parts.
struct RawTable {
  var version: UInt8 = 3
  /// Name, letter, length, decimals.
  var columns: [(String, Character, Int, Int)] = []
  var rows: [[UInt8]] = []
  var end: [UInt8] = [0x0D]
  var afterHeader: [UInt8] = []
  var declaredCount: Int?
  var rowLength: Int?
  var languageDriver: UInt8 = 0
  var tail: [UInt8] = [0x1A]

  var bytes: [UInt8] {
    let headerLength = 32 + 32 * columns.count + end.count + afterHeader.count
    var bytes: [UInt8] = [version, 124, 1, 1] + Pack.little(Int32(declaredCount ?? rows.count))
    bytes += Pack.little16(headerLength)
    bytes += Pack.little16(rowLength ?? 1 + columns.reduce(0) { $0 + $1.2 })
    bytes += [UInt8](repeating: 0, count: 17) + [languageDriver, 0, 0]
    for (name, letter, length, decimals) in columns {
      bytes += Array(name.utf8) + [UInt8](repeating: 0, count: 11 - name.utf8.count)
      bytes += Array(String(letter).utf8) + [0, 0, 0, 0, UInt8(length & 0xFF), UInt8(decimals)]
      bytes += [UInt8](repeating: 0, count: 14)
    }
    return bytes + end + afterHeader + rows.flatMap { $0 } + tail
  }
}

/// All records of a .shp by its index, made anew if need be.
func records(_ shp: [UInt8], _ shx: [UInt8]?) throws -> [ShapeRecord] {
  let source = MemoryBytes(shp)
  let index = try RecordIndex(shp: source, shx: shx.map(MemoryBytes.init))
  var reader = try SHPReader(source, index: index.shx)
  var records: [ShapeRecord] = []
  var record = ShapeRecord()
  while try reader.next(into: &record) { records.append(record) }
  return records
}

/// All rows of a table.
func rows(_ dbf: [UInt8]) throws -> (header: DBFHeader, rows: [DBFRecord]) {
  var reader = try DBFReader(MemoryBytes(dbf))
  var rows: [DBFRecord] = []
  var row = DBFRecord()
  while try reader.next(into: &row) { rows.append(row) }
  return (reader.header, rows)
}

/// The values of a table, text as UTF-8.
func values(_ dbf: [UInt8]) throws -> [[DBFValue]] {
  let (header, rows) = try rows(dbf)
  return rows.map { row in header.fields.map { row.value($0) { String(decoding: $0, as: UTF8.self) } } }
}
