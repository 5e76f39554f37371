import Cadastre
import Foundation
import Geo
import Projection
import Shapefile
import VietText

/// The rows of a shapefile: its shapes beside its table.
final class ShapefileSource: FeatureSource {
  let name: String
  /// What the .prj says of the coordinate reference system, as text; `nil` when there is none.
  private let projection: String?
  /// A position of the layer, the middle of its stated box.
  let middle: Coordinate?
  /// How the text of the columns is read.
  private(set) var texts: [ColumnText] = []

  private var shapes: SHPReader
  private var table: DBFReader
  private var shape = ShapeRecord()
  private var row = DBFRecord()
  private let text: TextChoice
  /// For each column how its text is read.
  private var readings: [TextReading]
  private let columns: [DBFField]
  private let columnNames: [String]
  private var plan: ColumnPlan?
  private var findings: [Finding] = []
  private var droppedDimensions = 0
  private var deletedRows = 0

  /// Opens a shapefile by its .shp, and checks that its parts belong together.
  ///
  /// - Throws: ``Refusal`` when a part is missing or broken beyond repair.
  init(_ files: ShapefileParts, request: ImportRequest) throws(Refusal) {
    name = files.shp.lastPathComponent
    let file = name
    guard let dbf = files.dbf else {
      throw Refusal(
        "dbfMissing",
        vi: "thiếu \(file.dropLast(4)).dbf bên cạnh \(file): không có bảng thuộc tính thì không biết số tờ, số thửa; "
          + "hãy chép cả bộ tập tin",
        en: "\(file.dropLast(4)).dbf is missing beside \(file): without the attribute table no row has a name; "
          + "copy the whole set of files")
    }
    do {
      let shp = try FileBytes(files.shp)
      let index = try RecordIndex(shp: shp, shx: try files.shx.map { url throws(Refusal) in try FileBytes(url) })
      shapes = try SHPReader(shp, index: index.shx)
      table = try DBFReader(try FileBytes(dbf))
      findings += index.findings.map { Self.finding($0, file: file) }
      findings += table.header.findings.map { Self.finding($0, file: file) }
    } catch {
      throw Self.refusal(error, file: file)
    }
    guard [.polygon, .null].contains(shapes.header.type.family) else {
      throw Refusal.notPolygons(file, kind: shapes.header.type.family.rawValue)
    }
    guard table.count >= shapes.count else {
      throw Refusal(
        "dbfShorter",
        vi:
          "\(dbf.lastPathComponent) có \(table.count) dòng nhưng \(file) có \(shapes.count) hình: hai tập tin không cùng bộ "
          + "hoặc bị cắt cụt; chép lại cả bộ",
        en:
          "\(dbf.lastPathComponent) has \(table.count) rows but \(file) has \(shapes.count) shapes: they do not belong "
          + "together, or one is cut off; copy the whole set again")
    }
    if table.count > shapes.count {
      findings.append(
        Finding(
          .fileFault, file: file, vi: "bảng thuộc tính có \(table.count) dòng, nhiều hơn \(shapes.count) hình",
          en: "the attribute table has \(table.count) rows, more than the \(shapes.count) shapes"))
    }
    middle = shapes.header.envelope.center
    projection = try files.prj.map { url throws(Refusal) in
      String(decoding: try Self.smallFile(url), as: UTF8.self)
    }
    let survey = try TextSurvey(
      table, codePage: try files.cpg.map { url throws(Refusal) in try Self.smallFile(url) }, file: file)
    text = TextChoice(survey: survey, file: file, request: request)
    columns = table.header.fields
    let nameReading = survey.nameReading(request)
    columnNames = table.header.names { nameReading.decode($0).text }
    readings = columns.map { _ in TextReading(.utf8) }
  }

  /// The names of the columns.
  var fieldNames: [String] { columnNames }

  var rowCount: Int? { shapes.count }

  var fractionRead: Double { shapes.count == 0 ? 1 : Double(shapes.nextRow) / Double(shapes.count) }

  func use(_ plan: ColumnPlan) { self.plan = plan }

  func settleText(_ plan: ColumnPlan, asker: Asker, findings: inout [Finding]) throws(Refusal) {
    let settled = try text.settle(names: columnNames, plan: plan, asker: asker, findings: &findings)
    for (index, column) in settled { readings[index] = column.reading }
    texts = settled.sorted { $0.key < $1.key }.map(\.value)
  }

  func declaredCRS(_ projector: Projector, _ findings: inout [Finding]) -> DeclaredCRS {
    DeclaredCRS(projection: projection, projector: projector, file: name, &findings)
  }

  func sample(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan, limit > 0 else { return [] }
    // The reader's own place and counts stay as they are.
    var (shapes, table, record, line) = (shapes, table, ShapeRecord(), DBFRecord())
    let step = max(1, shapes.count / limit)
    var rows: [RawFeature] = []
    for index in stride(from: 0, to: shapes.count, by: step) {
      guard (try? shapes.read(index, into: &record)) != nil, (try? table.read(index, into: &line)) != nil else {
        continue
      }
      if !line.isDeleted { rows.append(feature(plan, record, line)) }
    }
    return rows
  }

  func takeFindings() -> [Finding] {
    defer { findings = [] }
    return findings
  }

  func next(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    var rows: [RawFeature] = []
    rows.reserveCapacity(limit)
    do {
      while rows.count < limit {
        guard try shapes.next(into: &shape) else {
          tellTotals()
          return rows
        }
        guard try table.next(into: &row) else { return rows }
        // A row that its editor deleted is not part of the layer, for GDAL neither.
        if row.isDeleted {
          deletedRows += 1
          continue
        }
        rows.append(feature(plan, shape, row))
        if shape.hasZ || shape.hasM { droppedDimensions += 1 }
      }
    } catch {
      throw Self.refusal(error, file: name)
    }
    return rows
  }

  private func feature(
    _ plan: ColumnPlan, _ shape: borrowing ShapeRecord, _ row: borrowing DBFRecord
  ) -> RawFeature {
    var feature = RawFeature(row: shape.row + 1, shape: .missing, values: [])
    feature.values.reserveCapacity(plan.origins.count)
    for (index, origin) in plan.origins.enumerated() {
      switch origin {
      case .absent: feature.values.append(nil)
      case .constant(let value): feature.values.append(value)
      case .column(let column, _):
        let field = columns[column]
        let range = row.trimmedRange(of: field)
        if field.type.isTextual {
          let text = decode(row.bytes[range], readings[column])
          if !text.damage.isEmpty { feature.damagedFields.append(index) }
          feature.values.append(text.text.isEmpty ? nil : text.text)
        } else {
          feature.values.append(row.value(field) { _ in "" }.plainText)
        }
      }
    }
    if let fault = shape.fault {
      feature.shape = .unreadable(fault.phrase)
    } else if let type = shape.type, ![.polygon, .null].contains(type.family) {
      feature.shape = .unsupported(type.family.rawValue)
    } else if !shape.isEmpty {
      feature.shape = .rings(coordinates: shape.coordinates.copied, ringEnds: shape.ringEnds.copied)
    }
    return feature
  }

  private func decode(_ bytes: ArraySlice<UInt8>, _ reading: TextReading) -> DecodedText {
    // Digits and codes are most of a table: they need no reading of their own.
    guard reading.encoding != .utf8 || reading.isDamaged, bytes.contains(where: { $0 >= 0x80 }) else {
      return LegacyEncoding.utf8.decode(bytes)
    }
    return reading.decode(Array(bytes))
  }

  private func tellTotals() {
    if droppedDimensions > 0 {
      findings.append(
        Finding(
          .dimensionsDropped, file: name, vi: "bỏ độ cao hoặc số đo (Z, M) của \(droppedDimensions) hình",
          en: "the heights or measures (Z, M) of \(droppedDimensions) shapes were left out"))
      droppedDimensions = 0
    }
    if deletedRows > 0 {
      findings.append(
        Finding(
          .recordsDeleted, file: name, vi: "\(deletedRows) dòng đã đánh dấu xóa trong .dbf, không nhập",
          en: "\(deletedRows) rows are marked as deleted in the .dbf and were not imported"))
      deletedRows = 0
    }
  }

  private static func smallFile(_ url: URL) throws(Refusal) -> [UInt8] {
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe), data.count <= 1 << 16 else {
      throw Refusal(
        "fileUnreadable",
        vi: "không đọc được \(url.lastPathComponent), hoặc nó dài quá 64 KiB; hãy chép lại tập tin",
        en: "\(url.lastPathComponent) cannot be read, or is longer than 64 KiB; copy the file again")
    }
    return Array(data)
  }

  private static func finding(_ finding: StructuralFinding, file: String) -> Finding {
    let code: Finding.Code =
      switch finding.kind {
      case .indexMissing, .indexForeign, .indexBroken: .shxRebuilt
      default: .fileFault
      }
    return Finding(
      code, severity: finding.kind == .indexMissing ? .note : nil, file: file, row: finding.record,
      vi: finding.phrase.vietnamese, en: finding.phrase.english)
  }

  static func refusal(_ error: any Error, file: String) -> Refusal {
    if let refusal = error as? Refusal { return refusal }
    guard let error = error as? ShapefileError else {
      return Refusal(
        "shapefileBroken", vi: "không đọc được \(file): \(error)", en: "\(file) cannot be read: \(error)")
    }
    return Refusal(
      "shapefileBroken",
      vi: "\(file) hỏng, không nhập dòng nào: \(error.phrase.vietnamese). Hãy chép hoặc xuất lại cả bộ tập tin",
      en: "\(file) is broken, nothing was imported: \(error.phrase.english). Copy or export the whole set again")
  }
}

extension Array {
  /// A copy in memory of just its size.
  ///
  /// The arrays of a record that is read into again and again are as large as the largest parcel so far: a thousand rows
  /// that shared them held the memory of a thousand largest parcels.
  fileprivate var copied: [Element] {
    var copy: [Element] = []
    copy.reserveCapacity(count)
    copy.append(contentsOf: self)
    return copy
  }
}
