public import Geo
internal import CGEOS

/// The largest circle that fits into a polygon.
public struct InscribedCircle: Sendable, Hashable {
  /// Its centre, the pole of inaccessibility.
  public let center: Coordinate
  /// Its radius.
  public let radius: Double
}

extension Geometry {
  /// What the two share; a collection when parts of it are of different dimensions.
  ///
  /// No overlay can be cancelled in GEOS 3.11: bound the work beforehand with ``clipped(to:)``.
  public func intersection(_ other: borrowing Geometry) throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSIntersection_r(handle, pointer, other.pointer), .intersection)
  }

  /// What the two cover together.
  public func union(_ other: borrowing Geometry) throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSUnion_r(handle, pointer, other.pointer), .union)
  }

  /// Its parts united into the fewest that cover the same.
  public func unaryUnion() throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSUnaryUnion_r(handle, pointer), .union)
  }

  /// What it has and the other has not.
  public func difference(_ other: borrowing Geometry) throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSDifference_r(handle, pointer, other.pointer), .difference)
  }

  /// The part of it inside a box: quick, but the result may be invalid where it touches the box.
  ///
  /// Throws when the box is empty or infinite.
  public func clipped(to box: Envelope) throws(GEOSError) -> Geometry {
    guard !box.isEmpty, box.minX.isFinite, box.minY.isFinite, box.maxX.isFinite, box.maxY.isFinite else {
      throw GEOSError(.clip, .unsuitable("the box is empty or infinite"))
    }
    return try unsafe context.own(GEOSClipByRect_r(handle, pointer, box.minX, box.minY, box.maxX, box.maxY), .clip)
  }

  /// Its outline: the rings of its polygons, the ends of its lines.
  public func boundary() throws(GEOSError) -> Geometry {
    try unsafe context.own(GEOSBoundary_r(handle, pointer), .boundary)
  }

  /// All points within a distance of it; a negative distance shrinks polygons.
  public func buffered(by distance: Double, quadrantSegments: Int = 8) throws(GEOSError) -> Geometry {
    guard distance.isFinite, (1...64).contains(quadrantSegments) else {
      throw GEOSError(.buffer, .unsuitable("the distance is not finite, or the segments are not 1 to 64"))
    }
    return try unsafe context.own(GEOSBuffer_r(handle, pointer, distance, Int32(quadrantSegments)), .buffer)
  }

  /// The strip that lies within a distance of its lines on both sides: flat where a line ends, round at its bends.
  ///
  /// - Parameters:
  ///   - distance: Half the width of the strip.
  ///   - quadrantSegments: How many chords stand for a quarter of a circle.
  /// - Returns: Polygons.
  /// - Throws: When the distance is not positive, or GEOS fails.
  public func strip(reaching distance: Double, quadrantSegments: Int = 16) throws(GEOSError) -> Geometry {
    guard distance.isFinite, distance > 0, (1...64).contains(quadrantSegments) else {
      throw GEOSError(.buffer, .unsuitable("the distance is not positive, or the segments are not 1 to 64"))
    }
    return try unsafe context.own(
      GEOSBufferWithStyle_r(
        handle, pointer, distance, Int32(quadrantSegments), Int32(GEOSBUF_CAP_FLAT.rawValue),
        Int32(GEOSBUF_JOIN_ROUND.rawValue), 1), .buffer)
  }

  /// It with fewer vertices, none of those left out further than a tolerance away; its topology is kept.
  public func simplified(tolerance: Double) throws(GEOSError) -> Geometry {
    guard tolerance.isFinite, tolerance >= 0 else {
      throw GEOSError(.simplify, .unsuitable("the tolerance is negative"))
    }
    return try unsafe context.own(GEOSTopologyPreserveSimplify_r(handle, pointer, tolerance), .simplify)
  }

  /// Its centre of gravity, which may lie outside it; nil when it is empty.
  public func centroid() throws(GEOSError) -> Coordinate? {
    try unsafe context.own(GEOSGetCentroid_r(handle, pointer), .centroid).position
  }

  /// Some point inside it; nil when it is empty.
  public func pointOnSurface() throws(GEOSError) -> Coordinate? {
    try unsafe context.own(GEOSPointOnSurface_r(handle, pointer), .pointOnSurface).position
  }

  /// The largest circle inside its polygons, its centre right to within a tolerance.
  ///
  /// The work grows with the outline over the tolerance: a parcel of 5 × 20 m at 1 mm takes 1 ms, a road of
  /// 10 m × 10 km 2 s. More than about 5 s is refused, as are polygons without an area.
  public func maximumInscribedCircle(tolerance: Double) throws(GEOSError) -> InscribedCircle {
    guard tolerance.isFinite, tolerance > 0 else {
      throw GEOSError(.maximumInscribedCircle, .unsuitable("the tolerance is not positive"))
    }
    guard dimension == 2, try area > 0 else {
      throw GEOSError(.maximumInscribedCircle, .unsuitable("it has no area"))
    }
    let box = try envelope
    let (width, height) = (box.maxX - box.minX, box.maxY - box.minY)
    // GEOS begins with square cells as wide as the box is narrow.
    guard max(width, height) < 100_000 * min(width, height), try length < 5e7 * tolerance else {
      throw GEOSError(.maximumInscribedCircle, .unsuitable("it is too thin, or too long for so small a tolerance"))
    }
    let radius = try unsafe context.own(
      GEOSMaximumInscribedCircle_r(handle, pointer, tolerance), .maximumInscribedCircle)
    let ends = try radius.positions()
    guard let center = ends.first, let rim = ends.last else {
      throw GEOSError(.maximumInscribedCircle, .unsuitable("it is empty"))
    }
    return InscribedCircle(center: center, radius: center.distance(to: rim))
  }
}
