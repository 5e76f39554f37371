import Foundation
import HTTP
import Office
import Passwords
import Testing

@testable import Service

struct DeskTests {
  private let password = "mật khẩu rất dài"

  private func office() throws -> Chancery {
    let office = try Chancery()
    let hash = try #require(PasswordHash(of: password))
    try office.writer.write { change in
      try change.setUser(
        login: "lan", name: "Lan", role: .clerk, office: nil, password: hash, by: Identity.machine("root"))
    }
    return office
  }

  private func encoded(_ fields: [(String, String)]) -> String {
    fields.map { "\($0.0)=\(Link.encoded($0.1))" }.joined(separator: "&")
  }

  /// Logs in and gives the cookie and the secret of the form.
  private func enter(_ office: Chancery) throws -> (cookie: String, form: String) {
    let answer = try office.ask(
      .post, "/desk/login", [("User-Agent", "Firefox")], body: encoded([("login", "lan"), ("password", password)]))
    #expect(answer.status == 303, "\(answer.text)")
    let set = try #require(answer.headers["Set-Cookie"])
    #expect(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"))
    let cookie = String(set.prefix { $0 != ";" })
    let page = try office.ask(.get, "/desk", [("User-Agent", "Firefox"), ("Cookie", cookie)])
    let mark = try #require(page.text.firstRange(of: "name=\"form\" value=\""))
    return (cookie, String(page.text[mark.upperBound...].prefix { $0 != "\"" }))
  }

  @Test func `the form attaches a parcel, tells conflicts and prints, without any script`() throws {
    let office = try office()
    let login = try office.ask(.get, "/desk")
    #expect(login.status == 200 && login.text.contains("password") && !login.text.contains("<script"))
    let (cookie, form) = try enter(office)
    let fields = [("User-Agent", "Firefox"), ("Cookie", cookie)]
    let body = encoded([
      ("form", form), ("dossier", "H48.21-261120-0001"), ("ward", "21022"), ("sheet", "12"), ("number", "14"),
      ("action", "print"),
    ])
    let answer = try office.ask(.post, "/desk", fields, body: body)
    #expect(answer.status == 200 && answer.text.contains(".pdf") && answer.text.contains("lệch nhau"), "\(answer.text)")
    #expect(answer.headers["Content-Security-Policy"]?.contains("form-action 'self'") == true)
    let path = try #require(answer.text.firstRange(of: "/extracts/")).lowerBound
    let link = String(answer.text[path...].prefix { $0 != "\"" }).replacingOccurrences(of: ".pdf", with: ".svg")
    #expect(try office.ask(.get, link, fields).status == 200)
    // The cookie reads; what it does over the API needs the form.
    #expect(try office.ask(.put, "/dossiers/x", fields, body: "{}").status == 401)
    let nasty = encoded([("form", form), ("dossier", "<script>\"'"), ("number", "\"><b>"), ("action", "attach")])
    let escaped = try office.ask(.post, "/desk", fields, body: nasty)
    #expect(!escaped.text.contains("<script>") && !escaped.text.contains("<b>\""))
  }

  @Test func `a form of another site, of another session, and a copied cookie are refused`() throws {
    let office = try office()
    let (cookie, form) = try enter(office)
    let own = [("User-Agent", "Firefox"), ("Cookie", cookie)]
    let body = encoded([("form", form), ("dossier", "D"), ("action", "attach")])
    #expect(
      try office.ask(.post, "/desk", own + [("Origin", "https://evil.example")], body: body).code == "formExpired")
    #expect(try office.ask(.post, "/desk", own + [("Sec-Fetch-Site", "cross-site")], body: body).code == "formExpired")
    #expect(try office.ask(.post, "/desk", own + [("Origin", "http://localhost")], body: body).status == 200)
    let wrong = encoded([("form", String(form.reversed())), ("dossier", "D"), ("action", "attach")])
    #expect(try office.ask(.post, "/desk", own, body: wrong).code == "formExpired")
    let copied = try office.ask(.post, "/desk", [("User-Agent", "Chrome"), ("Cookie", cookie)], body: body)
    #expect(copied.text.contains("password") && !copied.text.contains("name=\"form\""))
    _ = try office.ask(.post, "/desk", own, body: encoded([("form", form), ("action", "logout")]))
    #expect(try office.ask(.get, "/desk", own).text.contains("password"))
  }

  @Test func `wrong passwords close the door, and what was typed is nowhere`() throws {
    let office = try office()
    var codes: [Int] = []
    for turn in 0..<8 {
      let body = encoded([("login", "lan"), ("password", "sai mật khẩu \(turn)")])
      codes.append(try office.ask(.post, "/desk/login", body: body).status)
    }
    #expect(codes == [401, 401, 401, 401, 401, 429, 429, 429])
    let right = try office.ask(.post, "/desk/login", body: encoded([("login", "lan"), ("password", password)]))
    #expect(right.status == 429 && right.headers["Retry-After"] != nil)
    let nobody = try office.ask(.post, "/desk/login", body: encoded([("login", "ai đó"), ("password", "x")]))
    #expect(nobody.status == 401)
    let reader = try OfficeReader(path: OfficeFile.path(beside: office.land.register))
    let rows = try reader.audit()
    #expect(rows.filter { $0.action == "loginFailed" }.count == 6)
    #expect(rows.allSatisfy { !"\($0)".contains("sai mật khẩu") && !"\($0)".contains("ai đó") })
  }
}
