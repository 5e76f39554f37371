internal import SpatiaLite

/// The prepared statements of a search; every one of them is answered by the key's index alone.
final class PlaceQueries {
  let names: Statement
  let nextSheet: Statement
  let nextPastSheet: Statement
  let highest: Statement
  let highestPast: Statement
  let nextWard: Statement
  let nextPastWard: Statement

  private static let columns = "p.id, p.ward_from, p.series, p.number"
  // The subqueries keep SQLite from putting the text into the casts beside it, after which no index would answer them.
  private static let condition = """
    p.ward = ?3 AND CAST(p.sheet AS INTEGER) = CAST(?4 AS INTEGER) AND p.sheet = (SELECT ?4)
      AND CAST(p.number AS INTEGER) BETWEEN ?5 AND ?6
    """
  private static let order = "CAST(number AS INTEGER), number, series, ward_from LIMIT ?7"
  static let namesNow = "SELECT \(columns) FROM parcels AS p WHERE \(condition) ORDER BY \(order)"
  static let namesThen = """
    SELECT * FROM (
      SELECT \(columns) FROM parcels AS p WHERE \(condition) AND \(Queries.live("p"))
      UNION ALL SELECT \(columns) FROM parcels_past AS p WHERE \(condition) AND \(Queries.past("p")))
    ORDER BY \(order)
    """

  static func nextSheet(in table: String) -> String {
    """
    SELECT * FROM (SELECT CAST(sheet AS INTEGER), sheet FROM \(table)
      WHERE ward = ?1 AND CAST(sheet AS INTEGER) = ?2 AND sheet > (SELECT ?3) ORDER BY sheet LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT CAST(sheet AS INTEGER), sheet FROM \(table) WHERE ward = ?1 AND CAST(sheet AS INTEGER) > ?2
      ORDER BY CAST(sheet AS INTEGER), sheet LIMIT 1)
    LIMIT 1
    """
  }

  static func highest(in table: String) -> String {
    """
    SELECT CAST(number AS INTEGER) FROM \(table)
    WHERE ward = ?1 AND CAST(sheet AS INTEGER) = CAST(?2 AS INTEGER) AND sheet = (SELECT ?2)
    ORDER BY CAST(number AS INTEGER) DESC LIMIT 1
    """
  }

  init(_ connection: Connection) throws(SpatiaLiteError) {
    names = try connection.prepare(Self.namesNow)
    nextSheet = try connection.prepare(Self.nextSheet(in: "parcels"))
    nextPastSheet = try connection.prepare(Self.nextSheet(in: "parcels_past"))
    highest = try connection.prepare(Self.highest(in: "parcels"))
    highestPast = try connection.prepare(Self.highest(in: "parcels_past"))
    nextWard = try connection.prepare("SELECT min(ward) FROM parcels WHERE ward > ?1")
    nextPastWard = try connection.prepare("SELECT min(ward) FROM parcels_past WHERE ward > ?1")
  }
}

extension RegisterReader {
  /// The plans of the queries of a search, for the test that the key's index answers them whole.
  func placePlans() throws -> [[String]] {
    let places = queries.places
    return try [places.names.sql, places.nextSheet.sql, places.highest.sql, places.nextWard.sql].map {
      try connection.plan(of: $0)
    }
  }
}
