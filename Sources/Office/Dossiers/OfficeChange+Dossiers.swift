internal import Cadastre
internal import SpatiaLite

/// What became of a dossier that was put.
public struct DossierOutcome: Sendable, Hashable {
  /// The dossier as it is now.
  public var dossier: Dossier
  /// Whether it is new.
  public var isNew: Bool
  /// Whether anything changed.
  public var isChanged: Bool
}

extension OfficeChange {
  /// Keeps what the one-stop system says of a dossier: the same again changes nothing.
  ///
  /// - Parameters:
  ///   - code: its number.
  ///   - content: what is said.
  ///   - parcels: the parcels it is about, all of them; `nil` leaves them.
  ///   - actor: who does it.
  ///   - entry: what the audit says of it; its action is set to what was done.
  ///   - isExpected: judges the version that is there, 0 for none, by what the client saw.
  /// - Returns: the dossier as it is now, and what became of it.
  /// - Throws: ``OfficeError``: `stale`, `badValue`, `notAllowed` for one of another office.
  public func putDossier(
    _ code: String, _ content: DossierContent, parcels: [DossierParcel]?, by actor: Identity,
    entry: AuditEntry, isExpected: (Int) -> Bool = { _ in true }
  ) throws(OfficeError) -> DossierOutcome {
    try asking {
      guard DossierCode.isUsable(code) else {
        throw OfficeError(
          .badValue, vi: "số hồ sơ trống, dài quá 100 byte hoặc có ký tự điều khiển",
          en: "the number is empty, longer than 100 bytes, or has control characters", field: "code")
      }
      for (text, field) in [
        (content.procedure, "procedure"), (content.office, "office"), (content.receivedAt, "receivedAt"),
        (content.dueAt, "dueAt"),
      ] {
        try Text.check(text ?? "", field: field, limit: 200)
      }
      try Text.check(content.applicant ?? "", field: "applicant.name", limit: 1000)
      let known = try dossier(code)
      try permit(known, by: actor)
      guard actor.reaches(office: content.office) else {
        throw OfficeError(
          .otherOffice, vi: "hồ sơ của cơ quan khác", en: "a dossier of another office", field: "office")
      }
      guard isExpected(known?.version ?? 0) else { throw Self.stale }
      var isChanged = false
      if let known {
        if known.content != content {
          isChanged = true
          let since = known.content.state == content.state ? known.since : now
          try database.run(
            """
            UPDATE dossiers SET procedure = ?, office = ?, applicant = ?, state = ?, received_at = ?, due_at = ?,
              since = ?, is_open = ? WHERE code = ?
            """,
            [
              SQLValue(content.procedure), SQLValue(content.office), SQLValue(content.applicant),
              .text(content.state.rawValue), SQLValue(content.receivedAt), SQLValue(content.dueAt), .integer(since),
              .integer(content.state.isOpen ? 1 : 0), .text(code),
            ])
        }
      } else {
        try database.run(
          """
          INSERT INTO dossiers(code, version, procedure, office, applicant, state, received_at, due_at, unit, since,
            made_at, changed_at, made_by, is_open) VALUES(?, 1, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)
          """,
          [
            .text(code), SQLValue(content.procedure), SQLValue(content.office), SQLValue(content.applicant),
            .text(content.state.rawValue), SQLValue(content.receivedAt), SQLValue(content.dueAt), .integer(now),
            .integer(now), .integer(now), .text(actor.name), .integer(content.state.isOpen ? 1 : 0),
          ])
      }
      if let parcels {
        let present = Set(known?.parcels.map(\.id) ?? [])
        for parcel in parcels where !present.contains(parcel.id) {
          isChanged = try insert(parcel, into: code, by: actor) || isChanged
        }
        for id in present.subtracting(parcels.map(\.id)) {
          isChanged = true
          try database.run(
            "DELETE FROM dossier_parcels WHERE dossier = ? AND parcel = ?", [.text(code), .integer(Int(id))])
        }
      }
      if known == nil || isChanged {
        if known != nil { try touch(code) }
        try record(code, known == nil ? "opened" : "changed", content.state, unit: known?.unit, note: nil, by: actor)
        var entry = entry
        entry.action = known == nil ? .dossierOpened : .dossierChanged
        try append(entry)
      }
      return DossierOutcome(dossier: try existing(code), isNew: known == nil, isChanged: isChanged)
    }
  }

  /// Attaches a parcel.
  ///
  /// - Returns: the dossier, and whether the parcel was not attached before.
  /// - Throws: ``OfficeError``: `notThere`, `stale`, `notAllowed` when the dossier is closed or of another office.
  public func attach(
    _ parcels: [DossierParcel], to code: String, by actor: Identity, entry: AuditEntry,
    isExpected: (Int) -> Bool = { _ in true }
  ) throws(OfficeError) -> (dossier: Dossier, isNew: Bool) {
    try asking {
      let known = try existing(code)
      try permit(known, by: actor)
      guard isExpected(known.version) else { throw Self.stale }
      try requireOpen(known)
      var isNew = false
      for parcel in parcels { isNew = try insert(parcel, into: code, by: actor) || isNew }
      if isNew {
        try touch(code)
        try append(entry)
      }
      return (try existing(code), isNew)
    }
  }

  /// Takes a parcel off a dossier.
  ///
  /// - Throws: ``OfficeError``: `notThere` when it is not attached, `stale`, `notAllowed`.
  public func detach(
    _ parcel: Int64, from code: String, by actor: Identity, entry: AuditEntry,
    isExpected: (Int) -> Bool = { _ in true }
  ) throws(OfficeError) -> Dossier {
    try asking {
      let known = try existing(code)
      try permit(known, by: actor)
      guard isExpected(known.version) else { throw Self.stale }
      guard known.parcels.contains(where: { $0.id == parcel }) else {
        throw OfficeError(
          .notThere, vi: "thửa \(parcel) không gắn với hồ sơ này",
          en: "parcel \(parcel) is not attached to this dossier",
          field: "id")
      }
      try requireOpen(known)
      try database.run(
        "DELETE FROM dossier_parcels WHERE dossier = ? AND parcel = ?", [.text(code), .integer(Int(parcel))])
      try touch(code)
      try append(entry)
      return try existing(code)
    }
  }

  /// Takes a dossier a step on its way.
  ///
  /// - Throws: ``OfficeError``: `notThere`, `stale`, `notAllowed` when it is closed.
  public func addEvent(
    _ kind: DossierEventKind, unit: String?, note: String?, to code: String, by actor: Identity, entry: AuditEntry,
    isExpected: (Int) -> Bool = { _ in true }
  ) throws(OfficeError) -> (dossier: Dossier, event: DossierEvent) {
    try asking {
      try Text.check(unit ?? "", field: "unit", limit: 200)
      try Text.check(note ?? "", field: "note", limit: 4000, allowsLines: true)
      let known = try existing(code)
      try permit(known, by: actor)
      guard isExpected(known.version) else { throw Self.stale }
      try requireOpen(known)
      if kind == .forward, unit == nil {
        throw OfficeError(
          .badValue, vi: "chuyển xử lý cần có unit", en: "a dossier is forwarded to a unit", field: "unit")
      }
      if kind == .resume, known.content.state == .received {
        throw OfficeError(
          .notAllowed, vi: "hồ sơ đang được xử lý, không có gì để tiếp tục",
          en: "the dossier is being worked on, there is nothing to resume", field: "kind")
      }
      let state = kind.state ?? known.content.state
      let place = unit ?? known.unit
      try database.run(
        "UPDATE dossiers SET state = ?, unit = ?, since = ?, is_open = ? WHERE code = ?",
        [.text(state.rawValue), SQLValue(place), .integer(now), .integer(state.isOpen ? 1 : 0), .text(code)])
      try touch(code)
      let event = try record(code, kind.rawValue, state, unit: place, note: note, by: actor)
      try append(entry)
      return (try existing(code), event)
    }
  }

  // MARK: replies that are given again

  /// The reply that was given to a request of this key, if it was.
  ///
  /// - Parameters:
  ///   - key: what the client called the request, with who the client is.
  ///   - asked: the hash of the request.
  /// - Returns: the reply; `nil` when there was none within a day.
  /// - Throws: ``OfficeError`` of code `badValue` when the key was used for another request.
  public func reply(
    toKey key: [UInt8], asked: [UInt8]
  ) throws(OfficeError) -> (status: Int, headers: String, body: [UInt8])? {
    try asking {
      let found = try database.first(
        "SELECT asked, status, headers, body FROM replies WHERE key = ? AND at > ?",
        [.blob(key), .integer(now - 86_400)]
      ) { ($0.blob(0), $0.integer(1), $0.text(2), $0.blob(3)) }
      guard let found else { return nil }
      guard found.0 == asked else {
        throw OfficeError(
          .badValue, vi: "Idempotency-Key này đã dùng cho một yêu cầu khác",
          en: "this Idempotency-Key was used for another request", field: "Idempotency-Key")
      }
      return (found.1, found.2, found.3)
    }
  }

  /// Keeps a reply for a day.
  ///
  /// - Throws: ``OfficeError``.
  public func keepReply(
    key: [UInt8], asked: [UInt8], status: Int, headers: String, body: [UInt8]
  ) throws(OfficeError) {
    try asking {
      try database.run("DELETE FROM replies WHERE at < ?", [.integer(now - 86_400)])
      try database.run(
        "INSERT OR REPLACE INTO replies(key, asked, at, status, headers, body) VALUES(?,?,?,?,?,?)",
        [.blob(key), .blob(asked), .integer(now), .integer(status), .text(headers), .blob(body)])
    }
  }

  // MARK: parts

  private static var stale: OfficeError {
    OfficeError(
      .stale, vi: "hồ sơ đã được người khác sửa; hãy đọc lại rồi sửa",
      en: "the dossier was changed by somebody else; read it again, then change it")
  }

  func existing(_ code: String) throws(OfficeError) -> Dossier {
    guard let dossier = try dossier(code) else {
      throw OfficeError(.notThere, vi: "không có hồ sơ này", en: "there is no such dossier", field: "code")
    }
    return dossier
  }

  /// Keeps the hands of one office off the dossiers of another.
  func permit(_ dossier: Dossier?, by actor: Identity) throws(OfficeError) {
    guard let dossier, !actor.reaches(office: dossier.content.office) else { return }
    throw OfficeError(
      .otherOffice, vi: "hồ sơ này thuộc cơ quan khác", en: "this dossier belongs to another office", field: "office")
  }

  private func requireOpen(_ dossier: Dossier) throws(OfficeError) {
    guard !dossier.content.state.isOpen else { return }
    throw OfficeError(
      .notAllowed, vi: "hồ sơ đã kết thúc (\(dossier.content.state.rawValue))",
      en: "the dossier is closed (\(dossier.content.state.rawValue))", field: "state")
  }

  private func insert(_ parcel: DossierParcel, into code: String, by actor: Identity) throws -> Bool {
    let key = parcel.key
    try database.run(
      """
      INSERT OR IGNORE INTO dossier_parcels(dossier, parcel, ward, ward_from, series, sheet, number, revision,
        attached_at, attached_by) VALUES(?,?,?,?,?,?,?,?,?,?)
      """,
      [
        .text(code), .integer(Int(parcel.id)), .text(key.ward), SQLValue(key.wardFrom.map { "\($0)" }),
        .text(key.series), .text(key.sheet), .text(key.number), .integer(parcel.revision), .integer(now),
        .text(actor.name),
      ])
    return database.changes > 0
  }

  private func touch(_ code: String) throws {
    try database.run(
      "UPDATE dossiers SET version = version + 1, changed_at = ? WHERE code = ?", [.integer(now), .text(code)])
  }

  @discardableResult
  private func record(
    _ code: String, _ kind: String, _ state: DossierState, unit: String?, note: String?, by actor: Identity
  ) throws -> DossierEvent {
    try database.run(
      "INSERT INTO dossier_events(dossier, at, kind, state, unit, note, who) VALUES(?,?,?,?,?,?,?)",
      [
        .text(code), .integer(now), .text(kind), .text(state.rawValue), SQLValue(unit), SQLValue(note),
        .text(actor.name),
      ])
    return DossierEvent(
      id: database.lastID, at: now, kind: kind, state: state.rawValue, unit: unit, note: note, who: actor.name)
  }
}
