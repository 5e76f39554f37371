internal import SpatiaLite

/// The prepared statements of a reader; a statement of SQLite cannot stand in an array, so each has its name.
final class Queries {
  let begin: Statement
  let end: Statement
  let revision: Statement
  let parcelByID: Statement
  let parcelByIDThen: Statement
  let parcelByKey: Statement
  let parcelByKeyThen: Statement
  let sheetNow: Statement
  let sheetThen: Statement
  let inEnvelope: Statement
  let inEnvelopeThen: Statement
  let wardByCode: Statement
  let wardByCodeThen: Statement
  let wardsAt: Statement
  let wardsAtThen: Statement
  let gridByID: Statement
  let gridByIDThen: Statement
  let rings: Statement
  let ringsThen: Statement
  let lowerNumbers: Statement
  let higherNumbers: Statement
  let sheets: Statement
  let places: PlaceQueries

  /// The condition that a superseded row counts at revision ?1 as of day ?2.
  ///
  /// Either it was current at that revision, or it was known then as the state of the land until a later day.
  static func past(_ p: String) -> String {
    """
    \(p).revision_from <= ?1 AND \(p).data_date <= ?2 AND (?1 < \(p).revision_to OR
      (?2 < \(p).state_until AND (\(p).known_until IS NULL OR ?1 < \(p).known_until)))
    """
  }
  /// The condition that a current row counts at revision ?1 as of day ?2.
  static func live(_ p: String) -> String { "\(p).revision_from <= ?1 AND \(p).data_date <= ?2" }

  // The subqueries keep SQLite from putting the text into the casts beside it, after which no index would answer them.
  private static let sameSheet =
    "p.ward = ?3 AND CAST(p.sheet AS INTEGER) = CAST(?4 AS INTEGER) AND p.sheet = (SELECT ?4)"
  private static let sameParcel =
    "\(sameSheet) AND CAST(p.number AS INTEGER) = CAST(?5 AS INTEGER) AND p.number = (SELECT ?5)"
  private static let afterNumber = """
    CAST(p.number AS INTEGER) >= CAST(?5 AS INTEGER)
      AND (CAST(p.number AS INTEGER), p.number, p.series, p.ward_from) > (CAST(?5 AS INTEGER), ?6, ?7, ?8)
    """
  private static let parcelOrder = "CAST(number AS INTEGER), number, series, ward_from"

  /// The parcels whose boxes touch an envelope: ?3 to ?6 west, east, south, north.
  static let envelopeNow = """
    SELECT \(Statement.parcelColumns(of: "p")) FROM idx_parcels_geometry AS i CROSS JOIN parcels AS p ON p.id = i.pkid
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6
    """
  static let envelopeThen = """
    \(envelopeNow) AND \(live("p"))
    UNION ALL
    SELECT \(Statement.parcelColumns(of: "p")) FROM parcels_past_index AS i
    CROSS JOIN parcels_past AS p ON p.fact = i.fact
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6 AND \(past("p"))
    """
  /// The grid geometries of the parcels whose boxes touch an envelope.
  static let ringsNow = """
    SELECT g.id, g.crs, g.grid FROM idx_parcels_geometry AS i CROSS JOIN parcels_grid AS g ON g.id = i.pkid
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6
    """
  static let ringsThen = """
    SELECT g.id, g.crs, g.grid FROM idx_parcels_geometry AS i CROSS JOIN parcels AS p ON p.id = i.pkid
    CROSS JOIN parcels_grid AS g ON g.id = i.pkid
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6 AND \(live("p"))
    UNION ALL
    SELECT p.id, p.crs, p.grid FROM parcels_past_index AS i CROSS JOIN parcels_past AS p ON p.fact = i.fact
    WHERE i.xmax >= ?3 AND i.xmin <= ?4 AND i.ymax >= ?5 AND i.ymin <= ?6 AND \(past("p"))
    """
  static let wardsNow = """
    SELECT \(Statement.wardColumns(of: "w")) FROM idx_wards_geometry AS i CROSS JOIN wards AS w ON w.id = i.pkid
    WHERE i.xmax >= ?3 AND i.xmin <= ?3 AND i.ymax >= ?4 AND i.ymin <= ?4
      AND w.valid_from <= ?2 AND (w.valid_to IS NULL OR ?2 < w.valid_to)
    """
  static let wardsThen = """
    \(wardsNow) AND w.revision_from <= ?1
    UNION ALL
    SELECT \(Statement.wardColumns(of: "w")) FROM wards_past_index AS i
    CROSS JOIN wards_past AS w ON w.fact = i.fact
    WHERE i.xmax >= ?3 AND i.xmin <= ?3 AND i.ymax >= ?4 AND i.ymin <= ?4
      AND w.valid_from <= ?2 AND (w.valid_to IS NULL OR ?2 < w.valid_to)
      AND w.revision_from <= ?1 AND ?1 < w.revision_to
    """

  init(_ connection: Connection) throws(SpatiaLiteError) {
    places = try PlaceQueries(connection)
    let columns = Statement.parcelColumns(of: "p")
    let wards = Statement.wardColumns(of: "w")
    begin = try connection.prepare("BEGIN")
    end = try connection.prepare("COMMIT")
    revision = try connection.prepare("SELECT max(id) FROM revisions")
    parcelByID = try connection.prepare("SELECT \(columns) FROM parcels AS p WHERE p.id = ?3")
    parcelByIDThen = try connection.prepare(
      """
      SELECT \(columns) FROM parcels AS p WHERE p.id = ?3 AND \(Queries.live("p"))
      UNION ALL SELECT \(columns) FROM parcels_past AS p WHERE p.id = ?3 AND \(Queries.past("p"))
      """)
    parcelByKey = try connection.prepare(
      "SELECT \(columns) FROM parcels AS p WHERE \(Queries.sameParcel) ORDER BY series, ward_from")
    parcelByKeyThen = try connection.prepare(
      """
      SELECT \(columns) FROM parcels AS p WHERE \(Queries.sameParcel) AND \(Queries.live("p"))
      UNION ALL SELECT \(columns) FROM parcels_past AS p WHERE \(Queries.sameParcel) AND \(Queries.past("p"))
      ORDER BY series, ward_from
      """)
    sheetNow = try connection.prepare(
      """
      SELECT \(columns) FROM parcels AS p WHERE \(Queries.sameSheet) AND \(Queries.afterNumber) ORDER BY \(Queries.parcelOrder) LIMIT ?9
      """)
    sheetThen = try connection.prepare(
      """
      SELECT * FROM (
        SELECT \(columns) FROM parcels AS p WHERE \(Queries.sameSheet) AND \(Queries.afterNumber)
          AND \(Queries.live("p"))
        UNION ALL SELECT \(columns) FROM parcels_past AS p WHERE \(Queries.sameSheet) AND \(Queries.afterNumber)
          AND \(Queries.past("p")))
      ORDER BY \(Queries.parcelOrder) LIMIT ?9
      """)
    inEnvelope = try connection.prepare(Queries.envelopeNow)
    inEnvelopeThen = try connection.prepare(Queries.envelopeThen)
    wardByCode = try connection.prepare("SELECT \(wards) FROM wards AS w WHERE w.code = ?2 ORDER BY w.valid_from")
    wardByCodeThen = try connection.prepare(
      """
      SELECT \(wards) FROM wards AS w WHERE w.code = ?2 AND w.revision_from <= ?1
      UNION ALL SELECT \(wards) FROM wards_past AS w WHERE w.code = ?2 AND w.revision_from <= ?1
        AND ?1 < w.revision_to ORDER BY valid_from
      """)
    wardsAt = try connection.prepare(Queries.wardsNow)
    wardsAtThen = try connection.prepare(Queries.wardsThen)
    gridByID = try connection.prepare("SELECT crs, grid, source_crs, source FROM parcels_grid WHERE id = ?3")
    gridByIDThen = try connection.prepare(
      """
      SELECT g.crs, g.grid, g.source_crs, g.source FROM parcels AS p JOIN parcels_grid AS g ON g.id = p.id
        WHERE p.id = ?3 AND \(Queries.live("p"))
      UNION ALL SELECT p.crs, p.grid, p.source_crs, p.source FROM parcels_past AS p
        WHERE p.id = ?3 AND \(Queries.past("p"))
      """)
    rings = try connection.prepare(Queries.ringsNow)
    ringsThen = try connection.prepare(Queries.ringsThen)
    lowerNumbers = try connection.prepare(Queries.numbers("<=", "DESC"))
    higherNumbers = try connection.prepare(Queries.numbers(">", "ASC"))
    sheets = try connection.prepare(
      """
      SELECT series, sheet, ward_from, count(*) FROM parcels WHERE ward = ?3
      GROUP BY CAST(sheet AS INTEGER), sheet, series, ward_from
      """)
  }

  private static func numbers(_ comparison: String, _ order: String) -> String {
    """
    SELECT DISTINCT number FROM parcels AS p WHERE \(sameSheet) AND CAST(p.number AS INTEGER) \(comparison)
      CAST(?5 AS INTEGER) ORDER BY CAST(p.number AS INTEGER) \(order), p.number \(order) LIMIT ?6
    """
  }

  func newest() throws(SpatiaLiteError) -> Int {
    defer { revision.reset() }
    return try revision.step() ? revision.integer(0) : 0
  }
}
