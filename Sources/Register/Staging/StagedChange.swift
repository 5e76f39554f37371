internal import Cadastre
internal import Geo
internal import SpatiaLite
internal import VietText

/// A change of the register in the making: a file beside it, written by one import, without any lock of the register.
///
/// Append rows and findings, ``finish(durably:)``, ``compare(scope:)``, then ``publish(by:allowRemovals:progress:)``
/// or leave the file for another person to publish. A change that is neither finished nor aborted is removed with the
/// object; if the process dies, ``leftovers(beside:)`` finds it.
public final class StagedChange {
  /// The application id in the file's header: "DiSt".
  static let applicationID = 0x4469_5374

  /// The staged file.
  public let path: String
  /// The register that it is meant for.
  public let register: String
  /// The layer that it changes.
  public let layer: Layer
  /// Where it comes from.
  public let origin: Origin
  /// How many rows were appended.
  public internal(set) var rowCount: Int
  /// What the last comparison found.
  public internal(set) var comparison: Comparison?

  var connection: Connection?
  var isFinished: Bool
  var isKept: Bool
  var scopes = ScopeSet()
  private var writer: RowWriter?
  private var findingCount = 0
  private var claim: FileClaim?
  var draftClaim: FileClaim?

  /// Begins a change beside a register, which need not exist yet.
  ///
  /// - Throws: ``RegisterError`` when the register is not one, or the folder cannot be written.
  public static func create(
    beside register: String, layer: Layer, origin: Origin
  ) throws(RegisterError) -> StagedChange {
    _ = try RegisterFile.exists(register)
    return try RegisterError.wrapping(file: register) {
      for attempt in 0... {
        let path = name(beside: register, attempt: attempt)
        if DatabaseFile.exists(path) { continue }
        let connection = try Connection(path: path, access: .create)
        let change = StagedChange(
          path: path, register: register, layer: layer, origin: origin, connection: connection, isFinished: false)
        change.claim = FileClaim.take(path)
        try change.begin(on: connection)
        return change
      }
      preconditionFailure("the attempts have no end")
    }
  }

  init(
    path: String, register: String, layer: Layer, origin: Origin, connection: Connection?, isFinished: Bool,
    rowCount: Int = 0
  ) {
    self.path = path
    self.register = register
    self.layer = layer
    self.origin = origin
    self.connection = connection
    self.isFinished = isFinished
    self.rowCount = rowCount
    isKept = isFinished
  }

  deinit {
    writer = nil
    connection = nil
    if !isKept { DatabaseFile.remove(path) }
    claim = nil
  }

  /// Appends a parcel; its key may occur again, which ``duplicates()`` tells.
  ///
  /// - Throws: ``RegisterError`` of code `badRow` when the row cannot be kept, or when the disk fails.
  public func append(_ parcel: StagedParcel) throws(RegisterError) {
    precondition(layer == .parcels, "a parcel appended to a change of wards")
    guard let writer else { preconditionFailure("a row appended after the change was finished") }
    try scopes.insert(writer.append(parcel))
    rowCount += 1
  }

  /// Appends a ward.
  ///
  /// - Throws: ``RegisterError`` of code `badRow` when the row cannot be kept, or when the disk fails.
  public func append(_ ward: StagedWard) throws(RegisterError) {
    precondition(layer == .wards, "a ward appended to a change of parcels")
    guard let writer else { preconditionFailure("a row appended after the change was finished") }
    try scopes.insert(writer.append(ward))
    rowCount += 1
  }

  /// Appends a finding, which is published with the change.
  public func append(_ finding: RecordedFinding) throws(RegisterError) {
    try RegisterError.wrapping(file: path) {
      let connection = try working()
      findingCount += 1
      let statement = try connection.prepare("INSERT INTO findings VALUES(?,?,?,?,?,?,?,?,?,?)")
      statement.bind(1, findingCount)
      statement.bind(2, finding.code)
      statement.bind(3, finding.severity)
      statement.bind(4, finding.file)
      statement.bind(5, finding.row)
      statement.bind(6, finding.key)
      statement.bind(7, finding.message.vietnamese)
      statement.bind(8, finding.message.english)
      statement.bind(9, finding.position?.x)
      statement.bind(10, finding.position?.y)
      try statement.run()
    }
  }

  /// Ends the appending: the rows are put in order, and the file can be compared, published or kept.
  ///
  /// - Parameter durably: whether the file must survive a power cut, because it waits for another person.
  /// - Throws: ``RegisterError`` when the disk fails.
  public func finish(durably: Bool = false) throws(RegisterError) {
    precondition(!isFinished, "a staged change finished twice")
    writer = nil
    try RegisterError.wrapping(file: path) {
      let connection = try working()
      let tables = LayerTables.of(layer)
      try scopes.write(to: connection)
      try connection.execute(
        """
        COMMIT;
        CREATE INDEX rows_key ON rows(\(tables.order()));
        UPDATE origin SET finished = 1;
        PRAGMA locking_mode = NORMAL;
        """)
      _ = try connection.integer("SELECT finished FROM origin")
      if durably {
        self.connection = nil
        try DatabaseFile.sync(path)
      }
    }
    isFinished = true
  }

  /// Leaves the file for another person: it is no longer removed with this object.
  ///
  /// Only now is it told apart from what a killed import leaves behind.
  /// - Returns: whether that could be written; if not, the file goes with this object all the same.
  @discardableResult
  public func keep() -> Bool {
    precondition(isFinished, "a change kept before it was finished")
    do {
      try working().execute("PRAGMA user_version = 1")
      connection = nil
      try DatabaseFile.sync(path)
      isKept = true
    } catch {
      isKept = false
    }
    return isKept
  }

  /// Gives up: the staged file is removed, the register was never touched.
  public func abort() {
    writer = nil
    connection = nil
    isKept = false
    DatabaseFile.remove(path)
  }

  /// The open staged file.
  func working() throws -> Connection {
    if let connection { return connection }
    let opened = try Connection(path: path, access: .readWrite)
    try opened.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000")
    connection = opened
    return opened
  }

  private func begin(on connection: Connection) throws {
    let tables = LayerTables.of(layer)
    // Few large pages: written once from end to end, read once or twice, thrown away.
    try connection.execute(
      """
      PRAGMA page_size = 32768; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32000;
      PRAGMA application_id = \(StagedChange.applicationID);
      CREATE TABLE origin(
        layer TEXT NOT NULL, register TEXT NOT NULL, staged_by TEXT NOT NULL, data_date TEXT NOT NULL,
        settings TEXT NOT NULL, note TEXT, finished INTEGER NOT NULL, scope TEXT, base INTEGER, next INTEGER,
        added INTEGER, changed INTEGER, removed INTEGER, unchanged INTEGER, changed_geometries INTEGER,
        scope_size INTEGER);
      CREATE TABLE sources(position INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL);
      CREATE TABLE rows(
        row INTEGER PRIMARY KEY, source_row INTEGER NOT NULL, source_file INTEGER NOT NULL, \(tables.definition),
        attribute_digest INTEGER NOT NULL, geometry_digest INTEGER NOT NULL, geometry BLOB NOT NULL,
        crs INTEGER NOT NULL, grid BLOB NOT NULL, source_crs INTEGER, source BLOB);
      CREATE TABLE scopes(
        ward TEXT NOT NULL, ward_from TEXT NOT NULL, series TEXT NOT NULL, sheet TEXT NOT NULL,
        PRIMARY KEY(ward, ward_from, series, sheet)) WITHOUT ROWID;
      CREATE TABLE changes(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, row INTEGER);
      CREATE TABLE wards(ward TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE quarantined(
        ward TEXT NOT NULL, sheet TEXT NOT NULL, number TEXT NOT NULL, series TEXT NOT NULL,
        PRIMARY KEY(ward, sheet, number, series)) WITHOUT ROWID;
      CREATE TABLE findings(
        position INTEGER PRIMARY KEY, code TEXT NOT NULL, severity TEXT NOT NULL, file TEXT NOT NULL, row INTEGER,
        key TEXT, message_vi TEXT NOT NULL, message_en TEXT NOT NULL, x REAL, y REAL);
      """)
    let statement = try connection.prepare(
      """
      INSERT INTO origin(layer, register, staged_by, data_date, settings, note, finished) VALUES(?,?,?,?,?,?,0)
      """)
    statement.bind(1, layer.rawValue)
    statement.bind(2, DatabaseFile.name(of: register))
    statement.bind(3, origin.stagedBy)
    statement.bind(4, origin.dataDate.description)
    statement.bind(5, origin.settings)
    statement.bind(6, origin.note)
    try statement.run()
    let source = try connection.prepare("INSERT INTO sources VALUES(?,?,?)")
    for (position, file) in origin.sources.enumerated() {
      source.bind(1, position)
      source.bind(2, file.name)
      source.bind(3, file.sha256)
      try source.run()
    }
    try connection.execute("BEGIN")
    writer = try RowWriter(tables, on: connection)
  }

  private static func name(beside register: String, attempt: Int) -> String {
    let base = register.hasSuffix(".sqlite") ? String(register.dropLast(7)) : register
    return "\(base).staged-\(DatabaseFile.now())-\(DatabaseFile.process)\(attempt == 0 ? "" : "-\(attempt)").sqlite"
  }
}
