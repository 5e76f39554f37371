import Foundation
import HTTP
import JSON
import Office
import Testing

@testable import Service

struct OfficeAccessTests {
  private let reason = [("Diaba-Dossier", "H48.21-261120-0001"), ("Diaba-Purpose", "xét hồ sơ tách thửa")]

  /// Role × endpoint → what is seen: nothing, masked or in full.
  @Test func `each role sees of each endpoint what it should`() throws {
    let office = try Chancery()
    let id = office.holders[0]
    let search = (HTTP.Method.post, "/holders/search", #"{"q":"nguyen van an","dossier":"H48-1","purpose":"xác minh"}"#)
    let endpoints: [(HTTP.Method, String, String)] = [
      search, (.get, "/holders/\(id)", ""), (.get, "/holders/\(id)/parcels", ""),
      (.get, "/parcels/21022/12/14/holders", ""),
    ]
    for (method, path, body) in endpoints {
      for role in [nil, "nobody", "clerk", "officer", "gis", "admin"] as [String?] {
        for isExplained in [false, true] {
          // The expired token ended long before the clock of the service.
          let answer = try office.ask(method, path, as: role, isExplained ? reason : [], body: body)
          let place = "\(role ?? "public") \(path) \(isExplained)"
          switch role {
          case nil:
            #expect(answer.status == 401 && answer.code == "tokenRequired", "\(place)")
          case "nobody":
            #expect(answer.status == 401 && answer.code == "tokenUnknown", "\(place)")
          case "clerk", "officer", "admin", "gis":
            #expect(answer.status == 200, "\(place) \(answer.text)")
            #expect(answer.headers["Cache-Control"] == "private, no-store", "\(place)")
            if isExplained, role != "gis" {
              #expect(answer.text.contains("Nguyễn Văn Ẩn") && answer.text.contains("099085123789"), "\(place)")
              #expect(answer.json["withheld"]?.array?.isEmpty == true)
            } else {
              #expect(answer.tells.isEmpty, "\(place) \(answer.text)")
              #expect(answer.text.contains("Nguyễn V. Ẩ.") && answer.text.contains("*********789"), "\(place)")
              #expect(answer.json["withheld"]?.array?.isEmpty == false)
            }
          default: break
          }
        }
      }
    }
  }

  @Test func `a reason that is half told, or asked for without one, is refused by its name`() throws {
    let office = try Chancery()
    let path = "/holders/\(office.holders[0])"
    for fields in [[reason[0]], [reason[1]], [reason[0], ("Diaba-Purpose", "x")]] {
      let answer = try office.ask(.get, path, as: "officer", fields)
      #expect(answer.status == 403 && answer.code == "purposeRequired")
    }
    let wanted = try office.ask(.get, path + "?unmasked=true", as: "officer")
    #expect(wanted.status == 403 && wanted.code == "purposeRequired")
    let gis = try office.ask(.get, path + "?unmasked=true", as: "gis", reason)
    #expect(gis.status == 403 && gis.code == "roleNotAllowed")
    let search = try office.ask(.post, "/holders/search", as: "officer", body: #"{"q":"nguyen"}"#)
    #expect(search.status == 403 && search.code == "purposeRequired")
  }

  @Test func `a token that is expired, revoked, cut or of another kind proves nothing anywhere`() throws {
    let office = try Chancery()
    let token = try #require(office.tokens["officer"])
    try office.land.folder.expectUsable()
    for wrong in ["", "x", String(token.dropLast()), token + "a", String(repeating: "a", count: 10_000)] {
      for path in ["/lookup?at=15,108", "/holders/1"] {
        let answer = try office.ask(.get, path, as: wrong.isEmpty ? "%20" : wrong)
        #expect(answer.status == 401, "\(path) \(wrong.prefix(10))")
        #expect(answer.headers["WWW-Authenticate"] != nil)
      }
    }
    #expect(try office.ask(.get, "/parcels/21022/12/14", as: "officer").status == 200)
    #expect(
      try office.ask(.get, "/parcels/21022/12/14", as: "officer").headers["Cache-Control"] == "private, no-store")
    _ = try office.writer.write { change in try change.revokeToken(2, by: Identity.machine("lan")) }
    let answer = try office.ask(.get, "/parcels/21022/12/14", as: "officer")
    #expect(answer.status == 401 && answer.code == "tokenRevoked")
  }

  @Test func `a public session never opens the office file, and public paths need none`() throws {
    let office = try Chancery()
    let paths = ["/", "/lookup?at=15.1205,108.7923", "/parcels/21022/12/14", "/wards/21025", "/health", "/revisions"]
    for path in paths { #expect(try office.ask(.get, path).status < 400, "\(path)") }
    #expect(try office.ask(.get, "/holders/1").status == 401)
    #expect(!office.session.office.isOpen)
    let file = OfficeFile.path(beside: office.land.register)
    for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: file + suffix) }
    for path in paths { #expect(try office.ask(.get, path).status < 400, "\(path)") }
    #expect(try office.ask(.get, "/holders/1").status == 401)
    #expect(try office.ask(.get, "/lookup?at=15,108", as: "officer").code == "tokenUnknown")
    #expect(!OfficeFile.exists(file))
    // Something that is no office file is told without naming places of the machine.
    try Data("nothing of the kind".utf8).write(to: URL(filePath: file))
    for path in paths { #expect(try office.ask(.get, path).status < 400, "\(path)") }
    let answer = try office.ask(.get, "/holders/1", as: "officer")
    #expect(answer.status == 503 && answer.code == "officeUnavailable")
    #expect(!answer.text.contains(office.land.folder.path))
  }

  @Test func `each reading stands in the audit before it is answered`() throws {
    let office = try Chancery()
    let id = office.holders[0]
    _ = try office.ask(.get, "/holders/\(id)", as: "officer", reason)
    _ = try office.ask(.get, "/parcels/21022/12/14/holders", as: "clerk")
    _ = try office.ask(
      .post, "/holders/search", as: "clerk", body: #"{"q":"bich","dossier":"H48-9","purpose":"xác minh"}"#)
    _ = try office.ask(.get, "/holders/999", as: "clerk")
    let reader = try OfficeReader(path: OfficeFile.path(beside: office.land.register))
    let rows = try reader.audit(subjects: ["holder:\(id)"])
    #expect(rows.map(\.action) == ["holderRead", "parcelHoldersRead", "holderSearch"])
    try #require(rows.count == 3)
    #expect(rows[0].dossier == "H48.21-261120-0001" && rows[0].purpose == "xét hồ sơ tách thửa")
    #expect(rows[0].origin == "10.0.0.1" && rows[0].who.hasPrefix("token ") && rows[0].shown.contains("identity"))
    #expect(rows[1].dossier == nil && rows[1].shown.contains("masked"))
    #expect(rows[2].dossier == "H48-9" && rows[2].shown.contains("q=bich"))
    #expect(try reader.verifyAudit().isWhole)
  }

  @Test func `an answer does not leave when its entry cannot be written`() throws {
    let office = try Chancery()
    // Readers still read; the writer finds the file of another number and none of its own.
    let file = OfficeFile.path(beside: office.land.register)
    _ = try office.ask(.get, "/holders/\(office.holders[0])", as: "officer")
    try run("sqlite3", [file, "CREATE TRIGGER stop BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"])
      .write(to: URL(filePath: office.land.folder.path + "/out"), atomically: true, encoding: .utf8)
    let answer = try office.ask(.get, "/holders/\(office.holders[0])", as: "officer", reason)
    #expect(answer.status == 503)
    #expect(answer.tells.isEmpty)
  }

  @Test func `bad questions are refused in clear words that repeat nothing personal`() throws {
    let office = try Chancery()
    let long = String(repeating: "Nguyễn Văn Ẩn ", count: 1000)
    let contents: [(String, Int, String)] = [
      ("", 400, "missingContent"), ("{", 400, "badContent"), ("[1]", 400, "badContent"),
      (#"{"q": 7, "dossier":"a","purpose":"xem xét"}"#, 400, "badContent"),
      (#"{"q":"\#(long)","dossier":"a","purpose":"xem xét"}"#, 400, "badContent"),
      (#"{"name":"Nguyễn Văn Ẩn"}"#, 400, "missingParameter"),
      (#"{"q":"Nguyễn Văn Ẩn","q":"x"}"#, 400, "badContent"),
    ]
    for (body, status, code) in contents {
      let answer = try office.ask(.post, "/holders/search", as: "officer", body: body)
      #expect(answer.status == status && answer.code == code, "\(body.prefix(30)): \(answer.text)")
      #expect(answer.tells.isEmpty)
    }
    #expect(try office.ask(.get, "/holders/search", as: "officer").status == 405)
    #expect(try office.ask(.get, "/holders/../1", as: "officer").status == 404)
    #expect(try office.ask(.get, "/holders/1?name=x", as: "officer").status == 400)
    #expect(try office.ask(.get, "/holders/999999", as: "officer").code == "notThere")
    #expect(try office.ask(.options, "/holders/1").headers["Allow"] == "GET, HEAD, OPTIONS")
  }
}

extension Folder {
  fileprivate func expectUsable() throws { #expect(FileManager.default.isWritableFile(atPath: path)) }
}
