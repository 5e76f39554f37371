import Foundation
import Geo
import HTTP
import JSON
import Office
import Testing
import VietText

@testable import Service

/// Who is told the holders of an area, what of them, and what stands in the audit.
struct AreaHolderTests {
  private let reason = [("Diaba-Dossier", "H48.21-261120-0001"), ("Diaba-Purpose", "bồi thường đường")]
  /// Half of parcel 14 and the whole of parcel 15 of sheet 12; parcels 4 and 5 below them likewise.
  private let area = polygon(Land.square(Land.corner.x + 70, Land.corner.y, 30, height: 40))

  private func ask(
    _ office: Chancery, as role: String?, _ fields: [(String, String)] = [], _ query: String = ""
  ) throws -> OfficeAnswer {
    try office.ask(.post, "/areas?crs=EPSG:5898" + query, as: role, fields, body: area)
  }

  private func holder(_ answer: OfficeAnswer, _ id: Int) throws -> JSONObject {
    let entries = try #require(answer.json["byHolder"]?.array)
    let entry = try #require(entries.first { $0["holder"]?["id"]?.integer == id })
    guard case .object(let object) = entry else { throw ServiceError(.fault, Phrase(vi: "", en: "no object")) }
    return object
  }

  @Test func `each holder comes with what lies inside, what is held in all and the share`() throws {
    let office = try Chancery()
    let answer = try ask(office, as: "officer")
    #expect(answer.status == 200, "\(answer.text)")
    let couple = try holder(answer, office.holders[0])
    #expect(couple["areaInside"]?.double == 200 && couple["totalHeld"]?.double == 400)
    #expect(couple["share"]?.double == 0.5 && couple["unknownParcels"]?.integer == 1)
    #expect(couple["holder"]?["kind"]?.string == "couple" && couple["parcels"]?.array?.count == 1)
    // This right names its parcel by words only.
    let company = try holder(answer, office.holders[1])
    #expect(company["areaInside"]?.double == 400 && company["share"]?.double == 1)
    #expect(company["holder"]?["name"]?.string == "Công ty Mẫu")
    #expect(answer.json["byHolder"]?.array?.count == 2 && answer.json["holders"]?.integer == 2)
    #expect(answer.json["households"]?.integer == 0)
    #expect(answer.json["withoutHolder"]?["area"]?.double == 600)
    #expect(answer.json["withoutHolder"]?["parcels"]?.integer == 2)
    #expect(answer.json["total"]?["area"]?.double == 1200)
  }

  @Test func `households are counted, several rights in a parcel once, land elsewhere in the whole`() throws {
    let office = try Chancery()
    let boss = Identity.machine("lan")
    try office.writer.write { change in
      let number = try change.beginImport(file: "y.csv", sha256: "", asOf: "2026-11-20", rows: 1, by: boss)
      let household = HolderGroup(
        key: "9",
        holder: Holder(kind: .household, name: "Lê Văn Sáu", members: [Holder.Member(name: "Lê Văn Sáu")]),
        rights: [
          HolderRight(ward: "21022", sheet: "12", number: "5", use: "ODT"),
          HolderRight(ward: "21022", sheet: "12", number: "5", use: "CLN"),
          HolderRight(ward: "21022", sheet: "14", number: "200"), HolderRight(ward: "21022", sheet: "13", number: "99"),
        ])
      _ = try change.keep(household, import: number)
      _ = try change.finishImport(number, asOf: "2026-11-20", by: boss, counts: [])
    }
    let answer = try ask(office, as: "clerk", reason)
    #expect(answer.json["households"]?.integer == 1)
    let household = try #require(
      answer.json["byHolder"]?.array?.first { $0["holder"]?["kind"]?.string == "household" })
    // 400 m² of parcel 5 and 3200 m² of parcel 200; land of defence is not told of.
    #expect(household["areaInside"]?.double == 400 && household["totalHeld"]?.double == 3600)
    #expect(household["share"]?.double == 0.111111 && household["holder"]?["name"]?.string == "Lê Văn Sáu")
  }

  @Test func `names are masked without a reason, whole with one, and never whole for the map's staff`() throws {
    let office = try Chancery()
    for role in ["clerk", "officer", "gis", "admin"] {
      let masked = try ask(office, as: role)
      #expect(masked.status == 200 && masked.tells.isEmpty && masked.text.contains("Nguyễn V. Ẩ."), "\(role)")
      #expect(masked.json["withheld"]?.array?.compactMap(\.string) == ["name"])
      #expect(masked.headers["Cache-Control"] == "private, no-store")
      let whole = try ask(office, as: role, reason)
      #expect(whole.tells == (role == "gis" ? [] : ["Nguyễn Văn Ẩn"]), "\(role)")
      #expect(whole.json["withheld"]?.array?.compactMap(\.string) == (role == "gis" ? ["name"] : []))
    }
    for fields in [[reason[0]], [reason[1]], [reason[0], ("Diaba-Purpose", "x")]] {
      let answer = try ask(office, as: "officer", fields)
      #expect(answer.status == 403 && answer.code == "purposeRequired")
    }
  }

  @Test func `the public is told of no holder, and the office file stays shut`() throws {
    let office = try Chancery()
    for fields in [[], reason] {
      let answer = try ask(office, as: nil, fields)
      #expect(answer.status == 200 && answer.json["byHolder"] == nil && answer.json["households"] == nil)
      #expect(answer.json["withheld"]?.array?.compactMap(\.string) == ["holder"])
    }
    #expect(!office.session.office.isOpen)
    #expect(try ask(office, as: "nobody").code == "tokenUnknown")
  }

  @Test func `the table and the page name nobody, and need no entry`() throws {
    let office = try Chancery()
    for type in ["text/csv", "text/html"] {
      let answer = try ask(office, as: "officer", [("Accept", type)] + reason)
      #expect(answer.status == 200 && answer.tells.isEmpty && !answer.text.contains("Công ty Mẫu"))
    }
    #expect(try audit(office).isEmpty)
  }

  @Test func `each reading stands in the audit, with its reason, before it is answered`() throws {
    let office = try Chancery()
    _ = try ask(office, as: "clerk")
    _ = try ask(office, as: "officer", reason)
    let rows = try audit(office)
    try #require(rows.count == 2)
    #expect(rows.map(\.action) == ["areaHoldersRead", "areaHoldersRead"])
    #expect(rows[0].dossier == nil && rows[0].shown.contains("masked"))
    #expect(rows[1].dossier == "H48.21-261120-0001" && rows[1].purpose == "bồi thường đường")
    #expect(!rows[1].shown.contains("masked") && rows[1].subjects.contains("parcel:"))
    #expect(rows[1].role == "officer" && rows[1].origin == "10.0.0.1")
    let file = OfficeFile.path(beside: office.land.register)
    try run("sqlite3", [file, "CREATE TRIGGER stop BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"])
      .write(to: URL(filePath: office.land.folder.path + "/out"), atomically: true, encoding: .utf8)
    let answer = try ask(office, as: "officer", reason)
    #expect(answer.status == 503 && answer.tells.isEmpty)
  }

  private func audit(_ office: Chancery) throws -> [AuditRow] {
    try OfficeReader(path: OfficeFile.path(beside: office.land.register)).audit(
      subjects: ["holder:\(office.holders[0])"]
    ).filter { $0.action == AuditAction.areaHoldersRead.rawValue }
  }
}
