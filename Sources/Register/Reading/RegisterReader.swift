internal import Cadastre
public import GEOS
public import Projection
internal import SpatiaLite

/// What one thread reads the register with: a connection that cannot write, its statements, GEOS and PROJ.
///
/// Made once for each thread and kept; never shared between threads.
public final class RegisterReader {
  /// The register.
  public let path: String
  /// The GEOS context of this thread.
  public let geos: GEOSContext
  /// The projector of this thread.
  public let projector: Projector
  let connection: Connection
  let queries: Queries
  private(set) var isOpen = false
  private var recent = RecentRevision()
  private let log: String

  /// Opens a register for reading.
  ///
  /// - Throws: ``RegisterError`` when the file is missing, no register, of a newer format, or on a network share.
  public init(path: String) throws(RegisterError) {
    self.path = path
    log = path + "-wal"
    connection = try RegisterFile.open(path, access: .readOnly)
    let connection = connection
    (geos, projector, queries) = try RegisterError.wrapping(file: path) {
      try (GEOSContext(), Projector(), Queries(connection))
    }
  }

  /// Runs a body on one state of the register: whatever is published meanwhile is not seen.
  ///
  /// - Parameters:
  ///   - deadline: the moment after which queries fail with code `interrupted`.
  ///   - body: gets the snapshot; it must not leave the body.
  /// - Returns: what the body returns.
  /// - Throws: ``RegisterError``, or what the body throws.
  public func withSnapshot<Result>(
    deadline: ContinuousClock.Instant? = nil, _ body: (borrowing Snapshot) throws -> Result
  ) throws -> Result {
    let stamp = DatabaseFile.Stamp(log)
    try open()
    if deadline != nil { connection.deadline = deadline }
    defer {
      if deadline != nil { connection.deadline = nil }
      close()
    }
    let snapshot = try Snapshot(of: self)
    recent.note(snapshot.revision, stamp)
    return try body(snapshot)
  }

  /// Runs a body on the newest state, and asks SQLite only for what is not in memory.
  ///
  /// The newest revision is taken to be the one seen last while the log of the register has not been written since, for a
  /// tenth of a second at most. A transaction begins with the first question that needs the file; if it finds another
  /// revision, the body is run again on that one. So the body may run twice, and must only read.
  ///
  /// - Parameter body: gets the snapshot; it must not leave the body.
  /// - Returns: what the body returns.
  /// - Throws: ``RegisterError``, or what the body throws.
  public func withNewest<Result>(_ body: (borrowing Snapshot) throws -> Result) throws -> Result {
    guard let revision = recent.revision(log: log) else { return try withSnapshot(body) }
    do {
      defer { close() }
      return try body(Snapshot(of: self, assuming: revision))
    } catch let error as RegisterError where error.code == .stateMoved {
      recent.forget()
      return try withSnapshot(body)
    }
  }

  /// Begins the transaction of a snapshot, unless it has begun.
  func open() throws(RegisterError) {
    guard !isOpen else { return }
    try RegisterError.wrapping(file: path) { try queries.begin.run() }
    isOpen = true
  }

  private func close() {
    guard isOpen else { return }
    isOpen = false
    // A transaction that only read ends the same way whether it is committed or rolled back.
    if (try? queries.end.run()) == nil { connection.rollBack() }
  }

  /// The newest revision's number, asked outside a snapshot; 0 when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func newestRevision() throws(RegisterError) -> Int {
    try RegisterError.wrapping(file: path) { try queries.newest() }
  }

  /// The plans by which SQLite would run the spatial queries, for the test that they use the R*Tree.
  func spatialPlans() throws -> [[String]] {
    try [
      Queries.envelopeNow, Queries.envelopeThen, Queries.ringsNow, Queries.ringsThen, Queries.wardsNow,
      Queries.wardsThen,
    ].map { try connection.plan(of: $0) }
  }

  /// The plans of the queries by key, for the test that an index answers them whole.
  func keyPlans() throws -> [[String]] {
    try [queries.parcelByKey.sql, queries.sheetNow.sql].map { try connection.plan(of: $0) }
  }
}
