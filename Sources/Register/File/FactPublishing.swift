public import Cadastre
internal import SpatiaLite
internal import VietText

/// Where facts come from, and what their import may do.
public struct FactOrigin: Sendable, Hashable {
  /// Who publishes.
  public var person: String
  /// The source files.
  public var sources: [Origin.Source]
  /// The settings of the import as JSON text.
  public var settings: String
  /// Whether rows of the wards and days in the file that the file lacks are removed.
  public var replaces: Bool
  /// Whether more than a tenth of them may be.
  public var allowsRemovals: Bool
  /// What was noticed.
  public var findings: [RecordedFinding]

  /// Makes an origin.
  public init(
    person: String, sources: [Origin.Source] = [], settings: String = "{}", replaces: Bool = true,
    allowsRemovals: Bool = false, findings: [RecordedFinding] = []
  ) {
    self.person = person
    self.sources = sources
    self.settings = settings
    self.replaces = replaces
    self.allowsRemovals = allowsRemovals
    self.findings = findings
  }
}

extension RegisterFile {
  /// Publishes what became of wards as one revision.
  ///
  /// It states the whole of each old ward that it names with a day: what the register had of it beside, is removed.
  /// - Throws: ``RegisterError`` of code `duplicateKeys` when two rows are about the same wards and day,
  ///   `tooManyRemovals`, or when the register cannot be written; it is as it was then.
  public static func publish(
    _ rows: [WardSuccession], in path: String, from origin: FactOrigin
  ) throws(RegisterError) -> FactOutcome {
    try publishFacts(rows, in: path, from: origin)
  }

  /// Publishes which sheets got other numbers, as one revision.
  ///
  /// It states the whole of each old ward that it names with a day: what the register had of it beside, is removed.
  /// - Throws: ``RegisterError`` of code `duplicateKeys` when two rows are about the same sheet and day,
  ///   `tooManyRemovals`, or when the register cannot be written; it is as it was then.
  public static func publish(
    _ rows: [SheetRenumbering], in path: String, from origin: FactOrigin
  ) throws(RegisterError) -> FactOutcome {
    try publishFacts(rows, in: path, from: origin)
  }

  private static func publishFacts<Fact: RegisterFact>(
    _ rows: [Fact], in path: String, from origin: FactOrigin
  ) throws(RegisterError) -> FactOutcome {
    var keys: Set<[String]> = []
    for row in rows where !keys.insert(row.key).inserted {
      let name = row.key.filter { !$0.isEmpty }.joined(separator: " ")
      throw RegisterError(
        .duplicateKeys, vi: "hai dòng cùng nói về \(name)", en: "two rows are about the same, \(name)")
    }
    let connection = try open(path, access: .readWrite)
    return try RegisterError.wrapping(file: path) {
      let writer = RegisterWriter(connection, progress: { _ in })
      let outcome = try connection.writing { try writer.publish(rows, keys: keys, from: origin) }
      if outcome.revision != nil { checkpoint(connection) }
      return outcome
    }
  }
}

extension RegisterWriter {
  /// A fact that the register holds.
  private struct Held {
    var fact: Int64
    var digest: Int64
  }

  fileprivate func publish<Fact: RegisterFact>(
    _ rows: [Fact], keys: Set<[String]>, from origin: FactOrigin
  ) throws -> FactOutcome {
    let hasTables = try FactTables.exist(on: connection)
    var held: [[String]: Held] = [:]
    var scopeSize = 0
    var leaving: [Int64] = []
    let scopes = Set(rows.map(\.scope))
    var counts = ChangeCounts()
    if hasTables {
      let statement = try connection.prepare(
        "SELECT \(Fact.columns.joined(separator: ", ")), fact, digest FROM \(Fact.name) WHERE revision_to IS NULL")
      let (fact, digest) = (Int32(Fact.columns.count), Int32(Fact.columns.count) + 1)
      while try statement.step() {
        guard let row = Fact(statement) else { continue }
        guard keys.contains(row.key) || scopes.contains(row.scope) else { continue }
        scopeSize += 1
        if keys.contains(row.key) {
          held[row.key] = Held(fact: statement.int64(fact), digest: statement.int64(digest))
        } else if origin.replaces {
          leaving.append(statement.int64(fact))
        }
      }
    }
    counts.removed = leaving.count
    var arriving: [Fact] = []
    for row in rows {
      guard let known = held[row.key] else {
        counts.added += 1
        arriving.append(row)
        continue
      }
      if known.digest == row.digest {
        counts.unchanged += 1
      } else {
        counts.changed += 1
        leaving.append(known.fact)
        arriving.append(row)
      }
    }
    guard !counts.isEmpty else { return FactOutcome(revision: nil, counts: counts) }
    guard origin.allowsRemovals || counts.removed * 10 <= scopeSize else {
      throw RegisterError(
        .tooManyRemovals,
        vi: "sẽ xóa \(counts.removed) trong \(scopeSize) dòng của các xã trong tệp; xem lại rồi thêm --allow-removals",
        en: "would remove \(counts.removed) of the \(scopeSize) rows of the wards in the file; look again, then "
          + "--allow-removals")
    }
    let revision = Revision(
      id: try newestRevision() + 1, kind: .import, layer: nil, publishedAt: DatabaseFile.now(),
      stagedBy: origin.person, publishedBy: origin.person, dataDate: nil, restored: nil, sources: origin.sources,
      scope: origin.replaces ? .ward : .nothing, settings: origin.settings, note: nil, counts: counts,
      facts: Fact.table)
    try connection.execute(Schema.lifting)
    try connection.execute(hasTables ? Schema.factLifting : FactTables.creation)
    try write(arriving, leaving: leaving, revision: revision.id)
    try record(revision)
    try record(origin.findings, of: revision.id)
    try connection.execute(Schema.guards + Schema.factGuards)
    return FactOutcome(revision: revision, counts: counts)
  }

  private func write<Fact: RegisterFact>(_ arriving: [Fact], leaving: [Int64], revision: Int) throws {
    let ending = try connection.prepare("UPDATE \(Fact.name) SET revision_to = \(revision) WHERE fact = ?")
    for fact in leaving {
      ending.bind(1, fact)
      try ending.run()
    }
    let marks = Fact.columns.map { _ in "?" }.joined(separator: ", ")
    let insertion = try connection.prepare(
      """
      INSERT INTO \(Fact.name)(\(Fact.columns.joined(separator: ", ")), digest, revision_from)
      VALUES(\(marks), ?, \(revision))
      """)
    var wards: Set<String> = []
    for row in arriving {
      for (place, value) in row.values.enumerated() {
        switch value {
        case .text(let text): insertion.bind(Int32(place + 1), text)
        case .integer(let number): insertion.bind(Int32(place + 1), number)
        case .real(let number): insertion.bind(Int32(place + 1), number)
        }
      }
      insertion.bind(Int32(Fact.columns.count + 1), row.digest)
      try insertion.run()
      wards.formUnion(row.wards)
    }
    let ward = try connection.prepare(
      "INSERT OR IGNORE INTO revision_wards VALUES(\(revision), '\(Fact.table.rawValue)', ?)")
    for code in wards.sorted() {
      ward.bind(1, code)
      try ward.run()
    }
  }

  private func record(_ findings: [RecordedFinding], of revision: Int) throws {
    let statement = try connection.prepare("INSERT INTO findings VALUES(?,?,?,?,?,?,?,?,?,?,?)")
    for (position, finding) in findings.enumerated() {
      statement.bind(1, revision)
      statement.bind(2, position + 1)
      statement.bind(3, finding.code)
      statement.bind(4, finding.severity)
      statement.bind(5, finding.file)
      statement.bind(6, finding.row)
      statement.bind(7, finding.key)
      statement.bind(8, finding.message.vietnamese)
      statement.bind(9, finding.message.english)
      statement.bindNull(10)
      statement.bindNull(11)
      try statement.run()
    }
  }
}
