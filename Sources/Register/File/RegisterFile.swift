internal import SpatiaLite

/// The land register as a file: whether it is one, and how it is opened.
public enum RegisterFile {
  /// Whether there is a land register at a path.
  ///
  /// - Returns: `false` when there is no file.
  /// - Throws: ``RegisterError`` when what lies there is no register, or one that cannot be used.
  public static func exists(_ path: String) throws(RegisterError) -> Bool {
    try refuseNetwork(path)
    guard DatabaseFile.exists(path) else { return false }
    _ = try open(path, access: .readOnly)
    return true
  }

  /// Removes the empty log and index that readers leave beside a register, unless somebody still has it open.
  ///
  /// SQLite does so when the last connection that may write is closed; one that only reads has to leave them.
  public static func tidy(_ path: String) {
    guard DatabaseFile.exists(path + "-wal") || DatabaseFile.exists(path + "-shm") else { return }
    guard let connection = try? Connection(path: path, access: .readWrite, busyTimeout: .zero) else { return }
    _ = try? connection.integer("SELECT count(*) FROM sqlite_schema")
  }

  /// Opens a register after asking whether it is one that this version understands.
  static func open(
    _ path: String, access: Connection.Access, spatial: Bool = false
  ) throws(RegisterError) -> Connection {
    try refuseNetwork(path)
    guard DatabaseFile.exists(path) else {
      throw RegisterError(
        .notFound, vi: "không có sổ địa bạ \(path); hãy tạo bằng diaba import",
        en: "there is no land register \(path); make one with diaba import")
    }
    return try RegisterError.wrapping(file: path) {
      let connection = try Connection(path: path, access: access, spatial: spatial)
      guard try connection.integer("PRAGMA application_id") == Schema.applicationID else {
        throw RegisterError(
          .notARegister, vi: "\(path) không phải là sổ địa bạ của diaba",
          en: "\(path) is not a land register of diaba")
      }
      let format = try connection.integer("PRAGMA user_version") ?? 0
      guard format <= Schema.format else {
        throw RegisterError(
          .newerFormat,
          vi: "\(path) có định dạng \(format), bản này chỉ đọc đến \(Schema.format); hãy cập nhật diaba",
          en: "\(path) has format \(format), this version reads up to \(Schema.format); update diaba")
      }
      try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000")
      return connection
    }
  }

  /// Makes an empty register under a name of its own, which is made final by ``settle(_:as:)``.
  static func create(_ path: String) throws -> Connection {
    let connection = try Connection(path: path, access: .create, spatial: true)
    // Nobody sees the file before it is complete, so a journal would only cost time.
    try connection.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000")
    try Schema.create(on: connection)
    return connection
  }

  /// Brings what the log holds into the register's file and empties the log.
  ///
  /// Publishing does it too, but gives up after a second when somebody is reading an older state all that time; the log
  /// then stays long, which slows readers a little, until this is called or the next revision is published.
  /// - Returns: whether the log is empty now.
  /// - Throws: ``RegisterError`` when the register cannot be opened.
  @discardableResult
  public static func checkpoint(_ path: String) throws(RegisterError) -> Bool {
    checkpoint(try open(path, access: .readWrite))
  }

  @discardableResult
  static func checkpoint(_ connection: Connection) -> Bool {
    connection.setBusyTimeout(.seconds(1))
    return (try? connection.integer("PRAGMA wal_checkpoint(TRUNCATE)")) == 0
  }

  private static func refuseNetwork(_ path: String) throws(RegisterError) {
    guard case .network(let kind) = FileSystem.of(path: path) else { return }
    throw RegisterError(
      .networkShare,
      vi: "\(path) nằm trên ổ mạng (\(kind)); sổ phải nằm trên đĩa của chính máy này, người khác xem qua diaba serve",
      en:
        "\(path) lies on a network share (\(kind)); keep the register on a disk of this machine, others use diaba serve"
    )
  }
}
