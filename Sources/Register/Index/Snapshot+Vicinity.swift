public import Cadastre
public import Geo
internal import Projection

/// A parcel beside another one.
public struct Neighbour: Sendable {
  /// The parcel.
  public let row: ParcelRow
  /// The length of the boundary that both have, metres in the first one's grid.
  public let sharedLength: Double
  /// The distance between the two boundaries, metres.
  public let distance: Double
  /// The area that both claim, m².
  public let overlap: Double
}

/// The corner of a parcel that lies nearest to a place.
public struct RegisteredCorner: Sendable, Hashable {
  /// The parcel.
  public let id: Int64
  /// What names the parcel.
  public let key: ParcelKey
  /// The grid in which it was measured.
  public let grid: CRS
  /// Where the corner lies in that grid.
  public let position: Coordinate
  /// How far it is from the place, metres in that grid.
  public let distance: Double
}

/// The parcels of a neighbourhood, to be asked many small questions.
public struct Vicinity: Sendable {
  let index: ParcelIndex
}

extension Snapshot {
  /// The parcels in and around a box of longitudes and latitudes.
  ///
  /// - Parameters:
  ///   - envelope: the box.
  ///   - reach: how far around it, metres.
  ///   - moment: which state of the land.
  ///   - index: the parcels in memory; when it is not of this state, those of the box are read.
  /// - Returns: the parcels.
  /// - Throws: ``RegisterError``, of code `tooMany` when more parcels would be read than is allowed.
  public func vicinity(
    of envelope: Envelope, reach: Double, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws -> Vicinity {
    let south = DegreeBox(around: Coordinate(x: envelope.minX, y: envelope.minY), metres: reach).envelope
    var box = DegreeBox(around: Coordinate(x: envelope.maxX, y: envelope.maxY), metres: reach).envelope
    box.extend(to: south)
    return Vicinity(index: try parcels(in: box, at: moment, index: index))
  }
}

extension Vicinity {
  /// The parcels whose boundary touches that of a polygon, or lies within a distance of it, in no order.
  ///
  /// - Parameters:
  ///   - polygons: the polygon, in a grid.
  ///   - grid: the grid.
  ///   - id: the parcel that it is, which is left out.
  ///   - tolerance: up to this distance two edges count as one, metres.
  ///   - reach: how far parcels are looked for, metres.
  ///   - reader: whose projector takes parcels of other grids into this one.
  /// - Returns: the parcels within that distance.
  /// - Throws: `ProjectionError` where a parcel lies beyond what the grid can express.
  public func neighbours(
    of polygons: MultiPolygon, in grid: CRS, but id: Int64?, tolerance: Double, reach: Double, reader: RegisterReader
  ) throws -> [Neighbour] {
    let box = polygons.envelope.expanded(by: max(tolerance, reach))
    let outline = Outline(polygons)
    let ground = SharedBoundary.Ground(polygons)
    let operation = try reader.projector.toWGS84(grid)
    var around = try degrees(of: box, operation)
    around = around.expanded(by: 1e-6)
    var found: [Neighbour] = []
    for place in index.chunks(in: around) {
      let chunk = index.chunks[place]
      let isSame = chunk.grid == grid
      let search = isSame ? box : try gridBox(of: around, try reader.projector.toWGS84(chunk.grid))
      try chunk.tree.search(search) { parcel throws in
        guard chunk.ids[parcel] != id else { return true }
        var other = isSame ? chunk.rings.polygons(of: parcel) : chunk.polygons(of: parcel)
        if !isSame { try operation.inverse(&other.coordinates) }
        guard other.envelope.intersects(box) else { return true }
        let shared = SharedBoundary(of: ground, with: other, tolerance: tolerance, reach: reach)
        let overlap = outline.area(sharedWith: SmallPolygon(other))
        let distance = overlap > 0.01 ? 0 : shared.distance
        guard distance <= max(tolerance, reach) else { return true }
        found.append(
          Neighbour(row: chunk.row(parcel), sharedLength: shared.length, distance: distance, overlap: overlap))
        return true
      }
    }
    return found
  }

  private func degrees(of box: Envelope, _ operation: Transformation) throws -> Envelope {
    var corners = [
      Coordinate(x: box.minX, y: box.minY), Coordinate(x: box.maxX, y: box.minY), Coordinate(x: box.maxX, y: box.maxY),
      Coordinate(x: box.minX, y: box.maxY),
    ]
    try operation.forward(&corners)
    return Envelope(corners)
  }

  private func gridBox(of box: Envelope, _ operation: Transformation) throws -> Envelope {
    var corners = [
      Coordinate(x: box.minX, y: box.minY), Coordinate(x: box.maxX, y: box.minY), Coordinate(x: box.maxX, y: box.maxY),
      Coordinate(x: box.minX, y: box.maxY),
    ]
    try operation.inverse(&corners)
    // Small boxes hardly bulge; a metre is more than enough.
    return Envelope(corners).expanded(by: 1)
  }

  /// The corner of a parcel that lies nearest to a place.
  ///
  /// - Parameters:
  ///   - wgs84: the place, longitude and latitude.
  ///   - reach: how far corners are looked for, metres.
  ///   - preferred: the parcel that is named when several have the corner; else that of the smallest id.
  ///   - position: gives the place in a grid.
  ///   - isShown: whether a parcel of some land use may be named.
  /// - Returns: the corner; `nil` when none lies within that distance.
  /// - Throws: what the closure throws.
  public func nearestCorner(
    to wgs84: Coordinate, reach: Double, preferred: Int64? = nil, position: (CRS) throws -> Coordinate,
    isShown: (String?) -> Bool
  ) throws -> RegisteredCorner? {
    var step = 0.5
    while true {
      let distance = min(step, reach)
      if let corner = try corner(wgs84, distance, preferred, position, isShown) { return corner }
      guard step < reach else { return nil }
      step *= 8
    }
  }

  private func corner(
    _ wgs84: Coordinate, _ reach: Double, _ preferred: Int64?, _ position: (CRS) throws -> Coordinate,
    _ isShown: (String?) -> Bool
  ) throws -> RegisteredCorner? {
    var best: (chunk: ParcelIndex.Chunk, parcel: Int, place: Int, distance: Double)?
    for place in index.chunks(in: DegreeBox(around: wgs84, metres: reach).envelope) {
      let chunk = index.chunks[place]
      let position = try position(chunk.grid)
      let box = Envelope(minX: position.x, minY: position.y, maxX: position.x, maxY: position.y).expanded(by: reach)
      chunk.tree.search(box) { parcel in
        guard isShown(chunk.facts.landUse(of: parcel)) else { return true }
        for place in chunk.rings.places(of: parcel) {
          let distance = chunk.rings.coordinates[place].distance(to: position)
          guard distance <= reach else { continue }
          if let held = best {
            guard distance <= held.distance else { continue }
            let (mine, other) = (chunk.ids[parcel], held.chunk.ids[held.parcel])
            if distance == held.distance, other == preferred || (mine != preferred && other <= mine) { continue }
          }
          best = (chunk, parcel, place, distance)
        }
        return true
      }
    }
    return best.map { best in
      RegisteredCorner(
        id: best.chunk.ids[best.parcel], key: best.chunk.facts.key(of: best.parcel), grid: best.chunk.grid,
        position: best.chunk.rings.coordinates[best.place], distance: best.distance)
    }
  }
}
