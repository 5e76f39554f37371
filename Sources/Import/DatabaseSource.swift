import Cadastre
import Foundation
import Geo
import Projection
import SpatiaLite
import VietText

/// The rows of a table in a GeoPackage or SpatiaLite file.
final class DatabaseSource: FeatureSource {
  let name: String
  let rowCount: Int?
  let fieldNames: [String]
  private(set) var middle: Coordinate?

  private let file: SpatialTableFile
  private let table: SpatialTable
  private var rows: SpatialRows
  private var plan: ColumnPlan?
  private var number = 0
  private var isFinished = false

  /// Opens a table of a file.
  ///
  /// - Throws: ``Refusal`` when the file is none of the two kinds, or a person must say which table is meant.
  init(_ url: URL, request: ImportRequest, asker: Asker) throws(Refusal) {
    name = url.lastPathComponent
    let shown = url.lastPathComponent
    do {
      file = try SpatialTableFile(path: url.path)
      table = try Self.table(of: file, request, shown, asker)
      rows = try file.rows(of: table)
      rowCount = try file.count(of: table)
      fieldNames = table.columns
      let look = try file.rows(of: table)
      while middle == nil, try look.next() {
        if case .polygons(let polygons) = Self.shape(look.geometry, table.format) {
          middle = polygons.coordinates.first
        }
      }
    } catch {
      throw Self.refusal(error, shown)
    }
    guard middle != nil else {
      throw Refusal(
        "noFeatures", vi: "\(shown): bảng \(table.name) không có vùng (Polygon) nào",
        en: "\(shown): the table \(table.name) has no polygon in it")
    }
  }

  private static func table(
    of file: SpatialTableFile, _ request: ImportRequest, _ shown: String, _ asker: Asker
  ) throws(Refusal) -> SpatialTable {
    if let wanted = request.table {
      if let table = file.tables.first(where: { $0.name == wanted }) { return table }
      throw Refusal(
        "tableMissing", vi: "\(shown) không có lớp “\(wanted)”. Có: \(file.tables.map(\.name).joined(separator: ", "))",
        en: "\(shown) has no layer “\(wanted)”. It has: \(file.tables.map(\.name).joined(separator: ", "))")
    }
    // A land register of this program names its layers as the command does.
    if let own = file.tables.first(where: { $0.name == request.layer.rawValue }) { return own }
    guard let first = file.tables.first else {
      throw Refusal(
        "noLayer", vi: "\(shown) không có lớp bản đồ nào (không phải GeoPackage hoặc SpatiaLite)",
        en: "\(shown) has no map layer in it (it is no GeoPackage or SpatiaLite file)")
    }
    guard file.tables.count > 1 else { return first }
    let choice = Choice(
      "severalTables",
      question: Phrase(
        vi: "\(shown) có \(file.tables.count) lớp: chọn một bằng --table TÊN",
        en: "\(shown) has \(file.tables.count) layers: choose one with --table NAME"),
      answers: file.tables.map { table in
        let columns = table.columns.prefix(8).joined(separator: ", ")
        return Choice.Answer("--table \(table.name)", label: Phrase(vi: columns, en: columns))
      })
    return file.tables[try asker.answer(choice)]
  }

  private static func refusal(_ error: any Error, _ file: String) -> Refusal {
    if let refusal = error as? Refusal { return refusal }
    return Refusal(
      "databaseBroken", vi: "không đọc được \(file): \(error). Hãy xuất lại lớp dữ liệu",
      en: "\(file) cannot be read: \(error). Export the layer again")
  }

  var fractionRead: Double { rowCount.map { $0 == 0 ? 1 : min(1, Double(number) / Double($0)) } ?? 0 }

  func use(_ plan: ColumnPlan) { self.plan = plan }

  func declaredCRS(_ projector: Projector, _ findings: inout [Finding]) -> DeclaredCRS {
    if let code = table.epsg { return .crs(VN2000.successor(of: CRS(epsg: code)), how: "\(table.name)") }
    return DeclaredCRS(projection: table.definition, projector: projector, file: name, &findings)
  }

  func takeFindings() -> [Finding] { [] }

  func sample(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    do {
      let look = try file.rows(of: table)
      let step = max(1, (rowCount ?? 0) / max(limit, 1))
      var (sample, index): ([RawFeature], Int) = ([], 0)
      while try look.next() {
        if index % step == 0 { sample.append(feature(look, plan, row: index + 1)) }
        index += 1
      }
      return sample
    } catch {
      throw Self.refusal(error, name)
    }
  }

  func next(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan, !isFinished else { return [] }
    var features: [RawFeature] = []
    features.reserveCapacity(limit)
    do {
      while features.count < limit {
        guard try rows.next() else {
          isFinished = true
          break
        }
        number += 1
        features.append(feature(rows, plan, row: number))
      }
    } catch {
      throw Self.refusal(error, name)
    }
    return features
  }

  private func feature(_ rows: SpatialRows, _ plan: ColumnPlan, row: Int) -> RawFeature {
    RawFeature(
      row: row, shape: Self.shape(rows.geometry, table.format),
      values: plan.origins.map { origin in
        switch origin {
        case .column(let column, _): rows.text(column).flatMap { $0.isEmpty ? nil : $0 }
        case .constant, .absent: origin.constant
        }
      })
  }

  private static func shape(_ blob: [UInt8]?, _ format: SpatialTable.Format) -> RawFeature.Shape {
    guard let blob else { return .missing }
    let wkb =
      switch format {
      case .geoPackage: ForeignBlob.wkb(geoPackage: blob)
      case .spatiaLite: ForeignBlob.wkb(spatiaLite: blob)
      }
    guard let wkb else { return .unsupported("?") }
    do {
      let polygons = try WKB.decode(wkb)
      return polygons.isEmpty ? .missing : .polygons(polygons)
    } catch {
      return .unreadable(error.phrase)
    }
  }
}
