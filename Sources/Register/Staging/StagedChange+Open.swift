internal import Cadastre
internal import SpatiaLite

extension StagedChange {
  /// Opens a finished change that waits for its publication.
  ///
  /// - Throws: ``RegisterError`` of code `notStaged` when the file is not one, or was never finished.
  public static func open(_ path: String) throws(RegisterError) -> StagedChange {
    func refused() -> RegisterError {
      RegisterError(
        .notStaged, vi: "\(path) không phải là thay đổi đã soạn xong; hãy chạy lại diaba import --stage-only",
        en: "\(path) is no finished staged change; run diaba import --stage-only again")
    }
    guard DatabaseFile.exists(path) else { throw refused() }
    return try RegisterError.wrapping(file: path) {
      let connection: Connection
      do {
        connection = try Connection(path: path, access: .readWrite)
        guard try connection.integer("PRAGMA application_id") == applicationID,
          try connection.integer("PRAGMA user_version") == 1
        else { throw refused() }
      } catch let error as SpatiaLiteError where error.code.primary == .notADatabase {
        throw refused()
      }
      return try open(path, on: connection, refused: refused)
    }
  }

  private static func open(
    _ path: String, on connection: Connection, refused: () -> RegisterError
  ) throws -> StagedChange {
    let statement = try connection.prepare(
      """
      SELECT layer, register, staged_by, data_date, settings, note, scope, base, added, changed, removed, unchanged,
        changed_geometries, scope_size, (SELECT count(*) FROM rows) FROM origin WHERE finished = 1
      """)
    guard try statement.step(), let layer = Layer(rawValue: statement.text(0)), let day = Day(statement.text(3))
    else { throw refused() }
    var sources: [Origin.Source] = []
    let files = try connection.prepare("SELECT name, sha256 FROM sources ORDER BY position")
    while try files.step() { sources.append(Origin.Source(name: files.text(0), sha256: files.text(1))) }
    let folder = DatabaseFile.folder(of: path)
    let change = StagedChange(
      path: path, register: (folder == "." ? "" : folder) + statement.text(1), layer: layer,
      origin: Origin(
        stagedBy: statement.text(2), dataDate: day, sources: sources, settings: statement.text(4),
        note: statement.textIfAny(5)),
      connection: nil, isFinished: true, rowCount: statement.integer(14))
    if let scope = ScopeRule(rawValue: statement.text(6)), let base = statement.integerIfAny(7) {
      change.comparison = Comparison(
        baseRevision: base, scope: scope,
        counts: ChangeCounts(
          added: statement.integer(8), changed: statement.integer(9), removed: statement.integer(10),
          unchanged: statement.integer(11)),
        changedGeometries: statement.integer(12), scopeSize: statement.integer(13))
    }
    return change
  }

  /// A file that an import left behind when it was killed.
  public struct Leftover: Sendable, Hashable {
    /// The file.
    public let path: String
    /// Its size in bytes.
    public let size: Int

    /// Removes it, unless an import works on it again.
    ///
    /// - Returns: whether it is gone.
    @discardableResult
    public func remove() -> Bool {
      // A draft goes with the staged file that it was made from.
      guard DatabaseFile.exists(path) else { return true }
      guard let claim = FileClaim.take(path) else { return false }
      DatabaseFile.remove(path)
      DatabaseFile.remove(path + ".new")
      _ = consume claim
      return true
    }
  }

  /// Finds what killed imports left beside a register: staged files that nobody kept and on which no process works.
  public static func leftovers(beside register: String) -> [Leftover] {
    let base = register.hasSuffix(".sqlite") ? String(register.dropLast(7)) : register
    let prefix = DatabaseFile.name(of: base) + ".staged-"
    let files =
      DatabaseFile.siblings(of: register, prefix: prefix, suffix: ".sqlite")
      + DatabaseFile.siblings(of: register, prefix: prefix, suffix: ".sqlite.new")
    let abandoned = files.filter { FileClaim.isFree($0) && !isFinished($0) }
    // A register in the making goes with the change that it was made of.
    return abandoned.filter { !$0.hasSuffix(".new") || !abandoned.contains(String($0.dropLast(4))) }
      .map { Leftover(path: $0, size: DatabaseFile.size($0)) }
  }

  /// Finds the changes that were kept and wait beside a register.
  public static func waiting(beside register: String) -> [String] {
    let base = register.hasSuffix(".sqlite") ? String(register.dropLast(7)) : register
    return DatabaseFile.siblings(
      of: register, prefix: DatabaseFile.name(of: base) + ".staged-", suffix: ".sqlite"
    ).filter(isFinished)
  }

  private static func isFinished(_ path: String) -> Bool {
    guard let connection = try? Connection(path: path, access: .readOnly, busyTimeout: .zero) else { return false }
    return (try? connection.integer("PRAGMA application_id")) == applicationID
      && (try? connection.integer("PRAGMA user_version")) == 1
  }
}
