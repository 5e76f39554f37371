import Cadastre
import Foundation
import Testing

@Suite struct DayTests {
  @Test func `reads ISO dates and nothing else`() {
    #expect(Day("2025-07-01") == Day(year: 2025, month: 7, day: 1))
    #expect(Day("2024-02-29") != nil)
    #expect(Day("2000-02-29") != nil)
    for text in [
      "", "2025-7-1", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-01-00", "0000-01-01",
      "20250701", "2025/07/01", "2025-07-01 ", " 2025-07-01", "2025-07-1٠", "-025-07-01", "2025-07-0a",
    ] {
      #expect(Day(text) == nil, "‹\(text)›")
    }
    #expect(Day(year: 7, month: 3, day: 9)?.description == "0007-03-09")
  }

  @Test func `finds the day at +07:00 as Foundation does`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 7 * 3600))
    var random = SeededGenerator(seed: 1)
    let turns = [-1, 0, 61_199, 61_200, 951_782_400, 951_843_599, 951_843_600, 4_107_517_200, -2_203_891_200]
    for seconds in turns + (0..<500).map({ _ in Int.random(in: -12_000_000_000...60_000_000_000, using: &random) }) {
      let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(seconds)))
      let day = Day(unixSeconds: seconds)
      #expect(day == Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0), "\(seconds)")
      #expect(Day(day.description) == day)
    }
  }

  @Test func `has a ward from its first day to the day before its last`() throws {
    let reform = try #require(Day("2025-07-01"))
    let eve = try #require(Day("2025-06-30"))
    let former = Ward(
      code: "21025", name: "Phường Nguyễn Nghiêm", validFrom: try #require(Day("2004-09-01")), validTo: reform)
    let present = Ward(code: "21025", name: "Phường Cẩm Thành", validFrom: reform)
    #expect(former.isValid(on: eve) && !former.isValid(on: reform))
    #expect(!present.isValid(on: eve) && present.isValid(on: reform))
  }
}

@Test func `the beginning of a day is the instant from which the day is read back`() throws {
  for seconds in stride(from: -2_000_000_000, to: 7_000_000_000, by: 7_777_777) {
    let day = Day(unixSeconds: seconds)
    #expect(Day(unixSeconds: day.unixSeconds) == day)
    #expect(Day(unixSeconds: day.unixSeconds - 1) < day)
    #expect((0..<86_400).contains(seconds - day.unixSeconds))
  }
}
