internal import Cadastre
internal import Geo
internal import SpatiaLite

extension Snapshot {
  private static let past = """
    \(Statement.parcelColumns(of: "p")), p.revision_to, p.crs, p.grid, p.geometry_digest
    """
  private static let live = """
    \(Statement.parcelColumns(of: "p")), NULL, g.crs, g.grid, g.geometry_digest
    """
  /// Facts that only correct what was known of earlier states never were current.
  private static let wasCurrent = "p.revision_from < p.revision_to"

  /// The versions that a key has named by a ward code, sheet and number, in every series and validity of the ward, the
  /// oldest first.
  ///
  /// - Parameters:
  ///   - ward: the ward's code.
  ///   - sheet: the sheet.
  ///   - number: the number.
  ///   - known: only what was published until this revision; `nil` for all.
  /// - Returns: the versions.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcelVersions(
    ward: String, sheet: String, number: String, knownAt known: Int? = nil
  ) throws(RegisterError) -> [ParcelVersion] {
    let condition = """
      p.ward = ?1 AND CAST(p.sheet AS INTEGER) = CAST(?2 AS INTEGER) AND p.sheet = (SELECT ?2)
        AND CAST(p.number AS INTEGER) = CAST(?3 AS INTEGER) AND p.number = (SELECT ?3)
      """
    return try versions(where: condition, knownAt: known) { statement in
      statement.bind(1, ward)
      statement.bind(2, sheet)
      statement.bind(3, number)
    }
  }

  /// The versions of one parcel, the oldest first.
  ///
  /// - Parameters:
  ///   - id: the parcel.
  ///   - known: only what was published until this revision; `nil` for all.
  /// - Returns: the versions.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcelVersions(
    ofParcel id: Int64, knownAt known: Int? = nil
  ) throws(RegisterError) -> [ParcelVersion] {
    try versions(where: "p.id = ?1", knownAt: known) { $0.bind(1, id) }
  }

  private func versions(
    where condition: String, knownAt known: Int?, _ bind: (borrowing Statement) -> Void
  ) throws(RegisterError) -> [ParcelVersion] {
    let revision = known ?? revision
    return try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        """
        SELECT \(Self.past) FROM parcels_past AS p WHERE \(condition) AND \(Self.wasCurrent)
          AND p.revision_from <= \(revision)
        UNION ALL SELECT \(Self.live) FROM parcels AS p JOIN parcels_grid AS g ON g.id = p.id WHERE \(condition)
          AND p.revision_from <= \(revision)
        ORDER BY revision_from
        """)
      bind(statement)
      return try allVersions(statement, knownAt: revision)
    }
  }

  /// What took the land of a version when a revision ended it: itself in its next shape, and others.
  ///
  /// Parcels that only touch it, or share with it no more than surveys differ by, are left out.
  /// - Returns: the descents, the largest share first; none for a version that is current, or whose land nobody took.
  /// - Throws: ``RegisterError`` when the register cannot be read; `GEOSError` or `ProjectionError` where a geometry
  ///   cannot be used.
  public func descents(of version: ParcelVersion) throws -> [Descent] {
    guard let revision = version.revisionTo else { return [] }
    let parent = try LandShape(version)
    var result: [Descent] = []
    for child in try begun(at: revision, near: version) {
      guard let descent = try parent.descent(to: child, reader: reader) else { continue }
      result.append(descent)
    }
    return result.sorted { ($0.area, $1.child.row.id) > ($1.area, $0.child.row.id) }
  }

  /// The versions that began at a revision and whose boxes touch that of another.
  private func begun(at revision: Int, near version: ParcelVersion) throws -> [ParcelVersion] {
    let box = try version.row.geometry().envelope
    let touches = "i.xmax >= ?1 AND i.xmin <= ?2 AND i.ymax >= ?3 AND i.ymin <= ?4"
    return try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        """
        SELECT \(Self.live) FROM idx_parcels_geometry AS i CROSS JOIN parcels AS p ON p.id = i.pkid
          CROSS JOIN parcels_grid AS g ON g.id = p.id WHERE \(touches) AND p.revision_from = ?5
        UNION ALL SELECT \(Self.past) FROM parcels_past_index AS i CROSS JOIN parcels_past AS p ON p.fact = i.fact
          WHERE \(touches) AND p.revision_from = ?5 AND \(Self.wasCurrent)
        """)
      for (place, edge) in [box.minX, box.maxX, box.minY, box.maxY].enumerated() {
        statement.bind(Int32(place + 1), edge)
      }
      statement.bind(5, revision)
      return try allVersions(statement, knownAt: nil)
    }
  }

  /// The parcels that a revision probably split, merged, renamed or rearranged.
  ///
  /// Changes of attributes alone, and of a shape by less than surveys differ, are none.
  /// - Parameters:
  ///   - revision: the revision.
  ///   - limit: how many ended parcels are looked at; a revision that changes more is not taken apart further.
  /// - Returns: the changes in the order of their first parent, and whether the limit cut it short.
  /// - Throws: ``RegisterError`` when the register cannot be read; `GEOSError` or `ProjectionError` where a geometry
  ///   cannot be used.
  public func parcelChanges(
    at revision: Int, limit: Int = 20_000
  ) throws -> (changes: [ParcelChange], isComplete: Bool) {
    let ended = try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        """
        SELECT \(Self.past) FROM parcels_past AS p WHERE p.revision_to = ?1 AND \(Self.wasCurrent)
        ORDER BY p.fact LIMIT ?2
        """)
      statement.bind(1, revision)
      statement.bind(2, limit + 1)
      return try allVersions(statement, knownAt: nil)
    }
    var groups = DescentGroups()
    for parent in ended.prefix(limit) { groups.add(try descents(of: parent)) }
    return (groups.changes(), ended.count <= limit)
  }

  private func allVersions(
    _ statement: borrowing Statement, knownAt known: Int?
  ) throws(SpatiaLiteError) -> [ParcelVersion] {
    var result: [ParcelVersion] = []
    while try statement.step() {
      guard let row = statement.parcelRow(), let grid = statement.crs(15) else { continue }
      // What a later revision ended was current as far as was known then.
      let end = statement.integerIfAny(14).flatMap { end in known.map { end <= $0 } ?? true ? end : nil }
      result.append(
        ParcelVersion(
          row: row, revisionTo: end, grid: grid, gridWKB: statement.blob(16), geometryDigest: statement.int64(17)))
    }
    return result
  }
}
