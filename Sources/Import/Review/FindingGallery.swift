import Cadastre
import Geo
import Projection
import Register

/// The maps of an import's findings, drawn while the staged rows are at hand.
struct FindingGallery {
  /// How many findings of each kind are drawn.
  static let drawnPerCode = 6

  /// One finding's maps: the parcels as a whole, and around the place.
  struct Maps {
    var whole: Drawing
    var near: Drawing?
  }

  /// For each kind the maps of its first findings, by their places among the samples.
  private(set) var maps: [Finding.Code: [Int: Maps]] = [:]
  /// All parcels and findings together; `nil` without any.
  private(set) var overview: Overview?

  /// The whole import on one map.
  struct Overview {
    var drawing: Drawing
    var dots: [(place: Coordinate, severity: Finding.Severity)]
  }

  /// Draws the first findings of each kind.
  ///
  /// - Throws: `RegisterError` when the staged file cannot be read.
  init(_ log: FindingLog, names: StagedNames, rows: Int, borders: WardBorders, projector: Projector) throws {
    for (code, samples) in log.samples {
      for (index, finding) in samples.enumerated() where index < Self.drawnPerCode {
        if let drawn = try Self.maps(of: finding, names) { maps[code, default: [:]][index] = drawn }
      }
    }
    overview = try Self.overview(log, names, rows: rows, borders: borders, projector: projector)
  }

  private static func maps(of finding: Finding, _ names: StagedNames) throws -> Maps? {
    guard finding.severity != .note || finding.place != nil else { return nil }
    var shapes: [Drawing.Shape] = []
    for (index, position) in finding.parcels.enumerated() {
      guard let row = try names.polygons(at: position) else { continue }
      guard finding.place.map({ $0.crs == row.crs }) ?? true else { continue }
      let key = index == 0 ? finding.key : finding.otherKey
      shapes.append(
        Drawing.Shape(
          polygons: row.polygons, style: index == 0 ? "a" : "b",
          label: key.flatMap { $0.split(separator: "/").last.map(String.init) }))
    }
    if let sketch = finding.sketch { shapes.append(Drawing.Shape(polygons: sketch, style: "b", label: nil)) }
    guard !shapes.isEmpty else { return nil }
    let mark = finding.place?.coordinate
    let whole = Drawing(shapes, mark: mark)
    let wide = (whole.window.maxX - whole.window.minX) / 2
    let radius = max(2 * (finding.width ?? 0), finding.area.map { 1.2 * $0.squareRoot() } ?? 0, 1)
    let near = mark != nil && radius < wide / 3 ? Drawing(shapes, mark: mark, radius: radius) : nil
    return Maps(whole: whole, near: near)
  }

  private static func overview(
    _ log: FindingLog, _ names: StagedNames, rows: Int, borders: WardBorders, projector: Projector
  ) throws -> Overview? {
    var shapes: [Drawing.Shape] = []
    var grid: CRS?
    var wards: Set<String> = []
    // Enough to be seen, few enough for a page.
    for position in stride(from: 1, through: max(rows, 1), by: max(1, rows / 1500)) {
      guard let row = try names.polygons(at: position), grid == nil || row.crs == grid else { continue }
      grid = row.crs
      if row.polygons.coordinates.count < 200 {
        shapes.append(Drawing.Shape(polygons: row.polygons, style: "land", label: nil))
      }
      if let key = try names.name(at: position)?.key { wards.insert(String(key.prefix { $0 != "/" })) }
    }
    guard let grid, !shapes.isEmpty else { return nil }
    let ground = try projector.toWGS84(grid)
    for code in wards.sorted().prefix(12) {
      guard let border = borders.border(of: code) else { continue }
      var outline = border.polygons.thinned(to: 600)
      guard (try? ground.inverse(&outline.coordinates)) != nil else { continue }
      shapes.append(Drawing.Shape(polygons: outline, style: "ward", label: border.ward.name))
    }
    var dots: [(Coordinate, Finding.Severity)] = []
    for samples in log.samples.values {
      for finding in samples where finding.severity != .note {
        guard let place = finding.place, place.crs == grid else { continue }
        dots.append((place.coordinate, finding.severity))
      }
    }
    var focus = Envelope.empty
    for shape in shapes where shape.style == "land" { focus.extend(to: shape.polygons.envelope) }
    return Overview(drawing: Drawing(shapes, mark: nil, limit: .infinity, focus: focus), dots: dots)
  }
}

extension MultiPolygon {
  /// The same with so many positions in a ring at most, for small maps.
  func thinned(to limit: Int) -> MultiPolygon {
    var thin = MultiPolygon()
    for polygon in 0..<polygonCount {
      for ring in rings(ofPolygon: polygon) {
        let positions = self.ring(ring)
        let step = max(1, positions.count / limit)
        var kept = stride(from: positions.startIndex, to: positions.endIndex, by: step).map { positions[$0] }
        if let first = kept.first, kept.last != first { kept.append(first) }
        thin.coordinates += kept
        thin.ringEnds.append(thin.coordinates.count)
      }
      thin.polygonEnds.append(thin.ringEnds.count)
    }
    return thin
  }
}
