import Foundation
import HTTP
import JSON
import Office
import Register
import Testing

@testable import Service

struct DossierTests {
  private let code = "H48.21-261120-0001"
  private let body = """
    {"procedure":"1.012784","applicant":{"name":"Nguyễn Văn Ẩn"},"receivedAt":"2026-11-18","dueAt":"2026-11-19",
     "parcels":[{"ward":"21022","sheet":"12","number":"14"}]}
    """

  private func kinds(_ answer: OfficeAnswer) -> [String] {
    answer.json["conflicts"]?.array?.compactMap { $0["kind"]?.string } ?? []
  }

  @Test func `a dossier is put once and the same again changes nothing`() throws {
    let office = try Chancery()
    let made = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body)
    #expect(made.status == 201, "\(made.text)")
    #expect(made.headers["ETag"] == "\"v1\"")
    #expect(made.headers["Location"] == "/dossiers/\(code)")
    #expect(made.json["state"]?.string == "received" && made.json["overdue"]?.bool == true)
    #expect(made.json["warnings"]?.array?.isEmpty == true, "\(made.text)")
    #expect(kinds(made) == ["areaDiffers"])
    let again = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body)
    #expect(again.status == 200 && again.headers["ETag"] == "\"v1\"")
    let read = try office.ask(.get, "/dossiers/\(code)", as: "officer")
    #expect(read.status == 200 && read.headers["ETag"] == "\"v1\"" && read.text.contains("Nguyễn Văn Ẩn"))
    #expect(read.json["parcels"]?.array?.count == 1)
    let posted = try office.ask(.post, "/dossiers", as: "clerk", body: #"{"code":"\#(code)"}"#)
    #expect(posted.status == 409 && posted.code == "dossierExists" && posted.headers["Location"] == "/dossiers/\(code)")
    #expect(posted.text.contains("/dossiers/\(code)"))
  }

  @Test func `two clerks at once on one dossier: the second is told, and nothing is lost`() throws {
    let office = try Chancery()
    let path = "/dossiers/\(code)"
    #expect(try office.ask(.put, path, as: "clerk", [("If-None-Match", "*")], body: body).status == 201)
    #expect(try office.ask(.put, path, as: "clerk", [("If-None-Match", "*")], body: body).status == 412)
    let first = try office.ask(.put, path, as: "clerk", [("If-Match", "\"v1\"")], body: #"{"state":"waiting"}"#)
    #expect(first.status == 200 && first.headers["ETag"] == "\"v2\"")
    let second = try office.ask(.put, path, as: "officer", [("If-Match", "\"v1\"")], body: #"{"state":"done"}"#)
    #expect(second.status == 412 && second.code == "preconditionFailed")
    let event = try office.ask(
      .post, path + "/events", as: "officer", [("If-Match", "\"v1\"")], body: #"{"kind":"withdraw"}"#)
    #expect(event.status == 412)
    #expect(try office.ask(.get, path, as: "clerk").json["state"]?.string == "waiting")
    // Without parcels in the content they stay.
    #expect(try office.ask(.get, path, as: "clerk").json["parcels"]?.array?.count == 1)
  }

  @Test func `conflicts are told: an open dossier, an overlap, a change, two wards, areas that differ`() throws {
    let office = try Chancery()
    #expect(try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body).status == 201)
    let other = "H48.21-261120-0002"
    #expect(try office.ask(.put, "/dossiers/\(other)", as: "clerk", body: "{}").status == 201)
    let attached = try office.ask(
      .post, "/dossiers/\(other)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":12,"number":14}"#)
    #expect(attached.status == 201, "\(attached.text)")
    #expect(kinds(attached) == ["openDossier", "areaDiffers"])
    #expect(attached.json["conflicts"]?.array?.first?["dossier"]?.string == code)
    #expect(attached.json["conflicts"]?.array?.first?["since"]?.string?.hasPrefix("2026-11-20T") == true)
    let again = try office.ask(
      .post, "/dossiers/\(other)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"12","number":"14"}"#)
    #expect(again.status == 200)
    // 301 and 302 overlap by half.
    _ = try office.ask(
      .post, "/dossiers/\(code)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"15","number":"301"}"#)
    let half = try office.ask(
      .post, "/dossiers/\(other)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"15","number":"302"}"#)
    #expect(kinds(half) == ["overlap"], "\(half.text)")
    #expect(abs((half.json["conflicts"]?.array?.first?["area"]?.double ?? 0) - 200) < 0.01)
    // A parcel that lies across the edge of two wards of today, 15 m in one and 5 in the other.
    try office.land.publish(
      [try office.land.parcel("21025", Land.new, "70", "1", [Land.square(587_985, 1_673_300)])], asOf: "2026-01-01")
    let across = try office.ask(
      .post, "/dossiers/\(other)/parcels", as: "clerk", body: #"{"ward":"21025","sheet":"70","number":"1"}"#)
    #expect(kinds(across) == ["twoWards"], "\(across.text)")
    #expect(abs((across.json["conflicts"]?.array?.first?["area"]?.double ?? 0) - 100) < 1)
    // The parcel changes after it was attached.
    try office.land.publish(
      [try office.land.parcel("21025", Land.new, "70", "1", [Land.square(587_900, 1_673_300, 30)])], asOf: "2026-02-01")
    #expect(kinds(try office.ask(.get, "/dossiers/\(other)", as: "clerk")).contains("changed"))
    let open = try office.ask(.get, "/parcels/21022/12/14/dossiers", as: "clerk")
    #expect(open.json["dossiers"]?.array?.compactMap { $0["code"]?.string } == [code, other])
    // A closed dossier is nobody's conflict.
    _ = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: #"{"state":"done"}"#)
    #expect(try office.ask(.get, "/parcels/21022/12/14/dossiers", as: "clerk").json["numberReturned"]?.integer == 1)
  }

  @Test func `the way through the office is kept as events`() throws {
    let office = try Chancery()
    let path = "/dossiers/\(code)"
    _ = try office.ask(.put, path, as: "clerk", body: body)
    let steps = [
      (#"{"kind":"forward","unit":"VPĐKĐĐ"}"#, 201, "received"), (#"{"kind":"forward"}"#, 400, ""),
      (#"{"kind":"resume"}"#, 409, ""), (#"{"kind":"supplement","note":"thiếu bản vẽ\nmẫu 22"}"#, 201, "waiting"),
      (#"{"kind":"resume"}"#, 201, "received"), (#"{"kind":"vanish"}"#, 400, ""), (#"{"kind":"return"}"#, 201, "done"),
      (#"{"kind":"withdraw"}"#, 409, ""),
    ]
    for (step, status, state) in steps {
      let answer = try office.ask(.post, path + "/events", as: "officer", body: step)
      #expect(answer.status == status, "\(step) \(answer.text)")
      if status == 201 { #expect(answer.json["state"]?.string == state, "\(step)") }
    }
    let events = try office.ask(.get, path + "/events", as: "officer").json["events"]?.array ?? []
    #expect(events.compactMap { $0["kind"]?.string } == ["opened", "forward", "supplement", "resume", "return"])
    #expect(events.last?["unit"]?.string == "VPĐKĐĐ")
    #expect(
      try office.ask(.post, path + "/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"12","number":"15"}"#)
        .status == 409)
  }

  @Test func `everybody may ask how a dossier stands, and nobody learns whose it is`() throws {
    let office = try Chancery()
    _ = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body)
    let answer = try office.ask(.get, "/dossiers/\(code)/status")
    #expect(answer.status == 200 && answer.json["state"]?.string == "received", "\(answer.text)")
    #expect(answer.json["dueAt"]?.string == "2026-11-19" && answer.json["overdue"]?.bool == true)
    #expect(answer.tells.isEmpty && !answer.text.contains("21022"))
    #expect(try office.ask(.get, "/dossiers/H48.21-261120-9999/status").status == 404)
    #expect(try office.ask(.get, "/dossiers/\(code)").status == 401)
    #expect(try office.ask(.get, "/dossiers").status == 401)
  }

  @Test func `a parcel is taken off once`() throws {
    let office = try Chancery()
    let made = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body)
    let id = try #require(made.json["parcels"]?.array?.first?["id"]?.integer)
    #expect(try office.ask(.delete, "/dossiers/\(code)/parcels/\(id)", as: "clerk").status == 204)
    #expect(try office.ask(.delete, "/dossiers/\(code)/parcels/\(id)", as: "clerk").status == 404)
    #expect(try office.ask(.delete, "/dossiers/\(code)/parcels/x", as: "clerk").status == 404)
    let map = try office.ask(.get, "/dossiers/\(code)/parcels", as: "clerk")
    #expect(map.json["type"]?.string == "FeatureCollection" && map.json["features"]?.array?.isEmpty == true)
  }

  @Test func `an unusual number is kept with a warning, and one that cannot be kept is refused`() throws {
    let office = try Chancery()
    for usual in ["H15.50.05.13-261008-0975", "000.00.12.H48-200310-0001", "H48-261120-1234567"] {
      #expect(DossierCode.isUsual(usual), "\(usual)")
    }
    for unusual in ["H48.21-261320-0001", "hs 12/2026", "1", "H48.21-261120-1", "H48.21-261120-0001-2"] {
      #expect(!DossierCode.isUsual(unusual), "\(unusual)")
      let answer = try office.ask(.put, "/dossiers/\(Link.encoded(unusual))", as: "clerk", body: "{}")
      #expect(answer.status == 201, "\(unusual) \(answer.text)")
      #expect(answer.json["warnings"]?.array?.first?["code"]?.string == "unusualCode")
      #expect(try office.ask(.get, "/dossiers/\(Link.encoded(unusual))", as: "clerk").json["code"]?.string == unusual)
    }
    for bad in ["%20", "%01", "x%E2%80%AEy", String(repeating: "x", count: 101)] {
      let answer = try office.ask(.put, "/dossiers/\(bad)", as: "clerk", body: "{}")
      #expect(answer.status == 400 && answer.code == "badContent", "\(bad) \(answer.text)")
    }
    #expect(try office.ask(.put, "/dossiers/a", as: "clerk", body: #"{"code":"b"}"#).status == 400)
    #expect(try office.ask(.post, "/dossiers", as: "clerk", body: "{}").code == "missingParameter")
  }

  @Test func `a parcel that is not there is told when a dossier is put, and refused when it is attached`() throws {
    let office = try Chancery()
    let put = try office.ask(
      .put, "/dossiers/\(code)", as: "clerk", body: #"{"parcels":[{"ward":"21022","sheet":"12","number":"9999"}]}"#)
    #expect(put.status == 201)
    #expect(put.json["warnings"]?.array?.first?["code"]?.string == "parcelNotFound", "\(put.text)")
    let attach = try office.ask(
      .post, "/dossiers/\(code)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"12","number":"9999"}"#)
    #expect(attach.status == 404 && attach.code == "parcelNotFound")
    let defence = try office.ask(
      .post, "/dossiers/\(code)/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"13","number":"99"}"#)
    #expect(defence.status == 403 && defence.code == "defenceLand")
    for bad in ["{}", #"{"ward":"21022"}"#, #"{"parcels":[]}"#, #"{"parcels":["x"]}"#, "7"] {
      #expect(try office.ask(.post, "/dossiers/\(code)/parcels", as: "clerk", body: bad).status == 400, "\(bad)")
    }
    #expect(
      try office.ask(
        .post, "/dossiers/none/parcels", as: "clerk", body: #"{"ward":"21022","sheet":"12","number":"14"}"#
      )
      .status == 404)
  }

  @Test func `a request of the same key is answered once, and another request of that key is refused`() throws {
    let office = try Chancery()
    let key = [("Idempotency-Key", "7f3a")]
    let body = #"{"code":"\#(code)"}"#
    let first = try office.ask(.post, "/dossiers", as: "clerk", key, body: body)
    let second = try office.ask(.post, "/dossiers", as: "clerk", key, body: body)
    #expect(first.status == 201 && second.status == 201 && first.bytes == second.bytes)
    #expect(second.headers["Idempotent-Replayed"] == "true" && second.headers["ETag"] == first.headers["ETag"])
    #expect(second.headers["Location"] == "/dossiers/\(code)")
    #expect(try office.ask(.post, "/dossiers", as: "officer", key, body: body).status == 409)
    let other = try office.ask(.post, "/dossiers", as: "clerk", key, body: #"{"code":"x"}"#)
    #expect(other.status == 422 && other.code == "keyReused")
    let events = "/dossiers/\(code)/events"
    for _ in 0..<3 {
      _ = try office.ask(.post, events, as: "clerk", [("Idempotency-Key", "e")], body: #"{"kind":"supplement"}"#)
    }
    #expect(try office.ask(.get, events, as: "clerk").json["events"]?.array?.count == 2)
  }

  @Test func `an office sees its own dossiers only`() throws {
    let office = try Chancery()
    #expect(try office.ask(.put, "/dossiers/\(code)", as: "own", body: body).json["office"]?.string == "H48")
    #expect(try office.ask(.get, "/dossiers/\(code)", as: "own").status == 200)
    #expect(try office.ask(.get, "/dossiers/\(code)", as: "officer").status == 200)
    for (method, path, body) in [
      (.get, "/dossiers/\(code)", ""), (.put, "/dossiers/\(code)", "{}"), (.get, "/dossiers/\(code)/events", ""),
      (.post, "/dossiers/\(code)/events", #"{"kind":"withdraw"}"#),
      (.post, "/dossiers/\(code)/parcels", #"{"ward":"21022","sheet":"12","number":"15"}"#),
      (.get, "/dossiers/\(code)/parcels", ""), (.delete, "/dossiers/\(code)/parcels/14", ""),
      (.get, "/dossiers?office=H48", ""), (.put, "/dossiers/y", #"{"office":"H48"}"#),
    ] as [(HTTP.Method, String, String)] {
      let answer = try office.ask(method, path, as: "other", body: body)
      #expect(answer.status == 403 && answer.code == "otherOffice", "\(method) \(path) \(answer.text)")
      #expect(answer.tells.isEmpty)
    }
    #expect(try office.ask(.get, "/dossiers", as: "other").json["numberReturned"]?.integer == 0)
    let reason = [("Diaba-Dossier", code), ("Diaba-Purpose", "xem thử")]
    #expect(try office.ask(.get, "/holders/\(office.holders[0])", as: "other", reason).code == "otherOffice")
    #expect(try office.ask(.get, "/holders/\(office.holders[0])", as: "own", reason).status == 200)
    _ = try office.ask(.put, "/dossiers/\(code)", as: "own", body: #"{"state":"refused"}"#)
    #expect(try office.ask(.get, "/holders/\(office.holders[0])", as: "own", reason).code == "purposeRequired")
    for path in ["/dossiers", "/dossiers/\(code)"] {
      #expect(try office.ask(.get, path, as: "gis").code == "roleNotAllowed")
    }
  }

  @Test func `lists are filtered, paged in a stable order, and given as one map`() throws {
    let office = try Chancery()
    for turn in 1...7 {
      let state = turn % 2 == 0 ? "waiting" : "received"
      _ = try office.ask(
        .put, "/dossiers/H48-26112\(turn)-0001", as: "clerk",
        body: """
          {"state":"\(state)","receivedAt":"2026-11-0\(turn)","dueAt":"2026-11-\(17 + turn)","procedure":"1.0",
           "parcels":[{"ward":"21022","sheet":"12","number":"\(turn)"}]}
          """)
    }
    func codes(_ query: String) throws -> [String] {
      try office.ask(.get, "/dossiers?\(query)", as: "clerk").json["dossiers"]?.array?.compactMap { $0["code"]?.string }
        ?? []
    }
    #expect(try codes("").count == 7)
    #expect(try codes("state=waiting").count == 3)
    #expect(try codes("state=open&overdue=true").count == 2)
    #expect(try codes("receivedFrom=2026-11-03&receivedTo=2026-11-05").count == 3)
    #expect(try codes("ward=21022&procedure=1.0").count == 7)
    #expect(try codes("ward=21099").isEmpty)
    var seen: [String] = []
    var next: String? = "/dossiers?limit=3"
    while let path = next {
      let page = try office.ask(.get, path, as: "clerk")
      seen += page.json["dossiers"]?.array?.compactMap { $0["code"]?.string } ?? []
      next = page.json["links"]?.array?.first { $0["rel"]?.string == "next" }?["href"]?.string
    }
    #expect(seen.count == 7 && Set(seen).count == 7)
    #expect(try office.ask(.get, "/dossiers?cursor=x", as: "clerk").code == "badCursor")
    #expect(try office.ask(.get, "/dossiers?state=lost", as: "clerk").json["allowed"]?.array?.count == 8)
    let map = try office.ask(.get, "/dossiers?ward=21022", as: "clerk", [("Accept", "application/geo+json")])
    #expect(map.headers["Content-Type"] == "application/geo+json")
    #expect(map.json["features"]?.array?.count == 7 && !map.text.contains("applicant"))
  }

  @Test func `bad contents are refused by their place, and repeat nothing personal`() throws {
    let office = try Chancery()
    let name = "Nguyễn Văn Ẩn"
    for body in [
      #"{"applicant":"\#(String(repeating: name, count: 1000))"}"#, #"{"applicant":7}"#, #"{"applicant":{"name":[]}}"#,
      #"{"state":"\#(name.prefix(0))lost"}"#, #"{"receivedAt":"hôm qua"}"#, #"{"dueAt":"2026-02-30"}"#,
      #"{"applicant":{"name":"\#(name)"},"#, #"{"applicant":{"name":"a\u0000b"}}"#, #"{"parcels":{}}"#,
      #"{"procedure":"\#(String(repeating: "1", count: 300))"}"#,
    ] {
      let answer = try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body)
      #expect(answer.status == 400 && answer.code == "badContent", "\(body.prefix(40)) \(answer.text)")
      #expect(answer.tells.isEmpty)
    }
    let nasty = "<script>alert('x')</script>\\\"=1+1 \u{202E}olleh"
    let put = try office.ask(
      .put, "/dossiers/\(code)", as: "clerk", body: #"{"applicant":{"name":"\#(nasty)"},"dueAt":"20/11/2026"}"#)
    #expect(put.status == 201 && put.json["dueAt"]?.string == "2026-11-20")
    #expect(try office.ask(.get, "/dossiers/\(code)/status").text.contains("script") == false)
  }
}
