internal import GEOS
internal import Geo
internal import Projection
internal import SpatiaLite

extension Snapshot {
  /// Finds what lies at a position.
  ///
  /// The index answers when it is of this state; otherwise the R*Tree does, with the same answer.
  /// - Parameters:
  ///   - query: where, how exactly.
  ///   - moment: which state of the land.
  ///   - index: the parcels in memory.
  /// - Returns: the parcels that hold the position, and those within the uncertainty.
  /// - Throws: ``RegisterError`` when the register cannot be read; `GEOSError` or `ProjectionError` where a parcel's
  ///   geometry or grid cannot be used.
  public func locate(
    _ query: LocationQuery, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws -> LandLocation {
    guard query.position.isFinite else { return LandLocation() }
    if let index, answers(index, moment) {
      return try index.locate(query, geos: reader.geos, projector: reader.projector)
    }
    return isNow(moment)
      ? try locate(query, moment, with: reader.queries.rings)
      : try locate(query, moment, with: reader.queries.ringsThen)
  }

  private func locate(
    _ query: LocationQuery, _ moment: Moment, with statement: borrowing Statement
  ) throws -> LandLocation {
    // A long edge of the grid bulges over its chord between longitudes and latitudes: 3 m at 20 km.
    bindBox(DegreeBox(around: query.position, metres: query.uncertainty + 4).envelope, moment, to: statement)
    defer { statement.reset() }
    var result = LandLocation()
    while try asking({ _ throws(SpatiaLiteError) in try statement.step() }) {
      guard let grid = statement.crs(1) else { continue }
      var rings = GridRings()
      do throws(SpatiaLiteError) {
        _ = try statement.withBytes(2) { bytes throws(SpatiaLiteError) in try rings.append(wkb: bytes) }
      } catch {
        throw RegisterError(error, file: reader.path)
      }
      let position = try reader.projector.toWGS84(grid).inverse(query.position)
      guard let found = try rings.relation(of: 0, to: position, query, geos: reader.geos) else { continue }
      result.add(
        LandLocation.Hit(
          id: statement.int64(0), relation: found.relation, boundaryDistance: found.boundaryDistance,
          distance: found.relation == .near ? found.boundaryDistance : 0, grid: grid))
    }
    result.sort()
    return result
  }
}
