public import Geo

/// One record of a .shp, its shape in flat arrays that are used again for the next record.
///
/// Coordinates are passed on as they stand in the file, whatever they are; ``flags`` tell what looks wrong with them.
/// Heights and measures are dropped, and told by ``hasZ`` and ``hasM``.
public struct ShapeRecord: Sendable {
  /// The row of the layer, from 0; the table has the row of the same number.
  public internal(set) var row = 0
  /// The record number in the file, which should be `row + 1`.
  public internal(set) var number: Int32 = 0
  /// The byte offset of the record's header in the .shp.
  public internal(set) var offset = 0
  /// The type of this record; `nil` if the file has a code that no specification has.
  public internal(set) var type: ShapeType? = .null
  /// The box as the record says it, in the units of the file; empty for points and null shapes.
  public internal(set) var envelope = Envelope.empty
  /// All positions, part after part; a ring should repeat its first position at its end.
  public internal(set) var coordinates: [Coordinate] = []
  /// For each ring or line the index in ``coordinates`` just after its last position; empty for points.
  public internal(set) var ringEnds: [Int] = []
  /// Whether the shape has heights.
  public internal(set) var hasZ = false
  /// Whether the shape has measures.
  public internal(set) var hasM = false
  /// What looks wrong, but could be read.
  public internal(set) var flags: Flags = []
  /// Why the shape could not be read; then it has no coordinates.
  public internal(set) var fault: Fault?

  /// Makes an empty record, to be filled by a reader.
  public init() {}

  /// What looks wrong with a shape that could be read.
  public struct Flags: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// Makes flags from their bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A coordinate is infinite or not a number.
    public static let nonFinite = Flags(rawValue: 1 << 0)
    /// A ring does not end where it began.
    public static let unclosedRing = Flags(rawValue: 1 << 1)
    /// A ring has fewer than four positions.
    public static let shortRing = Flags(rawValue: 1 << 2)
    /// A part without positions was left out.
    public static let emptyPart = Flags(rawValue: 1 << 3)
    /// Positions before the first part belong to none and were left out.
    public static let strayPositions = Flags(rawValue: 1 << 4)
    /// The record number is not the row's.
    public static let numberOutOfOrder = Flags(rawValue: 1 << 5)
    /// The length in the record's header is not that of the index or of the content.
    public static let lengthDisagrees = Flags(rawValue: 1 << 6)
    /// The type is neither null nor the file's.
    public static let typeDiffers = Flags(rawValue: 1 << 7)
    /// The type has heights, the record has none.
    public static let missingZ = Flags(rawValue: 1 << 8)
  }

  /// Why a shape could not be read.
  public enum Fault: Hashable, Sendable {
    /// The type code is unknown.
    case unknownType(Int32)
    /// The record is too short for the parts and positions that it announces.
    case tooShort(needed: Int, actual: Int)
    /// The numbers of parts or positions are negative.
    case negativeCount
    /// The parts do not ascend, or begin behind the last position.
    case partOrder
  }

  /// Whether there is no shape: a null record, one without positions, or one with a fault.
  public var isEmpty: Bool { coordinates.isEmpty }

  /// The indices in ``coordinates`` of the positions of a part.
  @inlinable
  public func positions(ofRing ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring]
  }

  /// Whether a ring runs clockwise, by which the format declares it a shell and not a hole.
  ///
  /// A ring without area counts as a shell. Writers are often wrong: geometry is to judge.
  public func declaresShell(ring: Int) -> Bool {
    let range = positions(ofRing: ring)
    guard range.count > 2 else { return true }
    let origin = coordinates[range.lowerBound]
    var doubled = 0.0
    var previous = Coordinate(x: 0, y: 0)
    for index in range.dropFirst() {
      let current = Coordinate(x: coordinates[index].x - origin.x, y: coordinates[index].y - origin.y)
      doubled += previous.x * current.y - current.x * previous.y
      previous = current
    }
    return !(doubled > 0)
  }

  /// Moves the shape out of the record without copying it, and leaves the record without one.
  public mutating func takeShape() -> (coordinates: [Coordinate], ringEnds: [Int]) {
    var shape: (coordinates: [Coordinate], ringEnds: [Int]) = ([], [])
    swap(&shape.coordinates, &coordinates)
    swap(&shape.ringEnds, &ringEnds)
    return shape
  }

  mutating func clear() {
    type = .null
    envelope = .empty
    coordinates.removeAll(keepingCapacity: true)
    ringEnds.removeAll(keepingCapacity: true)
    hasZ = false
    hasM = false
    flags = []
    fault = nil
  }
}
