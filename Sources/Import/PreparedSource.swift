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
  /// Whether the encoding writes toned capitals as small letters.
  let repairsCapitals: Bool
  /// The encoding of the text, as people name it.
  let encoding: String
  /// How everything was settled.
  let findings: [Finding]

  /// Opens an input and settles what its rows mean.
  ///
  /// - Throws: ``Refusal`` when the file is broken, or somebody must say something first.
  init(_ input: InputFiles.Input, request: ImportRequest, projector: Projector) throws(Refusal) {
    var findings: [Finding] = []
    let declared: DeclaredCRS
    let middle: Coordinate?
    switch input {
    case .shapefile(let parts):
      let shapefile = try ShapefileSource(parts, request: request)
      findings += shapefile.takeFindings()
      plan = try ColumnPlan(
        columns: shapefile.fieldNames, request: request, file: shapefile.name, findings: &findings)
      shapefile.use(plan)
      declared = DeclaredCRS(projection: shapefile.projection, projector: projector, file: shapefile.name, &findings)
      middle = shapefile.middle
      repairsCapitals = shapefile.encoding == .tcvn3
      encoding = shapefile.encoding.rawValue
      source = shapefile
    case .geoJSON(let url, let compressed):
      let features = try GeoJSONSource(url, compressed: compressed)
      findings += features.takeFindings()
      plan = try ColumnPlan(columns: features.fieldNames, request: request, file: features.name, findings: &findings)
      features.use(plan)
      declared = features.declaredCRS
      middle = features.middle
      repairsCapitals = false
      encoding = LegacyEncoding.utf8.rawValue
      source = features
    }
    let file = source.name
    let crs = try GridChoice.source(
      request: request, declared: declared, projector: projector, file: file, findings: &findings)
    let grid = try GridChoice.area(
      request: request, source: crs, sample: middle, projector: projector, file: file, findings: &findings)
    geometry = GeometrySurvey.Plan(
      source: crs, grid: grid,
      sourceIsGeographic: try GridChoice.describe(crs, projector: projector).isGeographic,
      maximumEdge: request.layer == .wards ? 200 : nil)
    self.findings = findings
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
