internal import Cadastre
internal import Geo
internal import JSON
internal import SpatiaLite

extension Snapshot {
  /// Visits the rows of a layer in the order of their keys, numerals as numbers, one at a time.
  ///
  /// Of wards, a moment with a day gives those that were valid on it; one without gives all.
  /// - Parameters:
  ///   - layer: the layer.
  ///   - selection: which rows, with or without their geometries.
  ///   - moment: which state.
  ///   - body: gets each row; `false` ends the visit.
  /// - Throws: ``RegisterError``, or what the body throws.
  public func forEachRow(
    of layer: Layer, _ selection: LayerSelection, at moment: Moment = .now, _ body: (LayerRow) throws -> Bool
  ) throws {
    let tables = LayerTables.of(layer)
    let order = try prepare(places(tables, selection, moment))
    bind(moment, to: order)
    if !selection.wards.isEmpty { order.bind(3, Self.list(selection.wards)) }
    let live = try prepare(Self.row(tables, selection, isPast: false))
    let past = try prepare(Self.row(tables, selection, isPast: true))
    while try asking({ _ throws(SpatiaLiteError) in try order.step() }) {
      let row =
        order.integer(0) == 0
        ? try self.row(order.int64(1), layer, with: live) : try self.row(order.int64(1), layer, with: past)
      guard let row else { continue }
      guard try body(row) else { return }
    }
  }

  private func prepare(_ sql: String) throws(RegisterError) -> Statement {
    // The snapshot must be open before anything is read in it.
    try asking { _ throws(SpatiaLiteError) in }
    do throws(SpatiaLiteError) { return try reader.connection.prepare(sql) } catch {
      throw RegisterError(error, file: reader.path)
    }
  }

  /// The places of the rows in their order: whether each is past, and its number there.
  ///
  /// Only these are sorted, so that no geometry is held; of the present state the index of the key has them in order.
  private func places(_ tables: LayerTables, _ selection: LayerSelection, _ moment: Moment) -> String {
    let ward = tables.key[0]
    let chosen = selection.wards.isEmpty ? "" : " AND p.\(ward) IN (SELECT value FROM json_each(?3))"
    let (live, past): (String, String)
    switch tables.layer {
    case .parcels: (live, past) = (Queries.live("p"), Queries.past("p"))
    case .wards:
      let valid = moment.asOf == nil ? "" : " AND p.valid_from <= ?2 AND (p.valid_to IS NULL OR ?2 < p.valid_to)"
      (live, past) = ("p.revision_from <= ?1" + valid, "p.revision_from <= ?1 AND ?1 < p.revision_to" + valid)
    }
    if isNow(moment) {
      return """
        SELECT 0, id FROM \(tables.live) AS p INDEXED BY \(tables.live)_key WHERE ?1 = ?1 AND ?2 = ?2\(chosen)
        ORDER BY \(tables.order(of: "p"))
        """
    }
    let key = tables.key.map { "p.\($0) AS \($0)" }.joined(separator: ", ")
    return """
      SELECT past, place FROM (
        SELECT 0 AS past, p.id AS place, \(key) FROM \(tables.live) AS p WHERE \(live)\(chosen)
        UNION ALL SELECT 1, p.fact, \(key) FROM \(tables.past) AS p WHERE \(past)\(chosen))
      WHERE ?1 = ?1 AND ?2 = ?2 ORDER BY \(tables.order())
      """
  }

  private static func list(_ texts: [String]) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
    return writer.text
  }

  private static func row(_ tables: LayerTables, _ selection: LayerSelection, isPast: Bool) -> String {
    let columns = tables.layer == .parcels ? Statement.parcelColumns(of: "p") : Statement.wardColumns(of: "p")
    let attributes = selection.hasGeometry ? columns : columns.replacing("p.geometry", with: "NULL")
    let grid = isPast ? "p" : "g"
    let shapes = selection.hasGeometry ? "\(grid).grid, \(grid).source, p.geometry" : "NULL, NULL, NULL"
    let from =
      isPast
      ? "\(tables.past) AS p WHERE p.fact = ?1"
      : "\(tables.live) AS p JOIN \(tables.grid) AS g ON g.id = p.id WHERE p.id = ?1"
    return """
      SELECT \(attributes), \(grid).crs, \(grid).source_crs, length(\(grid).grid), length(\(grid).source), \(shapes)
      FROM \(from)
      """
  }

  private func row(
    _ place: Int64, _ layer: Layer, with statement: borrowing Statement
  ) throws(RegisterError) -> LayerRow? {
    statement.bind(1, place)
    defer { statement.reset() }
    guard try asking({ _ throws(SpatiaLiteError) in try statement.step() }) else { return nil }
    let subject: LayerRow.Subject
    let first: Int32
    let id: Int64
    let day: Day
    switch layer {
    case .parcels:
      guard let row = statement.parcelRow() else { return nil }
      (subject, id, day, first) = (.parcel(row.parcel), row.id, row.parcel.dataDate, 14)
    case .wards:
      guard let row = statement.wardRow() else { return nil }
      (subject, id, day, first) = (.ward(row.ward), row.id, row.dataDate, 10)
    }
    guard let grid = statement.crs(first) else { return nil }
    return LayerRow(
      id: id, subject: subject, dataDate: day, grid: grid, source: statement.crs(first + 1),
      lengths: (statement.integer(first + 2), statement.integer(first + 3)), gridWKB: statement.blob(first + 4),
      sourceWKB: statement.blob(first + 5), blob: statement.blob(first + 6))
  }
}
