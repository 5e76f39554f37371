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

  /// Opens a register for reading.
  ///
  /// - Throws: ``RegisterError`` when the file is missing, no register, of a newer format, or on a network share.
  public init(path: String) throws(RegisterError) {
    self.path = path
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
    try RegisterError.wrapping(file: path) {
      try queries.begin.run()
      if deadline != nil { connection.deadline = deadline }
    }
    defer {
      if deadline != nil { connection.deadline = nil }
      connection.rollBack()
    }
    let snapshot = try Snapshot(of: self)
    return try body(snapshot)
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
