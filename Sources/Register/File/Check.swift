public import VietText
internal import SpatiaLite

extension RegisterFile {
  /// Something that is wrong with a register.
  public struct Fault: Sendable, Hashable {
    /// A stable name for the kind of fault.
    public enum Kind: String, Sendable, CaseIterable {
      /// SQLite finds the file damaged.
      case integrity
      /// A spatial index does not agree with its layer.
      case spatialIndex
      /// Revisions are missing or rows name revisions that do not exist.
      case revisions
      /// A row lacks its counterpart in another table.
      case counterpart
      /// The guards against edits from other programs are missing.
      case guards
    }

    /// The kind.
    public let kind: Kind
    /// What is wrong, where.
    public let message: Phrase
  }

  /// Examines a register thoroughly and tells what is wrong with it; nothing, if it is sound.
  ///
  /// It reads the whole file: seconds for a million parcels.
  /// - Throws: ``RegisterError`` when the file cannot be opened as a register.
  public static func check(_ path: String) throws(RegisterError) -> [Fault] {
    // SpatiaLite writes a line of its history when it checks an index, so it is given a connection that may write.
    let connection = try open(path, access: .readWrite, spatial: true)
    return try RegisterError.wrapping(file: path) {
      var faults = try integrity(connection)
      // On a damaged file the other questions would only fail in ways that tell nothing.
      guard faults.isEmpty else { return faults }
      faults += try continuity(connection)
      for tables in [LayerTables.wards, .parcels] {
        faults += try indexes(tables, connection)
        faults += try counterparts(tables, connection)
      }
      let guards = try connection.integer(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard#_%' ESCAPE '#'")
      let hasFacts = try FactTables.exist(on: connection)
      if hasFacts { faults += try factContinuity(connection) }
      if guards != Schema.guardNames(withFacts: hasFacts).count {
        faults.append(
          Fault(
            kind: .guards,
            message: Phrase(vi: "thiếu chốt chống sửa từ phần mềm khác", en: "guards against foreign edits are missing")
          ))
      }
      return faults
    }
  }

  private static func integrity(_ connection: Connection) throws -> [Fault] {
    var faults: [Fault] = []
    do throws(SpatiaLiteError) {
      let statement = try connection.prepare("PRAGMA integrity_check(20)")
      while try statement.step() {
        let line = statement.text(0)
        if line != "ok" { faults.append(Fault(kind: .integrity, message: Phrase(vi: line, en: line))) }
      }
    } catch {
      faults.append(Fault(kind: .integrity, message: Phrase(vi: error.message, en: error.message)))
    }
    return faults
  }

  private static func indexes(_ tables: LayerTables, _ connection: Connection) throws -> [Fault] {
    var faults: [Fault] = []
    for index in [tables.index, tables.pastIndex] {
      let answer = try connection.text("SELECT rtreecheck('\(index)')") ?? "?"
      if answer != "ok" {
        faults.append(Fault(kind: .spatialIndex, message: Phrase(vi: "\(index): \(answer)", en: "\(index): \(answer)")))
      }
    }
    let agrees = try connection.integer("SELECT CheckSpatialIndex('\(tables.live)', 'geometry')") == 1
    let past = try connection.integer(
      "SELECT (SELECT count(*) FROM \(tables.past)) = (SELECT count(*) FROM \(tables.pastIndex)_rowid)")
    for (isRight, index) in [(agrees, tables.index), (past == 1, tables.pastIndex)] where !isRight {
      faults.append(
        Fault(
          kind: .spatialIndex,
          message: Phrase(vi: "\(index) không khớp với lớp", en: "\(index) does not agree with its layer")))
    }
    return faults
  }

  private static func continuity(_ connection: Connection) throws -> [Fault] {
    var faults: [Fault] = []
    let gaps = try connection.integer("SELECT coalesce(max(id), 0) - count(*) FROM revisions") ?? 0
    if gaps != 0 {
      faults.append(
        Fault(
          kind: .revisions, message: Phrase(vi: "thiếu \(gaps) bản", en: "\(gaps) revisions are missing")))
    }
    for tables in [LayerTables.wards, .parcels] {
      let strays = try connection.integer(
        """
        SELECT (SELECT count(*) FROM \(tables.live) WHERE revision_from NOT IN (SELECT id FROM revisions))
          + (SELECT count(*) FROM \(tables.past) WHERE revision_from NOT IN (SELECT id FROM revisions)
            OR revision_to NOT IN (SELECT id FROM revisions) OR revision_to < revision_from
            OR known_until NOT IN (SELECT id FROM revisions))
        """)
      if strays != 0 {
        faults.append(
          Fault(
            kind: .revisions,
            message: Phrase(
              vi: "\(strays ?? 0) dòng của \(tables.live) ghi bản không có",
              en: "\(strays ?? 0) rows of \(tables.live) name revisions that do not exist")))
      }
    }
    return faults
  }

  private static func factContinuity(_ connection: Connection) throws -> [Fault] {
    var faults: [Fault] = []
    for table in FactTables.names {
      let strays = try connection.integer(
        """
        SELECT count(*) FROM \(table) WHERE revision_from NOT IN (SELECT id FROM revisions)
          OR revision_to NOT IN (SELECT id FROM revisions) OR revision_to <= revision_from
        """)
      guard let strays, strays > 0 else { continue }
      faults.append(
        Fault(
          kind: .revisions,
          message: Phrase(
            vi: "\(strays) dòng của \(table) ghi bản không có",
            en: "\(strays) rows of \(table) name revisions that do not exist")))
    }
    return faults
  }

  private static func counterparts(_ tables: LayerTables, _ connection: Connection) throws -> [Fault] {
    let orphans = try connection.integer(
      """
      SELECT (SELECT count(*) FROM \(tables.live) WHERE id NOT IN (SELECT id FROM \(tables.grid)))
        + (SELECT count(*) FROM \(tables.grid) WHERE id NOT IN (SELECT id FROM \(tables.live)))
        + (SELECT count(*) FROM \(tables.live) WHERE id >= (SELECT next FROM identities WHERE layer = '\(tables.live)'))
      """)
    guard orphans != 0 else { return [] }
    return [
      Fault(
        kind: .counterpart,
        message: Phrase(
          vi: "\(orphans ?? 0) dòng của \(tables.live) thiếu hình thể lưới hoặc có mã ngoài dãy",
          en: "\(orphans ?? 0) rows of \(tables.live) lack their grid geometry or have an identity out of sequence"))
    ]
  }
}
