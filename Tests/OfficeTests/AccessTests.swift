import Foundation
import Passwords
import Testing

@testable import Office

@Test func `a token proves its role and office until it ends or is revoked, and is stored as a hash only`() throws {
  let bureau = try Bureau()
  let end = bureau.now + 100
  let (id, token) = try bureau.writer.write { change in
    try change.addToken(role: .officer, name: "máy ảnh", office: "H48.21", expiresAt: end, by: boss)
  }
  let reader = try bureau.reader()
  #expect(
    try reader.proof(ofToken: token, at: bureau.now)
      == .valid(Identity(name: "token \(id) (máy ảnh)", role: .officer, office: "H48.21", proof: .token(id))))
  #expect(try reader.proof(ofToken: token, at: end) == .expired)
  for wrong in ["", String(token.dropLast()), token + "0", token.uppercased(), String(token.dropLast()) + "!"] {
    #expect(try reader.proof(ofToken: wrong, at: bureau.now) == .unknown, "\(wrong)")
  }
  #expect(try bureau.writer.write { change in try change.revokeToken(id, by: boss) })
  #expect(try reader.proof(ofToken: token, at: bureau.now) == .revoked)
  #expect(try !bureau.writer.write { change in try change.revokeToken(id, by: boss) })
  let bytes = try ["", "-wal"].reduce(Data()) { try $0 + Data(contentsOf: URL(filePath: bureau.path + $1)) }
  #expect(bytes.range(of: Data(token.utf8)) == nil)
  #expect(bytes.range(of: Data(token.dropFirst(6).utf8)) == nil)
}

@Test func `tokens have 160 random bits`() throws {
  let bureau = try Bureau()
  let tokens = try bureau.writer.write { change in
    try (0..<50).map { _ in try change.addToken(role: .gis, name: "", office: nil, expiresAt: nil, by: boss).token }
  }
  #expect(Set(tokens).count == 50)
  #expect(tokens.allSatisfy { $0.hasPrefix("diaba_") && $0.utf8.count == 38 })
}

@Test func `a password is kept as yescrypt, with a salt of its own`() throws {
  let first = try #require(PasswordHash(of: "Mật khẩu dài 1"))
  let second = try #require(PasswordHash(of: "Mật khẩu dài 1"))
  #expect(first.text.hasPrefix("$y$"))
  #expect(first != second)
  #expect(first.matches("Mật khẩu dài 1"))
  #expect(!first.matches("Mật khẩu dài 2"))
  #expect(!first.matches(""))
  #expect(!PasswordHash(text: "*").matches("x"))
  #expect(PasswordHash(of: String(repeating: "x", count: 10_000)) == nil)
}

@Test func `ten thousand tries meet a closed door after five, and a right password opens it when the time is over`()
  throws
{
  let bureau = try Bureau()
  let hash = try #require(PasswordHash(of: "đúng là đây"))
  try bureau.writer.write { change in
    try change.setUser(login: "lan", name: "Lan", role: .clerk, office: nil, password: hash, by: boss)
  }
  let reader = try bureau.reader()
  var hashed = 0
  for _ in 0..<10_000 {
    guard case .open = try reader.gate(login: "lan", from: "10.0.0.1", at: bureau.now) else { continue }
    hashed += 1
    _ = try bureau.writer.write { change in try change.noteFailedLogin(login: "lan", from: "10.0.0.1") }
  }
  #expect(hashed == LoginRules.freeFailures)
  guard case .locked(let end) = try reader.gate(login: "lan", from: "10.0.0.2", at: bureau.now) else {
    Issue.record("another address gets past the lock of the login")
    return
  }
  bureau.pass(end - bureau.now)
  guard case .open(let stored, let user) = try reader.gate(login: "lan", from: "10.0.0.1", at: bureau.now) else {
    Issue.record("the door stays closed")
    return
  }
  #expect(stored.matches("đúng là đây"))
  let id = try #require(user)
  let session = try bureau.writer.write { change in
    try change.openSession(user: id, from: "10.0.0.1", bound: "10.0.0.1 Firefox")
  }
  #expect(try reader.user(ofCookie: session.cookie, bound: "10.0.0.1 Firefox", at: bureau.now)?.user.login == "lan")
  #expect(try reader.user(ofCookie: session.cookie, bound: "10.0.0.9 Firefox", at: bureau.now) == nil)
  #expect(try reader.user(ofCookie: session.cookie, bound: "10.0.0.1 Firefox", at: session.expiresAt) == nil)
  #expect(try reader.user(ofCookie: session.cookie + "x", bound: "10.0.0.1 Firefox", at: bureau.now) == nil)
}

@Test func `one address that tries many logins is shut out as well`() throws {
  let bureau = try Bureau()
  try bureau.writer.write { change in try change.append(AuditEntry(boss, .configured)) }
  let reader = try bureau.reader()
  var hashed = 0
  for turn in 0..<200 {
    guard case .open = try reader.gate(login: "u\(turn)", from: "10.0.0.1", at: bureau.now) else { continue }
    hashed += 1
    _ = try bureau.writer.write { change in try change.noteFailedLogin(login: "u\(turn)", from: "10.0.0.1") }
  }
  #expect(hashed == LoginRules.freeFailuresFromAddress)
}

@Test func `a new password ends the sessions that the old one opened`() throws {
  let bureau = try Bureau()
  let hash = PasswordHash(text: "*")
  try bureau.writer.write { change in
    try change.setUser(login: "lan", name: "", role: .clerk, office: nil, password: hash, by: boss)
  }
  let reader = try bureau.reader()
  let id = try #require(try reader.user(login: "lan")).id
  let session = try bureau.writer.write { change in try change.openSession(user: id, from: "a", bound: "b") }
  #expect(try reader.user(ofCookie: session.cookie, bound: "b", at: bureau.now) != nil)
  try bureau.writer.write { change in
    try change.setUser(login: "lan", name: "", role: .gis, office: nil, password: hash, by: boss)
  }
  #expect(try reader.user(ofCookie: session.cookie, bound: "b", at: bureau.now) == nil)
  try bureau.writer.write { change in try change.disableUser(login: "lan", by: boss) }
  #expect(try reader.user(login: "lan") == nil)
}
