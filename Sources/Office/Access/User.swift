internal import Digest
public import Passwords
internal import SpatiaLite

/// A person who may log in at the desk form.
public struct UserRow: Sendable, Hashable, Identifiable {
  /// Their number.
  public let id: Int
  /// What they type.
  public let login: String
  /// Their name.
  public let name: String
  /// What they may do.
  public let role: Role
  /// Their office; `nil` for all.
  public let office: String?
  /// When they were taken out; `nil` while they may log in.
  public let disabledAt: Int?

  /// Who they are once it is proven.
  public func identity(_ proof: Identity.Proof) -> Identity {
    Identity(name: login, role: role, office: office, proof: proof)
  }
}

/// A login that was opened, as its holder's browser knows it.
public struct OpenedSession: Sendable, Hashable {
  /// What the cookie holds.
  public let cookie: String
  /// Who logged in.
  public let user: UserRow
  /// When it ends, seconds since 1970.
  public let expiresAt: Int
}

/// How an attempt to log in begins.
public enum LoginGate: Sendable, Hashable {
  /// The password may be tried: against this hash, of this user; a login that nobody has gets a hash that nothing matches.
  case open(PasswordHash, user: Int?)
  /// Nothing is tried before this moment, seconds since 1970.
  case locked(until: Int)
}

/// The rules of logging in.
public enum LoginRules {
  /// How long a session lasts, seconds.
  public static let sessionLength = 8 * 3600
  /// How many failures are free.
  public static let freeFailures = 5
  /// How many failures are free for an address, behind which an office may sit.
  public static let freeFailuresFromAddress = 30
  /// The shortest password, characters.
  public static let shortestPassword = 10

  /// How long to wait after so many failures, seconds: a minute, doubled each time, an hour at most.
  static func wait(after failures: Int, free: Int) -> Int {
    failures < free ? 0 : min(3600, 60 << min(10, failures - free))
  }
}

extension OfficeReader {
  /// All users, by login.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func users() throws(OfficeError) -> [UserRow] {
    try asking { try database.rows(Users.select + " ORDER BY login", [], Users.row).compactMap { $0 } }
  }

  /// The user of a login, unless there is none or they were taken out.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func user(login: String) throws(OfficeError) -> UserRow? {
    try asking {
      try database.first(Users.select + " WHERE login = ? AND disabled_at IS NULL", [.text(login)], Users.row) ?? nil
    }
  }

  /// Tells whether a password may be tried now.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func gate(login: String, from address: String, at now: Int) throws(OfficeError) -> LoginGate {
    try asking {
      let ends = try Attempts.keys(login, address).compactMap { key, _ in
        try database.integer("SELECT locked_until FROM attempts WHERE key = ?", [.blob(key)])
      }
      if let end = ends.max(), end > now { return .locked(until: end) }
      let found = try database.first(
        "SELECT id, password FROM users WHERE login = ? AND disabled_at IS NULL", [.text(login)]
      ) { ($0.integer(0), PasswordHash(text: $0.text(1))) }
      guard let found else { return .open(Attempts.nobody, user: nil) }
      return .open(found.1, user: found.0)
    }
  }

  /// Who a cookie belongs to; `nil` when it is none of ours, has ended, or comes from another browser or machine.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func user(ofCookie cookie: String, bound: String, at now: Int) throws(OfficeError) -> (
    user: UserRow, formSecret: [UInt8]
  )? {
    guard cookie.utf8.count == Users.cookieLength else { return nil }
    return try asking {
      let session = try database.first(
        "SELECT user, form_secret FROM sessions WHERE hash = ? AND expires_at > ? AND bound_to = ?",
        [.blob(Secret.hash(cookie)), .integer(now), .blob(Secret.hash(bound))]
      ) { ($0.integer(0), $0.blob(1)) }
      guard let session else { return nil }
      let user = try database.first(
        Users.select + " WHERE id = ? AND disabled_at IS NULL", [.integer(session.0)], Users.row)
      guard let user = user ?? nil else { return nil }
      return (user, session.1)
    }
  }
}

extension OfficeChange {
  /// Adds a user, or sets role, office, name and password of one who is there.
  ///
  /// - Throws: ``OfficeError``.
  public func setUser(
    login: String, name: String, role: Role, office: String?, password: PasswordHash, by actor: Identity
  ) throws(OfficeError) {
    try asking {
      for (text, field) in [(login, "login"), (name, "name"), (office ?? "", "office")] {
        try Text.check(text, field: field, limit: 200)
      }
      guard !login.isEmpty, login.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace }) else {
        throw OfficeError(
          .badValue, vi: "tên đăng nhập không được trống hoặc có dấu cách",
          en: "a login is not empty and has no spaces",
          field: "login")
      }
      try database.run(
        """
        INSERT INTO users(login, name, role, office, password, made_at, made_by) VALUES(?1,?2,?3,?4,?5,?6,?7)
        ON CONFLICT(login) DO UPDATE SET name = ?2, role = ?3, office = ?4, password = ?5, disabled_at = NULL
        """,
        [
          .text(login), .text(name), .text(role.rawValue), SQLValue(office), .text(password.text), .integer(now),
          .text(actor.name),
        ])
      // A new password ends what was opened with the old one.
      try database.run("DELETE FROM sessions WHERE user = (SELECT id FROM users WHERE login = ?)", [.text(login)])
      try append(AuditEntry(actor, .userChanged, subjects: ["user:\(login)"], shown: ["role=\(role.rawValue)"]))
    }
  }

  /// Takes a user out; their sessions end.
  ///
  /// - Throws: ``OfficeError`` when there is none.
  public func disableUser(login: String, by actor: Identity) throws(OfficeError) {
    try asking {
      try database.run("UPDATE users SET disabled_at = ? WHERE login = ?", [.integer(now), .text(login)])
      guard database.changes > 0 else {
        throw OfficeError(.notThere, vi: "không có người dùng này", en: "there is no such user")
      }
      try database.run("DELETE FROM sessions WHERE user = (SELECT id FROM users WHERE login = ?)", [.text(login)])
      try append(AuditEntry(actor, .userChanged, subjects: ["user:\(login)"], shown: ["disabled"]))
    }
  }

  /// Notes that a password was wrong.
  ///
  /// - Returns: until when nothing more is tried; `nil` while more tries are free.
  /// - Throws: ``OfficeError``.
  public func noteFailedLogin(login: String, from address: String) throws(OfficeError) -> Int? {
    try asking {
      var end: Int?
      for (key, free) in Attempts.keys(login, address) {
        // A day without failures forgives them.
        let failures =
          1
          + (try database.integer(
            "SELECT failures FROM attempts WHERE key = ? AND last_at > ?", [.blob(key), .integer(now - 86_400)]) ?? 0)
        let wait = LoginRules.wait(after: failures, free: free)
        try database.run(
          "INSERT OR REPLACE INTO attempts(key, failures, last_at, locked_until) VALUES(?,?,?,?)",
          [.blob(key), .integer(failures), .integer(now), .integer(wait > 0 ? now + wait : 0)])
        if wait > 0 { end = max(end ?? 0, now + wait) }
      }
      try database.run("DELETE FROM attempts WHERE last_at < ?", [.integer(now - 7 * 86_400)])
      // What was typed may be a password in the wrong field, so it is not kept.
      let nobody = Identity(name: "?", role: .clerk, office: nil, proof: .machine)
      var entry = AuditEntry(nobody, .loginFailed, origin: address)
      entry.role = "public"
      try append(entry)
      return end
    }
  }

  /// Opens a session for a user whose password was right.
  ///
  /// - Throws: ``OfficeError`` when the user is gone meanwhile.
  public func openSession(user id: Int, from address: String, bound: String) throws(OfficeError) -> OpenedSession {
    try asking {
      let found = try database.first(Users.select + " WHERE id = ? AND disabled_at IS NULL", [.integer(id)], Users.row)
      guard let user = found ?? nil else {
        throw OfficeError(.notThere, vi: "người dùng không còn", en: "the user is gone")
      }
      let cookie = Secret.text(bits: 160)
      let end = now + LoginRules.sessionLength
      try database.run("DELETE FROM sessions WHERE expires_at <= ?", [.integer(now)])
      try database.run(
        "INSERT INTO sessions(hash, user, form_secret, bound_to, made_at, expires_at) VALUES(?,?,?,?,?,?)",
        [
          .blob(Secret.hash(cookie)), .integer(id), .blob(Secret.bytes(32)), .blob(Secret.hash(bound)), .integer(now),
          .integer(end),
        ])
      for (key, free) in Attempts.keys(user.login, address) where free == LoginRules.freeFailures {
        try database.run("DELETE FROM attempts WHERE key = ?", [.blob(key)])
      }
      try append(AuditEntry(user.identity(.session(user: id)), .loggedIn, origin: address))
      return OpenedSession(cookie: cookie, user: user, expiresAt: end)
    }
  }

  /// Ends a session.
  ///
  /// - Throws: ``OfficeError``.
  public func closeSession(cookie: String, by actor: Identity, from address: String?) throws(OfficeError) {
    try asking {
      try database.run("DELETE FROM sessions WHERE hash = ?", [.blob(Secret.hash(cookie))])
      try append(AuditEntry(actor, .loggedOut, origin: address))
    }
  }
}

private enum Users {
  static let select = "SELECT id, login, name, role, office, disabled_at FROM users"
  static let cookieLength = 32

  static func row(_ statement: borrowing Statement) -> UserRow? {
    guard let role = Role(rawValue: statement.text(3)) else { return nil }
    return UserRow(
      id: statement.integer(0), login: statement.text(1), name: statement.text(2), role: role,
      office: statement.textIfAny(4), disabledAt: statement.integerIfAny(5))
  }
}

private enum Attempts {
  /// A hash of nothing, so that a login that nobody has takes the time of one that somebody has.
  static let nobody = PasswordHash(of: Secret.text(bits: 160)) ?? PasswordHash(text: "*")

  static func keys(_ login: String, _ address: String) -> [([UInt8], Int)] {
    [
      (Secret.hash("login " + login), LoginRules.freeFailures),
      (Secret.hash("from " + address), LoginRules.freeFailuresFromAddress),
    ]
  }
}
