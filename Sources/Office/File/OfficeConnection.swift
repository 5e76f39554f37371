internal import SpatiaLite

/// A value for a parameter of a statement.
enum SQLValue {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  init(integerLiteral value: Int) { self = .integer(value) }
  init(stringLiteral value: String) { self = .text(value) }
  init(nilLiteral: ()) { self = .null }
}

/// A connection to the office file with the statements that were used on it.
final class OfficeConnection {
  private final class Kept {
    let statement: Statement
    init(_ statement: consuming Statement) { self.statement = statement }
  }

  let connection: Connection
  private var kept: [String: Kept] = [:]

  init(_ connection: Connection) { self.connection = connection }

  /// The file.
  var path: String { connection.path }

  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: [SQLValue] = []) throws(SpatiaLiteError) {
    let statement = try bound(sql, values)
    try statement.statement.run()
  }

  /// The rows that a query gives.
  func rows<Row>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Statement) throws -> Row
  ) throws -> [Row] {
    let kept = try bound(sql, values)
    defer { kept.statement.reset() }
    var rows: [Row] = []
    while try kept.statement.step() { rows.append(try read(kept.statement)) }
    return rows
  }

  /// The first row that a query gives.
  func first<Row>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Statement) throws -> Row
  ) throws -> Row? {
    let kept = try bound(sql, values)
    defer { kept.statement.reset() }
    return try kept.statement.step() ? try read(kept.statement) : nil
  }

  /// Visits the rows of a query; the body must not run the same query.
  func forEach(_ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Statement) throws -> Void) throws {
    let kept = try bound(sql, values)
    defer { kept.statement.reset() }
    while try kept.statement.step() { try body(kept.statement) }
  }

  /// The integer that a query gives.
  func integer(_ sql: String, _ values: [SQLValue] = []) throws -> Int? {
    try first(sql, values) { $0.integerIfAny(0) } ?? nil
  }

  /// How many rows the last change touched.
  var changes: Int { connection.changes }

  /// The number of the last inserted row.
  var lastID: Int { Int(connection.lastInsertRowID) }

  private func bound(_ sql: String, _ values: [SQLValue]) throws(SpatiaLiteError) -> Kept {
    let kept: Kept
    if let known = self.kept[sql] {
      kept = known
    } else {
      kept = Kept(try connection.prepare(sql))
      // Filters make many texts; the usual ones come back soon.
      if self.kept.count > 200 { self.kept.removeAll() }
      self.kept[sql] = kept
    }
    for (position, value) in values.enumerated() {
      let index = Int32(position + 1)
      switch value {
      case .null: kept.statement.bindNull(index)
      case .integer(let value): kept.statement.bind(index, value)
      case .real(let value): kept.statement.bind(index, value)
      case .text(let value): kept.statement.bind(index, value)
      case .blob(let value): kept.statement.bind(index, value)
      }
    }
    return kept
  }
}

extension Statement {
  /// The text in a column, or `nil` when it is null or empty.
  func filled(_ column: Int32) -> String? {
    guard let text = textIfAny(column), !text.isEmpty else { return nil }
    return text
  }
}
