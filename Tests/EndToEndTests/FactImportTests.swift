import Foundation
import Testing

/// What became of wards and sheets, from tables to the answers.
struct FactImportTests {
  private let office: Office

  init() throws { office = try Office() }

  private func importing(_ table: String, _ file: String, _ options: [String] = [], lang: String = "en") throws
    -> Program.Result
  {
    try office.program(["import", table, file, "--register", office.register] + options, lang: lang)
  }

  private func parcel(_ words: [String]) throws -> (status: Int32, json: [String: Any]) {
    let result = try office.program(["parcel"] + words + ["--register", office.register, "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return (result.status, json ?? [:])
  }

  @Test func `tables lead from an old paper to the parcel of today`() throws {
    let lineage = try office.write(
      "lineage.csv",
      """
      oldCode,oldName,newCode,extent,share,validFrom,source,verified
      90002,Phường Mẫu Cũ Hai,90001,whole,,2025-07-01,Nghị quyết mẫu,yes
      90001,,90001,toàn bộ,,01/07/2025,Nghị quyết mẫu,có
      """)
    let first = try importing("lineage", lineage)
    #expect(first.status == 0, "\(first.message)")
    #expect(first.message.contains("2 added"))
    let again = try importing("lineage", lineage)
    #expect(again.status == 0 && again.message.contains("no revision was made"))
    let table = try office.write(
      "doi-so-to.csv", "Xã cũ;xacutungay;Tờ cũ;xã mới;Tờ mới;Ngày\n90001;2004-09-01;1;90001;777;2025-07-01\n")
    let result = try importing("renumbering", table)
    #expect(result.status == 0, "\(result.message)")
    // The office has the parcels under the names that they bore before the merger.
    let files = try office.shapefile()
    #expect(try office.importing(files, ["--as-of", "2024-05-31", "--replace", "nothing"]).status <= 1)
    let old = try parcel(["90001", "1", "7", "--paper-date", "2012-01-01"])
    #expect(old.status == 0 && old.json["status"] as? String == "found")
    #expect((old.json["chain"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["sheetRenumbered"])
    #expect((old.json["otherReadings"] as? [Any])?.count == 1)
    let new = try parcel(["Phường Mẫu Cẩm Thành", "777", "7", "--paper-date", "2025-12-01"])
    #expect(new.status == 0 && new.json["status"] as? String == "found")
    let none = try parcel(["90001", "999", "7", "--paper-date", "2025-12-01"])
    #expect(none.status == 1 && none.json["status"] as? String == "notFound")
    #expect(try shell("sqlite3 '\(office.register)' 'PRAGMA user_version'") == "2")
    let rollback = try office.program(["rollback", "--to", "2", "--register", office.register])
    #expect(rollback.status == 0)
    #expect(
      try shell("sqlite3 '\(office.register)' 'SELECT count(*) FROM ward_lineage WHERE revision_to IS NULL'") == "0")
    let list = try office.program(["revisions", "--register", office.register], lang: "vi")
    #expect(list.output.contains("thay đổi xã") && list.output.contains("đổi số tờ"))
  }

  @Test func `each bad row is told with its line, and nothing is removed on account of it`() throws {
    let rows = (1...30).map { "90001,\($0),\($0 + 100),90001,2025-07-01" }
    let good = try office.write("a.csv", "ward,oldSheet,newSheet,newWard,validFrom\n" + rows.joined(separator: "\n"))
    #expect(try importing("renumbering", good).message.contains("30 added"))
    let bad = try office.write(
      "b.csv",
      """
      ward,oldSheet,newSheet,newWard,validFrom,numberShift,oldNumber,newNumber,wardFrom,verified
      90001,1,101,90001,2025-07-01,,,,,
      ,2,102,90001,2025-07-01,,,,,
      9x001,3,103,90001,2025-07-01,,,,,
      90001,,104,90001,2025-07-01,,,,,
      90001,5,,90001,2025-07-01,,,,,
      90001,6,106,90001,2025-13-01,,,,,
      90001,7,107,90001,2025-07-01,x,,,,
      90001,8,108,90001,2025-07-01,,5,,,
      90001,9,109,90001,2025-07-01,5,1,2,,
      90001,10,110,90001,2025-07-01,,,,2025-07-02,
      90001,11,111,90001,2025-07-01,,,,,maybe
      90001,12,112,90001,2025-07-01,,,,,,too many
      90001,13,113,90001,2025-07-01,,,,,
      90001,13,114,90001,2025-07-01,,,,,
      90001,15,"115,90001,2025-07-01,,,,,
      90001,40,140,90001,2025-07-01
      """)
    for lang in ["vi", "en"] {
      let result = try importing("renumbering", bad, ["--json"], lang: lang)
      #expect(result.status == 1, "\(result.message)")
      let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let findings = try #require(json["findings"] as? [[String: Any]])
      let errors = findings.filter { $0["severity"] as? String == "error" }
      #expect(errors.compactMap { $0["line"] as? Int } == Array(3...16), "\(result.message)")
      #expect(json["removed"] as? Int == 0)
      for line in 3...16 { #expect(result.message.contains(lang == "vi" ? "dòng \(line):" : "line \(line):")) }
    }
    #expect(
      try shell("sqlite3 '\(office.register)' 'SELECT count(*) FROM sheet_renumbering WHERE revision_to IS NULL'")
        == "31")
    #expect(
      try Int(shell("sqlite3 '\(office.register)' 'SELECT count(*) FROM findings WHERE severity = \"error\"'")) ?? 0
        >= 14)
  }

  @Test(arguments: [
    ("", "it has no header"), ("a,b\n1,2\n", "no column for oldCode"),
    ("oldCode,newCode,extent,validFrom\n", "there are no rows"),
    ("oldCode,newCode,extent,validFrom\nx,y,z,w\n", "line 2"),
  ]) func `a file that is no such table is refused`(content: String, words: String) throws {
    let file = try office.write("x.csv", content)
    let before = try office.revision()
    let result = try importing("lineage", file)
    #expect(result.status == 3 && result.message.contains(words), "\(result.message)")
    #expect(try office.revision() == before)
  }

  @Test func `UTF-16, tabs, other names and constants are taken`() throws {
    let text = "old_code\told_ward\tnew_code\tnew_ward\tkind\n90002\tPhường Cũ\t90001\tPhường Mới\twhole\n"
    let data = try #require(text.data(using: .utf16LittleEndian))
    try (Data([0xFF, 0xFE]) + data).write(to: URL(filePath: office.file("u.txt")))
    let result = try importing(
      "lineage", office.file("u.txt"), ["--set", "validFrom=2025-07-01", "--set", "source=bộ dữ liệu cộng đồng"])
    #expect(result.status == 0, "\(result.message)")
    let row = try shell("sqlite3 '\(office.register)' 'SELECT old_name, new_name, source, verified FROM ward_lineage'")
    #expect(row == "Phường Cũ|Phường Mới|bộ dữ liệu cộng đồng|0")
    let twice = try importing("lineage", office.file("u.txt"), ["--crs", "EPSG:5898"])
    #expect(twice.status == 2 && twice.message.contains("--crs"))
  }
}
