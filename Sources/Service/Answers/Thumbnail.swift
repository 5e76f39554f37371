import Foundation
import Geo

/// The outline of some parcels as a small picture: no place, no neighbours, no words.
struct Thumbnail: Hashable, Sendable {
  /// The picture, an SVG element.
  let svg: String

  private static let side = 120.0
  private static let margin = 4.0
  /// What lies closer together is one point to the eye.
  private static let step = 0.5
  private static let mostRings = 200

  /// Draws parcels in WGS 84, north up; `nil` when there is nothing to draw.
  init?(_ parcels: [MultiPolygon]) {
    var box = Envelope.empty
    for parcel in parcels { box.extend(to: parcel.envelope) }
    guard !box.isEmpty else { return nil }
    let shrink = cos(box.center.y * .pi / 180)
    let (width, height) = ((box.maxX - box.minX) * shrink, box.maxY - box.minY)
    guard width > 0, height > 0 else { return nil }
    let scale = (Self.side - 2 * Self.margin) / max(width, height)
    let (left, top) = ((Self.side - width * scale) / 2, (Self.side - height * scale) / 2)
    var path = ""
    var count = 0
    for parcel in parcels {
      var start = 0
      for end in parcel.ringEnds {
        let points = parcel.coordinates[start..<end].map {
          (x: ($0.x - box.minX) * shrink * scale + left, y: (box.maxY - $0.y) * scale + top)
        }
        start = end
        guard count < Self.mostRings, let drawn = Self.ring(points) else { continue }
        path += drawn
        count += 1
      }
    }
    guard !path.isEmpty else { return nil }
    svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"120\" viewBox=\"0 0 120 120\">"
      + "<path fill=\"#e8efe0\" fill-rule=\"evenodd\" stroke=\"#2f5d1e\" stroke-linejoin=\"round\" d=\"\(path)\"/></svg>"
  }

  /// The path of a ring without the points that the eye cannot tell apart; `nil` when less than a triangle is left.
  private static func ring(_ points: [(x: Double, y: Double)]) -> String? {
    var kept: [(x: Double, y: Double)] = []
    for point in points.dropLast() {
      if let last = kept.last, abs(last.x - point.x) < step, abs(last.y - point.y) < step { continue }
      kept.append(point)
    }
    guard kept.count >= 3 else { return nil }
    return "M" + kept.map { "\(tenths($0.x)) \(tenths($0.y))" }.joined(separator: "L") + "Z"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
