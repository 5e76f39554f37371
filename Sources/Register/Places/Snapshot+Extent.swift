public import Geo
internal import SpatiaLite

extension Snapshot {
  /// The grids in which the parcels of this state were surveyed, in the order of their codes.
  ///
  /// The index answers at once when it is of this state; otherwise the grid of every parcel is read, which takes 0.3 s for
  /// a million.
  /// - Parameter index: the parcels in memory.
  /// - Returns: each grid once.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func grids(index: ParcelIndex? = nil) throws(RegisterError) -> [CRS] {
    if let index, index.revision == revision {
      return Set(index.chunks.map(\.grid)).sorted { $0.code < $1.code }
    }
    return try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare("SELECT DISTINCT crs FROM parcels_grid ORDER BY crs")
      var grids: [CRS] = []
      while try statement.step() {
        if let crs = statement.crs(0) { grids.append(crs) }
      }
      return grids
    }
  }

  /// The box of all wards and parcels of this state, longitude and latitude; empty when there are none.
  ///
  /// It is read from the roots of the R*Trees, whose boxes are rounded outwards to single precision: 1 m.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func extent() throws(RegisterError) -> Envelope {
    try asking { _ throws(SpatiaLiteError) in
      var extent = Envelope.empty
      for tables in [LayerTables.wards, .parcels] {
        let root = try reader.connection.prepare("SELECT data FROM \(tables.index)_node WHERE nodeno = 1")
        guard try root.step() else { continue }
        if let box = Self.box(ofNode: root.blob(0)) { extent.extend(to: box) }
      }
      return extent
    }
  }

  /// The box of a node of an R*Tree of two dimensions; `nil` for an empty one.
  ///
  /// Two bytes of depth, two of the count of cells, then for each cell eight bytes of its number and four of each bound:
  /// west, east, south, north, all big-endian. Source: SQLite, ext/rtree/rtree.c, "Database Format of R-Tree Tables".
  static func box(ofNode node: [UInt8]) -> Envelope? {
    guard node.count >= 4 else { return nil }
    let count = min(Int(node[2]) << 8 | Int(node[3]), (node.count - 4) / 24)
    func bound(_ place: Int) -> Double {
      var bits: UInt32 = 0
      for offset in 0..<4 { bits = bits << 8 | UInt32(node[place + offset]) }
      return Double(Float(bitPattern: bits))
    }
    var box = Envelope.empty
    for cell in 0..<count {
      let place = 4 + cell * 24 + 8
      box.extend(
        to: Envelope(minX: bound(place), minY: bound(place + 8), maxX: bound(place + 4), maxY: bound(place + 12)))
    }
    return count > 0 ? box : nil
  }
}

extension Snapshot {
  /// The planar area of a ward in its own grid.
  ///
  /// - Parameters:
  ///   - id: the ward's identity.
  ///   - known: the revision whose knowledge counts; `nil` for the newest.
  /// - Returns: m²; `nil` when there is no such ward.
  /// - Throws: ``RegisterError`` when the register cannot be read or the geometry is damaged.
  public func area(ofWard id: Int64, knownAt known: Int? = nil) throws(RegisterError) -> Double? {
    guard let grid = try grid(ofWard: id, knownAt: known) else { return nil }
    do throws(GeoError) {
      return try WKB.decode(grid.wkb).area
    } catch {
      throw RegisterError(.damaged, vi: "hình dạng của xã \(id) bị hỏng", en: "the geometry of ward \(id) is damaged")
    }
  }
}
