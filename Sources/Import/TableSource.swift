import CSV
import Cadastre
import Foundation
import GEOS
import Geo
import Projection
import VietText

/// The parcels of a table of text: one a row with its geometry as WKT, or one corner a row.
final class TableSource: FeatureSource {
  let name: String
  let rowCount: Int? = nil
  private(set) var fieldNames: [String] = []
  private(set) var middle: Coordinate?
  private(set) var texts: [ColumnText] = []

  private let handle: FileHandle
  private let size: Int
  private let geos: GEOSContext
  private var bytesRead = 0
  private var reader = CSVReader()
  private var peeked: [CSVRow] = []
  private var place = 0
  private var isFinished = false
  private var form: TableForm
  private var text: TextChoice
  private var readings: [TextReading]
  private var plan: ColumnPlan?
  private var findings: [Finding] = []
  private var raggedRows = 0
  private var waiting: CSVRow?

  /// How many rows are looked at for encodings and the meaning of the columns.
  private static let peekSize = 5000

  /// Opens a table and looks at its first rows.
  ///
  /// - Throws: ``Refusal`` when it cannot be read, or has no geometry.
  init(_ url: URL, request: ImportRequest) throws(Refusal) {
    name = url.lastPathComponent
    let file = url.lastPathComponent
    guard let handle = try? FileHandle(forReadingFrom: url), let end = try? handle.seekToEnd(),
      (try? handle.seek(toOffset: 0)) != nil, let geos = try? GEOSContext()
    else {
      throw Refusal(
        "fileUnreadable", vi: "không đọc được tập tin \(url.path); hãy xem quyền của nó",
        en: "the file \(url.path) cannot be read; look at its permissions")
    }
    (self.handle, size, self.geos) = (handle, Int(end), geos)
    form = TableForm.none
    readings = []
    var detectors: [EncodingDetector] = []
    var head: CSVRow?
    var (reader, peeked, isFinished, bytesRead) = (CSVReader(), [CSVRow](), false, 0)
    while peeked.count < Self.peekSize {
      if let row = reader.next() {
        guard head != nil else {
          head = row
          detectors = (0..<row.count).map { _ in EncodingDetector() }
          continue
        }
        for column in 0..<min(row.count, detectors.count) { detectors[column].add(row[column]) }
        peeked.append(row)
        continue
      }
      guard !isFinished else { break }
      isFinished = try Self.feed(&reader, handle, &bytesRead, file)
    }
    (self.reader, self.peeked, self.isFinished, self.bytesRead) = (reader, peeked, isFinished, bytesRead)
    let survey = TextSurvey(
      Dictionary(uniqueKeysWithValues: detectors.enumerated().map { ($0.offset, $0.element) }), stated: nil)
    text = TextChoice(survey: survey, file: file, request: request)
    guard let head, !peeked.isEmpty else {
      throw Refusal(
        "noFeatures", vi: "\(file) không có dòng nào dưới dòng tiêu đề", en: "\(file) has no row below its heading")
    }
    let nameReading = survey.nameReading(request)
    fieldNames = (0..<head.count).map { nameReading.decode(Array(head[$0])).text.trimmingCharacters(in: .whitespaces) }
    readings = fieldNames.map { _ in TextReading(.utf8) }
    form = try TableForm(fieldNames, peeked, file: file, findings: &findings)
    middle = peeked.lazy.compactMap { [form, geos] in form.position($0, geos) }.first
    guard middle != nil else {
      throw Refusal(
        "noFeatures", vi: "\(file): không đọc được tọa độ nào trong các dòng đầu",
        en: "\(file): no coordinates can be read in its first rows")
    }
  }

  deinit { try? handle.close() }

  private static func feed(
    _ reader: inout CSVReader, _ handle: FileHandle, _ bytesRead: inout Int, _ file: String
  ) throws(Refusal) -> Bool {
    do {
      guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else {
        reader.finish()
        return true
      }
      bytesRead += data.count
      reader.feed(Array(data))
      return false
    } catch {
      throw Refusal(
        "fileUnreadable", cause: .environment, vi: "lỗi đĩa khi đọc \(file): \(error.localizedDescription)",
        en: "the disk failed when \(file) was read: \(error.localizedDescription)")
    }
  }

  var shapeColumns: Set<String> { Set(form.columns.filter(fieldNames.indices.contains).map { fieldNames[$0] }) }

  var fractionRead: Double { size == 0 ? 1 : Double(bytesRead) / Double(size) }

  func use(_ plan: ColumnPlan) { self.plan = plan }

  func settleText(_ plan: ColumnPlan, asker: Asker, findings: inout [Finding]) throws(Refusal) {
    let settled = try text.settle(names: fieldNames, plan: plan, asker: asker, findings: &findings)
    for (index, column) in settled { readings[index] = column.reading }
    texts = settled.sorted { $0.key < $1.key }.map(\.value)
  }

  func declaredCRS(_ projector: Projector, _ findings: inout [Finding]) -> DeclaredCRS {
    form.crs.map { .crs($0, how: "SRID") } ?? .missing
  }

  func takeFindings() -> [Finding] {
    defer { findings = [] }
    return findings
  }

  func sample(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    let step = max(1, peeked.count / max(limit, 1))
    return stride(from: 0, to: peeked.count, by: step).compactMap { index in
      guard form.isVertexList else { return feature(peeked[index], plan) }
      // One corner is as good as the middle of a parcel here.
      return form.position(peeked[index], geos).map { place in
        RawFeature(
          row: peeked[index].number, shape: .rings(coordinates: [place, place], ringEnds: [2]),
          values: values(peeked[index], plan).values)
      }
    }
  }

  func next(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    var features: [RawFeature] = []
    while features.count < limit, let row = try nextRow() {
      features.append(form.isVertexList ? try parcel(from: row, plan) : feature(row, plan))
    }
    if features.isEmpty, raggedRows > 0 {
      findings.append(
        Finding(
          .fileFault, file: name, vi: "\(raggedRows) dòng có số cột khác dòng tiêu đề",
          en: "\(Decimals.count(raggedRows, "row")) with another number of columns than the heading"))
      raggedRows = 0
    }
    return features
  }

  private func nextRow() throws(Refusal) -> CSVRow? {
    if let row = waiting {
      waiting = nil
      return row
    }
    if place < peeked.count {
      defer { place += 1 }
      return peeked[place]
    }
    if !peeked.isEmpty { (peeked, place) = ([], 0) }
    while true {
      if let row = reader.next() {
        if row.problem != nil { raggedRows += 1 }
        return row
      }
      guard !isFinished else { return nil }
      isFinished = try Self.feed(&reader, handle, &bytesRead, name)
    }
  }

  private func values(_ row: CSVRow, _ plan: ColumnPlan) -> (values: [String?], damaged: [Int]) {
    var damaged: [Int] = []
    let values = plan.origins.enumerated().map { index, origin -> String? in
      guard case .column(let column, _) = origin else { return origin.constant }
      guard column < row.count else { return nil }
      let bytes = Array(row[column])
      let decoded = readings[column].decode(bytes)
      if !decoded.damage.isEmpty { damaged.append(index) }
      return decoded.text.isEmpty ? nil : decoded.text
    }
    return (values, damaged)
  }

  private func feature(_ row: CSVRow, _ plan: ColumnPlan) -> RawFeature {
    let (values, damaged) = values(row, plan)
    return RawFeature(row: row.number - 1, shape: form.shape(row, geos), values: values, damagedFields: damaged)
  }

  /// Gathers the corners of one parcel: rows in a row that name the same one.
  private func parcel(from first: CSVRow, _ plan: ColumnPlan) throws(Refusal) -> RawFeature {
    let (values, damaged) = values(first, plan)
    var rings: [[Coordinate]] = []
    var ring: String?
    var fault: Int?
    var row: CSVRow? = first
    while let corner = row {
      if corner.number != first.number, self.values(corner, plan).values != values {
        waiting = corner
        break
      }
      let ownRing = form.ring(corner)
      if rings.isEmpty || ownRing != ring { rings.append([]) }
      ring = ownRing
      if let place = form.position(corner, geos) {
        rings[rings.count - 1].append(place)
      } else {
        fault = fault ?? corner.number
      }
      row = try nextRow()
    }
    var feature = RawFeature(row: first.number - 1, shape: .missing, values: values, damagedFields: damaged)
    if let fault {
      feature.shape = .unreadable(
        Phrase(vi: "tọa độ ở dòng \(fault) không phải là số", en: "the coordinates in line \(fault) are no numbers"))
      return feature
    }
    var (coordinates, ends): ([Coordinate], [Int]) = ([], [])
    for corners in rings where corners.count >= 3 {
      // A list on paper ends at the last corner or repeats the first: both mean a closed ring.
      coordinates += corners.last == corners.first ? corners : corners + [corners[0]]
      ends.append(coordinates.count)
    }
    if !ends.isEmpty { feature.shape = .rings(coordinates: coordinates, ringEnds: ends) }
    return feature
  }
}
