internal import CSpatiaLite
internal import Glibc

/// A connection to one SQLite file, used by one thread at a time.
///
/// Every connection is defensive, trusts no schema, enforces its limits and answers extended result codes.
/// Source: https://www.sqlite.org/security.html
@safe
public final class Connection {
  /// What may be done through a connection.
  public enum Access: Sendable {
    /// Reading only; the file must exist.
    case readOnly
    /// Reading and writing; the file must exist.
    case readWrite
    /// Reading and writing; an empty file of mode 0600 is made, and one that exists is refused.
    case create
  }

  /// The file's path as given.
  public let path: String
  let handle: OpaquePointer
  private let cache: UnsafeMutableRawPointer?
  private let clock = DeadlineClock()

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: where the file lies; never read as a URI.
  ///   - access: what may be done.
  ///   - spatial: whether SpatiaLite's functions are wanted. They cost 4 ms and some memory for each connection.
  ///   - busyTimeout: how long to wait for another connection's lock.
  /// - Throws: `SpatiaLiteError` when the file cannot be opened, or made.
  public init(
    path: String, access: Access, spatial: Bool = false, busyTimeout: Duration = .seconds(5)
  ) throws(SpatiaLiteError) {
    Library.configure
    self.path = path
    if case .create = access { try Connection.makeFile(path) }
    let mode = if case .readOnly = access { SQLITE_OPEN_READONLY } else { SQLITE_OPEN_READWRITE }
    var opened: OpaquePointer?
    let flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE
    let code = unsafe sqlite3_open_v2(Connection.plain(path), &opened, flags, nil)
    guard let database = unsafe opened else { throw SpatiaLiteError(.noMemory, "out of memory") }
    guard code == SQLITE_OK else {
      let failure = unsafe SpatiaLiteError(
        ResultCode(rawValue: code), "\(String(cString: sqlite3_errmsg(database))): \(path)")
      unsafe sqlite3_close_v2(database)
      throw failure
    }
    unsafe handle = database
    unsafe cache = spatial ? Library.attach(to: database) : nil
    setBusyTimeout(busyTimeout)
    try set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, to: false)
    try set(SQLITE_DBCONFIG_DEFENSIVE, to: true)
    try set(SQLITE_DBCONFIG_DQS_DML, to: false)
    // Tables written by hand from a damaged or hostile file are caught when read, not later.
    try execute("PRAGMA cell_size_check = ON; PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY")
  }

  deinit {
    unsafe sqlite3_close_v2(handle)
    // SpatiaLite's own rule: its cache outlives the connection.
    if let cache = unsafe cache { unsafe Library.detach(cache) }
  }

  /// Runs statements that give no rows that matter.
  public func execute(_ sql: String) throws(SpatiaLiteError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql: sql) }
  }

  /// Compiles a statement that is kept and used often.
  public func prepare(_ sql: String) throws(SpatiaLiteError) -> Statement {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK else { throw failure(code, sql: sql) }
    guard let statement = unsafe prepared else { throw SpatiaLiteError(.misuse, "an empty statement", sql: sql) }
    return unsafe Statement(owning: statement, of: self)
  }

  /// The single integer that a query gives, or `nil` when there is no row or it is null.
  public func integer(_ sql: String) throws(SpatiaLiteError) -> Int? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integerIfAny(0) : nil
  }

  /// The single text that a query gives, or `nil` when there is no row or it is null.
  public func text(_ sql: String) throws(SpatiaLiteError) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.textIfAny(0) : nil
  }

  /// The lines of the plan by which SQLite would run a query.
  public func plan(of sql: String) throws(SpatiaLiteError) -> [String] {
    let statement = try prepare("EXPLAIN QUERY PLAN " + sql)
    var lines: [String] = []
    while try statement.step() { lines.append(statement.text(3)) }
    return lines
  }

  /// Makes another file reachable under a name.
  public func attach(_ path: String, as name: String) throws(SpatiaLiteError) {
    let statement = try prepare("ATTACH ? AS ?")
    statement.bind(1, Connection.plain(path))
    statement.bind(2, name)
    _ = try statement.step()
  }

  /// Runs a body inside a transaction that takes the write lock of every attached file at once.
  ///
  /// An error of the body rolls it back.
  public func writing<Result>(_ body: () throws -> Result) throws -> Result {
    try transaction("BEGIN IMMEDIATE", body)
  }

  /// Runs a body inside a transaction that takes the locks of each attached file as it reads or writes it.
  ///
  /// An error of the body rolls it back.
  public func grouping<Result>(_ body: () throws -> Result) throws -> Result { try transaction("BEGIN", body) }

  private func transaction<Result>(_ begin: String, _ body: () throws -> Result) throws -> Result {
    try execute(begin)
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Ends an open transaction without its effects; does nothing when there is none.
  public func rollBack() {
    guard isInTransaction else { return }
    _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// How many rows the last `INSERT`, `UPDATE` or `DELETE` touched.
  public var changes: Int { unsafe Int(sqlite3_changes64(handle)) }

  /// The rowid of the last inserted row.
  public var lastInsertRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// Sets how long to wait for another connection's lock.
  public func setBusyTimeout(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }

  /// Lifts or restores the protection of shadow tables and of the schema.
  public func setDefensive(_ defensive: Bool) throws(SpatiaLiteError) {
    try set(SQLITE_DBCONFIG_DEFENSIVE, to: defensive)
  }

  /// The moment after which any running statement fails with ``ResultCode/interrupted``; `nil` for none.
  public var deadline: ContinuousClock.Instant? {
    get { clock.deadline }
    set {
      clock.deadline = newValue
      if newValue == nil {
        unsafe sqlite3_progress_handler(handle, 0, nil, nil)
      } else {
        // 2,000 instructions are some 50 µs: seldom enough to cost nothing, often enough to keep a deadline.
        unsafe sqlite3_progress_handler(
          handle, 2000,
          { pointer in
            guard let pointer = unsafe pointer else { return 0 }
            return unsafe Unmanaged<DeadlineClock>.fromOpaque(pointer).takeUnretainedValue().hasPassed ? 1 : 0
          }, Unmanaged.passUnretained(clock).toOpaque())
      }
    }
  }

  func failure(_ code: Int32, sql: String?) -> SpatiaLiteError {
    unsafe SpatiaLiteError(ResultCode(rawValue: code), String(cString: sqlite3_errmsg(handle)), sql: sql)
  }

  private func set(_ option: Int32, to value: Bool) throws(SpatiaLiteError) {
    var current: Int32 = 0
    let code = unsafe diaba_sqlite3_db_config_int(handle, option, value ? 1 : 0, &current)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
  }

  /// The path in a form that SQLite does not take for a URI.
  private static func plain(_ path: String) -> String { path.hasPrefix("file:") ? "./" + path : path }

  private static func makeFile(_ path: String) throws(SpatiaLiteError) {
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw unsafe SpatiaLiteError(.cannotOpen, "cannot make \(path): \(String(cString: strerror(errno)))")
    }
    close(descriptor)
  }
}

private final class DeadlineClock {
  var deadline: ContinuousClock.Instant?
  var hasPassed: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }
}
