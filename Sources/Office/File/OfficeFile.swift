internal import SpatiaLite

/// The office file: everything personal, beside the land register and apart from it.
public enum OfficeFile {
  /// Where the office file of a land register lies: `xa.office.sqlite` beside `xa.sqlite`.
  public static func path(beside register: String) -> String {
    let suffix = [".sqlite", ".db", ".sqlite3"].first { register.hasSuffix($0) } ?? ""
    return String(register.dropLast(suffix.count)) + ".office.sqlite"
  }

  /// Whether there is something at a path.
  public static func exists(_ path: String) -> Bool { DatabaseFile.exists(path) }

  /// Opens an office file after asking whether it is one that this version understands; an older one is brought up.
  static func open(_ path: String, access: Connection.Access) throws(OfficeError) -> OfficeConnection {
    try refuseNetwork(path)
    guard DatabaseFile.exists(path) else {
      throw OfficeError(
        .notFound,
        vi: "chưa có tệp văn phòng \(path); hãy tạo bằng diaba token add hoặc diaba user add",
        en: "there is no office file \(path) yet; make one with diaba token add or diaba user add")
    }
    return try OfficeError.wrapping(file: path) {
      let connection = try Connection(path: path, access: access)
      let format = try format(of: connection, path)
      if format < OfficeSchema.format {
        if case .readOnly = access {
          // Only a writer can bring it up; it does so once.
          _ = try open(path, access: .readWrite)
          return try open(path, access: .readOnly)
        }
        try OfficeSchema.bringUp(connection)
      }
      try connection.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA foreign_keys = ON")
      return OfficeConnection(connection)
    }
  }

  /// Opens an office file for writing, and makes it first when there is none.
  static func openOrMake(_ path: String) throws(OfficeError) -> OfficeConnection {
    if !DatabaseFile.exists(path) { try make(path) }
    return try open(path, access: .readWrite)
  }

  /// Makes an empty office file of mode 0600; nobody sees it before it is complete.
  private static func make(_ path: String) throws(OfficeError) {
    try refuseNetwork(path)
    try OfficeError.wrapping(file: path) {
      let draft = "\(path).new-\(DatabaseFile.process)-\(UInt32.random(in: 0 ... .max))"
      defer { DatabaseFile.remove(draft) }
      do {
        let connection = try Connection(path: draft, access: .create)
        try connection.execute("PRAGMA application_id = \(OfficeSchema.applicationID)")
        _ = try connection.text("PRAGMA journal_mode = WAL")
        try OfficeSchema.bringUp(connection)
      }
      // Whoever was quicker has made one as good.
      _ = try DatabaseFile.move(draft, toUnusedName: path)
    }
  }

  private static func format(of connection: Connection, _ path: String) throws -> Int {
    guard try connection.integer("PRAGMA application_id") == OfficeSchema.applicationID else {
      throw OfficeError.notAnOfficeFile(path)
    }
    let format = try connection.integer("PRAGMA user_version") ?? 0
    guard format <= OfficeSchema.format else {
      throw OfficeError(
        .newerFormat,
        vi: "\(path) có định dạng \(format), bản này chỉ đọc đến \(OfficeSchema.format); hãy cập nhật diaba",
        en: "\(path) has format \(format), this version reads up to \(OfficeSchema.format); update diaba")
    }
    return format
  }

  private static func refuseNetwork(_ path: String) throws(OfficeError) {
    guard case .network(let kind) = FileSystem.of(path: path) else { return }
    throw OfficeError(
      .networkShare, vi: "\(path) nằm trên ổ mạng (\(kind)); tệp văn phòng phải nằm trên đĩa của chính máy này",
      en: "\(path) lies on a network share (\(kind)); keep the office file on a disk of this machine")
  }
}
