import Geo
import Register

/// What a desk keeps for searches: names of the revision it reads, and areas of wards it was asked for.
struct SearchMemory {
  private var now: PlaceIndex?
  private var past: PlaceIndex?
  private var areas: [Int64: Double] = [:]
  private var areasOf = -1
  /// The names of wards that have no boundary, at a revision.
  var lineage: (revision: Int, names: LineageNames)?
  private var grids: (revision: Int, list: [CRS])?

  /// The names of a state of the land: those that all desks share, when they are of it.
  mutating func places(
    _ snapshot: borrowing Snapshot, _ scene: Scene, shared: SharedIndex
  ) throws -> PlaceIndex {
    if scene.moment.asOf != nil {
      // A sheet may have been renumbered since, so the past knows more sheets.
      if let past, past.revision == snapshot.revision { return past }
      let read = try PlaceIndex.load(from: snapshot, withPast: true)
      past = read
      return read
    }
    if let index = scene.index?.places { return index }
    if let now, now.revision == snapshot.revision { return now }
    let read = try (now ?? shared.heldPlaces)?.refreshed(from: snapshot) ?? PlaceIndex.load(from: snapshot)
    now = read
    return read
  }

  /// The grids of the register's parcels.
  mutating func grids(_ snapshot: borrowing Snapshot, index: ParcelIndex?) throws -> [CRS] {
    if let grids, grids.revision == snapshot.revision { return grids.list }
    let list = try snapshot.grids(index: index)
    grids = (snapshot.revision, list)
    return list
  }

  /// The planar area of a ward in its own grid, m²; `nil` when its grid geometry is missing.
  mutating func area(
    of id: Int64, _ snapshot: borrowing Snapshot, knownAt known: Int?
  ) throws -> Double? {
    let state = known ?? snapshot.revision
    if areasOf != state {
      areas.removeAll(keepingCapacity: true)
      areasOf = state
    }
    if let area = areas[id] { return area }
    let area = try snapshot.area(ofWard: id, knownAt: known)
    if areas.count > 20_000 { areas.removeAll() }
    areas[id] = area
    return area
  }
}
