internal import Cadastre
internal import Geo
internal import GEOS
internal import Projection
internal import SpatiaLite

/// The parcels of one revision in memory, immutable and shared by all threads.
///
/// There is one chunk for each ward and grid, so that the index of the next revision shares every chunk of a ward that
/// did not change. It holds all that answers show of a parcel, so that a usual question asks SQLite nothing. A million
/// parcels of nine vertices take about 340 MB.
public final class ParcelIndex: Sendable {
  /// The revision that it holds.
  public let revision: Int
  /// How many parcels it holds.
  public let count: Int
  let chunks: [Chunk]
  private let tree: HilbertTree
  /// For each ward the places of its chunks.
  private let chunksOfWard: [String: [Int]]

  init(revision: Int, chunks: [Chunk]) {
    self.revision = revision
    self.chunks = chunks
    count = chunks.reduce(0) { $0 + $1.ids.count }
    tree = HilbertTree(chunks.map { $0.wgs84 })
    chunksOfWard = Dictionary(grouping: chunks.indices) { chunks[$0].ward }
  }

  /// Where a parcel stands in the index.
  struct Place: Sendable, Hashable {
    var chunk: Int32
    var parcel: Int32
  }

  /// The parcel at a place.
  func row(at place: Place) -> ParcelRow { chunks[Int(place.chunk)].row(Int(place.parcel)) }

  /// What names the parcel at a place, and its land-use label.
  func name(at place: Place) -> (key: ParcelKey, landUse: String?) {
    let facts = chunks[Int(place.chunk)].facts
    return (facts.key(of: Int(place.parcel)), facts.landUse(of: Int(place.parcel)))
  }

  /// What a row of a list says of the parcel at a place.
  func summary(at place: Place) -> ParcelSummary {
    let facts = chunks[Int(place.chunk)].facts
    let parcel = Int(place.parcel)
    return ParcelSummary(
      key: facts.key(of: parcel), landUse: facts.landUse(of: parcel), mapArea: facts.mapArea(of: parcel))
  }

  /// The land-use label of the parcel at a place.
  func landUse(at place: Place) -> String? { chunks[Int(place.chunk)].facts.landUse(of: Int(place.parcel)) }

  /// The parcels that bear a ward code, sheet and number, in the order of series and validity.
  func rows(ward: String, sheet: String, number: String) -> [ParcelRow] {
    let digits = Array(number.utf8)
    var rows: [ParcelRow] = []
    for place in chunksOfWard[ward] ?? [] {
      let chunk = chunks[place]
      for parcel in chunk.keys.parcels(sheet: sheet, number: digits, in: chunk.facts) { rows.append(chunk.row(parcel)) }
    }
    guard rows.count > 1 else { return rows }
    func order(_ row: ParcelRow) -> (String, String) {
      (row.parcel.key.series, row.parcel.key.wardFrom.map { "\($0)" } ?? "")
    }
    return rows.sorted { order($0) < order($1) }
  }

  /// The grid of a chunk that a question may concern; `nil` where no parcel is near.
  func grid(near query: LocationQuery) -> CRS? {
    var grid: CRS?
    tree.search(DegreeBox(around: query.position, metres: query.uncertainty + 0.01).envelope) { place in
      grid = chunks[place].grid
      return false
    }
    return grid
  }

  /// Finds what lies at a position, which may be known in a grid already.
  ///
  /// Throws `GEOSError`, or `ProjectionError` where the position cannot be taken to a parcel's grid.
  func locate(
    _ query: LocationQuery, known: (grid: CRS, position: Coordinate)? = nil, geos: GEOSContext, projector: Projector
  ) throws -> LandLocation {
    var result = LandLocation()
    let reach = query.uncertainty + 0.01
    let degrees = DegreeBox(around: query.position, metres: reach).envelope
    var (lastGrid, position): (CRS?, Coordinate) = (known?.grid, known?.position ?? query.position)
    try tree.search(degrees) { place throws in
      let chunk = chunks[place]
      if chunk.grid != lastGrid {
        position = try projector.toWGS84(chunk.grid).inverse(query.position)
        lastGrid = chunk.grid
      }
      let box = Envelope(
        minX: position.x - reach, minY: position.y - reach, maxX: position.x + reach, maxY: position.y + reach)
      try chunk.tree.search(box) { parcel throws in
        if let found = try chunk.rings.relation(of: parcel, to: position, query, geos: geos) {
          result.add(
            LandLocation.Hit(
              id: chunk.ids[parcel], relation: found.relation, boundaryDistance: found.boundaryDistance,
              distance: found.relation == .near ? found.boundaryDistance : 0, grid: chunk.grid,
              place: Place(chunk: Int32(place), parcel: Int32(parcel))))
        }
        return true
      }
      return true
    }
    result.sort()
    return result
  }
}

/// A box of degrees that surely holds everything within some metres of a position.
struct DegreeBox {
  let envelope: Envelope

  init(around position: Coordinate, metres: Double) {
    // 110,574 m is the shortest degree of latitude, at the equator; parallels shrink with the cosine.
    let latitude = metres / 110_574 * 1.01
    let shrunk = 111_320 * cosine(min(89.9, abs(position.y) + latitude))
    let longitude = metres / shrunk * 1.01
    envelope = Envelope(
      minX: position.x - longitude, minY: position.y - latitude, maxX: position.x + longitude,
      maxY: position.y + latitude)
  }
}

/// A lower bound of the cosine of degrees from 0 to 90, good to a hundredth where people live; no library is needed.
private func cosine(_ degrees: Double) -> Double {
  let angle = degrees * .pi / 180
  let square = angle * angle
  return max(0.001, 1 - square / 2 + square * square / 24 - square * square * square / 720)
}
