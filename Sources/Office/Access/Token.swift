internal import Digest
internal import SpatiaLite

/// An API token as the office keeps it; the token itself is shown once and then known to its bearer only.
public struct TokenRow: Sendable, Hashable, Identifiable {
  /// Its number.
  public let id: Int
  /// What it is for.
  public let name: String
  /// What its bearer may do.
  public let role: Role
  /// The office; `nil` for all.
  public let office: String?
  /// When it was made, seconds since 1970.
  public let madeAt: Int
  /// Who made it.
  public let madeBy: String
  /// When it ends; `nil` for never.
  public let expiresAt: Int?
  /// When it was revoked.
  public let revokedAt: Int?
}

/// What a token proves.
public enum TokenProof: Sendable, Hashable {
  /// Its bearer.
  case valid(Identity)
  /// Nothing: no such token.
  case unknown
  /// It was one, until then.
  case expired
  /// It was taken back.
  case revoked
}

extension OfficeReader {
  /// Tells what a token proves.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func proof(ofToken token: String, at now: Int) throws(OfficeError) -> TokenProof {
    // No text of another length is one, so a long one costs nothing.
    guard token.utf8.count == Tokens.length else { return .unknown }
    return try asking {
      let row = try database.first(
        "SELECT id, name, role, office, made_at, made_by, expires_at, revoked_at FROM tokens WHERE hash = ?",
        [.blob(Secret.hash(token))], Tokens.row)
      guard let row = row ?? nil else { return .unknown }
      if row.revokedAt != nil { return .revoked }
      if let end = row.expiresAt, end <= now { return .expired }
      return .valid(
        Identity(
          name: row.name.isEmpty ? "token \(row.id)" : "token \(row.id) (\(row.name))", role: row.role,
          office: row.office, proof: .token(row.id)))
    }
  }

  /// All tokens, in the order of their making.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func tokens() throws(OfficeError) -> [TokenRow] {
    try asking {
      try database.rows(
        "SELECT id, name, role, office, made_at, made_by, expires_at, revoked_at FROM tokens ORDER BY id", [],
        Tokens.row
      ).compactMap { $0 }
    }
  }
}

extension OfficeChange {
  /// Makes a token.
  ///
  /// - Parameters:
  ///   - role: what its bearer may do.
  ///   - name: what it is for.
  ///   - office: the office; `nil` for all.
  ///   - expiresAt: seconds since 1970; `nil` for never.
  ///   - actor: who makes it.
  /// - Returns: its number and the token, which nobody can learn again.
  /// - Throws: ``OfficeError``.
  public func addToken(
    role: Role, name: String, office: String?, expiresAt: Int?, by actor: Identity
  ) throws(OfficeError) -> (id: Int, token: String) {
    try asking {
      try Text.check(name, field: "name", limit: 200)
      try Text.check(office ?? "", field: "office", limit: 200)
      if let expiresAt, expiresAt <= now {
        throw OfficeError(
          .badValue, vi: "ngày hết hạn đã qua", en: "the expiry has passed already", field: "expires")
      }
      let token = Tokens.prefix + Secret.text(bits: 160)
      try database.run(
        "INSERT INTO tokens(hash, name, role, office, made_at, made_by, expires_at) VALUES(?,?,?,?,?,?,?)",
        [
          .blob(Secret.hash(token)), .text(name), .text(role.rawValue), SQLValue(office), .integer(now),
          .text(actor.name), SQLValue(expiresAt),
        ])
      let id = database.lastID
      try append(
        AuditEntry(actor, .tokenMade, subjects: ["token:\(id)"], shown: ["role=\(role.rawValue)"]))
      return (id, token)
    }
  }

  /// Takes a token back.
  ///
  /// - Returns: whether it was valid before.
  /// - Throws: ``OfficeError`` when there is no such token.
  public func revokeToken(_ id: Int, by actor: Identity) throws(OfficeError) -> Bool {
    try asking {
      try database.run(
        "UPDATE tokens SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
        [.integer(now), .text(actor.name), .integer(id)])
      let isRevoked = database.changes > 0
      guard try isRevoked || database.integer("SELECT id FROM tokens WHERE id = ?", [.integer(id)]) != nil else {
        throw OfficeError(.notThere, vi: "không có mã truy cập số \(id)", en: "there is no token \(id)")
      }
      if isRevoked { try append(AuditEntry(actor, .tokenRevoked, subjects: ["token:\(id)"])) }
      return isRevoked
    }
  }
}

private enum Tokens {
  /// Lets programs that look for leaked secrets know one of ours.
  static let prefix = "diaba_"
  static let length = prefix.utf8.count + 32

  static func row(_ statement: borrowing Statement) -> TokenRow? {
    guard let role = Role(rawValue: statement.text(2)) else { return nil }
    return TokenRow(
      id: statement.integer(0), name: statement.text(1), role: role, office: statement.textIfAny(3),
      madeAt: statement.integer(4), madeBy: statement.text(5), expiresAt: statement.integerIfAny(6),
      revokedAt: statement.integerIfAny(7))
  }
}

/// The rules for texts that people and programs hand in.
enum Text {
  /// Refuses what is too long or holds control characters.
  static func check(_ text: String, field: String, limit: Int, allowsLines: Bool = false) throws(OfficeError) {
    guard text.utf8.count <= limit else {
      throw OfficeError(
        .badValue, vi: "\(field) dài quá \(limit) byte", en: "\(field) is longer than \(limit) bytes", field: field)
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      ($0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value))
        || (allowsLines && ($0.value == 0x0A || $0.value == 0x0D || $0.value == 0x09))
    }
    guard isPlain else {
      throw OfficeError(
        .badValue, vi: "\(field) có ký tự điều khiển", en: "\(field) has a control character", field: field)
    }
  }
}
