public import Geo
internal import SpatiaLite

/// What would happen to one row of the register, for a person to look at before it does.
public struct ReviewedChange: Sendable {
  /// What would happen.
  public enum Kind: Int, Sendable, CaseIterable {
    /// The register does not have it.
    case added
    /// The register has it otherwise.
    case changed
    /// The import does not bring it any more.
    case removed
  }

  /// One side of a change: as the register has it, or as the import brings it.
  public struct Side: Sendable {
    /// The grid.
    public var crs: CRS
    /// The polygons in that grid.
    public var polygons: MultiPolygon
    /// The values, in the order of ``StagedChange/reviewedColumns``.
    public var values: [String?]
  }

  /// What would happen.
  public var kind: Kind
  /// The ward, sheet and number, or the code of a ward.
  public var key: String
  /// The row in the source; `nil` for what is removed.
  public var row: Int?
  /// As the register has it; `nil` for what is added.
  public var before: Side?
  /// As the import brings it; `nil` for what is removed.
  public var after: Side?
  /// Whether both have the same geometry, bit for bit.
  public var hasSameGeometry: Bool
}

/// A sheet that an import brings, or a ward.
public struct ScopedSheet: Sendable, Hashable {
  /// The ward's code.
  public var ward: String
  /// The map series.
  public var series: String
  /// The sheet; of a ward its province.
  public var sheet: String
}

extension StagedChange {
  /// The columns whose values a review shows.
  public var reviewedColumns: [String] {
    layer == .parcels
      ? ["landUse", "registeredArea", "mapArea", "address", "nationalCode"] : ["name", "kind", "province", "validTo"]
  }

  /// The sheets that the import brings, in order.
  ///
  /// - Throws: ``RegisterError`` when the staged file cannot be read.
  public func sheets() throws(RegisterError) -> [ScopedSheet] {
    try RegisterError.wrapping(file: path) {
      let statement = try working().prepare(
        "SELECT DISTINCT ward, series, sheet FROM scopes ORDER BY ward, CAST(sheet AS INTEGER), sheet, series")
      var sheets: [ScopedSheet] = []
      while try statement.step() {
        sheets.append(ScopedSheet(ward: statement.text(0), series: statement.text(1), sheet: statement.text(2)))
      }
      return sheets
    }
  }

  /// Visits what was compared, row by row, in the order of the register's identities.
  ///
  /// - Parameter body: gets each change; `false` ends the visit.
  /// - Throws: ``RegisterError`` when a file cannot be read, or what the body throws.
  public func forEachChange(_ body: (ReviewedChange) throws -> Bool) throws {
    precondition(comparison != nil, "a review of a change that was not compared")
    let exists = try RegisterFile.exists(register)
    let connection = try working()
    if exists { try connection.attach(register, as: "land") }
    defer { if exists { try? connection.execute("DETACH land") } }
    try visit(connection, hasLand: exists, body)
  }

  private func visit(
    _ connection: Connection, hasLand: Bool, _ body: (ReviewedChange) throws -> Bool
  ) throws {
    let tables = LayerTables.of(layer)
    let shown =
      layer == .parcels
      ? ["land_use", "registered_area", "round(@.map_area, 2)", "address", "national_code"]
      : ["name", "kind", "province", "valid_to"]
    func values(_ table: String) -> String {
      shown.map { column in
        "CAST(\(column.contains("@") ? column.replacing("@", with: table) : "\(table).\(column)") AS TEXT)"
      }.joined(separator: ", ")
    }
    func key(_ table: String) -> String {
      layer == .parcels ? "\(table).ward || '/' || \(table).sheet || '/' || \(table).number" : "\(table).code"
    }
    let land =
      hasLand
      ? """
      LEFT JOIN land.\(tables.live) AS p ON p.id = c.id LEFT JOIN land.\(tables.grid) AS g ON g.id = p.id
      """ : "LEFT JOIN (SELECT * FROM rows LIMIT 0) AS p ON 0 LEFT JOIN (SELECT * FROM rows LIMIT 0) AS g ON 0"
    let statement = try connection.prepare(
      """
      SELECT c.kind, coalesce(\(key("r")), \(key("p"))), r.source_row, g.crs, g.grid, r.crs, r.grid,
        coalesce(g.geometry_digest = r.geometry_digest, 0), \(values("p")), \(values("r"))
      FROM changes AS c LEFT JOIN rows AS r ON r.row = c.row \(land) ORDER BY c.id
      """)
    let first = 8
    while try statement.step() {
      guard let kind = ReviewedChange.Kind(rawValue: statement.integer(0)) else { continue }
      func side(_ place: Int32, _ values: Int) -> ReviewedChange.Side? {
        guard let crs = statement.crs(place), let polygons = try? WKB.decode(statement.blob(place + 1)) else {
          return nil
        }
        return ReviewedChange.Side(
          crs: crs, polygons: polygons,
          values: shown.indices.map { statement.textIfAny(Int32(values + $0)) })
      }
      let change = ReviewedChange(
        kind: kind, key: statement.text(1), row: statement.integerIfAny(2),
        before: kind == .added ? nil : side(3, first), after: side(5, first + shown.count),
        hasSameGeometry: statement.integer(7) == 1)
      guard try body(change) else { return }
    }
  }
}
