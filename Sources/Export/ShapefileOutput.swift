import Cadastre
import Foundation
import Geo
import Shapefile
import VietText

/// What the columns of a shapefile need, found by looking at every row before anything is written.
struct ShapefilePlan {
  private static let longestText = 254
  /// The most that old programs read of a .shp or .dbf.
  private static let largestFile = Int(Int32.max)
  private static let mostDecimals = 8

  let columns: [LayerColumn]
  private let encoding: ExportRequest.Encoding
  private var widths: [Int]
  private var decimals: [Int]
  private var rows = 0
  private var shapeBytes = 100

  init(_ columns: [LayerColumn], _ encoding: ExportRequest.Encoding) {
    self.columns = columns
    self.encoding = encoding
    widths = columns.map { _ in 1 }
    decimals = columns.map { $0.kind == .area ? 1 : 0 }
  }

  /// Looks at a row.
  ///
  /// - Parameters:
  ///   - values: its values, in the order of the columns.
  ///   - length: the bytes of its geometry in WKB.
  mutating func add(_ values: [LayerValue], length: Int) {
    rows += 1
    // A record has a header of 8 bytes, and 26 more than the WKB of one polygon; less for each further one.
    shapeBytes += length + 34
    for place in columns.indices where columns[place].shortName != nil {
      switch values[place] {
      case .text(let text):
        guard let text else { continue }
        let count = encoding == .utf8 ? text.utf8.count : ShapefileOutput.tcvn3(text).bytes.count
        widths[place] = max(widths[place], min(count, Self.longestText))
      case .day: widths[place] = 10
      case .area(let area):
        guard let area else { continue }
        while decimals[place] < Self.mostDecimals, !Self.isExact(area, decimals: decimals[place]) {
          decimals[place] += 1
        }
        widths[place] = max(widths[place], String(Int(min(area.magnitude, 1e15))).utf8.count + 2)
      case .id: break
      }
    }
  }

  private static func isExact(_ value: Double, decimals: Int) -> Bool {
    let text = String(format: "%.\(decimals)f", value)
    return Double(text) == value
  }

  /// The columns of the table.
  var table: [DBFWriter.Column] {
    columns.indices.compactMap { place in
      guard let name = columns[place].shortName else { return nil }
      return DBFWriter.Column(
        name: Array(name.utf8),
        kind: columns[place].kind == .area
          ? .number(length: min(32, widths[place] + decimals[place] + 1), decimals: decimals[place])
          : .text(length: widths[place]))
    }
  }

  /// Refuses what the format cannot hold, before anything is written.
  func check() throws(ExportError) {
    let rowBytes = table.reduce(1) { sum, column in
      switch column.kind {
      case .text(let length), .number(let length, _): sum + length
      }
    }
    for (ending, size) in [(".shp", shapeBytes), (".dbf", rowBytes * rows + 1000)] where size > Self.largestFile {
      throw ExportError(
        "shapefileTooLarge", .refused,
        vi: "\(ending) sẽ có \(size >> 20) MiB, quá giới hạn 2 GiB của shapefile: xuất .gpkg, hoặc chia theo xã bằng "
          + "--filter ward=…",
        en: "the \(ending) would have \(size >> 20) MiB, more than the 2 GiB of a shapefile: export a .gpkg, or divide "
          + "by ward with --filter ward=…")
    }
  }
}

/// A shapefile being written.
final class ShapefileOutput: LayerOutput {
  static let endings = ["shx", "dbf", "prj", "cpg", "shp"]

  private var shapes = SHPWriter()
  private var table: DBFWriter
  private let shp: OutputFile
  private let shx: OutputFile
  private let dbf: OutputFile
  private let columns: [LayerColumn]
  private let encoding: ExportRequest.Encoding
  private(set) var cutTexts = 0
  private(set) var lostLetters = 0

  static func endings(_ encoding: ExportRequest.Encoding) -> [String] {
    encoding == .utf8 ? endings : endings.filter { $0 != "cpg" }
  }

  init(
    _ place: OutputPlace, _ plan: ShapefilePlan, _ encoding: ExportRequest.Encoding, projection: String, day: Day
  ) throws {
    columns = plan.columns
    self.encoding = encoding
    table = try DBFWriter(
      columns: plan.table, day: DBFDate(year: day.year, month: day.month, day: day.day),
      textIsUTF8: encoding == .utf8)
    shp = try OutputFile(place.file("shp"))
    shx = try OutputFile(place.file("shx"))
    dbf = try OutputFile(place.file("dbf"))
    let prj = try OutputFile(place.file("prj"))
    try prj.append(Array(projection.utf8))
    try prj.finish()
    if encoding == .utf8 {
      let cpg = try OutputFile(place.file("cpg"))
      try cpg.append(Array("UTF-8".utf8))
      try cpg.finish()
    }
  }

  func append(_ shape: LayerShape, _ values: [LayerValue]) throws {
    try shapes.append(try shape.polygons)
    var row: [DBFWriter.Value] = []
    row.reserveCapacity(values.count)
    for (column, value) in zip(columns, values) where column.shortName != nil {
      switch value {
      case .text(let text): row.append(text.map { .text(encoded($0)) } ?? .null)
      case .day(let day): row.append(day.map { .text(Array($0.description.utf8)) } ?? .null)
      case .area(let area): row.append(area.map { .number($0) } ?? .null)
      case .id: break
      }
    }
    cutTexts += try table.append(row).count
    if shapes.pendingCount > 1 << 20 || table.pendingCount > 1 << 20 { try flush() }
  }

  func finish() throws {
    try flush()
    let headers = shapes.finish()
    try shp.replaceStart(with: headers.shp)
    try shx.replaceStart(with: headers.shx)
    let ends = table.finish()
    try dbf.append(ends.tail)
    try dbf.replaceStart(with: ends.start)
    for file in [shp, shx, dbf] { try file.finish() }
  }

  private func flush() throws {
    try shp.append(shapes.takeShapes())
    try shx.append(shapes.takeIndex())
    try dbf.append(table.takeBytes())
  }

  private func encoded(_ text: String) -> [UInt8] {
    guard encoding == .tcvn3 else { return Array(text.utf8) }
    let (bytes, isWhole) = Self.tcvn3(text)
    if !isWhole { lostLetters += 1 }
    return bytes
  }

  /// Text in TCVN3, a question mark for each letter that it lacks.
  static func tcvn3(_ text: String) -> (bytes: [UInt8], isWhole: Bool) {
    if let bytes = LegacyEncoding.tcvn3.encode(text) { return (bytes, true) }
    let bytes = text.flatMap { LegacyEncoding.tcvn3.encode(String($0)) ?? [0x3F] }
    return (bytes, false)
  }
}
