import Geo
import Projection

extension GeometrySurvey {
  /// What a parcel's corners and rings must be like to raise no question; metres and square metres in the grid.
  private enum Limits {
    /// Corners that are closer are one.
    static let corner = 0.001
    /// A corner with a smaller angle is a spike: the square of the sine of 1°.
    static let spike = 3.0459e-4
    /// A parcel that is narrower on the whole is a sliver.
    static let width = 0.25
  }

  /// A smaller part or hole is a leaving of drawing, m².
  static let leastPart = 0.5

  /// Notes what is odd, though valid, about a parcel's shape.
  func inspect(_ grid: borrowing MultiPolygon, area: Double, row: RowIdentity, findings: inout [Finding]) {
    var perimeter = 0.0
    var repeated: (count: Int, place: Coordinate)?
    var spike: Coordinate?
    for polygon in 0..<grid.polygonCount {
      let rings = grid.rings(ofPolygon: polygon)
      for ring in rings {
        let range = grid.positions(ofRing: ring)
        let positions = grid.coordinates.span.extracting(range)
        let last = positions.count - 1
        guard last >= 3 else { continue }
        var twice = 0.0
        let origin = positions[0]
        var before = positions[last - 1]
        for index in 0..<last {
          let (here, next) = (positions[index], positions[index + 1])
          let (ux, uy) = (before.x - here.x, before.y - here.y)
          let (vx, vy) = (next.x - here.x, next.y - here.y)
          let (u, v) = (ux * ux + uy * uy, vx * vx + vy * vy)
          twice += (here.x - origin.x) * (next.y - origin.y) - (next.x - origin.x) * (here.y - origin.y)
          perimeter += v.squareRoot()
          if v < Limits.corner * Limits.corner {
            repeated = ((repeated?.count ?? 0) + 1, repeated?.place ?? here)
          } else if u >= Limits.corner * Limits.corner, ux * vx + uy * vy > 0, min(u, v) > 0.01 {
            let cross = ux * vy - uy * vx
            if cross * cross < Limits.spike * u * v { spike = spike ?? here }
          }
          before = here
        }
        let size = abs(twice) / 2
        guard size < Self.leastPart else { continue }
        if ring != rings.lowerBound {
          note(
            .holeTiny, at: origin, row, &findings, vi: "lỗ chỉ \(text(size, 3)) m²",
            en: "a hole of \(text(size, 3)) m² only")
        } else if grid.polygonCount > 1 {
          note(
            .partTiny, at: origin, row, &findings, vi: "một phần của thửa chỉ \(text(size, 3)) m²",
            en: "a part of the parcel has \(text(size, 3)) m² only")
        }
      }
    }
    if let repeated {
      note(
        .pointsRepeated, at: repeated.place, row, &findings, vi: "\(repeated.count) đỉnh lặp lại trong 1 mm",
        en: repeated.count == 1
          ? "a corner is repeated within 1 mm" : "\(repeated.count) corners are repeated within 1 mm")
    }
    if let spike {
      note(.spike, at: spike, row, &findings, vi: "gai nhọn dưới 1°", en: "a spike of less than 1°")
    }
    let width = perimeter > 0 ? 2 * area / perimeter : 0
    if width < Limits.width, let place = grid.coordinates.first {
      note(
        .sliver, at: place, row, &findings, vi: "thửa mảnh: rộng trung bình \(text(width, 3)) m, \(text(area, 2)) m²",
        en: "a sliver: \(text(width, 3)) m wide on average, \(text(area, 2)) m²")
    }
  }

  /// Compares a registered area with the map's, by what corners that are off by the usual error would make of it.
  ///
  /// The area of a polygon whose corners have a standard error s in each axis has the standard error
  /// s/2 · √Σ|pᵢ₊₁ − pᵢ₋₁|². A difference of three times that, and of more than the rounding, is told.
  func compareArea(
    _ registered: Double, with area: Double, of grid: borrowing MultiPolygon, row: RowIdentity,
    findings: inout [Finding]
  ) {
    let difference = registered - area
    guard abs(difference) > Self.areaRounding else { return }
    var sum = 0.0
    for ring in grid.ringEnds.indices {
      let positions = grid.coordinates.span.extracting(grid.positions(ofRing: ring))
      let last = positions.count - 1
      guard last >= 3 else { continue }
      for index in 0..<last {
        let (before, next) = (positions[index == 0 ? last - 1 : index - 1], positions[index + 1])
        sum += (next.x - before.x) * (next.x - before.x) + (next.y - before.y) * (next.y - before.y)
      }
    }
    let sigma = Self.pointError / 2.0.squareRoot() / 2 * sum.squareRoot()
    guard abs(difference) > 3 * sigma + Self.areaRounding, let place = grid.coordinates.first else { return }
    let share = area > 0 ? abs(difference) / area * 100 : 0
    note(
      .areaDiffers, at: place, row, &findings,
      vi: "diện tích pháp lý \(text(registered, 1)) m², bản đồ \(text(area, 1)) m²: lệch \(text(difference, 1)) m² "
        + "(\(text(share, 1)) %), trong khi sai số điểm 0,15 m chỉ cho ±\(text(sigma, 1)) m²",
      en: "registered \(text(registered, 1)) m², on the map \(text(area, 1)) m²: \(text(difference, 1)) m² apart "
        + "(\(text(share, 1)) %), while corners off by 0.15 m explain ±\(text(sigma, 1)) m² only")
    findings[findings.count - 1].area = abs(difference)
  }

  /// The position error of a corner outside towns, in metres, and half the last digit of registered areas, m².
  private static let pointError = 0.15
  private static let areaRounding = 0.5

  private func note(
    _ code: Finding.Code, at place: Coordinate, _ row: RowIdentity, _ findings: inout [Finding], vi: String, en: String
  ) {
    var finding = row.finding(code, position: try? fromGrid.forward(place), vi: vi, en: en)
    finding.place = GridPlace(coordinate: place, crs: plan.grid)
    findings.append(finding)
  }

  private func text(_ value: Double, _ decimals: Int) -> String { Decimals.text(value, decimals: decimals) }
}
