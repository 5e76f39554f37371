internal import Geo
internal import SpatiaLite

extension Snapshot {
  /// So many parcels are read from the file for one question.
  static let mostParcelsRead = 200_000

  /// The index that answers for a box of longitudes and latitudes: the one in memory when it is of this state, else one
  /// made of the parcels of the box.
  func parcels(in envelope: Envelope, at moment: Moment, index: ParcelIndex?) throws -> ParcelIndex {
    if let index, isNow(moment), index.revision == revision { return index }
    // The transaction begins here, unless it has begun.
    try asking { _ throws(SpatiaLiteError) in }
    do {
      return try read(envelope, moment)
    } catch let error as SpatiaLiteError {
      throw RegisterError(error, file: reader.path)
    }
  }

  private func read(_ envelope: Envelope, _ moment: Moment) throws -> ParcelIndex {
    let isNow = isNow(moment)
    try limit(envelope, isNow: isNow)
    let statement = try reader.connection.prepare(isNow ? Snapshot.contentsNow : Snapshot.contentsThen)
    bindBox(envelope, moment, to: statement)
    var chunks: [ParcelIndex.Chunk] = []
    var hasRow = try statement.step()
    while hasRow {
      let (ward, code) = (statement.text(1), statement.integer(15))
      let first = try statement.withBytes(13) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) }
      var contents = ChunkContents(near: Coordinate(x: first.minX, y: first.minY))
      repeat {
        try contents.append(statement)
        hasRow = try statement.step()
      } while hasRow && statement.integer(15) == code && statement.text(1) == ward
      let grid = CRS(epsg: Int32(clamping: code))
      let wgs84 = try ParcelIndex.bounds(of: contents.boxes, in: grid, projector: reader.projector)
      chunks.append(ParcelIndex.Chunk(contents, ward: ward, grid: grid, wgs84: wgs84))
    }
    return ParcelIndex(revision: moment.revision ?? revision, chunks: chunks)
  }

  private func limit(_ envelope: Envelope, isNow: Bool) throws {
    let tables = isNow ? ["idx_parcels_geometry"] : ["idx_parcels_geometry", "parcels_past_index"]
    var count = 0
    for table in tables {
      let statement = try reader.connection.prepare(
        "SELECT count(*) FROM \(table) WHERE xmax >= ?3 AND xmin <= ?4 AND ymax >= ?5 AND ymin <= ?6")
      bindBox(envelope, .now, to: statement)
      if try statement.step() { count += statement.integer(0) }
    }
    guard count <= Snapshot.mostParcelsRead else {
      throw RegisterError(
        .tooMany,
        vi: "vùng này có khoảng \(count) thửa; khi không dùng chỉ mục trong bộ nhớ, mỗi câu hỏi chỉ đọc "
          + "\(Snapshot.mostParcelsRead) thửa",
        en: "this area has about \(count) parcels; without the index in memory one question reads "
          + "\(Snapshot.mostParcelsRead) at most")
    }
  }

  private static let order = """
    ORDER BY ward, crs, CAST(sheet AS INTEGER), sheet, CAST(number AS INTEGER), number, series, ward_from
    """
  private static let current = """
    SELECT \(Statement.parcelColumns(of: "p")), g.grid, g.crs AS crs FROM idx_parcels_geometry AS i
    CROSS JOIN parcels AS p ON p.id = i.pkid CROSS JOIN parcels_grid AS g ON g.id = i.pkid
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6
    """
  private static let contentsNow = "\(current) \(order)"
  private static let contentsThen = """
    SELECT * FROM (\(current) AND \(Queries.live("p"))
    UNION ALL
    SELECT \(Statement.parcelColumns(of: "p")), p.grid, p.crs AS crs FROM parcels_past_index AS i
    CROSS JOIN parcels_past AS p ON p.fact = i.fact
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6 AND \(Queries.past("p"))) \(order)
    """
}
