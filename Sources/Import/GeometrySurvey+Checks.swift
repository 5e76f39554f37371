import Cadastre
import VietText
import GEOS
import Geo
import Projection

extension GeometrySurvey {
  /// Sorts what the file holds into polygons.
  func polygons(
    of shape: consuming RawFeature.Shape, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) -> MultiPolygon {
    switch shape {
    case .polygons(let polygons): return polygons
    case .rings(let coordinates, let ringEnds):
      let assembly = PolygonAssembly.assemble(coordinates: coordinates, ringEnds: ringEnds)
      for anomaly in assembly.anomalies {
        let start = anomaly.ring == 0 ? 0 : ringEnds[anomaly.ring - 1]
        try judge(anomaly, positions: coordinates[start..<ringEnds[anomaly.ring]], row: row, findings: &findings)
      }
      return assembly.multiPolygon
    case .missing:
      throw reject(.geometryMissing, row, vi: "dòng không có hình", en: "the row has no geometry")
    case .unsupported(let kind):
      throw reject(
        .geometryUnsupported, row, vi: "hình loại \(kind); cần vùng (Polygon)",
        en: "the geometry is a \(kind); polygons are needed")
    case .unclosed(let rings):
      throw reject(
        .ringUnclosed, row, vi: "\(rings) vòng không khép kín: khép vòng rồi nhập lại",
        en: rings == 1
          ? "a ring is not closed: close it and import again"
          : "\(rings) rings are not closed: close them and import again")
    case .unreadable(let why):
      throw reject(
        .featureUnreadable, row, vi: "không đọc được hình: \(why.vietnamese)",
        en: "the geometry cannot be read: \(why.english)")
    }
  }

  /// Tells what was odd about a ring, or refuses the row for it.
  private func judge(
    _ anomaly: PolygonAssembly.Anomaly, positions: ArraySlice<Coordinate>, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) {
    let number = anomaly.ring + 1
    switch anomaly.kind {
    case .notFinite:
      throw reject(
        .coordinateNotFinite, row, vi: "vòng \(number) có tọa độ không phải là số (NaN hoặc vô cực)",
        en: "ring \(number) has a coordinate that is not a number (NaN or infinite)")
    case .unclosed:
      guard let first = positions.first, let last = positions.last else { return }
      let gap = distance(first, last)
      guard gap <= plan.maximumGap else {
        throw reject(
          .ringUnclosed, row, vi: "vòng \(number) không khép kín, hở \(metres(gap)) m: khép vòng rồi nhập lại",
          en: "ring \(number) is not closed, its ends are \(metres(gap)) m apart: close it and import again")
      }
      findings.append(
        row.finding(
          .ringUnclosed, vi: "đã khép vòng \(number), hở \(metres(gap)) m",
          en: "ring \(number) was closed, its ends were \(metres(gap)) m apart"))
    case .zeroArea where positions.count > 4:
      // Two loops of a bow tie may cancel each other out: that is no ring to leave out in silence.
      if let crossing = try crossing(of: positions, row: row) { throw crossing }
      fallthrough
    case .tooFewPositions, .zeroArea:
      findings.append(
        row.finding(
          .ringTooShort, vi: "bỏ vòng \(number): \(positions.count) đỉnh, không bao vùng nào",
          en: "ring \(number) was left out: its \(positions.count) positions enclose nothing"))
    case .duplicate(let other):
      findings.append(
        row.finding(
          .ringTooShort, vi: "bỏ vòng \(number), trùng vòng \(other + 1)",
          en: "ring \(number) was left out, it is the same as ring \(other + 1)"))
    case .holeOutsideShell, .shellInsideShell:
      findings.append(
        row.finding(
          .ringOrder, vi: "vòng \(number) có chiều ngược, vai trò được xét theo hình",
          en: "ring \(number) is wound the wrong way, its role was judged by geometry"))
    case .crossing:
      // Validity says what and where.
      break
    }
  }

  /// What is wrong with a ring whose loops cancel each other out; `nil` when it only runs to and fro.
  private func crossing(of ring: ArraySlice<Coordinate>, row: RowIdentity) throws(Rejection) -> Rejection? {
    var polygons = MultiPolygon([[Array(ring)]])
    guard let first = ring.first, ring.last == first else { return nil }
    guard let geometry = try? geos.polygons(polygons), case .invalid(let reason, let place) = try? geometry.validity,
      let mended = try? geometry.makeValid().polygons(), mended.area > 0.01, !plan.sourceIsGeographic
    else { return nil }
    let why = InvalidityReason.phrase(reason)
    var rejection = reject(
      .geometryInvalid, row, vi: "hình không hợp lệ (\(why.vietnamese)), hai nửa bù trừ nhau; hãy sửa trong bản vẽ",
      en: "the geometry is invalid (\(why.english)), its two halves cancel each other out: correct the drawing")
    guard plan.source == plan.grid, let place else { return rejection }
    if plan.isSwapped {
      polygons.coordinates = polygons.coordinates.map { Coordinate(x: $0.y, y: $0.x) }
    }
    let there = plan.isSwapped ? Coordinate(x: place.y, y: place.x) : place
    rejection.finding.position = try? fromGrid.forward(there)
    rejection.finding.place = GridPlace(coordinate: there, crs: plan.grid)
    rejection.finding.sketch = polygons
    return rejection
  }

  /// Refuses numbers that are no coordinates, and positions that the file's system cannot hold.
  func checkCoordinates(of polygons: borrowing MultiPolygon, row: RowIdentity) throws(Rejection) {
    let limit = plan.sourceIsGeographic ? Coordinate(x: 180, y: 90) : Coordinate(x: 1e8, y: 1e8)
    for index in polygons.coordinates.indices {
      let coordinate = polygons.coordinates[index]
      guard coordinate.isFinite else {
        throw reject(
          .coordinateNotFinite, row, vi: "đỉnh thứ \(index + 1) không phải là số (NaN hoặc vô cực)",
          en: "corner \(index + 1) is not a number (NaN or infinite)")
      }
      guard abs(coordinate.x) <= limit.x, abs(coordinate.y) <= limit.y else {
        throw reject(
          .coordinateOutside, row,
          vi: "đỉnh thứ \(index + 1) nằm ngoài phạm vi của \(plan.source); kiểm tra --crs",
          en: "corner \(index + 1) lies outside the domain of \(plan.source); check --crs")
      }
    }
  }

  /// Makes an invalid geometry valid if that changes little.
  ///
  /// - Returns: whether the geometry was changed.
  func mend(
    _ grid: inout MultiPolygon, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) -> Bool {
    do {
      let geometry = try geos.polygons(grid)
      guard case .invalid(let reason, let place) = try geometry.validity else { return false }
      let why = InvalidityReason.phrase(reason)
      let position = place.flatMap { try? fromGrid.forward($0) }
      let mended = try geometry.makeValid().polygons()
      let change = mended.area - grid.area
      guard !mended.isEmpty, abs(change) <= plan.maximumRepair else {
        var rejection = reject(
          .geometryInvalid, row, at: position, areaChange: change,
          vi: "hình không hợp lệ (\(why.vietnamese)); sửa tự động sẽ đổi \(squareMetres(change)) m² nên không nhận, "
            + "hãy sửa trong bản vẽ rồi nhập lại",
          en: "the geometry is invalid (\(why.english)); mending it would change \(squareMetres(change)) m², "
            + "so it was not taken: correct the drawing and import again"
        )
        rejection.finding.place = place.map { GridPlace(coordinate: $0, crs: plan.grid) }
        rejection.finding.area = abs(change)
        if grid.coordinates.count < 1000 { rejection.finding.sketch = grid }
        throw rejection
      }
      let shift = (try? geometry.hausdorffDistance(to: geos.polygons(mended))) ?? 0
      grid = mended
      findings.append(
        row.finding(
          .geometryRepaired, position: position, areaChange: change,
          vi: "đã sửa hình không hợp lệ (\(why.vietnamese)), diện tích đổi \(squareMetres(change)) m², "
            + "ranh dời nhiều nhất \(metres(shift)) m",
          en: "an invalid geometry was mended (\(why.english)), the area changed by \(squareMetres(change)) m², "
            + "the boundary by \(metres(shift)) m at most"))
      findings[findings.count - 1].place = place.map { GridPlace(coordinate: $0, crs: plan.grid) }
      return true
    } catch let rejection as Rejection {
      throw rejection
    } catch {
      throw reject(
        .geometryInvalid, row, vi: "hình không xét được: \(error)", en: "the geometry cannot be judged: \(error)")
    }
  }

  /// Makes the error that sends a row to quarantine.
  func reject(
    _ code: Finding.Code, _ row: RowIdentity, at position: Coordinate? = nil, areaChange: Double? = nil, vi: String,
    en: String
  ) -> Rejection {
    Rejection(
      finding: row.finding(code, severity: .error, position: position, areaChange: areaChange, vi: vi, en: en))
  }

  /// The distance of two positions of the file in metres, degrees taken as on the equator.
  private func distance(_ left: Coordinate, _ right: Coordinate) -> Double {
    left.distance(to: right) * (plan.sourceIsGeographic ? 111_320 : 1)
  }

  private func metres(_ value: Double) -> String { Decimals.text(value, decimals: 3) }

  private func squareMetres(_ value: Double) -> String { Decimals.text(value, decimals: 2) }
}
