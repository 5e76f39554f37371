internal import SpatiaLite

/// What one thread reads the office file with; made when it is first needed, and never by a public session.
public class OfficeReader {
  let database: OfficeConnection
  private let identity: DatabaseFile.Identity?

  init(database: OfficeConnection) {
    self.database = database
    identity = DatabaseFile.Identity(database.path)
  }

  /// Opens an office file for reading.
  ///
  /// - Throws: ``OfficeError`` when it is missing, no office file, newer, locked, or on a network share.
  public convenience init(path: String) throws(OfficeError) {
    self.init(database: try OfficeFile.open(path, access: .readOnly))
  }

  /// The file.
  public var path: String { database.path }

  /// Whether the path still names the file that was opened.
  public var isCurrent: Bool { identity != nil && DatabaseFile.Identity(database.path) == identity }

  /// Runs a body on one state of the file.
  ///
  /// - Throws: ``OfficeError``.
  public func reading<Result>(_ body: () throws -> Result) throws(OfficeError) -> Result {
    try asking {
      guard !database.connection.isInTransaction else { return try body() }
      return try database.connection.grouping(body)
    }
  }

  /// Runs a query and gives its errors as the office's.
  func asking<Result>(_ body: () throws -> Result) throws(OfficeError) -> Result {
    try OfficeError.wrapping(file: database.path, body)
  }

  /// The key that signs what leaves the file.
  func key() throws -> [UInt8] {
    try database.first("SELECT value FROM settings WHERE name = 'key'") { $0.blob(0) } ?? []
  }
}

/// One change of the office file, lent by ``OfficeWriter``; it reads what it wrote.
public final class OfficeChange: OfficeReader {
  /// When the change happens, seconds since 1970-01-01T00:00:00Z.
  public internal(set) var now = 0
}

@available(*, unavailable)
extension OfficeReader: Sendable {}
