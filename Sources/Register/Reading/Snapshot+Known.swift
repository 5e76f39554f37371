public import Cadastre
internal import SpatiaLite

/// What the register knows closest to a sheet and number that it does not have.
public struct NearestKnown: Sendable, Hashable {
  /// The sheets of the ward, in order; empty when the ward has no parcel.
  public var sheets: [KnownSheet]
  /// The numbers of the sheet around the one asked for, in order; empty when there is no such sheet.
  public var numbers: [String]
}

extension Snapshot {
  /// The sheets of a ward that have parcels, in order.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func sheets(ofWard ward: String) throws(RegisterError) -> [KnownSheet] {
    try asking { queries throws(SpatiaLiteError) in
      queries.sheets.bind(3, ward)
      defer { queries.sheets.reset() }
      var result: [KnownSheet] = []
      while try queries.sheets.step() {
        result.append(
          KnownSheet(
            series: queries.sheets.text(0), sheet: queries.sheets.text(1), wardFrom: queries.sheets.day(2),
            parcels: queries.sheets.integer(3)))
      }
      return result
    }
  }

  /// What is there instead of a parcel that is not found: the ward's sheets, and the numbers around the one asked for.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func nearestKnown(
    ward: String, sheet: String, number: String, limit: Int = 2
  ) throws(RegisterError) -> NearestKnown {
    let sheets = try sheets(ofWard: ward)
    return try asking { queries throws(SpatiaLiteError) in
      let below = try numbers(ward, sheet, number, limit, with: queries.lowerNumbers)
      let above = try numbers(ward, sheet, number, limit, with: queries.higherNumbers)
      return NearestKnown(sheets: sheets, numbers: below.reversed() + above)
    }
  }

  private func numbers(
    _ ward: String, _ sheet: String, _ number: String, _ limit: Int, with statement: borrowing Statement
  ) throws(SpatiaLiteError) -> [String] {
    statement.bind(3, ward)
    statement.bind(4, sheet)
    statement.bind(5, number)
    statement.bind(6, limit)
    defer { statement.reset() }
    var result: [String] = []
    while try statement.step() { result.append(statement.text(0)) }
    return result
  }

  /// The first day of which the register knows a state of the parcels; before it there is no history.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func firstDay() throws(RegisterError) -> Day? {
    let path = reader.path
    return try RegisterError.wrapping(file: path) {
      try reader.connection.text(
        "SELECT min(data_date) FROM revisions WHERE layer = 'parcels' AND kind = 'import'"
      ).flatMap { Day($0) }
    }
  }
}
