import Geo
import Projection

/// The WGS 84 positions of the corners that were transformed lately.
///
/// A corner of one parcel is mostly a corner of its neighbours too, and PROJ takes 0.6 µs for each. The positions are
/// those that PROJ gave, bit for bit. One belongs to one operation and one thread.
struct CornerMemory {
  private static let bits = 15
  private let operation: Transformation
  private var corners = [Coordinate](repeating: Coordinate(x: .nan, y: .nan), count: 1 << bits)
  private var positions = [Coordinate](repeating: Coordinate(x: .nan, y: .nan), count: 1 << bits)
  private var missing: [Coordinate] = []
  private var places: [Int] = []

  /// Begins with nothing remembered.
  init(_ operation: Transformation) { self.operation = operation }

  /// Takes corners of a grid to longitudes and latitudes in degrees, in place.
  ///
  /// - Throws: `ProjectionError` when some cannot be converted; the corners are of no use then.
  mutating func forward(_ coordinates: inout [Coordinate]) throws(ProjectionError) {
    missing.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for index in coordinates.indices {
      let corner = coordinates[index]
      let slot = Self.slot(of: corner)
      if corners[slot] == corner {
        coordinates[index] = positions[slot]
      } else {
        missing.append(corner)
        places.append(index)
      }
    }
    guard !missing.isEmpty else { return }
    // A ring ends with its first corner.
    let closes = missing.count > 1 && missing[0] == missing[missing.count - 1]
    if closes { missing.removeLast() }
    try operation.forward(&missing)
    if closes { missing.append(missing[0]) }
    for (position, index) in zip(missing, places) {
      let slot = Self.slot(of: coordinates[index])
      corners[slot] = coordinates[index]
      positions[slot] = position
      coordinates[index] = position
    }
  }

  private static func slot(of corner: Coordinate) -> Int {
    let mixed = (corner.x.bitPattern ^ (corner.y.bitPattern << 21 | corner.y.bitPattern >> 43)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
  }
}
