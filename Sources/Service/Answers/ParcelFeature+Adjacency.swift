import Cadastre
import JSON

extension ParcelFeature {
  /// How a parcel lies to another one.
  struct Adjacency: Sendable {
    /// The length of the boundary that both have, metres.
    var sharedLength: Double
    /// The distance between the two boundaries, metres; 0 when they touch.
    var distance: Double
    /// The area that both claim, m²; `nil` when there is none.
    var overlap: Double?

    /// Whether they share edges, touch at a point, or neither.
    enum Kind: String, Sendable, Comparable {
      case edge
      case point
      case near

      private var rank: Int {
        switch self {
        case .edge: 0
        case .point: 1
        case .near: 2
        }
      }

      static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }
    }

    var kind: Kind { sharedLength > 0 ? .edge : distance == 0 ? .point : .near }

    func write(into writer: inout JSONWriter) {
      writer.key("adjacency")
      writer.string(kind.rawValue)
      writer.key("sharedLength")
      writer.measure(sharedLength, decimals: 3)
      writer.key("distance")
      writer.measure(distance, decimals: 3)
      writer.key("overlapArea")
      writer.measure(overlap, decimals: 2)
    }
  }

  /// The order of neighbours: by shared edge, the longest first; then those at a point; then the nearest first.
  static func isCloser(_ left: ParcelFeature, _ right: ParcelFeature) -> Bool {
    guard let one = left.adjacency, let other = right.adjacency else { return left.id < right.id }
    if one.kind != other.kind { return one.kind < other.kind }
    if one.sharedLength != other.sharedLength { return one.sharedLength > other.sharedLength }
    return (one.distance, left.id) < (other.distance, right.id)
  }
}
