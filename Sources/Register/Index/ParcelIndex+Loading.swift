internal import Foundation
internal import Geo
internal import Projection
internal import SpatiaLite
internal import Threads

extension ParcelIndex {
  /// Reads all parcels of the newest revision.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read, `ProjectionError` for a grid that PROJ does not know.
  public static func load(from reader: RegisterReader) throws -> ParcelIndex {
    try reader.withSnapshot { snapshot in
      ParcelIndex(
        revision: snapshot.revision,
        chunks: try chunks(of: try wards(reader), from: reader, revision: snapshot.revision))
    }
  }

  /// An index of the newest revision that reads only the wards that changed since this one's.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read, `ProjectionError` for a grid that PROJ does not know.
  public func refreshed(from reader: RegisterReader) throws -> ParcelIndex {
    try reader.withSnapshot { snapshot in
      guard snapshot.revision != revision else { return self }
      let statement = try reader.connection.prepare(
        "SELECT DISTINCT ward FROM revision_wards WHERE layer = 'parcels' AND revision > ?1 ORDER BY ward")
      statement.bind(1, revision)
      var changed: Set<String> = []
      while try statement.step() { changed.insert(statement.text(0)) }
      let kept = chunks.filter { !changed.contains($0.ward) }
      let read = try ParcelIndex.chunks(of: changed.sorted(), from: reader, revision: snapshot.revision)
      return ParcelIndex(revision: snapshot.revision, chunks: kept + read)
    }
  }

  /// The codes of the wards that have parcels, found by seeking from one to the next.
  private static func wards(_ reader: RegisterReader) throws -> [String] {
    let statement = try reader.connection.prepare("SELECT min(ward) FROM parcels WHERE ward > ?1")
    var result: [String] = []
    while true {
      statement.bind(1, result.last ?? "")
      guard try statement.step(), let ward = statement.textIfAny(0) else { return result }
      result.append(ward)
      statement.reset()
    }
  }

  /// The chunks of wards, read by several threads when there are many.
  ///
  /// Each other thread reads with a reader of its own, and only at the same revision; what it could not read is read
  /// here.
  private static func chunks(of wards: [String], from reader: RegisterReader, revision: Int) throws -> [Chunk] {
    let work = LoadingWork(wards)
    let path = reader.path
    let helpers = wards.count < 8 ? 0 : min(4, ProcessInfo.processInfo.activeProcessorCount) - 1
    let threads = (0..<helpers).compactMap { _ in
      WorkerThread {
        guard let other = try? RegisterReader(path: path) else { return }
        try? other.withSnapshot { snapshot in
          guard snapshot.revision == revision else { return }
          while let place = work.next() { work.put(try load(ward: wards[place], from: other), at: place) }
        }
      }
    }
    do {
      defer { for thread in threads { thread.join() } }
      while let place = work.next() {
        do {
          work.put(try load(ward: wards[place], from: reader), at: place)
        } catch {
          work.stop()
          throw error
        }
      }
    }
    return try work.results().enumerated().flatMap { place, found in
      try found ?? load(ward: wards[place], from: reader)
    }
  }

  private static func load(ward: String, from reader: RegisterReader) throws -> [Chunk] {
    let grids = try reader.connection.prepare(
      """
      SELECT DISTINCT g.crs FROM parcels AS p INDEXED BY parcels_key CROSS JOIN parcels_grid AS g ON g.id = p.id
      WHERE p.ward = ?1 ORDER BY g.crs
      """)
    let rows = try reader.connection.prepare(
      """
      SELECT \(Statement.parcelColumns(of: "p")), g.grid FROM parcels AS p INDEXED BY parcels_key
      CROSS JOIN parcels_grid AS g ON g.id = p.id WHERE p.ward = ?1 AND g.crs = ?2
      """)
    grids.bind(1, ward)
    var chunks: [Chunk] = []
    while try grids.step() {
      guard let grid = grids.crs(0) else { continue }
      rows.bind(1, ward)
      rows.bind(2, Int64(grid.code))
      guard try rows.step() else { continue }
      let first = try rows.withBytes(13) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) }
      var contents = ChunkContents(near: Coordinate(x: first.minX, y: first.minY))
      repeat { try contents.append(rows) } while try rows.step()
      let wgs84 = try bounds(of: contents.boxes, in: grid, projector: reader.projector)
      chunks.append(Chunk(contents, ward: ward, grid: grid, wgs84: wgs84))
    }
    return chunks
  }

  /// The box of longitudes and latitudes around boxes of a grid.
  ///
  /// The sides of the whole box are taken along at 32 places each; what bulges between them is less than the margin.
  static func bounds(of boxes: [Envelope], in grid: CRS, projector: Projector) throws -> Envelope {
    var whole = Envelope.empty
    for box in boxes { whole.extend(to: box) }
    let (width, height) = (whole.maxX - whole.minX, whole.maxY - whole.minY)
    var rim: [Coordinate] = []
    for step in 0...32 {
      let part = Double(step) / 32
      rim.append(Coordinate(x: whole.minX + part * width, y: whole.minY))
      rim.append(Coordinate(x: whole.minX + part * width, y: whole.maxY))
      rim.append(Coordinate(x: whole.minX, y: whole.minY + part * height))
      rim.append(Coordinate(x: whole.maxX, y: whole.minY + part * height))
    }
    try projector.toWGS84(grid).forward(&rim)
    let box = Envelope(rim)
    // A side of 100 km bulges 3 m between two of the places.
    let margin = 1e-5 + (width + height) * 1e-9
    return box.expanded(by: margin)
  }
}
