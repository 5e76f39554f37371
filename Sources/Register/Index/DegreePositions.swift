internal import Geo
internal import JSON

/// Where the positions of a chunk's rings lie in WGS 84, in billionths of a degree from a corner.
///
/// That is what answers write: half the memory of two doubles, and the same digits. Positions stand in the order of
/// the grid rings beside them.
struct DegreePositions: Sendable {
  /// One position from the corner.
  private struct Offset {
    var x: UInt32
    var y: UInt32
  }

  private var corner: (x: Int64, y: Int64)
  private var offsets: [Offset] = []

  /// Makes an empty list for positions around a place; those 2 degrees east or north of it find no room.
  init(around place: Coordinate) {
    corner = (
      JSONWriter.billionths(place.x.rounded(.down) - 2) ?? 0, JSONWriter.billionths(place.y.rounded(.down) - 2) ?? 0
    )
  }

  /// How many positions there are.
  var count: Int { offsets.count }

  /// Adds a position; `false` when it lies too far from the corner.
  mutating func append(_ position: Coordinate) -> Bool {
    guard let x = JSONWriter.billionths(position.x), let y = JSONWriter.billionths(position.y),
      let east = UInt32(exactly: x - corner.x), let north = UInt32(exactly: y - corner.y)
    else { return false }
    offsets.append(Offset(x: east, y: north))
    return true
  }

  /// Takes back the last positions.
  mutating func remove(from count: Int) { offsets.removeSubrange(count...) }

  /// Adds places that stand for nothing, up to a count.
  mutating func fill(to count: Int) {
    while offsets.count < count { offsets.append(Offset(x: 0, y: 0)) }
  }

  /// The same positions with the parcels they belong to in another order.
  func ordered(_ order: [UInt32], of rings: GridRings) -> DegreePositions {
    var result = self
    result.offsets = []
    result.offsets.reserveCapacity(offsets.count)
    for parcel in order { result.offsets.append(contentsOf: offsets[rings.places(of: Int(parcel))]) }
    return result
  }

  /// A position, longitude and latitude.
  subscript(place: Int) -> Coordinate {
    let offset = offsets[place]
    return Coordinate(
      x: Double(corner.x + Int64(offset.x)) / 1e9, y: Double(corner.y + Int64(offset.y)) / 1e9)
  }
}
