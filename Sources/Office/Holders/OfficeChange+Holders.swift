internal import SpatiaLite
internal import VietText

/// A group of holders as a file gives it: who, and what they hold.
public struct HolderGroup: Sendable, Hashable {
  /// The key that its rows share in the file.
  public var key: String
  /// Who.
  public var holder: Holder
  /// What they hold.
  public var rights: [HolderRight]

  /// Makes a group.
  public init(key: String, holder: Holder, rights: [HolderRight]) {
    self.key = key
    self.holder = holder
    self.rights = rights
  }
}

/// What became of a group.
public struct HolderOutcome: Sendable, Hashable {
  /// What was noticed, for a person to look at.
  public enum Note: Sendable, Hashable {
    /// The key was used before for somebody with other identity numbers; this is a new holder.
    case keyOfAnother(holder: Int)
    /// The identity number of a member stands under another name at another holder, or in this one.
    case identityWithTwoNames(holder: Int)
  }

  /// The holder's number.
  public var id: Int
  /// Whether the holder is new.
  public var isNew: Bool
  /// Whether anything of an older one was changed.
  public var isChanged: Bool
  /// What was noticed.
  public var notes: [Note]
}

extension OfficeChange {
  /// Begins an import of holders.
  ///
  /// - Returns: its number.
  /// - Throws: ``OfficeError``.
  public func beginImport(
    file: String, sha256: String, asOf: String, rows: Int, by actor: Identity
  ) throws(OfficeError) -> Int {
    try asking {
      try database.run(
        "INSERT INTO imports(at, who, file, sha256, as_of, rows) VALUES(?,?,?,?,?,?)",
        [.integer(now), .text(actor.name), .text(file), .text(sha256), .text(asOf), .integer(rows)])
      let id = database.lastID
      try append(AuditEntry(actor, .holdersImported, subjects: ["import:\(id)"], shown: ["rows=\(rows)", "begun"]))
      return id
    }
  }

  /// Keeps a group: as a new holder, or as the state of one who came under the same key before.
  ///
  /// Two are never taken for one because of their name: the same key and an identity number in common make them so, or
  /// the same key, kind and names where nobody has a number.
  /// - Throws: ``OfficeError``.
  public func keep(_ group: HolderGroup, import number: Int) throws(OfficeError) -> HolderOutcome {
    try asking {
      var notes: [HolderOutcome.Note] = []
      var known: Holder?
      let sameKey = try database.rows("SELECT id FROM parties WHERE source_key = ?", [.text(group.key)]) {
        $0.integer(0)
      }
      for id in sameKey where known == nil {
        guard let earlier = try holder(id) else { continue }
        if Self.isSame(earlier, group.holder) {
          known = earlier
        } else {
          notes.append(.keyOfAnother(holder: id))
        }
      }
      let id: Int
      var isChanged = false
      var isWritten = true
      if let known {
        id = known.id
        var state = group.holder
        state.id = id
        isWritten = state != known
        if isWritten {
          isChanged = true
          try database.run(
            "UPDATE parties SET kind = ?, name = ?, address = ?, changed_at = ? WHERE id = ?",
            [
              .text(state.kind.rawValue), .text(state.name), SQLValue(state.address), .integer(now), .integer(id),
            ])
        }
        notes.removeAll()
      } else {
        try database.run(
          "INSERT INTO parties(source_key, kind, name, address, made_at, changed_at) VALUES(?,?,?,?,?,?)",
          [
            .text(group.key), .text(group.holder.kind.rawValue), .text(group.holder.name),
            SQLValue(group.holder.address), .integer(now), .integer(now),
          ])
        id = database.lastID
      }
      for right in group.rights where try keep(right, of: id, import: number) {
        (isChanged, isWritten) = (true, true)
      }
      if isWritten { try writeMembers(of: group.holder, id) }
      notes += try doubts(on: group.holder, id)
      return HolderOutcome(id: id, isNew: known == nil, isChanged: known != nil && isChanged, notes: notes)
    }
  }

  /// Ends an import: rights on its parcels that it no longer brings end on its day.
  ///
  /// - Returns: how many rights ended.
  /// - Throws: ``OfficeError``.
  public func finishImport(_ number: Int, asOf: String, by actor: Identity, counts: [String]) throws(OfficeError) -> Int
  {
    try asking {
      try database.run(
        """
        UPDATE rights SET to_day = ?2, ended_by = ?1 WHERE brought_by <> ?1 AND (to_day IS NULL OR to_day > ?2)
        AND EXISTS (SELECT 1 FROM rights AS n WHERE n.brought_by = ?1 AND n.ward = rights.ward AND n.sheet = rights.sheet
          AND n.number = rights.number AND n.series = rights.series)
        """, [.integer(number), .text(asOf)])
      let ended = database.changes
      try database.run("UPDATE imports SET finished_at = ? WHERE id = ?", [.integer(now), .integer(number)])
      try append(
        AuditEntry(actor, .holdersImported, subjects: ["import:\(number)"], shown: counts + ["ended=\(ended)"]))
      return ended
    }
  }

  private static func isSame(_ earlier: Holder, _ later: Holder) -> Bool {
    let (old, new) = (Set(earlier.members.compactMap(\.identity)), Set(later.members.compactMap(\.identity)))
    if !old.isEmpty || !new.isEmpty { return !old.isDisjoint(with: new) }
    return earlier.kind == later.kind
      && earlier.members.map { SearchKey.make($0.name) } == later.members.map { SearchKey.make($0.name) }
  }

  /// Writes the members anew, with the index of their words and of the wards where the holder holds land.
  private func writeMembers(of holder: Holder, _ id: Int) throws {
    try database.run(
      """
      INSERT INTO member_words(member_words, rowid, name_key, wards)
      SELECT 'delete', id, name_key, wards FROM members WHERE party = ?
      """, [.integer(id)])
    try database.run("DELETE FROM members WHERE party = ?", [.integer(id)])
    let wards = try database.rows("SELECT DISTINCT ward FROM rights WHERE party = ? ORDER BY ward", [.integer(id)]) {
      Self.token($0.text(0))
    }.joined(separator: " ")
    for (position, member) in holder.members.enumerated() {
      let key = SearchKey.make(member.name)
      try database.run(
        """
        INSERT INTO members(party, position, name, name_key, sex, birth_year, identity, role, address, wards)
        VALUES(?,?,?,?,?,?,?,?,?,?)
        """,
        [
          .integer(id), .integer(position), .text(member.name), .text(key), SQLValue(member.sex),
          SQLValue(member.birthYear), SQLValue(member.identity), SQLValue(member.role), SQLValue(member.address),
          .text(wards),
        ])
      try database.run(
        "INSERT INTO member_words(rowid, name_key, wards) VALUES(?,?,?)",
        [.integer(database.lastID), .text(key), .text(wards)])
    }
  }

  /// Keeps a right; whether it was not there already.
  private func keep(_ right: HolderRight, of id: Int, import number: Int) throws -> Bool {
    let same: [SQLValue] = [
      .integer(number), .integer(id), .text(right.ward), .text(right.series), .text(right.sheet), .text(right.number),
      SQLValue(right.share), SQLValue(right.use), SQLValue(right.certificate), SQLValue(right.from), SQLValue(right.to),
      .text(right.standing.rawValue), SQLValue(right.parcel.map(Int.init)),
    ]
    try database.run(
      """
      UPDATE rights SET brought_by = ?1, parcel = coalesce(?13, parcel) WHERE party = ?2 AND ward = ?3 AND series = ?4
      AND sheet = ?5 AND number = ?6 AND share IS ?7 AND use IS ?8 AND certificate IS ?9 AND from_day IS ?10
      AND to_day IS ?11 AND standing = ?12
      """, same)
    if database.changes > 0 { return false }
    try database.run(
      """
      INSERT INTO rights(brought_by, party, ward, series, sheet, number, share, use, certificate, from_day, to_day,
        standing, parcel, certificate_key) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """, same + [SQLValue(right.certificate.map(CertificateKey.make))])
    return true
  }

  private func doubts(on holder: Holder, _ id: Int) throws -> [HolderOutcome.Note] {
    var others: Set<Int> = []
    for member in holder.members {
      guard let identity = member.identity else { continue }
      let found = try database.rows(
        "SELECT party FROM members WHERE identity = ? AND name_key <> ? LIMIT 5",
        [.text(identity), .text(SearchKey.make(member.name))]
      ) { $0.integer(0) }
      others.formUnion(found)
    }
    return others.sorted().map { .identityWithTwoNames(holder: $0) }
  }
}
