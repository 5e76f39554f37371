/// Polygons with holes, their coordinates in one flat array.
///
/// The first ring of each polygon is its shell, the others are its holes. Rings are closed: the last position of a ring
/// repeats its first. Nothing is said of winding or validity; that is judged by whoever needs it.
public struct MultiPolygon: Hashable, Sendable {
  /// The positions of all rings, one ring after the other.
  public var coordinates: [Coordinate]
  /// For each ring the index in ``coordinates`` just after its last position.
  public var ringEnds: [Int]
  /// For each polygon the index in ``ringEnds`` just after its last ring.
  public var polygonEnds: [Int]

  /// Makes polygons from their flat form.
  @inlinable
  public init(coordinates: [Coordinate] = [], ringEnds: [Int] = [], polygonEnds: [Int] = []) {
    self.coordinates = coordinates
    self.ringEnds = ringEnds
    self.polygonEnds = polygonEnds
  }

  /// Makes polygons from nested arrays: polygons of rings of positions.
  public init(_ polygons: [[[Coordinate]]]) {
    self.init()
    for polygon in polygons {
      for ring in polygon {
        coordinates.append(contentsOf: ring)
        ringEnds.append(coordinates.count)
      }
      polygonEnds.append(ringEnds.count)
    }
  }

  /// Whether there is no polygon.
  @inlinable
  public var isEmpty: Bool { polygonEnds.isEmpty }

  /// How many polygons there are.
  @inlinable
  public var polygonCount: Int { polygonEnds.count }

  /// The indices in ``ringEnds`` of the rings of a polygon.
  @inlinable
  public func rings(ofPolygon polygon: Int) -> Range<Int> {
    (polygon == 0 ? 0 : polygonEnds[polygon - 1])..<polygonEnds[polygon]
  }

  /// The indices in ``coordinates`` of the positions of a ring, its closing position included.
  @inlinable
  public func positions(ofRing ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring]
  }

  /// The positions of a ring, its closing position included.
  @inlinable
  public func ring(_ ring: Int) -> ArraySlice<Coordinate> { coordinates[positions(ofRing: ring)] }

  /// The box around all positions.
  @inlinable
  public var envelope: Envelope { Envelope(coordinates) }
}
