public import Geo

/// A fault between parcels, with its size and place.
public struct CoverageFinding: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// Two parcels cover the same land in part.
    case overlap
    /// Two parcels are the same, or nearly so.
    case duplicate
    /// The first parcel lies wholly in the second, which has no hole there.
    case contained
    /// A narrow strip of land between parcels belongs to none.
    case gap
    /// A parcel has a hole in which there is no parcel.
    case emptyHole
    /// The edge of the first parcel lacks vertices that the second has on it.
    case unmatchedVertices
  }

  /// What is wrong.
  public var kind: Kind
  /// The parcel concerned: the smaller of the two ids, but the inner parcel for ``Kind/contained``, the owner of the edge
  /// for ``Kind/unmatchedVertices``.
  public var first: Int
  /// The other parcel; `nil` for a hole or gap within one parcel.
  public var second: Int?
  /// The area in m² of the overlap, gap or hole; zero for vertices.
  public var area: Double
  /// The greatest width in metres of the overlap, gap or hole, or the greatest distance of a vertex from the edge.
  ///
  /// The width is the diameter of the largest inscribed circle: never too much, mostly some hundredths too little.
  public var width: Double
  /// A position inside the overlap, gap or hole where it is widest, or the vertex, in the grid of the parcels.
  public var place: Coordinate
  /// How many vertices are unmatched; 1 for the other kinds.
  public var count: Int

  /// Makes a finding.
  public init(
    kind: Kind, first: Int, second: Int?, area: Double, width: Double, place: Coordinate, count: Int = 1
  ) {
    self.kind = kind
    self.first = first
    self.second = second
    self.area = area
    self.width = width
    self.place = place
    self.count = count
  }
}
