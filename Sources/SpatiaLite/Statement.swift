internal import CSpatiaLite

/// A compiled statement, owned; it keeps its connection alive.
///
/// Parameters count from 1, columns from 0, as in SQLite.
@safe
public struct Statement: ~Copyable {
  let handle: OpaquePointer
  let connection: Connection

  init(owning handle: OpaquePointer, of connection: Connection) {
    unsafe self.handle = unsafe handle
    self.connection = connection
  }

  deinit { _ = unsafe sqlite3_finalize(handle) }

  /// The text of the statement.
  public var sql: String { unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) } ?? "" }

  /// Goes to the next row; `false` when there is none.
  ///
  /// A statement that has ended or failed is reset, so that no read transaction hangs on it.
  public func step() throws(SpatiaLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code != SQLITE_DONE {
      let failure = connection.failure(code, sql: sql)
      unsafe sqlite3_reset(handle)
      throw failure
    }
    unsafe sqlite3_reset(handle)
    return false
  }

  /// Runs a statement that gives no rows.
  public func run() throws(SpatiaLiteError) {
    _ = try step()
    unsafe sqlite3_reset(handle)
  }

  /// Goes back before the first row; bound values stay.
  public func reset() { _ = unsafe sqlite3_reset(handle) }

  /// Whether a row is ready to be read or the statement is in the middle of its rows.
  public var isRunning: Bool { unsafe sqlite3_stmt_busy(handle) != 0 }

  // MARK: parameters

  /// Binds an integer.
  public func bind(_ index: Int32, _ value: Int64) {
    check(unsafe sqlite3_bind_int64(handle, index, value))
  }

  /// Binds an integer.
  public func bind(_ index: Int32, _ value: Int) { bind(index, Int64(value)) }

  /// Binds an integer or null.
  public func bind(_ index: Int32, _ value: Int?) {
    if let value { bind(index, Int64(value)) } else { bindNull(index) }
  }

  /// Binds a number.
  public func bind(_ index: Int32, _ value: Double) {
    check(unsafe sqlite3_bind_double(handle, index, value))
  }

  /// Binds a number or null.
  public func bind(_ index: Int32, _ value: Double?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  /// Binds text, copied.
  public func bind(_ index: Int32, _ value: String) {
    var value = value
    value.withUTF8 { bytes in
      check(unsafe diaba_bind_text_copied(handle, index, bytes.baseAddress, Int32(bytes.count)))
    }
  }

  /// Binds text, copied, or null.
  public func bind(_ index: Int32, _ value: String?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  /// Binds bytes, copied.
  public func bind(_ index: Int32, _ value: [UInt8]) {
    guard !value.isEmpty else { return check(unsafe sqlite3_bind_zeroblob(handle, index, 0)) }
    unsafe value.withUnsafeBytes { bytes in
      check(unsafe diaba_sqlite3_bind_blob_copied(handle, index, bytes.baseAddress, Int32(bytes.count)))
    }
  }

  /// Binds null.
  public func bindNull(_ index: Int32) { check(unsafe sqlite3_bind_null(handle, index)) }

  /// Binds a whole row without copying it again, and runs the statement.
  public func run(_ row: borrowing RowBuffer) throws(SpatiaLiteError) {
    var code: Int32 = SQLITE_OK
    unsafe row.bytes.withUnsafeBytes { bytes in
      for (position, cell) in row.cells.enumerated() {
        let index = Int32(position + 1)
        switch cell {
        case .null: check(unsafe sqlite3_bind_null(handle, index))
        case .integer(let value): check(unsafe sqlite3_bind_int64(handle, index, value))
        case .real(let value): check(unsafe sqlite3_bind_double(handle, index, value))
        case .text(let start, let count):
          check(unsafe diaba_bind_text_lent(handle, index, bytes.baseAddress.map { unsafe $0 + start }, Int32(count)))
        case .blob(let start, let count):
          check(
            unsafe diaba_sqlite3_bind_blob_lent(
              handle, index, bytes.baseAddress.map { unsafe $0 + start }, Int32(count)))
        }
      }
      code = unsafe sqlite3_step(handle)
      let failed = unsafe sqlite3_reset(handle)
      if code != SQLITE_DONE && code != SQLITE_ROW { code = failed }
    }
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw connection.failure(code, sql: sql) }
  }

  // MARK: columns

  /// Whether a column is null in this row.
  public func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The integer in a column; 0 when it is null.
  public func integer(_ column: Int32) -> Int { Int(int64(column)) }

  /// The integer in a column; 0 when it is null.
  public func int64(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  /// The integer in a column, or `nil` when it is null.
  public func integerIfAny(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }

  /// The number in a column; 0 when it is null.
  public func real(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }

  /// The number in a column, or `nil` when it is null.
  public func realIfAny(_ column: Int32) -> Double? { isNull(column) ? nil : real(column) }

  /// The text in a column; empty when it is null.
  public func text(_ column: Int32) -> String { textIfAny(column) ?? "" }

  /// The text in a column, or `nil` when it is null.
  public func textIfAny(_ column: Int32) -> String? {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return nil }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// A copy of the bytes in a column; empty when it is null.
  public func blob(_ column: Int32) -> [UInt8] { unsafe [UInt8](buffer(column)) }

  /// Lends the bytes in a column, text or blob, until the next step.
  @inlinable
  public func withBytes<Result, Failure>(
    _ column: Int32, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let span = unsafe RawSpan(_unsafeBytes: buffer(column))
    return try body(span)
  }

  @usableFromInline
  func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = unsafe sqlite3_column_blob(handle, column)
    return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  private func check(_ code: Int32) {
    precondition(code == SQLITE_OK, "a parameter that the statement does not have, or one bound while it runs")
  }
}
