internal import Cadastre
internal import Digest
internal import SpatiaLite

extension OfficeReader {
  /// The extract of a name.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func extract(named name: String) throws(OfficeError) -> Extract? {
    guard name.utf8.count == 20 else { return nil }
    return try extract("name = ?", [.text(name)])
  }

  /// The extract of a verification code, as ``VerificationCode/read(_:)`` gives it.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func extract(code: String) throws(OfficeError) -> Extract? { try extract("code = ?", [.text(code)]) }

  /// The extract that has a file of these bytes, and which of its files that is.
  ///
  /// - Parameter sha256: the hash of the bytes in hexadecimal.
  /// - Returns: the extract and the file; `nil` when nothing was issued with these bytes.
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func extract(
    holdingFile sha256: String
  ) throws(OfficeError) -> (extract: Extract, kind: ExtractFileKind)? {
    try asking {
      let found = try database.first(
        "SELECT extract, kind FROM extract_files WHERE sha256 = ? LIMIT 1", [.text(sha256)]
      ) { ($0.integer(0), ExtractFileKind(rawValue: $0.text(1))) }
      guard let found, let kind = found.1, let extract = try extract("id = ?", [.integer(found.0)]) else { return nil }
      return (extract, kind)
    }
  }

  /// The extracts of a dossier, oldest first.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func extracts(ofDossier code: String) throws(OfficeError) -> [Extract] {
    try asking {
      let ids = try database.rows("SELECT id FROM extracts WHERE dossier = ? ORDER BY id", [.text(code)]) {
        $0.integer(0)
      }
      return try ids.compactMap { try extract("id = ?", [.integer($0)]) }
    }
  }

  /// The bytes of a file of an extract; `nil` when it was not made.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read; `damaged` when the bytes are not those that were stored.
  public func file(_ kind: ExtractFileKind, ofExtract name: String) throws(OfficeError) -> [UInt8]? {
    try asking {
      let found = try database.first(
        """
        SELECT f.bytes, f.sha256 FROM extracts AS e JOIN extract_files AS f ON f.extract = e.id
        WHERE e.name = ? AND f.kind = ?
        """, [.text(name), .text(kind.rawValue)]
      ) { ($0.blob(0), $0.text(1)) }
      guard let found else { return nil }
      guard SHA256.hex(of: found.0) == found.1 else {
        throw OfficeError(
          .damaged, vi: "bản trích đã lưu không còn như lúc cấp", en: "the stored extract is not as it was issued")
      }
      return found.0
    }
  }

  private func extract(_ condition: String, _ values: [SQLValue]) throws(OfficeError) -> Extract? {
    try asking {
      let found = try database.first(
        """
        SELECT id, name, code, dossier, revision, scale, paper, layout, made_at, made_by, sha256, revoked_at, reason,
          superseded_by FROM extracts WHERE \(condition)
        """, values
      ) {
        (
          $0.integer(0),
          Extract(
            name: $0.text(1), code: $0.text(2), dossier: $0.text(3), revision: $0.integer(4), scale: $0.integer(5),
            paper: $0.text(6), layout: $0.text(7), madeAt: $0.integer(8), madeBy: $0.text(9), sha256: $0.text(10),
            revokedAt: $0.integerIfAny(11), reason: $0.filled(12), isSuperseded: !$0.isNull(13), parts: [])
        )
      }
      guard let (id, head) = found else { return nil }
      var extract = head
      extract.parts = try database.rows(
        """
        SELECT parcel, ward, series, sheet, number, map_area, digest FROM extract_parcels WHERE extract = ?
        ORDER BY position
        """, [.integer(id)]
      ) {
        Extract.Part(
          id: $0.int64(0),
          key: ParcelKey(ward: $0.text(1), series: $0.text(2), sheet: $0.text(3), number: $0.text(4)),
          mapArea: $0.real(5), digest: $0.blob(6))
      }
      return extract
    }
  }
}

extension OfficeChange {
  /// Keeps an extract with its files; earlier ones of the same dossier and parcels are superseded.
  ///
  /// - Throws: ``OfficeError``: `notThere` when the dossier is gone, `otherOffice`.
  public func keep(_ draft: ExtractDraft, by actor: Identity, entry: AuditEntry) throws(OfficeError) -> Extract {
    try asking {
      let dossier = try existing(draft.dossier)
      try permit(dossier, by: actor)
      let earlier = try extracts(ofDossier: draft.dossier)
      let sha256 = SHA256.hex(of: draft.svg)
      try database.run(
        """
        INSERT INTO extracts(name, code, dossier, revision, scale, paper, layout, made_at, made_by, sha256, settings)
        VALUES(?,?,?,?,?,?,?,?,?,?,'')
        """,
        [
          .text(draft.names.name), .text(draft.names.code), .text(draft.dossier), .integer(draft.revision),
          .integer(draft.scale), .text(draft.paper), .text(draft.layout), .integer(now), .text(actor.name),
          .text(sha256),
        ])
      let id = database.lastID
      for (position, part) in draft.parts.enumerated() {
        try database.run(
          """
          INSERT INTO extract_parcels(extract, position, parcel, ward, series, sheet, number, map_area, digest)
          VALUES(?,?,?,?,?,?,?,?,?)
          """,
          [
            .integer(id), .integer(position), .integer(Int(part.id)), .text(part.key.ward), .text(part.key.series),
            .text(part.key.sheet), .text(part.key.number), .real(part.mapArea), .blob(part.digest),
          ])
      }
      for (kind, bytes) in [(ExtractFileKind.geojson, draft.geoJSON), (.svg, draft.svg)] {
        try store(kind, bytes, id)
      }
      let parcels = Set(draft.parts.map(\.id))
      for extract in earlier where extract.state == .valid && Set(extract.parts.map(\.id)) == parcels {
        try database.run("UPDATE extracts SET superseded_by = ? WHERE name = ?", [.integer(id), .text(extract.name)])
      }
      try append(entry)
      guard let extract = try extract(named: draft.names.name) else {
        throw OfficeError(.database, vi: "bản trích không lưu được", en: "the extract was not kept")
      }
      return extract
    }
  }

  /// Keeps a file that was made of an extract; the one that was made first stays.
  ///
  /// - Returns: the bytes that are kept.
  /// - Throws: ``OfficeError``.
  public func keep(_ kind: ExtractFileKind, _ bytes: [UInt8], ofExtract name: String) throws(OfficeError) -> [UInt8] {
    try asking {
      if let kept = try file(kind, ofExtract: name) { return kept }
      guard let id = try database.integer("SELECT id FROM extracts WHERE name = ?", [.text(name)]) else {
        throw OfficeError(.notThere, vi: "không có bản trích này", en: "there is no such extract")
      }
      try store(kind, bytes, id)
      return bytes
    }
  }

  /// Takes an extract back.
  ///
  /// - Throws: ``OfficeError``: `notThere`, `badValue` without a reason, `notAllowed` when it is revoked already.
  public func revokeExtract(
    _ name: String, reason: String, by actor: Identity, entry: AuditEntry
  ) throws(OfficeError) -> Extract {
    try asking {
      try Text.check(reason, field: "reason", limit: 2000, allowsLines: true)
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw OfficeError(.badValue, vi: "cần có lý do", en: "a reason is needed", field: "reason")
      }
      guard let known = try extract(named: name) else {
        throw OfficeError(.notThere, vi: "không có bản trích này", en: "there is no such extract")
      }
      try permit(try dossier(known.dossier), by: actor)
      guard known.revokedAt == nil else {
        throw OfficeError(
          .notAllowed, vi: "bản trích đã bị thu hồi từ trước", en: "the extract has been revoked before")
      }
      try database.run(
        "UPDATE extracts SET revoked_at = ?, revoked_by = ?, reason = ? WHERE name = ?",
        [.integer(now), .text(actor.name), .text(reason), .text(name)])
      try append(entry)
      return try extract(named: name) ?? known
    }
  }

  private func store(_ kind: ExtractFileKind, _ bytes: [UInt8], _ id: Int) throws {
    try database.run(
      "INSERT INTO extract_files(extract, kind, sha256, bytes) VALUES(?,?,?,?)",
      [.integer(id), .text(kind.rawValue), .text(SHA256.hex(of: bytes)), .blob(bytes)])
  }
}
