internal import CSpatiaLite

/// A failure that SQLite or SpatiaLite reported.
///
/// The message is the library's own; bound values never stand in it.
public struct SpatiaLiteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The extended result code.
  public let code: ResultCode
  /// What the library says.
  public let message: String
  /// The statement that failed, with its parameters unexpanded.
  public let sql: String?

  /// Makes an error.
  public init(_ code: ResultCode, _ message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// The message with its code, and the statement if there is one.
  public var description: String {
    let place = sql.map { " in: \($0)" } ?? ""
    return "SQLite error \(code.rawValue): \(message)\(place)"
  }
}

/// A result code of SQLite, primary or extended; the set is open.
///
/// Source: https://www.sqlite.org/rescode.html
public struct ResultCode: RawRepresentable, Hashable, Sendable {
  /// The number.
  public let rawValue: Int32

  /// Makes a code from its number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The primary code, the low eight bits.
  public var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

  /// Matches the same code, or any extension of a primary code.
  public static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
    pattern == code || pattern == code.primary
  }

  /// An SQL error or a missing object.
  public static let error = ResultCode(rawValue: SQLITE_ERROR)
  /// Another connection holds the lock.
  public static let busy = ResultCode(rawValue: SQLITE_BUSY)
  /// The snapshot that was read is no longer the newest, so it cannot be written upon.
  public static let busySnapshot = ResultCode(rawValue: SQLITE_BUSY | (2 << 8))
  /// A lock inside the same connection.
  public static let locked = ResultCode(rawValue: SQLITE_LOCKED)
  /// Memory ran out.
  public static let noMemory = ResultCode(rawValue: SQLITE_NOMEM)
  /// The file may not be written.
  public static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  /// A deadline passed, or the work was interrupted.
  public static let interrupted = ResultCode(rawValue: SQLITE_INTERRUPT)
  /// The disk failed.
  public static let inputOutput = ResultCode(rawValue: SQLITE_IOERR)
  /// The file is damaged.
  public static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  /// The disk is full.
  public static let full = ResultCode(rawValue: SQLITE_FULL)
  /// The file cannot be opened.
  public static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  /// A constraint or a guard forbids it.
  public static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  /// The library was called wrongly.
  public static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
  /// The file is not an SQLite database.
  public static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
}
