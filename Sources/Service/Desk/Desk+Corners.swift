import Cadastre
import Geo
import Projection
import Register
import VietText

extension Desk {
  /// How far from a corner registered corners are looked for, metres.
  private static let cornerReach = 200.0
  /// So many places where a boundary meets itself are told.
  private static let mostCrossings = 20
  /// A stated edge farther off than this is pointed out, metres.
  private static let edgeTolerance = 0.05

  /// What a table of corners encloses, and what of the land it overlaps.
  ///
  /// - Parameters:
  ///   - question: the table.
  ///   - isCancelled: asked now and then whether the answer is still wanted.
  /// - Returns: the measures, and the parcels overlapped.
  /// - Throws: ``ServiceError`` of code `badContent` with the line at fault, `ambiguousCoordinate` when nothing tells the
  ///   grid, `badCRS`, and of every code that a day or a revision can give.
  public func corners(
    _ question: CornersQuestion, isCancelled: @escaping () -> Bool = { false }
  ) throws(ServiceError) -> CornersAnswer {
    let table = try Self.table(question.text)
    return try reading(question.moment, within: .seconds(30)) { snapshot, scene in
      let decision = try decide(table, question.crs, snapshot, scene)
      var answer = try measure(table, decision, snapshot, scene)
      answer.statedArea = StatedArea.find(in: question.text, lines: table.skippedLines)
      try compare(&answer, snapshot, scene, Self.pause(isCancelled))
      return answer
    }
  }

  private static func table(_ text: String) throws(ServiceError) -> VertexTable {
    do throws(CadastreError) {
      return try VertexTable.parse(text)
    } catch {
      throw ServiceError(
        .badContent, error.phrase, parameter: error.line.map { "line \($0)" } ?? "text",
        value: error.line.flatMap { line in
          let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
          return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
        }, suggestion: "1 1672422.43 584963.15")
    }
  }

  // MARK: the grid

  /// Which system is meant, judged by what lies at a place inside.
  private func decide(
    _ table: VertexTable, _ crs: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ReadingDecision {
    if let crs, let stated = table.statedCRS, VN2000.successor(of: crs) != VN2000.successor(of: stated) {
      throw ServiceError(
        .contradiction,
        Phrase(
          vi: "crs ghi \(crs) nhưng bảng tự ghi \(stated); hãy bỏ một trong hai.",
          en: "crs says \(crs), but the table itself says \(stated); leave out one of them."),
        parameter: "crs", value: "\(crs)", suggestion: "\(stated)")
    }
    let ring = table.corners.map { Coordinate(x: $0.y, y: $0.x) }
    let place = MultiPolygon([[ring + ring.prefix(1)]]).pointInside ?? ring[0]
    let text =
      table.unit == .degrees
      ? "\(Figures.fixed(place.y, decimals: 9))N \(Figures.fixed(place.x, decimals: 9))E"
      : "X=\(Figures.fixed(place.y, decimals: 3)) Y=\(Figures.fixed(place.x, decimals: 3))"
    return try decision(on: try Self.notation(text), crs: crs ?? table.statedCRS, snapshot, scene)
  }

  // MARK: the measures

  private func measure(
    _ table: VertexTable, _ decision: ReadingDecision, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> CornersAnswer {
    let crs = decision.used.crs
    let given = table.corners.map { Coordinate(x: $0.y, y: $0.x) }
    var positions = given
    if crs != .wgs84 { try systems.operation(crs).forward(&positions) }
    // Lengths and areas are planar in the grid of the table; for degrees, in the nearest.
    var grid = crs
    var plane = given
    if decision.used.isGeographic {
      // The grid of the parcels around, else the nearest.
      let found = try snapshot.locate(
        LocationQuery(position: positions[0], uncertainty: Self.cornerReach), at: scene.moment,
        index: scene.index?.parcels)
      grid = found.features.first?.grid ?? VN2000.nearestZone(longitude: positions[0].x).crs
      plane = positions
      try systems.operation(grid).inverse(&plane)
    }
    var corners: [CornersAnswer.Corner] = []
    var perimeter = 0.0
    for (place, corner) in table.corners.enumerated() {
      let edge = plane[place].distance(to: plane[(place + 1) % plane.count])
      perimeter += edge
      corners.append(
        CornersAnswer.Corner(
          label: corner.label, given: given[place], position: positions[place], edge: edge,
          statedEdge: corner.statedEdge))
    }
    var answer = CornersAnswer(
      crs: crs, grid: grid, rounding: table.rounding, isInDegrees: decision.used.isGeographic, closes: table.isClosed,
      perimeter: perimeter, corners: corners, polygon: MultiPolygon([[positions + positions.prefix(1)]]),
      isCertain: decision.equals == 0, ward: decision.used.ward, revision: scene.revision)
    answer.otherReadings = decision.others.compactMap { other in
      other.ward.map { LookupAnswer.OtherReading(crs: other.crs, position: other.position, ward: $0) }
    }
    answer.notes = table.remarks.map { .remark($0.phrase) }
    // How the place inside was written says nothing of the table.
    answer.notes += decision.notes.filter { if case .remark = $0 { false } else { true } }
    try judge(&answer, plane)
    return answer
  }

  private func judge(_ answer: inout CornersAnswer, _ plane: [Coordinate]) throws {
    var ring: [Coordinate] = []
    var labels: [String] = []
    for (place, corner) in plane.enumerated() where corner != plane[(place + plane.count - 1) % plane.count] {
      ring.append(corner)
      labels.append(answer.corners[place].label)
    }
    for crossing in RingCrossing.all(in: ring, limit: Self.mostCrossings) {
      func name(_ edge: Int) -> String { "\(labels[edge])-\(labels[(edge + 1) % labels.count])" }
      let position = try systems.wgs84(crossing.place, from: answer.grid)
      answer.crossings.append(
        CornersAnswer.Crossing(
          edges: [name(crossing.edges.0), name(crossing.edges.1)],
          given: answer.isInDegrees ? position : crossing.place, position: position))
    }
    guard answer.crossings.isEmpty else {
      answer.notes.append(.cornersCross(edges: answer.crossings[0].edges))
      return
    }
    answer.area = RingGeometry.signedArea(ring.span).magnitude
    if !answer.closes { answer.notes.append(.cornersOpen) }
    let off = answer.corners.filter { corner in
      corner.statedEdge.map { ($0 - corner.edge).magnitude > Self.edgeTolerance } ?? false
    }
    if !off.isEmpty { answer.notes.append(.edgesDiffer(corners: off.prefix(10).map(\.label))) }
  }

  // MARK: the land

  private func compare(
    _ answer: inout CornersAnswer, _ snapshot: borrowing Snapshot, _ scene: Scene, _ pause: () throws -> Void
  ) throws {
    if let stated = answer.statedArea, let area = answer.area, (stated - area).magnitude > max(0.5, area * 0.005) {
      answer.notes.append(.areaDiffers(stated: stated, measured: area))
    }
    guard snapshot.revision > 0 else {
      answer.notes.append(.emptyRegister)
      return
    }
    try overlap(&answer, snapshot, scene, pause)
    let vicinity = try snapshot.vicinity(
      of: answer.polygon.envelope, reach: Self.cornerReach, at: scene.moment, index: scene.index?.parcels)
    for place in answer.corners.indices {
      if place.isMultiple(of: 64) { try pause() }
      let corner = answer.corners[place]
      var known: [CRS: Coordinate] = [:]
      answer.corners[place].nearest = try vicinity.nearestCorner(
        to: corner.position, reach: Self.cornerReach, preferred: answer.overlaps.first.map { Int64($0.feature.id) }
      ) { grid in
        if grid == answer.crs { return corner.given }
        if let position = known[grid] { return position }
        let position = try systems.position(corner.position, in: grid)
        known[grid] = position
        return position
      } isShown: { label in
        label.map { landUses.parts(of: $0).isDefence } != true
      }
    }
  }

  private func overlap(
    _ answer: inout CornersAnswer, _ snapshot: borrowing Snapshot, _ scene: Scene, _ pause: () throws -> Void
  ) throws {
    if answer.ward == nil {
      answer.ward = try answer.polygon.pointInside.flatMap { try wards(at: $0, snapshot, scene).first }
    }
    guard let area = answer.area, area > 0 else { return }
    let ring = answer.corners.map(\.given)
    let shape = try AreaShape(
      AreaDrawing(crs: answer.crs, polygons: [MultiPolygon([[ring + ring.prefix(1)]])]), self)
    let cover = try snapshot.cover(
      envelope: shape.envelope, at: scene.moment, index: scene.index?.parcels, pause: pause
    ) { grid, extent in Outline(try shape.polygons(in: grid, near: extent, self)) }
    var hasDefence = false
    for piece in cover.pieces {
      let parcel = cover.parcel(of: piece)
      let landUse = parcel.landUse.map { landUses.parts(of: $0) }
      guard landUse?.isDefence != true else {
        hasDefence = true
        continue
      }
      // What rounding to the centimetre makes of a common boundary is no overlap.
      guard piece.area >= AreaQuestion.usualTolerance else {
        answer.touched += 1
        continue
      }
      let polygons = cover.polygons(of: piece)
      var feature = ParcelFeature(
        id: Int(cover.id(of: piece)), parcel: parcel, ward: try ward(of: parcel.key, polygons, snapshot, scene),
        polygons: polygons, landUse: landUse)
      feature.areaInside = piece.area
      feature.shareOfTable = min(1, piece.area / area)
      answer.overlaps.append(CornersAnswer.Overlap(feature: feature, shareOfTable: min(1, piece.area / area)))
    }
    answer.overlaps.sort { ($1.shareOfTable, $0.feature.id) < ($0.shareOfTable, $1.feature.id) }
    if answer.overlaps.isEmpty, !hasDefence { answer.notes.append(.noParcelInside) }
    if answer.touched > 0 { answer.notes.append(.touchedOnly(count: answer.touched)) }
    if hasDefence {
      answer.withheld.append("defenceLand")
      answer.notes.append(.defenceLand)
    }
  }
}
