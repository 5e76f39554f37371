public import Cadastre
public import Geo
internal import SpatiaLite

extension Snapshot {
  /// All wards that bear a code, in the order of their validity.
  ///
  /// - Parameters:
  ///   - code: the ward's code.
  ///   - known: the revision whose knowledge counts; `nil` for the newest.
  ///   - index: answers at once when it is of this state.
  /// - Returns: the wards of that code, one for each validity.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wards(
    code: String, knownAt known: Int? = nil, index: WardIndex? = nil
  ) throws(RegisterError) -> [WardRow] {
    if let index, index.revision == revision, known == nil || known == revision { return index.wards(code: code) }
    return try asking { queries throws(SpatiaLiteError) in
      guard let known, known != revision else {
        queries.wardByCode.bind(2, code)
        return try allWards(queries.wardByCode)
      }
      queries.wardByCodeThen.bind(1, known)
      queries.wardByCodeThen.bind(2, code)
      return try allWards(queries.wardByCodeThen)
    }
  }

  /// The ward that bears a code on a day: the newest of those that are valid then.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func ward(
    code: String, on day: Day, knownAt known: Int? = nil, index: WardIndex? = nil
  ) throws(RegisterError) -> WardRow? {
    try wards(code: code, knownAt: known, index: index).last { $0.ward.isValid(on: day) }
  }

  /// The wards that hold a position on a day, borders included: one, two on a border, none outside.
  ///
  /// A ward without a last day ends when another begins to bear its code.
  /// - Parameters:
  ///   - position: WGS 84 longitude and latitude, degrees.
  ///   - day: the day.
  ///   - known: the revision whose knowledge counts; `nil` for the newest.
  ///   - index: answers at once when it is of this state.
  /// - Returns: the wards, in the order of their codes.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wards(
    at position: Coordinate, on day: Day, knownAt known: Int? = nil, index: WardIndex? = nil
  ) throws(RegisterError) -> [WardRow] {
    if let index, index.revision == revision, known == nil || known == revision {
      return index.wards(at: position, on: day)
    }
    let rows = try asking { queries throws(SpatiaLiteError) in
      guard let known, known != revision else {
        return try wards(around: position, on: day, with: queries.wardsAt)
      }
      queries.wardsAtThen.bind(1, known)
      return try wards(around: position, on: day, with: queries.wardsAtThen)
    }
    var found: [WardRow] = []
    for row in rows where WardShape(try row.geometry()).covers(position) {
      let newest = try ward(code: row.ward.code, on: day, knownAt: known)
      if newest?.id == row.id { found.append(row) }
    }
    return found.sorted { $0.ward.code < $1.ward.code }
  }

  private func wards(
    around position: Coordinate, on day: Day, with statement: borrowing Statement
  ) throws(SpatiaLiteError) -> [WardRow] {
    statement.bind(2, day.description)
    statement.bind(3, position.x)
    statement.bind(4, position.y)
    return try allWards(statement)
  }

  private func allWards(_ statement: borrowing Statement) throws(SpatiaLiteError) -> [WardRow] {
    defer { statement.reset() }
    var rows: [WardRow] = []
    while try statement.step() {
      if let row = statement.wardRow() { rows.append(row) }
    }
    return rows
  }
}
