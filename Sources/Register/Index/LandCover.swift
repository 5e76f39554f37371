public import Cadastre
public import Geo
internal import GEOS
internal import SpatiaLite

/// The parcels that share area with some polygons, in the order of ward, sheet and number, at one state of the land.
///
/// It keeps the index of that state, so that an answer can be written long after the question was worked out.
public struct LandCover: Sendable {
  /// One parcel.
  public struct Piece: Sendable, Hashable {
    let place: ParcelIndex.Place
    /// The area that it shares with the polygons, m² in its own grid.
    public let area: Double
    /// Whether it lies in them as a whole.
    public let isWhole: Bool
  }

  let index: ParcelIndex
  /// The parcels, at least one square centimetre of each.
  public private(set) var pieces: [Piece] = []

  /// Finds the parcels that share area with polygons.
  ///
  /// - Parameters:
  ///   - index: the parcels.
  ///   - envelope: the box around the polygons, longitude and latitude.
  ///   - outline: gives the polygons in a grid, as far as they concern a box of longitudes and latitudes; asked once
  ///     for each grid.
  ///   - pause: called now and then; throws to end the work.
  /// - Throws: what the closures throw.
  init(
    _ index: ParcelIndex, envelope: Envelope, outline: (CRS, Envelope) throws -> Outline, pause: () throws -> Void
  ) throws {
    self.index = index
    let places = index.chunks(in: envelope)
    var extents: [CRS: Envelope] = [:]
    for place in places { extents[index.chunks[place].grid, default: .empty].extend(to: index.chunks[place].wgs84) }
    var outlines: [CRS: Outline] = [:]
    for place in places {
      try pause()
      let chunk = index.chunks[place]
      let shape = try outlines[chunk.grid] ?? outline(chunk.grid, extents[chunk.grid] ?? chunk.wgs84)
      outlines[chunk.grid] = shape
      try add(chunk, place, shape, pause)
    }
  }

  private mutating func add(
    _ chunk: ParcelIndex.Chunk, _ place: Int, _ outline: Outline, _ pause: () throws -> Void
  ) throws {
    // By the rank of each parcel its area, NaN for the whole, and its place in the chunk.
    var areas = [Double](repeating: 0, count: chunk.ids.count)
    var parcels = [Int32](repeating: 0, count: chunk.ids.count)
    var (least, greatest, steps) = (Int.max, -1, 0)
    func note(_ parcel: Int, _ area: Double) {
      let rank = Int(chunk.ranks[parcel])
      (areas[rank], parcels[rank]) = (area, Int32(parcel))
      (least, greatest) = (min(least, rank), max(greatest, rank))
    }
    func side(_ box: Envelope) throws -> Outline.Side {
      steps += 1
      if steps.isMultiple(of: 256) { try pause() }
      return outline.side(of: box)
    }
    try chunk.tree.sort(by: side) { places throws in
      for item in chunk.tree.items[places] { note(Int(item), .nan) }
    } rim: { parcel throws in
      steps += 1
      if steps.isMultiple(of: 256) { try pause() }
      let area = outline.area(sharedWith: chunk.rings.smallPolygon(of: parcel))
      guard area > LandCover.noise else { return }
      note(parcel, chunk.facts.mapArea(of: parcel) - area < LandCover.noise ? .nan : area)
    }
    guard least <= greatest else { return }
    for rank in least...greatest where areas[rank] != 0 {
      let (parcel, isWhole) = (Int(parcels[rank]), areas[rank].isNaN)
      pieces.append(
        Piece(
          place: ParcelIndex.Place(chunk: Int32(place), parcel: Int32(parcel)),
          area: isWhole ? chunk.facts.mapArea(of: parcel) : areas[rank], isWhole: isWhole))
    }
  }

  /// What neighbours with one common boundary share after their coordinates were projected, m².
  private static let noise = 1e-4
}

extension LandCover {
  /// The revision that it was found in.
  public var revision: Int { index.revision }

  private func chunk(_ piece: Piece) -> ParcelIndex.Chunk { index.chunks[Int(piece.place.chunk)] }

  /// The stable id of a parcel.
  public func id(of piece: Piece) -> Int64 { chunk(piece).ids[Int(piece.place.parcel)] }

  /// What the register says of a parcel.
  public func parcel(of piece: Piece) -> Parcel { chunk(piece).facts.parcel(Int(piece.place.parcel)) }

  /// The land-use label of a parcel.
  public func landUse(of piece: Piece) -> String? { chunk(piece).facts.landUse(of: Int(piece.place.parcel)) }

  /// A number that is the same for parcels of one chunk, sheet and date; for tables of what they have in common.
  public func sheetCode(of piece: Piece) -> Int64 {
    Int64(piece.place.chunk) << 32 | Int64(chunk(piece).facts.settingIndex(of: Int(piece.place.parcel)))
  }

  /// What names a parcel.
  public func key(of piece: Piece) -> ParcelKey { chunk(piece).facts.key(of: Int(piece.place.parcel)) }

  /// The grid in which a parcel is measured.
  public func grid(of piece: Piece) -> CRS { chunk(piece).grid }

  /// The polygons of a parcel in its grid.
  public func gridPolygons(of piece: Piece) -> MultiPolygon { chunk(piece).rings.polygons(of: Int(piece.place.parcel)) }

  /// The polygons of a parcel, longitude and latitude.
  public func polygons(of piece: Piece) -> MultiPolygon { chunk(piece).polygons(of: Int(piece.place.parcel)) }
}

extension ParcelIndex {
  /// The chunks whose parcels may lie in a box of longitudes and latitudes.
  func chunks(in envelope: Envelope) -> [Int] { chunks.indices.filter { chunks[$0].wgs84.intersects(envelope) } }
}

extension Snapshot {
  /// The parcels that share area with polygons.
  ///
  /// - Parameters:
  ///   - envelope: the box around the polygons, longitude and latitude.
  ///   - moment: which state of the land.
  ///   - index: the parcels in memory; when it is not of this state, those of the box are read.
  ///   - pause: called now and then; throws to end the work.
  ///   - outline: gives the polygons in a grid, as far as they concern a box of longitudes and latitudes.
  /// - Returns: the parcels, in the order of ward, sheet and number.
  /// - Throws: ``RegisterError``, of code `tooMany` when more parcels would be read than is allowed; what the closures
  ///   throw.
  public func cover(
    envelope: Envelope, at moment: Moment = .now, index: ParcelIndex? = nil, pause: () throws -> Void,
    outline: (CRS, Envelope) throws -> Outline
  ) throws -> LandCover {
    let index = try parcels(in: envelope, at: moment, index: index)
    return try LandCover(index, envelope: envelope, outline: outline, pause: pause)
  }
}
