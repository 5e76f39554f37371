/// The smallest axis-parallel box around something; a box around nothing is ``empty``.
@frozen
public struct Envelope: Hashable, Sendable {
  /// The western edge.
  public var minX: Double
  /// The southern edge.
  public var minY: Double
  /// The eastern edge.
  public var maxX: Double
  /// The northern edge.
  public var maxY: Double

  /// Makes a box from its edges.
  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box around some positions.
  @inlinable
  public init(_ coordinates: some Sequence<Coordinate>) {
    self = .empty
    for coordinate in coordinates { extend(to: coordinate) }
  }

  /// The box that holds nothing, and that any extension replaces.
  public static let empty = Envelope(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// Whether the box holds nothing.
  @inlinable
  public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }

  /// Widens the box so that it holds a position.
  @inlinable
  public mutating func extend(to coordinate: Coordinate) {
    if coordinate.x < minX { minX = coordinate.x }
    if coordinate.x > maxX { maxX = coordinate.x }
    if coordinate.y < minY { minY = coordinate.y }
    if coordinate.y > maxY { maxY = coordinate.y }
  }

  /// Widens the box so that it holds another one.
  @inlinable
  public mutating func extend(to other: Envelope) {
    if other.minX < minX { minX = other.minX }
    if other.maxX > maxX { maxX = other.maxX }
    if other.minY < minY { minY = other.minY }
    if other.maxY > maxY { maxY = other.maxY }
  }

  /// The box with each edge moved outwards by a distance in the unit of the plane.
  @inlinable
  public func expanded(by distance: Double) -> Envelope {
    Envelope(minX: minX - distance, minY: minY - distance, maxX: maxX + distance, maxY: maxY + distance)
  }

  /// Whether the two boxes share a point; boxes that touch do.
  @inlinable
  public func intersects(_ other: Envelope) -> Bool {
    minX <= other.maxX && maxX >= other.minX && minY <= other.maxY && maxY >= other.minY
  }

  /// Whether a position lies in the box or on its edge.
  @inlinable
  public func contains(_ coordinate: Coordinate) -> Bool {
    coordinate.x >= minX && coordinate.x <= maxX && coordinate.y >= minY && coordinate.y <= maxY
  }

  /// The middle of the box.
  @inlinable
  public var center: Coordinate { Coordinate(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }
}

extension Envelope {
  /// Whether another box lies in this one; edges may touch.
  @inlinable
  public func contains(_ other: Envelope) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }

  /// The box that two boxes share; empty when they share nothing.
  @inlinable
  public func intersection(_ other: Envelope) -> Envelope {
    let shared = Envelope(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
    return shared.isEmpty ? .empty : shared
  }
}
