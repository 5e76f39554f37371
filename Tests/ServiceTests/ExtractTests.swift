import Digest
import Foundation
import Geo
import HTTP
import JSON
import Office
import Register
import Testing

@testable import Service

struct ExtractTests {
  private let code = "H48.21-261120-0001"

  private func office() throws -> Chancery {
    let office = try Chancery()
    let body = #"{"applicant":{"name":"Nguyễn Văn Ẩn"},"parcels":[{"ward":"21022","sheet":"12","number":"14"}]}"#
    #expect(try office.ask(.put, "/dossiers/\(code)", as: "clerk", body: body).status == 201)
    return office
  }

  private func issue(_ office: Chancery, _ body: String = "", _ fields: [(String, String)] = []) throws -> OfficeAnswer
  {
    try office.ask(.post, "/dossiers/\(code)/extracts", as: "clerk", fields, body: body)
  }

  @Test func `a sheet is made once, kept as made, and verified by its code and by its bytes`() throws {
    let office = try office()
    let made = try issue(office, #"{"paper":"A4","scale":500}"#)
    #expect(made.status == 201, "\(made.text)")
    let name = try #require(made.json["id"]?.string)
    let verification = try #require(made.json["verification"]?.string)
    #expect(made.json["scale"]?.integer == 500 && made.json["revision"]?.integer == 2)
    let svg = try office.ask(.get, "/extracts/\(name).svg", as: "officer")
    #expect(svg.status == 200 && svg.headers["Content-Type"] == "image/svg+xml")
    #expect(SHA256.hex(of: svg.bytes) == made.json["sha256"]?.string)
    #expect(svg.text.contains(verification) && svg.text.contains(code) && svg.tells.isEmpty)
    #expect(try office.ask(.get, "/extracts/\(name).svg", as: "officer").bytes == svg.bytes)
    let land = try office.ask(.get, "/extracts/\(name).geojson", as: "officer")
    #expect(land.json["type"]?.string == "FeatureCollection" && land.json["features"]?.array?.count == 1)
    #expect(land.tells.isEmpty)
    for typed in [
      verification, verification.lowercased(), verification.filter { $0 != "-" },
      verification.replacingOccurrences(of: "0", with: "O"),
    ] {
      let verified = try office.ask(.get, "/verify/\(typed)")
      #expect(verified.status == 200 && verified.json["genuine"]?.bool == true, "\(typed)")
      #expect(verified.json["state"]?.string == "valid" && verified.json["changedSince"]?.bool == false)
      #expect(verified.json["sha256"]?.string == made.json["sha256"]?.string)
      #expect(verified.json["parcels"]?.array?.first?["number"]?.string == "14")
      #expect(verified.json["note"]?.string?.contains("không phải trích lục") == true)
      #expect(verified.tells.isEmpty && !verified.text.contains(code) && !verified.text.contains("token"))
    }
    let picture = try #require(try office.ask(.get, "/verify/\(verification)").json["thumbnail"]?.string)
    #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>") && picture.contains("Z\""))
    let same = try office.ask(.post, "/verify", body: svg.text)
    #expect(same.status == 200 && same.json["matches"]?.string == "svg", "\(same.text)")
    let other = try office.ask(.post, "/verify", body: svg.text + " ")
    #expect(other.status == 404 && other.json["genuine"]?.bool == false)
    let page = try office.ask(.get, "/verify/\(verification)", [("Accept", "text/html")])
    #expect(page.headers["Content-Type"]?.hasPrefix("text/html") == true && page.text.contains("Còn giá trị"))
    #expect(page.text.contains(picture))
  }

  @Test func `the picture of a parcel is its outline, north up, and small however many corners there are`() throws {
    // 200 m to the east and 100 m to the north, with a hole, at the equator where degrees are square.
    let (outer, hole) = (Land.square(108, 0, 0.002, height: 0.001), Land.square(108.0005, 0.00025, 0.0005))
    let picture = try #require(Thumbnail([MultiPolygon([[outer, hole]])])).svg
    #expect(picture.contains("M4 88L116 88L116 32L4 32ZM32 74L60 74L60 46L32 46Z"), "\(picture)")
    var corners: [Coordinate] = []
    for step in 0..<100_000 {
      let angle = Double(step) / 100_000 * 2 * .pi
      corners.append(Coordinate(x: 108 + 0.001 * cos(angle), y: 15 + 0.001 * sin(angle)))
    }
    corners.append(corners[0])
    let round = try #require(Thumbnail([MultiPolygon([[corners]])])).svg
    #expect(round.utf8.count < 10_000 && round.contains("Z"))
    #expect(Thumbnail([]) == nil && Thumbnail([MultiPolygon()]) == nil)
  }

  @Test func `unknown codes and crooked names lead nowhere`() throws {
    let office = try office()
    for code in [
      "x", "00000000000000000000", "%2e%2e", String(repeating: "0", count: 5000), "'--", "0000-0000-0000-0000-000U",
    ] {
      let answer = try office.ask(.get, "/verify/\(code)")
      #expect(answer.status == 404 && answer.json["genuine"]?.bool == false, "\(code.prefix(30))")
    }
    for path in [
      "/extracts/../x.svg", "/extracts/%2e%2e%2fetc%2fpasswd.svg", "/extracts/a.svg", "/extracts/.svg",
      "/extracts/00000000000000000000.exe", "/extracts/00000000000000000000.svg.svg",
      "/extracts/00000000000000000000.svg",
    ] {
      #expect(try office.ask(.get, path, as: "clerk").status == 404, "\(path)")
    }
    #expect(try office.ask(.post, "/verify").status == 400)
    #expect(try office.ask(.get, "/verify").status == 405)
  }

  @Test func `a revoked sheet says so with its reason kept inside, and a later one supersedes the earlier`() throws {
    let office = try office()
    let first = try issue(office)
    let second = try issue(office)
    #expect(first.status == 201 && second.status == 201)
    let firstCode = try #require(first.json["verification"]?.string)
    #expect(try office.ask(.get, "/verify/\(firstCode)").json["state"]?.string == "superseded")
    let name = try #require(second.json["id"]?.string)
    #expect(try office.ask(.post, "/extracts/\(name)/revoke", as: "clerk", body: "{}").status == 400)
    #expect(try office.ask(.post, "/extracts/\(name)/revoke", as: "clerk", body: #"{"reason":" "}"#).status == 400)
    let revoked = try office.ask(
      .post, "/extracts/\(name)/revoke", as: "clerk", body: #"{"reason":"in nhầm thửa của Nguyễn Văn Ẩn"}"#)
    #expect(revoked.status == 200 && revoked.json["state"]?.string == "revoked")
    #expect(try office.ask(.post, "/extracts/\(name)/revoke", as: "clerk", body: #"{"reason":"x"}"#).status == 409)
    let verified = try office.ask(.get, "/verify/\(second.json["verification"]?.string ?? "")")
    #expect(verified.json["state"]?.string == "revoked" && verified.tells.isEmpty)
    #expect(try office.ask(.get, "/dossiers/\(code)/extracts", as: "clerk").json["numberReturned"]?.integer == 2)
  }

  @Test func `a change of the land shows in the verification, and one of another parcel does not`() throws {
    let office = try office()
    let verification = try #require(try issue(office).json["verification"]?.string)
    let corner = Land.corner
    try office.land.publish(
      [try office.land.parcel("21022", Land.old, "80", "1", [Land.square(585_800, 1_673_800)])], asOf: "2026-01-01")
    #expect(try office.ask(.get, "/verify/\(verification)").json["changedSince"]?.bool == false)
    try office.land.publish(
      [
        try office.land.parcel(
          "21022", Land.old, "12", "14", [Land.square(corner.x + 60, corner.y + 20, 19)], landUse: "ODT")
      ], asOf: "2026-02-01")
    let changed = try office.ask(.get, "/verify/\(verification)")
    #expect(changed.json["changedSince"]?.bool == true && changed.json["genuine"]?.bool == true)
  }

  @Test func `a lost answer is asked for again by its key, and no second sheet is made`() throws {
    let office = try office()
    let first = try issue(office, "", [("Idempotency-Key", "in-1")])
    let second = try issue(office, "", [("Idempotency-Key", "in-1")])
    #expect(first.status == 201 && second.bytes == first.bytes)
    #expect(try office.ask(.get, "/dossiers/\(code)/extracts", as: "clerk").json["numberReturned"]?.integer == 1)
  }

  @Test func `files need a token of the office, and a dossier without parcels has no sheet`() throws {
    let office = try office()
    let name = try #require(try issue(office).json["id"]?.string)
    #expect(try office.ask(.get, "/extracts/\(name).svg").status == 401)
    #expect(try office.ask(.get, "/extracts/\(name).svg", as: "gis").code == "roleNotAllowed")
    #expect(try office.ask(.put, "/dossiers/e", as: "clerk", body: "{}").status == 201)
    let empty = try office.ask(.post, "/dossiers/e/extracts", as: "clerk")
    #expect(empty.status == 409 && empty.code == "stateConflict")
    for bad in [
      #"{"scale":123}"#, #"{"paper":"A0"}"#, #"{"layout":7}"#, #"{"overlay":{"type":"Point","coordinates":[1]}}"#,
    ] {
      #expect((400...422).contains(try issue(office, bad).status), "\(bad)")
    }
  }

  @Test func `the public verifies without the office file being there`() throws {
    let office = try office()
    let verification = try #require(try issue(office).json["verification"]?.string)
    #expect(try office.ask(.get, "/verify/\(verification)").status == 200)
    let file = OfficeFile.path(beside: office.land.register)
    for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: file + suffix) }
    #expect(try office.ask(.get, "/verify/\(verification)").status == 404)
    #expect(try office.ask(.get, "/dossiers/\(code)/status").status == 404)
    #expect(try office.ask(.post, "/verify", body: "x").status == 404)
  }
}
