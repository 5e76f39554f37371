/// A box of single-precision edges, as the nodes of spatial indexes hold it.
///
/// Its edges lie on or outside of those of the box it was made from: at 1e6 by up to 0.0625 m, at 105° by up to 7.7e-6°.
@frozen
public struct FloatEnvelope: Hashable, Sendable {
  /// The western edge.
  public var minX: Float
  /// The southern edge.
  public var minY: Float
  /// The eastern edge.
  public var maxX: Float
  /// The northern edge.
  public var maxY: Float

  /// Makes a box from its edges.
  @inlinable
  public init(minX: Float, minY: Float, maxX: Float, maxY: Float) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// Makes the box around another one, its edges rounded outwards.
  @inlinable
  public init(_ envelope: Envelope) {
    minX = Self.roundedDown(envelope.minX)
    minY = Self.roundedDown(envelope.minY)
    maxX = Self.roundedUp(envelope.maxX)
    maxY = Self.roundedUp(envelope.maxY)
  }

  /// The box that holds nothing.
  public static let empty = FloatEnvelope(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// The greatest single-precision number not above a number.
  @inlinable
  public static func roundedDown(_ value: Double) -> Float {
    let nearest = Float(value)
    return Double(nearest) > value ? nearest.nextDown : nearest
  }

  /// The least single-precision number not below a number.
  @inlinable
  public static func roundedUp(_ value: Double) -> Float {
    let nearest = Float(value)
    return Double(nearest) < value ? nearest.nextUp : nearest
  }

  /// Whether the two boxes share a point.
  @inlinable
  public func intersects(_ other: FloatEnvelope) -> Bool {
    minX <= other.maxX && maxX >= other.minX && minY <= other.maxY && maxY >= other.minY
  }

  /// Widens the box so that it holds another one.
  @inlinable
  public mutating func extend(to other: FloatEnvelope) {
    if other.minX < minX { minX = other.minX }
    if other.minY < minY { minY = other.minY }
    if other.maxX > maxX { maxX = other.maxX }
    if other.maxY > maxY { maxY = other.maxY }
  }
}
