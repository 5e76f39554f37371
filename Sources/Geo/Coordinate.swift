/// A position in the plane of some coordinate reference system.
///
/// The axis order is always *x* = easting or longitude, *y* = northing or latitude, whatever order the authority
/// of the system uses, and whatever order a Vietnamese paper prints (there X is the northing).
/// The unit is the system's: metres for a grid, degrees for WGS 84.
@frozen
public struct Coordinate: Hashable, Sendable {
  /// The easting or longitude.
  public var x: Double
  /// The northing or latitude.
  public var y: Double

  /// Makes a position from its easting or longitude and its northing or latitude.
  @inlinable
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether both values are finite numbers.
  @inlinable
  public var isFinite: Bool { x.isFinite && y.isFinite }

  /// The straight distance to another position of the same plane, in its unit.
  @inlinable
  public func distance(to other: Coordinate) -> Double {
    let (dx, dy) = (other.x - x, other.y - y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
