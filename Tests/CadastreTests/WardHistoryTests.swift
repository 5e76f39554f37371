import Cadastre
import Testing

struct WardHistoryTests {
  private let day: Day
  private let history: WardHistory

  init() throws {
    day = try #require(Day("2025-07-01"))
    let old = try #require(Day("2004-09-01"))
    let later = try #require(Day("2026-04-30"))
    history = WardHistory(
      wards: [
        Ward(code: "21025", name: "Phường Nguyễn Nghiêm", validFrom: old),
        Ward(code: "21025", name: "Phường Cẩm Thành", validFrom: day),
      ],
      successions: [
        WardSuccession(oldCode: "21022", oldName: "Phường Trần Hưng Đạo", newCode: "21025", day: day),
        WardSuccession(oldCode: "21025", newCode: "21025", day: day),
        WardSuccession(oldCode: "00688", newCode: "00694", newName: "Hà Giang 1", day: day, extent: .part, share: 0.3),
        WardSuccession(oldCode: "00688", newCode: "00691", newName: "Hà Giang 2", day: day, extent: .part, share: 0.7),
        WardSuccession(oldCode: "00694", newCode: "00694", newName: "Phường Hà Giang 1", day: later),
      ],
      renumberings: [
        SheetRenumbering(oldWard: "21022", oldSheet: "12", newWard: "21025", newSheet: "150", day: day),
        SheetRenumbering(
          oldWard: "21022", oldSheet: "150", newWard: "21025", newSheet: "151", numbers: .shifted(by: 1000), day: day),
        SheetRenumbering(
          oldWard: "21022", oldSheet: "7", newWard: "21025", newSheet: "160", numbers: .single(old: "5", new: "6"),
          day: day),
      ])
  }

  private func names(_ code: String, _ sheet: String, _ number: String, _ date: String) throws -> Set<String> {
    let day = try #require(Day(date))
    let ward = try #require(history.version(ofCode: code, on: day))
    let trails = history.trails(from: PaperName(ward: ward, sheet: sheet, number: number), on: day)
    return Set(
      trails.map {
        "\($0.grade) \($0.name.ward.code)@\($0.name.ward.from?.year ?? 0)/\($0.name.sheet)/\($0.name.number)"
      })
  }

  @Test func `one code is several wards, each with its time`() throws {
    let versions = history.versions(ofCode: "21025")
    #expect(versions.map(\.name) == ["Phường Nguyễn Nghiêm", "Phường Cẩm Thành"])
    #expect(versions.map(\.to) == [day, nil])
    #expect(history.predecessors(of: versions[1]).map(\.oldCode) == ["21022", "21025"])
    #expect(history.successors(of: versions[0]).map(\.newCode) == ["21025"])
    #expect(history.predecessors(of: versions[0]).isEmpty)
    #expect(history.version(ofCode: "21022", on: day) == nil)
    #expect(history.version(ofCode: "21022", on: day.before)?.name == "Phường Trần Hưng Đạo")
  }

  @Test func `a number that a sheet had and another got is not followed twice`() throws {
    // Old 12 became 150 on the day on which old 150 became 151: they are three sheets.
    #expect(try names("21022", "12", "5", "2020-01-01") == ["same 21022@0/12/5", "documented 21025@2025/150/5"])
    #expect(try names("21022", "150", "5", "2020-01-01") == ["same 21022@0/150/5", "documented 21025@2025/151/1005"])
    #expect(
      try names("21025", "150", "5", "2025-08-01") == [
        "same 21025@2025/150/5", "documented 21022@0/12/5", "supposed 21025@2004/150/5",
      ])
  }

  @Test func `a row about one parcel leaves the others on their sheet`() throws {
    #expect(try names("21022", "7", "5", "2020-01-01").contains("documented 21025@2025/160/6"))
    #expect(try names("21022", "7", "8", "2020-01-01") == ["same 21022@0/7/8", "supposed 21025@2025/7/8"])
  }

  @Test func `a divided ward leads to each of its parts, and a mere change of name keeps the sheets`() throws {
    #expect(
      try names("00688", "3", "9", "2020-01-01") == [
        "same 00688@0/3/9", "supposed 00694@2025/3/9", "supposed 00691@2025/3/9", "supposed 00694@2026/3/9",
      ])
    #expect(
      try names("00694", "3", "9", "2025-12-01") == [
        "same 00694@2025/3/9", "documented 00694@2026/3/9", "supposed 00688@0/3/9",
      ])
  }

  @Test func `the whole way of a ward is known, and that of a divided one is not`() throws {
    let now = try #require(Day("2026-06-01"))
    let old = try #require(history.versions(ofCode: "21022").first)
    #expect(history.whole(old, on: now)?.name == "Phường Cẩm Thành")
    #expect(history.whole(try #require(history.versions(ofCode: "00688").first), on: now) == nil)
  }

  @Test func `the day before goes over months, years and leap days`() throws {
    for (day, before) in [
      ("2025-07-01", "2025-06-30"), ("2025-01-01", "2024-12-31"), ("2024-03-01", "2024-02-29"),
      ("2023-03-01", "2023-02-28"), ("2025-07-15", "2025-07-14"), ("0001-01-01", "0001-01-01"),
    ] {
      #expect(Day(day)?.before == Day(before))
    }
  }
}
