internal import Geo
internal import GEOS
internal import Projection
internal import SpatiaLite

/// The parcels of one revision in memory, immutable and shared by all threads.
///
/// There is one chunk for each ward and grid, so that the index of the next revision shares every chunk of a ward that
/// did not change. A million parcels of nine vertices take about 190 MB.
public final class ParcelIndex: Sendable {
  /// The revision that it holds.
  public let revision: Int
  /// How many parcels it holds.
  public let count: Int
  let chunks: [Chunk]
  private let tree: HilbertTree

  init(revision: Int, chunks: [Chunk]) {
    self.revision = revision
    self.chunks = chunks
    count = chunks.reduce(0) { $0 + $1.ids.count }
    tree = HilbertTree(chunks.map { $0.wgs84 })
  }

  /// The parcels of one ward in one grid.
  final class Chunk: Sendable {
    let ward: String
    let grid: CRS
    let ids: [Int64]
    let rings: GridRings
    let tree: HilbertTree
    /// Where its parcels lie, longitude and latitude, a little widened.
    let wgs84: Envelope

    init(ward: String, grid: CRS, ids: [Int64], rings: GridRings, boxes: [Envelope], wgs84: Envelope) {
      self.ward = ward
      self.grid = grid
      self.ids = ids
      self.rings = rings
      self.wgs84 = wgs84
      tree = HilbertTree(boxes)
    }
  }

  /// Finds what lies at a position.
  ///
  /// - Throws: `GEOSError`, or `ProjectionError` where the position cannot be taken to a parcel's grid.
  func locate(_ query: LocationQuery, geos: GEOSContext, projector: Projector) throws -> LandLocation {
    var result = LandLocation()
    let reach = query.uncertainty + 0.01
    let degrees = DegreeBox(around: query.position, metres: reach).envelope
    var (lastGrid, position): (CRS?, Coordinate) = (nil, query.position)
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
              distance: found.relation == .near ? found.boundaryDistance : 0, grid: chunk.grid))
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
