import Cadastre
import Foundation
import Geo
import Projection
import Register
import SpatiaLite
import VietText

/// One export from the register to whole files.
///
/// The rows are read twice from one state of the register: once without their geometries, to know how many there are,
/// in which systems they came and how wide their columns are; then one by one into files under temporary names.
public final class ExportRun {
  /// What the first reading found.
  private struct Survey {
    var rows = 0
    var systems: [CRS: Int] = [:]
    var defence = 0
    var plan: ShapefilePlan
  }

  private let request: ExportRequest
  private let progress: (ExportProgress) -> Void
  private let isStopped: () -> Bool
  private let columns: [LayerColumn]
  private var landUses: [String: Bool] = [:]

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - isStopped: whether a person wants it to end early; asked now and then.
  ///   - progress: is told how many rows were written, on the caller's thread.
  public init(
    _ request: ExportRequest, isStopped: @escaping () -> Bool = { false },
    progress: @escaping (ExportProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.isStopped = isStopped
    self.progress = progress
    columns = LayerColumns.of(request.layer)
  }

  /// Runs the export to its end.
  ///
  /// - Throws: ``ExportError``, `RegisterError` or `ProjectionError`; no file was made or replaced then.
  public func run() throws -> ExportReceipt {
    let reader = try RegisterReader(path: request.register)
    let today = Day(unixSeconds: Int(Date().timeIntervalSince1970))
    return try reader.withSnapshot { snapshot in
      let moment = try moment(snapshot, today)
      let survey = try survey(snapshot, moment)
      guard survey.rows > 0 else { throw nothing }
      let crs = try system(survey, reader.projector)
      let endings = request.format == .shapefile ? ShapefileOutput.endings(request.encoding) : []
      if request.format == .shapefile { try survey.plan.check() }
      let place = try OutputPlace(request.path, endings: endings, replaces: request.replacesFiles)
      let output = try output(place, survey, crs, reader.projector, today)
      try write(output, survey, crs, snapshot, moment, reader.projector)
      try output.finish()
      try place.settle()
      return ExportReceipt(
        files: place.paths, rows: survey.rows, crs: crs, revision: moment.revision ?? snapshot.revision,
        cutTexts: output.cutTexts, lostLetters: output.lostLetters, defenceParcels: survey.defence)
    }
  }

  // MARK: what is there

  private func moment(_ snapshot: borrowing Snapshot, _ today: Day) throws -> Moment {
    var moment = request.moment
    if let number = moment.revision, try snapshot.revision(number) == nil {
      throw ExportError(
        "noSuchRevision", .nothing, vi: "sổ không có bản \(number); mới nhất là \(snapshot.revision)",
        en: "there is no revision \(number); the newest is \(snapshot.revision)")
    }
    if request.layer == .parcels, let day = moment.asOf {
      let first = try snapshot.firstDay()
      if let first, day < first {
        throw ExportError(
          "noHistory", .nothing, vi: "sổ chưa có dữ liệu vào ngày \(day); dữ liệu đầu tiên là của ngày \(first)",
          en: "the register has no data as early as \(day); its first data are of \(first)")
      }
      // Nothing is known of the land after today, so later days ask for the newest state.
      if day >= today { moment.asOf = nil }
    }
    return moment
  }

  private func survey(_ snapshot: borrowing Snapshot, _ moment: Moment) throws -> Survey {
    var survey = Survey(plan: ShapefilePlan(columns, request.encoding))
    let selection = LayerSelection(wards: request.filter.wards, hasGeometry: false)
    let needsPlan = request.format == .shapefile
    try snapshot.forEachRow(of: request.layer, selection, at: moment) { row in
      guard request.filter.passes(row) else { return true }
      survey.rows += 1
      survey.systems[row.source ?? row.grid, default: 0] += 1
      if case .parcel(let parcel) = row.subject, isDefence(parcel.landUse) { survey.defence += 1 }
      if needsPlan {
        survey.plan.add(LayerColumns.values(of: row), length: max(row.lengths.grid, row.lengths.source))
      }
      return true
    }
    return survey
  }

  private func isDefence(_ label: String?) -> Bool {
    guard let label else { return false }
    if let known = landUses[label] { return known }
    let answer = LandUseLabel(label).isDefence
    if landUses.count > 10_000 { landUses.removeAll() }
    landUses[label] = answer
    return answer
  }

  private var nothing: ExportError {
    ExportError(
      "nothingThere", .nothing, vi: "không có dòng nào như yêu cầu, nên không tạo tệp",
      en: "there is no row of that kind, so no file was made")
  }

  /// The system of the files: the one asked for, WGS 84 for GeoJSON, else the one in which all rows came.
  private func system(_ survey: Survey, _ projector: Projector) throws -> CRS {
    let isGeoJSON = request.format == .geojson || request.format == .geojsonl
    if let crs = request.crs.map({ VN2000.successor(of: $0) }) {
      guard !isGeoJSON || crs == .wgs84 else {
        throw ExportError(
          "crsNotGeoJSON", .usage, vi: "GeoJSON chỉ có WGS 84 (RFC 7946); bỏ --crs, hoặc xuất .gpkg hay .shp",
          en: "GeoJSON is WGS 84 only (RFC 7946); leave --crs out, or export a .gpkg or .shp")
      }
      guard VN2000.kind(of: crs) != nil || crs == .wgs84 || (32601...32760).contains(crs.code) else {
        throw ExportError(
          "crsUnknown", .usage,
          vi: "--crs nhận một hệ VN-2000 (EPSG:5896–5899, 9205–9218, 3405, 3406, 4756), WGS 84 (EPSG:4326) "
            + "hoặc UTM trên WGS 84, không phải \(crs)",
          en: "--crs takes a system on VN-2000 (EPSG:5896–5899, 9205–9218, 3405, 3406, 4756), WGS 84 (EPSG:4326) or "
            + "UTM on WGS 84, not \(crs)")
      }
      _ = try projector.toWGS84(crs)
      return crs
    }
    if isGeoJSON { return .wgs84 }
    let systems = survey.systems.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
    guard systems.count == 1, let only = systems.first else {
      let list = systems.prefix(6).map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      throw ExportError(
        "severalSystems", .usage,
        vi: "dữ liệu ở \(systems.count) hệ tọa độ (\(list)); chọn một bằng --crs EPSG:n, hoặc lọc theo xã",
        en: "the data came in \(systems.count) systems (\(list)); choose one with --crs EPSG:n, or filter by ward")
    }
    return only.key
  }

  // MARK: writing

  private func output(
    _ place: OutputPlace, _ survey: Survey, _ crs: CRS, _ projector: Projector, _ today: Day
  ) throws -> any LayerOutput {
    let name = request.layer.rawValue
    switch request.format {
    case .shapefile:
      return try ShapefileOutput(
        place, survey.plan, request.encoding, projection: try projector.wellKnownText(of: crs, as: .esri), day: today)
    case .geojson: return try GeoJSONOutput(place, columns, name: name, isLines: false)
    case .geojsonl: return try GeoJSONOutput(place, columns, name: name, isLines: true)
    case .csv: return try CSVOutput(place, columns, delimiter: request.delimiter)
    case .geopackage:
      func system(_ crs: CRS) throws -> GeoPackageWriter.System {
        GeoPackageWriter.System(
          crs: crs, name: try projector.describe(crs).name,
          definition: try projector.wellKnownText(of: crs, as: .gdal))
      }
      return try GeoPackageOutput(
        place, columns, layer: name, system: try system(crs), wgs84: try system(.wgs84),
        changedAt: "\(today)T00:00:00.000Z")
    }
  }

  private func write(
    _ output: any LayerOutput, _ survey: Survey, _ crs: CRS, _ snapshot: borrowing Snapshot, _ moment: Moment,
    _ projector: Projector
  ) throws {
    let shaper = try ShapeMaker(crs, projector)
    var done = 0
    let selection = LayerSelection(wards: request.filter.wards)
    try snapshot.forEachRow(of: request.layer, selection, at: moment) { row in
      guard request.filter.passes(row) else { return true }
      try output.append(try shaper.shape(of: row), LayerColumns.values(of: row))
      done += 1
      if done.isMultiple(of: 1000) || done == survey.rows {
        guard !isStopped() else {
          throw ExportError(
            "interrupted", .environment, vi: "đã dừng theo yêu cầu; không có tệp nào được tạo",
            en: "stopped as asked; no file was made")
        }
        progress(ExportProgress(rows: done, total: survey.rows))
      }
      return true
    }
  }
}

/// Brings the polygons of rows into the system of an export, and leaves them as they are where they are in it.
final class ShapeMaker {
  private let crs: CRS
  private let projector: Projector
  private let target: Transformation

  init(_ crs: CRS, _ projector: Projector) throws {
    self.crs = crs
    self.projector = projector
    target = try projector.toWGS84(crs)
  }

  func shape(of row: LayerRow) throws -> LayerShape {
    if row.source == crs { return .held(row.sourceWKB) }
    if row.grid == crs { return .held(row.gridWKB) }
    if crs == .wgs84 { return .made(try row.geometry()) }
    // The straight edges are those of the source, so the corners go from there.
    var polygons = try WKB.decode(row.source == nil ? row.gridWKB : row.sourceWKB)
    try projector.toWGS84(row.source ?? row.grid).forward(&polygons.coordinates)
    try target.inverse(&polygons.coordinates)
    return .made(polygons)
  }
}
