import Cadastre
import Foundation
import Geo
import Projection
import VietText

/// A source whose columns, encoding and coordinate systems are settled.
struct PreparedSource {
  /// The file.
  let source: any FeatureSource
  /// Where the fields come from.
  let plan: ColumnPlan
  /// The systems and tolerances.
  let geometry: GeometrySurvey.Plan
  /// Whether holding each parcel against its ward tells something: not when most of them lie elsewhere.
  let checksWards: Bool
  /// How everything was settled.
  let findings: [Finding]

  /// Opens an input and settles what its rows mean.
  ///
  /// - Throws: ``Refusal`` when the file is broken, or somebody must say something first.
  init(
    _ input: InputFiles.Input, request: ImportRequest, projector: Projector, borders: WardBorders, asker: Asker
  ) throws(Refusal) {
    var findings: [Finding] = []
    let (source, url) = try Self.open(input, request: request, asker: asker)
    var place = FilePlace(url)
    if place.ward == nil, let named = borders.code(named: place.names) {
      place.ward = FilePlace.Word(value: named.code, source: named.name)
    }
    var plan: ColumnPlan
    var settling: [Finding] = []
    do throws(Refusal) {
      plan = try ColumnPlan(
        columns: source.fieldNames, request: request, file: source.name, place: place,
        shapes: source.shapeColumns, findings: &settling)
    } catch {
      guard let proven = try Self.provenWard(source, request, place, projector, borders) else { throw error }
      (plan, settling) = proven
    }
    source.use(plan)
    try source.settleText(plan, asker: asker, findings: &settling)
    let file = source.name
    let evidence = GridEvidence(try Self.sample(source, plan), borders: borders, projector: projector)
    let declared = source.declaredCRS(projector, &settling)
    let choice = try GridChoice.source(
      request: request, declared: declared, evidence: evidence, projector: projector, file: file, asker: asker,
      findings: &settling)
    let middle = source.middle.map { choice.isSwapped ? Coordinate(x: $0.y, y: $0.x) : $0 }
    let grid = try GridChoice.area(
      request: request, source: choice.crs, sample: middle, register: evidence.registerGrid, projector: projector,
      file: file,
      findings: &settling)
    geometry = GeometrySurvey.Plan(
      source: choice.crs, isSwapped: choice.isSwapped, grid: grid,
      sourceIsGeographic: try GridChoice.describe(choice.crs, projector: projector).isGeographic,
      maximumEdge: request.layer == .wards ? 200 : nil)
    checksWards =
      request.layer == .parcels
      && (evidence.wardRows < 5 || evidence.judge(choice.crs, isSwapped: choice.isSwapped).inWard >= 0.5)
    findings += source.takeFindings()
    findings += settling
    self.source = source
    self.plan = plan
    self.findings = findings
  }

  private static func open(
    _ input: InputFiles.Input, request: ImportRequest, asker: Asker
  ) throws(Refusal) -> (any FeatureSource, URL) {
    switch input {
    case .shapefile(let parts): (try ShapefileSource(parts, request: request), parts.shp)
    case .geoJSON(let url, let compressed): (try GeoJSONSource(url, compressed: compressed), url)
    case .table(let url): (try TableSource(url, request: request), url)
    case .database(let url): (try DatabaseSource(url, request: request, asker: asker), url)
    }
  }

  /// Where rows from all over the file lie, and which wards and parcels they name.
  private static func sample(_ source: any FeatureSource, _ plan: ColumnPlan) throws(Refusal) -> [GridEvidence.Place] {
    try source.sample(limit: GridEvidence.sampleSize).compactMap { row in
      guard let middle = row.middle else { return nil }
      let values = FieldValues(plan: plan, feature: row)
      let ward = (values[.ward] ?? values[.code]).map { RowJudgement.paddedWardCode($0) }
      var name: (sheet: String, number: String)?
      if let sheet = values.number(.sheet), let number = values.number(.number) { name = (sheet, number) }
      return GridEvidence.Place(position: middle, ward: ward, name: name)
    }
  }

  /// Takes a column that mostly holds a program's internal numbers as that of the wards, if the parcels prove it.
  private static func provenWard(
    _ source: any FeatureSource, _ request: ImportRequest, _ place: FilePlace, _ projector: Projector,
    _ borders: WardBorders
  ) throws(Refusal) -> (ColumnPlan, [Finding])? {
    guard request.layer == .parcels, request.columns[ImportField.ward.rawValue] == nil else { return nil }
    var findings: [Finding] = []
    var supposed = request
    // With any ward the other columns can be settled, and the doubtful one be found.
    supposed.constants[ImportField.ward.rawValue] = "?"
    guard
      let column = try? ColumnPlan(
        columns: source.fieldNames, request: supposed, file: source.name, place: place, findings: &findings
      ).unprovenWard
    else { return nil }
    supposed = request
    supposed.columns[ImportField.ward.rawValue] = column
    findings = []
    guard
      let plan = try? ColumnPlan(
        columns: source.fieldNames, request: supposed, file: source.name, place: place, findings: &findings)
    else { return nil }
    source.use(plan)
    let evidence = GridEvidence(try sample(source, plan), borders: borders, projector: projector)
    guard evidence.wardRows >= 5, evidence.wardRows * 50 >= evidence.rows * 49,
      let best = evidence.all().first, best.inWard >= 0.98
    else { return nil }
    let share = GridEvidence.percent(best.inWard)
    findings.append(
      Finding(
        .columnProven, file: source.name,
        vi: "cột \(column) được lấy làm mã xã: \(share.vietnamese) số thửa nằm trong xã mà nó ghi",
        en: "the column \(column) was taken as the ward code: \(share.english) of the parcels lie in the ward it names")
    )
    return (plan, findings)
  }
}

extension DeclaredCRS {
  /// Reads the text of a .prj.
  init(projection: String?, projector: Projector, file: String, _ findings: inout [Finding]) {
    guard let projection, !projection.allSatisfy(\.isWhitespace) else {
      self = .missing
      return
    }
    switch try? projector.identify(prj: projection) {
    case .identified(let crs, let notes):
      for note in notes {
        findings.append(
          Finding(.crsAssumed, file: file, vi: ".prj: \(note.phrase.vietnamese)", en: ".prj: \(note.phrase.english)"))
      }
      self = .crs(crs, how: ".prj")
    case .suspicious(let candidate, let reason): self = .suspicious(candidate: candidate, reason: reason.phrase)
    case .refused(_, let reason): self = .refused(reason.phrase)
    case .unknown(let name): self = .unknown(name)
    case nil: self = .unknown(String(projection.prefix(60)))
    }
  }
}
