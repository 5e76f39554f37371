import Compression
import Foundation
import HTTP
import HTTPServer
import JSON
import Register
import Testing
import VietText

@testable import Service

/// The answer to a request, all its content gathered.
struct Answer {
  var status: Int
  var headers: Headers
  var bytes: [UInt8]
  var isStream = false

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var json: [String: Any] { get throws { try object(bytes) } }

  init(
    _ session: ServiceSession, _ target: String, method: HTTP.Method = .get, headers: Headers = ["Host": "localhost"],
    body: [UInt8] = []
  ) throws {
    let response: Response
    switch session.respond(to: try Request(method, target, headers: headers, body: body)) {
    case .response(let made): response = made
    case .heavy(let work): response = work.perform(with: session)
    case .deferred: throw ServiceError(.fault, Phrase(vi: "", en: "no response at once"))
    }
    status = response.status.code
    self.headers = response.headers
    switch response.body {
    case .empty: bytes = []
    case .bytes(let all): bytes = all
    case .stream(let stream):
      bytes = []
      isStream = true
      while try stream.producer.produce(into: &bytes, session: session) {}
    }
  }
}

struct WebTests {
  private let lookup = "/lookup?at=X%3D1672422.43%20Y%3D584963.15&crs=EPSG:5898"

  @Test func `a lookup is GeoJSON with its tag, revision and request`() throws {
    let session = try Land().session()
    let answer = try Answer(session, lookup)
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/geo+json")
    #expect(answer.headers["Diaba-Revision"] == "2")
    #expect(answer.headers["Vary"] == "Authorization, Accept, Accept-Language, Accept-Encoding")
    #expect(answer.headers["X-Request-Id"] != nil)
    #expect(answer.headers["Access-Control-Allow-Origin"] == nil)
    let tag = try #require(answer.headers["ETag"])
    #expect(tag.hasPrefix("\""))
    let again = try Answer(session, lookup, headers: ["Host": "localhost", "If-None-Match": tag])
    #expect(again.status == 304 && again.bytes.isEmpty && again.headers["ETag"] == tag)
    #expect(again.headers["X-Request-Id"] != answer.headers["X-Request-Id"])
    #expect(try answer.json["certain"] as? Bool == true)
  }

  @Test func `a wildcard gets GeoJSON, JSON gets JSON, a browser a page, and others a refusal`() throws {
    let session = try Land().session()
    func type(_ accept: String) throws -> Answer {
      try Answer(session, lookup, headers: ["Host": "localhost", "Accept": accept])
    }
    #expect(try type("*/*").headers["Content-Type"] == "application/geo+json")
    #expect(try type("application/json").headers["Content-Type"] == "application/json")
    let page = try type("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
    #expect(page.text.contains("Thửa 14, tờ 12, Phường Cẩm Thành"))
    let refused = try type("image/png")
    #expect(refused.status == 406 && refused.headers["Content-Type"] == "application/problem+json")
    #expect(try refused.json["allowed"] as? [String] == Exchange.Form.types)
  }

  @Test func `what a client sends is escaped in its page`() throws {
    let session = try Land().session()
    let answer = try Answer(
      session, "/parcels/%3Cscript%3Ealert(1)%3C%2Fscript%3E/12/1",
      headers: ["Host": "localhost", "Accept": "text/html"])
    #expect(answer.status == 404)
    #expect(!answer.text.contains("<script>") && answer.text.contains("&lt;script&gt;"))
  }

  @Test(arguments: [
    ("/lookup", 400, "missingParameter", "at"), ("/lookup?at=", 400, "missingParameter", "at"),
    ("/lookup?att=15,108", 400, "unknownParameter", "att"),
    ("/lookup?at=15.1,108.7&at=15.1,108.7", 400, "repeatedParameter", "at"),
    ("/lookup?at=nowhere", 400, "badCoordinate", "at"),
    ("/lookup?at=15.12,108.79&crs=abc", 400, "badParameter", "crs"),
    ("/lookup?at=15.12,108.79&accuracy=-1", 400, "badParameter", "accuracy"),
    ("/lookup?at=15.12,108.79&accuracy=nan", 400, "badParameter", "accuracy"),
    ("/lookup?at=15.12,108.79&asOf=1/7/2025", 400, "badParameter", "asOf"),
    ("/lookup?at=15.12,108.79&asOf=1999-01-01", 404, "noHistory", "asOf"),
    ("/lookup?at=15.12,108.79&revision=77", 404, "noSuchRevision", "revision"),
    ("/parcels/21022/12/999", 404, "parcelNotFound", "number"),
    ("/parcels/21022/13/99", 403, "defenceLand", ""), ("/parcels?sheet=1", 400, "missingParameter", "ward"),
    ("/parcels?ward=21022&sheet=12&limit=0", 400, "badParameter", "limit"),
    ("/parcels?ward=21022&sheet=12&cursor=zz", 400, "badCursor", "cursor"), ("/wards/1", 404, "wardNotFound", "ward"),
    ("/parcel/21022/12/1", 404, "unknownPath", ""), ("/lokup", 404, "unknownPath", ""),
    ("/health?x=1", 400, "unknownParameter", "x"),
  ])
  func `a wrong question gets a problem that names it`(
    target: String, status: Int, code: String, parameter: String
  ) throws {
    let session = try Land.shared.session()
    for language in ["vi", "en"] {
      let answer = try Answer(session, target, headers: ["Host": "localhost", "Accept-Language": language])
      #expect(answer.status == status)
      #expect(answer.headers["Content-Type"] == "application/problem+json")
      let json = try answer.json
      #expect(json["code"] as? String == code)
      #expect(json["status"] as? Int == status)
      #expect((json["parameter"] as? String ?? "") == parameter)
      #expect(json["requestId"] as? String == answer.headers["X-Request-Id"])
      #expect(json["instance"] as? String == String(target.prefix { $0 != "?" }))
      #expect((json["detail"] as? String)?.isEmpty == false && (json["title"] as? String)?.isEmpty == false)
    }
  }

  @Test func `wrong names and paths get the nearest right one`() throws {
    let session = try Land.shared.session()
    #expect(try Answer(session, "/lookup?att=1").json["suggestion"] as? String == "at")
    #expect(try Answer(session, "/lokup").json["suggestion"] as? String == "/lookup")
    #expect(try Answer(session, "/parcel/21022/12/1").json["suggestion"] as? String == "/parcels/21022/12/1")
    #expect(
      try Answer(session, "/lookup?at=15.12,108.79&asOf=1/7/2025").json["suggestion"] as? String == "2025-07-01")
  }

  @Test func `of a parcel only reading is possible`() throws {
    let session = try Land.shared.session()
    let parcel = "/parcels/21022/12/1"
    let posted = try Answer(session, parcel, method: .post)
    #expect(posted.status == 405 && posted.headers["Allow"] == "GET, HEAD, OPTIONS")
    let options = try Answer(session, parcel, method: .options)
    #expect(options.status == 204 && options.headers["Allow"] == "GET, HEAD, OPTIONS")
    #expect(try Answer(session, parcel, method: .head).status == 200)
  }

  @Test func `questions that bring content have methods, types and limits of their own`() throws {
    let session = try Land.shared.session()
    for path in ["/areas", "/corners"] {
      let read = try Answer(session, path)
      #expect(read.status == 405 && read.headers["Allow"] == "POST, OPTIONS")
      #expect(try Answer(session, path, method: .options).headers["Allow"] == "POST, OPTIONS")
      let empty = try Answer(session, path, method: .post)
      #expect(try empty.status == 400 && empty.json["code"] as? String == "missingContent")
      let image = try Answer(
        session, path, method: .post, headers: ["Host": "localhost", "Content-Type": "image/png"], body: [1])
      #expect(try image.status == 415 && image.json["parameter"] as? String == "Content-Type")
      let long = try Request(
        .post, path, headers: ["Host": "localhost", "Content-Length": "99999999999"])
      #expect(session.refuse(long)?.status == .contentTooLarge)
      #expect(try session.refuse(Request(.post, "/health", headers: ["Host": "localhost"]))?.status.code == 405)
      #expect(try session.refuse(Request(.post, path, headers: ["Host": "localhost"])) == nil)
    }
  }

  @Test func `without public access land is for tokens only`() throws {
    let session = try Land.shared.session(.nothing)
    for target in [lookup, "/parcels/21022/12/14", "/wards/21025", "/revisions", "/parcels?ward=21022&sheet=12"] {
      let answer = try Answer(session, target)
      #expect(answer.status == 401 && answer.headers["WWW-Authenticate"] == "Bearer realm=\"diaba\"")
    }
    for target in ["/", "/health", "/ready"] { #expect(try Answer(session, target).status == 200) }
    let token = try Answer(
      Land.shared.session(), lookup, headers: ["Host": "localhost", "Authorization": "Bearer abc"])
    #expect(token.status == 401)
    #expect(try token.json["code"] as? String == "tokenUnknown")
  }

  @Test func `several parcels of one name are multiple choices without a location`() throws {
    let answer = try Answer(Land.shared.session(), "/parcels/21025/5/1")
    #expect(answer.status == 300 && answer.headers["Location"] == nil)
    #expect(try answer.json["type"] as? String == "FeatureCollection")
  }

  @Test func `a sheet with a slash is reached both ways`() throws {
    let session = try Land.shared.session()
    let path = try Answer(session, "/parcels/21025/1%2F500/7")
    let query = try Answer(session, "/parcels?ward=21025&sheet=1/500&number=7")
    #expect(path.status == 200 && query.status == 200)
    // The query form also says how the words were understood.
    let understood = query.text.replacingOccurrences(of: #""status":"found","chain":[],"#, with: "")
    #expect(path.text == understood && query.text != understood)
    let links = try #require(try path.json["links"] as? [[String: Any]])
    #expect(links.first?["href"] as? String == "/parcels?ward=21025&sheet=1%2F500&number=7&wardFrom=2025-07-01")
  }

  @Test func `long answers are coded with a tag of their own`() throws {
    let session = try Land.shared.session()
    let plain = try Answer(session, "/parcels?ward=21022&sheet=12")
    let coded = try Answer(
      session, "/parcels?ward=21022&sheet=12", headers: ["Host": "localhost", "Accept-Encoding": "gzip"])
    #expect(coded.headers["Content-Encoding"] == "gzip" && coded.bytes.count * 3 < plain.bytes.count)
    #expect(try Gzip.expand(coded.bytes) == plain.bytes)
    #expect(coded.headers["ETag"] != plain.headers["ETag"])
    let small = try Answer(session, lookup, headers: ["Host": "localhost", "Accept-Encoding": "gzip"])
    #expect(small.headers["Content-Encoding"] == nil)
  }

  @Test(arguments: [false, true])
  func `a streamed sheet has the bytes of its parcels, coded or not`(isCoded: Bool) throws {
    let session = try Land.shared.session()
    var headers: Headers = ["Host": "localhost"]
    if isCoded { headers.append("Accept-Encoding", "gzip") }
    let answer = try Answer(session, "/parcels?ward=21022&sheet=12&limit=1000", headers: headers)
    #expect(answer.status == 200 && answer.isStream)
    let bytes = isCoded ? try Gzip.expand(answer.bytes) : answer.bytes
    let json = try object(bytes)
    #expect((json["features"] as? [Any])?.count == 100 && json["numberReturned"] as? Int == 100)
    let tag = try #require(answer.headers["ETag"])
    headers.append("If-None-Match", tag)
    #expect(
      try Answer(session, "/parcels?ward=21022&sheet=12&limit=1000", headers: headers).status == 304)
    #expect(try Answer(session, "/parcels?ward=21022&sheet=77&limit=1000").status == 404)
  }

  @Test func `a streamed sheet stays at its revision while another is published`() throws {
    let land = try Land()
    let session = try land.session()
    guard
      case .response(let response) = session.respond(
        to: try Request(.get, "/parcels?ward=21022&sheet=12&limit=1000")),
      case .stream(let stream) = response.body
    else {
      Issue.record("no stream")
      return
    }
    var bytes: [UInt8] = []
    #expect(try stream.producer.produce(into: &bytes, session: session))
    try land.publish(
      [try land.parcel("21022", Land.old, "12", "1", [Land.square(584_900, 1_672_400)])], asOf: "2026-02-01")
    while try stream.producer.produce(into: &bytes, session: session) {}
    #expect((try object(bytes)["features"] as? [Any])?.count == 100)
  }

  @Test func `readiness waits for the index and health does not`() throws {
    let land = try Land()
    let settings = ServiceSettings(register: land.register, clock: FixedClock())
    let desk = try land.desk(withIndex: false)
    let session = ServiceSession(
      desk: desk, settings: settings, keeper: IndexKeeper(register: land.register, index: desk.shared))
    #expect(try Answer(session, "/health").status == 200)
    let waiting = try Answer(session, "/ready")
    #expect(waiting.status == 503 && waiting.headers["Retry-After"] == "1")
    try desk.shared.refresh(from: desk.reader)
    #expect(try Answer(session, "/ready").json["revision"] as? Int == 2)
  }

  @Test func `revisions tell what changed and not who did it`() throws {
    let answer = try Answer(Land.shared.session(), "/revisions")
    let revisions = try #require(try answer.json["revisions"] as? [[String: Any]])
    #expect(revisions.map { $0["id"] as? Int } == [2, 1])
    #expect(revisions.first?["added"] as? Int == 110)
    #expect(!answer.text.contains("lan"))
  }

  @Test func `a damaged or foreign register is told in one sentence`() throws {
    let folder = try Folder()
    try Data("not a database at all, but long enough to be read as one".utf8)
      .write(to: URL(fileURLWithPath: folder.register))
    let error = #expect(throws: ServiceError.self) {
      try ServiceApplication(ServiceSettings(register: folder.register))
    }
    #expect(error?.code == .registerFailed)
  }

  @Test func `the application loads its index on its own thread and makes sessions`() throws {
    let land = try Land()
    let application = try ServiceApplication(ServiceSettings(register: land.register, clock: FixedClock()))
    let session = try application.makeSession()
    #expect(try Answer(session, lookup).status == 200)
    application.stop()
    #expect(application.isReady)
  }
}
