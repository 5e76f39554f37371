internal import Cadastre
internal import Geo
internal import SpatiaLite

extension ParcelIndex {
  /// The parcels of one ward in one grid.
  final class Chunk: Sendable {
    let ward: String
    let grid: CRS
    let ids: [Int64]
    let rings: GridRings
    let facts: ParcelFacts
    let keys: KeyTable
    let tree: HilbertTree
    /// For each parcel its rank in the order of sheet and number.
    let ranks: [UInt32]
    /// Where its parcels lie, longitude and latitude, a little widened.
    let wgs84: Envelope
    private let degrees: DegreePositions
    /// The WGS 84 polygons of parcels whose rings are others there than in the grid.
    private let apart: [Int: MultiPolygon]

    init(_ contents: consuming ChunkContents, ward: String, grid: CRS, wgs84: Envelope) {
      self.ward = ward
      self.grid = grid
      self.wgs84 = wgs84
      // Neighbours on the ground stand side by side in memory too: a question touches few pages.
      let tree = HilbertTree(contents.boxes)
      ranks = tree.items
      ids = tree.items.map { contents.ids[Int($0)] }
      rings = contents.rings.ordered(tree.items)
      degrees = contents.degrees.ordered(tree.items, of: contents.rings)
      facts = contents.facts.ordered(tree.items)
      let apart = contents.apart
      self.apart =
        apart.isEmpty
        ? [:]
        : Dictionary(
          uniqueKeysWithValues: tree.items.indices.compactMap { place in
            apart[Int(tree.items[place])].map { (place, $0) }
          })
      keys = KeyTable(facts)
      self.tree = tree.renumbered
    }

    /// A parcel as the register's table has it, its positions rounded to a billionth of a degree.
    func row(_ parcel: Int) -> ParcelRow {
      ParcelRow(
        id: ids[parcel], parcel: facts.parcel(parcel), revisionFrom: facts.setting(of: parcel).revisionFrom,
        grid: grid, polygons: polygons(of: parcel))
    }

    /// The polygons of a parcel, longitude and latitude.
    func polygons(of parcel: Int) -> MultiPolygon {
      apart[parcel] ?? rings.polygons(of: parcel) { degrees[$0] }
    }
  }
}

/// A chunk while it is being read.
struct ChunkContents: ~Copyable {
  var ids: [Int64] = []
  var rings = GridRings()
  var facts = ParcelFacts()
  var boxes: [Envelope] = []
  var degrees: DegreePositions
  var apart: [Int: MultiPolygon] = [:]
  private var scratch = MultiPolygon()

  /// Begins with the first parcel's place in WGS 84.
  init(near first: Coordinate) {
    degrees = DegreePositions(around: first)
  }

  /// Adds the parcel of a row: the columns of a parcel, then its grid geometry.
  mutating func append(_ row: borrowing Statement) throws(SpatiaLiteError) {
    guard facts.append(row) else { return }
    let parcel = ids.count
    ids.append(row.int64(0))
    boxes.append(try row.withBytes(14) { bytes throws(SpatiaLiteError) in try rings.append(wkb: bytes) })
    try row.withBytes(13) { bytes throws(SpatiaLiteError) in try SpatialBlob.decode(bytes, into: &scratch) }
    let before = degrees.count
    var fits = rings.isAlike(scratch, parcel)
    if fits { for position in scratch.coordinates where fits { fits = degrees.append(position) } }
    guard !fits else { return }
    apart[parcel] = scratch
    degrees.remove(from: before)
    degrees.fill(to: rings.coordinates.count)
  }
}
