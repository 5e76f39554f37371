import Foundation
import HTTP
import HTTPServer
import JSON
import Office
import Register
import Threads
import Testing

@testable import Service

/// A land with an office beside it: tokens of every role, holders, a session as the server would have it.
final class Chancery {
  let land: Land
  let writer: OfficeWriter
  let session: ServiceSession
  private(set) var tokens: [String: String] = [:]
  private(set) var holders: [Int] = []
  /// What every holder below is called, to be looked for where it must not be.
  static let secrets = ["Nguyễn Văn Ẩn", "Trần Thị Bích", "099085123789", "CĐ 123456", "Tổ 7"]

  init() throws {
    land = try Land()
    let path = OfficeFile.path(beside: land.register)
    writer = OfficeWriter(path: path, makesFile: true) { FixedClock().unixSeconds() }
    let settings = ServiceSettings(register: land.register, version: "test", clock: FixedClock())
    let desk = try land.desk()
    session = ServiceSession(
      desk: desk, settings: settings, keeper: IndexKeeper(register: land.register, index: desk.shared), writer: writer)
    let boss = Identity.machine("lan")
    let parcel = try desk.parcel(ParcelQuestion(ward: "21022", sheet: "12", number: "14")).features[0].id
    let made = try writer.write { change in
      var tokens: [String: String] = [:]
      for role in Role.allCases {
        tokens[role.rawValue] = try change.addToken(role: role, name: "", office: nil, expiresAt: nil, by: boss).token
      }
      tokens["other"] = try change.addToken(role: .clerk, name: "", office: "H60", expiresAt: nil, by: boss).token
      tokens["own"] = try change.addToken(role: .clerk, name: "", office: "H48", expiresAt: nil, by: boss).token
      let end = change.now + 10
      tokens["expired"] = try change.addToken(role: .clerk, name: "", office: nil, expiresAt: end, by: boss).token
      let number = try change.beginImport(file: "x.csv", sha256: "", asOf: "2026-11-20", rows: 2, by: boss)
      let couple = HolderGroup(
        key: "1",
        holder: Holder(
          kind: .couple, name: "Nguyễn Văn Ẩn", address: "Tổ 7",
          members: [
            Holder.Member(
              name: "Nguyễn Văn Ẩn", sex: "Nam", birthYear: 1985, identity: "099085123789", role: "Chồng",
              address: "Tổ 7"), Holder.Member(name: "Trần Thị Bích", sex: "Nữ", role: "Vợ"),
          ]),
        rights: [
          HolderRight(parcel: Int64(parcel), ward: "21022", sheet: "12", number: "14", certificate: "CĐ 123456"),
          HolderRight(ward: "21022", sheet: "99", number: "1"),
        ])
      let company = HolderGroup(
        key: "2",
        holder: Holder(kind: .organisation, name: "Công ty Mẫu", members: [Holder.Member(name: "Công ty Mẫu")]),
        rights: [HolderRight(ward: "21022", sheet: "12", number: "15")])
      let ids = try [couple, company].map { try change.keep($0, import: number).id }
      _ = try change.finishImport(number, asOf: "2026-11-20", by: boss, counts: [])
      return (tokens, ids)
    }
    (tokens, holders) = made
  }

  deinit { writer.stop() }

  /// Asks without a token.
  func ask(
    _ method: HTTP.Method = .get, _ target: String, _ fields: [(String, String)], body: String = ""
  ) throws -> OfficeAnswer {
    try ask(method, target, as: nil, fields, body: body)
  }

  /// Asks as the bearer of a token would; `nil` for the public.
  func ask(
    _ method: HTTP.Method = .get, _ target: String, as role: String? = nil, _ fields: [(String, String)] = [],
    body: String = ""
  ) throws -> OfficeAnswer {
    var headers: Headers = ["Host": "localhost"]
    if let role { headers.append("Authorization", "Bearer \(tokens[role] ?? role)") }
    for (name, value) in fields { headers.append(name, value) }
    var request = try Request(method, target, headers: headers, body: Array(body.utf8))
    request.peer = PeerAddress(high: 0, low: 0xFFFF_0A00_0001, port: 1)
    switch session.respond(to: request) {
    case .response(let response): return OfficeAnswer(response)
    case .heavy(let work): return OfficeAnswer(work.perform(with: session))
    case .deferred(let body):
      let answers = BoundedQueue<Response>(capacity: 8)
      body(Completion(abandoned: Response(.internalServerError)) { _ = answers.push($0) })
      return OfficeAnswer(try #require(answers.pop()))
    }
  }
}

/// An answer as a client reads it.
struct OfficeAnswer {
  let status: Int
  let headers: Headers
  let bytes: [UInt8]

  init(_ response: Response) {
    status = response.status.code
    headers = response.headers
    if case .bytes(let bytes) = response.body { self.bytes = bytes } else { bytes = [] }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var json: JSONValue { (try? JSONParser.parse(bytes)) ?? .null }
  var code: String? { json["code"]?.string }

  /// Whether it holds anything that only those with a reason may see.
  var tells: [String] { Chancery.secrets.filter { text.contains($0) } }
}
