public import Cadastre
internal import Geo
internal import Projection

/// What a row of a list says of a parcel.
public struct ParcelSummary: Sendable, Hashable {
  /// What names it.
  public var key: ParcelKey
  /// Its land-use label.
  public var landUse: String?
  /// The planar area in its grid, m².
  public var mapArea: Double
}

extension Snapshot {
  /// Finds what lies at many positions, with the same answers as one by one; those of a grid are projected together.
  ///
  /// - Parameters:
  ///   - queries: where, how exactly; positions that are not finite find nothing.
  ///   - moment: which state of the land.
  ///   - index: the parcels in memory.
  ///   - body: called for each query in turn with its place in the list.
  /// - Throws: as `locate` does for one, and what `body` throws.
  public func locate(
    _ queries: [LocationQuery], at moment: Moment = .now, index: ParcelIndex? = nil,
    _ body: (Int, LandLocation) throws -> Void
  ) throws {
    guard let index, answers(index, moment) else {
      for (place, query) in queries.enumerated() { try body(place, try locate(query, at: moment)) }
      return
    }
    var known = KnownPositions(queries, index)
    try known.project(with: reader.projector)
    for (place, query) in queries.enumerated() {
      guard query.position.isFinite else {
        try body(place, LandLocation())
        continue
      }
      try body(
        place,
        try index.locate(query, known: known[place], geos: reader.geos, projector: reader.projector))
    }
  }

  /// What a row of a list says of the parcel of a hit; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func summary(
    of hit: LandLocation.Hit, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws(RegisterError) -> ParcelSummary? {
    if let place = hit.place, let index, answers(index, moment) { return index.summary(at: place) }
    return try parcel(id: hit.id, at: moment).map {
      ParcelSummary(key: $0.parcel.key, landUse: $0.parcel.landUse, mapArea: $0.parcel.mapArea)
    }
  }

  /// The land-use label of the parcel of a hit; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func landUse(
    of hit: LandLocation.Hit, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws(RegisterError) -> String? {
    if let place = hit.place, let index, answers(index, moment) { return index.landUse(at: place) }
    return try parcel(id: hit.id, at: moment)?.parcel.landUse
  }
}

/// Positions of many questions in the grids of the parcels near them.
private struct KnownPositions {
  private var grids: [CRS] = []
  private var positions: [[Coordinate]] = []
  /// For each question the place of its grid and of its position there.
  private var places: [(grid: Int32, position: Int32)] = []

  init(_ queries: [LocationQuery], _ index: ParcelIndex) {
    places.reserveCapacity(queries.count)
    for query in queries {
      guard query.position.isFinite, let grid = index.grid(near: query) else {
        places.append((-1, 0))
        continue
      }
      let place: Int
      if let known = grids.firstIndex(of: grid) {
        place = known
      } else {
        place = grids.count
        grids.append(grid)
        positions.append([])
      }
      places.append((Int32(place), Int32(positions[place].count)))
      positions[place].append(query.position)
    }
  }

  mutating func project(with projector: Projector) throws {
    for (place, grid) in grids.enumerated() {
      let operation = try projector.toWGS84(grid)
      // What cannot be projected is infinite then, and fails by itself when its turn comes.
      try? operation.inverse(&positions[place])
    }
  }

  subscript(query: Int) -> (grid: CRS, position: Coordinate)? {
    let (grid, position) = places[query]
    guard grid >= 0 else { return nil }
    let found = positions[Int(grid)][Int(position)]
    return found.isFinite ? (grids[Int(grid)], found) : nil
  }
}
