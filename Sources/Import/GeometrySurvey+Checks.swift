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
      return PolygonAssembly.assemble(coordinates: coordinates, ringEnds: ringEnds).polygons
    case .missing:
      throw reject(.geometryMissing, row, vi: "dòng không có hình", en: "the row has no geometry")
    case .unsupported(let kind):
      throw reject(
        .geometryUnsupported, row, vi: "hình loại \(kind); cần vùng (Polygon)",
        en: "the geometry is a \(kind); polygons are needed")
    case .unreadable(let why):
      throw reject(.featureUnreadable, row, vi: "không đọc được hình: \(why)", en: "the geometry cannot be read: \(why)")
    }
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

  /// Closes rings with a small gap and drops rings that enclose nothing, telling each.
  func closeAndClean(
    _ polygons: inout MultiPolygon, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) {
    guard needsCleaning(polygons) else { return }
    var cleaned: [[[Coordinate]]] = []
    for polygon in 0..<polygons.polygonCount {
      var rings: [[Coordinate]] = []
      for (place, ring) in polygons.rings(ofPolygon: polygon).enumerated() {
        var positions = Array(polygons.ring(ring))
        let corners = Set(positions).count
        guard corners >= 3 else {
          findings.append(
            row.finding(
              .ringTooShort, vi: "bỏ một vòng chỉ có \(corners) đỉnh khác nhau",
              en: "a ring with only \(corners) distinct corners was left out"))
          // A hole cannot stand without its shell.
          if place == 0 { break }
          continue
        }
        if let first = positions.first, let last = positions.last, first != last {
          let gap = distance(first, last)
          guard gap <= plan.maximumGap else {
            throw reject(
              .ringUnclosed, row, vi: "vòng không khép kín, hở \(metres(gap)) m: khép vòng rồi nhập lại",
              en: "a ring is not closed, its ends are \(metres(gap)) m apart: close it and import again")
          }
          positions.append(first)
          findings.append(
            row.finding(
              .ringUnclosed, vi: "đã khép một vòng hở \(metres(gap)) m",
              en: "a ring with a gap of \(metres(gap)) m was closed"))
        }
        rings.append(positions)
      }
      if !rings.isEmpty { cleaned.append(rings) }
    }
    polygons = MultiPolygon(cleaned)
  }

  /// Makes an invalid geometry valid if that changes little.
  ///
  /// - Returns: whether the geometry was changed.
  func repair(
    _ grid: inout MultiPolygon, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) -> Bool {
    do {
      let geometry = try geos.geometry(grid)
      guard case .invalid(let reason, let place) = try geometry.validity() else { return false }
      let position = try? fromGrid.forward(place)
      let mended = try geos.polygons(of: geometry.makeValid())
      let change = try geometry.makeValid().area() - abs(PlanarGeometry.area(of: grid))
      guard !mended.isEmpty, abs(change) <= plan.maximumRepair else {
        throw reject(
          .geometryInvalid, row, at: position, areaChange: change,
          vi: "hình không hợp lệ (\(reason)); sửa tự động sẽ đổi \(squareMetres(change)) m², nên không nhận",
          en: "the geometry is invalid (\(reason)); mending it would change \(squareMetres(change)) m², so it was not taken")
      }
      grid = mended
      findings.append(
        row.finding(
          .geometryRepaired, position: position, areaChange: change,
          vi: "đã sửa hình không hợp lệ (\(reason)), diện tích đổi \(squareMetres(change)) m²",
          en: "an invalid geometry was mended (\(reason)), the area changed by \(squareMetres(change)) m²"))
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

  private func needsCleaning(_ polygons: borrowing MultiPolygon) -> Bool {
    for ring in polygons.ringEnds.indices {
      let positions = polygons.positions(ofRing: ring)
      guard positions.count >= 4, polygons.coordinates[positions.lowerBound] == polygons.coordinates[positions.upperBound - 1]
      else { return true }
      // A ring of four positions may be a there-and-back of two corners.
      if positions.count == 4, polygons.coordinates[positions.lowerBound + 2] == polygons.coordinates[positions.lowerBound] {
        return true
      }
    }
    return false
  }

  /// The distance of two positions of the file in metres, degrees taken as on the equator.
  private func distance(_ left: Coordinate, _ right: Coordinate) -> Double {
    left.distance(to: right) * (plan.sourceIsGeographic ? 111_320 : 1)
  }

  private func metres(_ value: Double) -> String { Decimals.text(value, decimals: 3) }

  private func squareMetres(_ value: Double) -> String { Decimals.text(value, decimals: 2) }
}
