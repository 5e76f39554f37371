import Cadastre
import GEOS
import Geo
import Register
import VietText

/// Whether parcels lie in the ward that they name; one belongs to one thread.
final class WardCheck {
  /// A ward as this thread sees it.
  private final class Ward {
    let border: WardBorders.Border
    let geometry: Geometry

    init(_ border: WardBorders.Border, _ geos: GEOSContext) throws(GEOSError) {
      self.border = border
      geometry = try geos.polygons(border.polygons)
    }
  }

  /// With this share of its area in the ward a parcel straddles the border by the wards' own inaccuracy.
  private static let enough = 0.99

  private let borders: WardBorders
  private let geos: GEOSContext
  private var wards: [String: Ward?] = [:]

  init(_ borders: WardBorders, geos: GEOSContext) {
    self.borders = borders
    self.geos = geos
  }

  /// Notes when a parcel lies outside the ward of a code, or across its border.
  func inspect(_ geographic: borrowing MultiPolygon, ward code: String, row: RowIdentity, findings: inout [Finding]) {
    guard let ward = ward(code) else { return }
    var outside: Coordinate?
    for index in geographic.coordinates.indices where !ward.border.shape.covers(geographic.coordinates[index]) {
      outside = geographic.coordinates[index]
      break
    }
    guard let outside, let share = share(of: copy geographic, in: ward), share < Self.enough else { return }
    let other = borders.codes(at: outside).filter { $0 != code }
    let where_ = other.first.map { code in
      let name = borders.border(of: code)?.ward.name ?? ""
      return Phrase(vi: "\(code) \(name)", en: "\(code) \(name)")
    }
    if share <= 0 {
      findings.append(
        row.finding(
          .parcelOutsideWard, position: outside,
          vi: "thửa nằm ngoài xã \(code)"
            + (where_.map { ", trong xã \($0.vietnamese)" } ?? ", không trong xã nào của sổ"),
          en: "the parcel lies outside the ward \(code)"
            + (where_.map { ", in \($0.english)" } ?? ", in no ward of the register")))
    } else {
      let part = GridEvidence.percent(share)
      findings.append(
        row.finding(
          .parcelAcrossWards, position: outside,
          vi: "chỉ \(part.vietnamese) diện tích thửa nằm trong xã \(code)"
            + (where_.map { ", phần còn lại ở \($0.vietnamese)" } ?? ""),
          en: "only \(part.english) of the parcel lies in the ward \(code)"
            + (where_.map { ", the rest in \($0.english)" } ?? "")))
    }
  }

  private func ward(_ code: String) -> Ward? {
    if let known = wards[code] { return known }
    let ward = borders.border(of: code).flatMap { try? Ward($0, geos) }
    wards[code] = .some(ward)
    return ward
  }

  /// The share of a parcel's area in a ward; `nil` when it cannot be computed.
  private func share(of polygons: MultiPolygon, in ward: Ward) -> Double? {
    do throws(GEOSError) {
      let parcel = try geos.polygons(polygons)
      let area = try parcel.area
      guard area > 0 else { return nil }
      let near = try ward.geometry.clipped(to: polygons.envelope.expanded(by: 1e-5))
      guard !near.isEmpty else { return 0 }
      return try parcel.intersection(near).area / area
    } catch {
      return nil
    }
  }
}
