/// Why an operation on geometries failed.
public struct GEOSError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done, in GEOS's words.
  public enum Operation: String, Sendable, Hashable {
    /// Making a context.
    case context
    /// Making a point.
    case point
    /// Making a line.
    case line
    /// Making polygons.
    case polygon
    /// Reading a geometry's positions.
    case coordinates
    /// Preparing a geometry for many questions.
    case prepare
    /// Judging validity.
    case validity
    /// Repairing an invalid geometry.
    case makeValid
    /// Measuring an area.
    case area
    /// Measuring a length.
    case length
    /// Measuring a distance.
    case distance
    /// Measuring the Hausdorff distance.
    case hausdorffDistance
    /// Asking whether one geometry contains another.
    case contains
    /// Asking whether one geometry properly contains another.
    case containsProperly
    /// Asking whether one geometry covers another.
    case covers
    /// Asking whether two geometries share a point.
    case intersects
    /// Asking whether two geometries touch.
    case touches
    /// Asking whether two geometries overlap.
    case overlaps
    /// Asking whether two geometries are the same set of points.
    case equals
    /// Working out the relation of two geometries.
    case relate
    /// What two geometries share.
    case intersection
    /// What two geometries cover together.
    case union
    /// What one geometry has and the other has not.
    case difference
    /// Clipping to a box.
    case clip
    /// The outline of a geometry.
    case boundary
    /// Growing a geometry.
    case buffer
    /// Leaving vertices out.
    case simplify
    /// The box around a geometry.
    case envelope
    /// The centre of gravity.
    case centroid
    /// A point inside.
    case pointOnSurface
    /// The largest circle inside.
    case maximumInscribedCircle
    /// Reading or writing well-known text.
    case wellKnownText
  }

  /// What went wrong.
  public enum Problem: Sendable, Hashable {
    /// GEOS threw an exception, and this is its message.
    case exception(String)
    /// A ring cannot be one. `ring` is its index in the polygons given.
    case ring(ring: Int, RingFault)
    /// A position is not finite. `index` is its place among the positions given.
    case notFinite(index: Int)
    /// The flat form of polygons contradicts itself.
    case malformed(String)
    /// A geometry is not of a kind that the operation takes.
    case unsuitable(String)
  }

  /// Why positions are no ring.
  public enum RingFault: Sendable, Hashable {
    /// It has fewer than four positions, the closing one included.
    case tooShort(count: Int)
    /// Its last position is not its first.
    case unclosed
  }

  /// What was being done.
  public let operation: Operation
  /// What went wrong.
  public let problem: Problem

  /// Makes an error of what was being done and what went wrong.
  public init(_ operation: Operation, _ problem: Problem) {
    self.operation = operation
    self.problem = problem
  }

  /// What went wrong, in one English sentence.
  public var description: String {
    switch problem {
    case .exception(let message): "GEOS failed at \(operation.rawValue): \(message)"
    case .ring(let ring, .tooShort(let count)): "ring \(ring) has \(count) positions; a ring has at least 4"
    case .ring(let ring, .unclosed): "ring \(ring) is not closed: its last position is not its first"
    case .notFinite(let index): "position \(index) is not finite"
    case .malformed(let reason): "the polygons are malformed: \(reason)"
    case .unsuitable(let reason): "\(operation.rawValue) is not possible: \(reason)"
    }
  }
}
