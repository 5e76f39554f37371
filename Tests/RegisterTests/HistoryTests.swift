import Cadastre
import Geo
import Register
import Testing

@Suite struct HistoryTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  private func landUse(asOf day: String? = nil, revision: Int? = nil, number: String = "1") throws -> String? {
    let moment = Moment(revision: revision, asOf: day.flatMap { Day($0) })
    return try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let rows = try snapshot.parcels(ward: "21025", sheet: "12", number: number, at: moment)
      #expect(rows.count < 2)
      if let row = rows.first {
        #expect(try snapshot.parcel(id: row.id, at: moment) == row)
        #expect(try snapshot.parcels(ward: "21025", sheet: "12", limit: 10, at: moment).contains(row))
        var seen: [ParcelRow] = []
        try snapshot.forEachParcel(in: try row.geometry().envelope, at: moment) {
          seen.append($0)
          return true
        }
        #expect(seen.contains(row))
        #expect(try snapshot.grid(ofParcel: row.id, at: moment) != nil)
      }
      return rows.first?.parcel.landUse
    }
  }

  @Test func `answers as of a day by the newest knowledge, and by the knowledge of a revision`() throws {
    try publish([maker.parcel("1", landUse: "LUC")], in: folder.register, asOf: "2020-01-01")
    try publish([maker.parcel("1", landUse: "CLN")], in: folder.register, asOf: "2024-01-01")
    try publish([maker.parcel("1", landUse: "ODT")], in: folder.register, asOf: "2024-01-01")
    #expect(try landUse() == "ODT")
    #expect(try landUse(asOf: "2019-12-31") == nil)
    #expect(try landUse(asOf: "2020-01-01") == "LUC")
    #expect(try landUse(asOf: "2023-12-31") == "LUC")
    #expect(try landUse(asOf: "2024-01-01") == "ODT")
    #expect(try landUse(revision: 1) == "LUC")
    #expect(try landUse(revision: 2) == "CLN")
    #expect(try landUse(revision: 3) == "ODT")
    #expect(try landUse(asOf: "2025-01-01", revision: 1) == "LUC")
    #expect(try landUse(asOf: "2025-01-01", revision: 2) == "CLN")
    #expect(try landUse(asOf: "2022-01-01", revision: 2) == "LUC")
    #expect(try landUse(asOf: "2019-01-01", revision: 2) == nil)
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `takes older data that arrive later as the state from their day on`() throws {
    try publish([maker.parcel("1", landUse: "LUC")], in: folder.register, asOf: "2020-01-01")
    try publish([maker.parcel("1", landUse: "CLN")], in: folder.register, asOf: "2024-01-01")
    try publish([maker.parcel("1", landUse: "ODT")], in: folder.register, asOf: "2022-01-01")
    #expect(try landUse(asOf: "2021-06-01") == "LUC")
    #expect(try landUse(asOf: "2023-06-01") == "ODT")
    #expect(try landUse(asOf: "2025-06-01") == "ODT")
    #expect(try landUse(asOf: "2023-06-01", revision: 2) == "LUC")
    #expect(try landUse(asOf: "2025-06-01", revision: 2) == "CLN")
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `ends a removed parcel on the day of the data that lack it`() throws {
    try publish([maker.parcel("1"), maker.parcel("2", at: 586_000)], in: folder.register, asOf: "2020-01-01")
    try publish([maker.parcel("2", at: 586_000)], in: folder.register, asOf: "2023-01-01")
    #expect(try landUse() == nil)
    #expect(try landUse(asOf: "2022-12-31") == "ODT")
    #expect(try landUse(asOf: "2023-01-01") == nil)
    #expect(try landUse(revision: 1) == "ODT")
  }

  @Test func `restores an earlier revision, and what was known at it`() throws {
    try publish([maker.parcel("1", landUse: "LUC")], in: folder.register, asOf: "2020-01-01")
    try publish([maker.parcel("1", landUse: "CLN")], in: folder.register, asOf: "2024-01-01")
    let third = try #require(try RegisterFile.rollBack(folder.register, by: "minh", note: "nhầm tệp"))
    #expect(third.id == 3 && third.kind == .rollback && third.restored == 1 && third.note == "nhầm tệp")
    #expect(third.counts == ChangeCounts(changed: 1))
    #expect(try landUse() == "LUC")
    #expect(try landUse(asOf: "2025-01-01") == "LUC")
    #expect(try landUse(asOf: "2021-01-01") == "LUC")
    #expect(try landUse(revision: 2) == "CLN")
    #expect(try landUse(asOf: "2021-01-01", revision: 2) == "LUC")
    let fourth = try #require(try RegisterFile.rollBack(folder.register, to: 2, by: "minh"))
    #expect(fourth.id == 4)
    #expect(try landUse() == "CLN")
    #expect(try landUse(asOf: "2021-01-01") == "LUC")
    #expect(try landUse(asOf: "2025-01-01") == "CLN")
    #expect(try landUse(asOf: "2025-01-01", revision: 3) == "LUC")
    #expect(try RegisterFile.rollBack(folder.register, to: 2, by: "minh") == nil)
    #expect(try RegisterFile.rollBack(folder.register, to: 4, by: "minh") == nil)
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `restores the empty register and refuses a revision that is not there`() throws {
    try publish(maker.block(800), in: folder.register)
    #expect { _ = try RegisterFile.rollBack(folder.register, to: 2, by: "minh") } throws: {
      ($0 as? RegisterError)?.code == .noSuchRevision
    }
    let revision = try #require(try RegisterFile.rollBack(folder.register, to: 0, by: "minh"))
    #expect(revision.counts == ChangeCounts(removed: 800))
    #expect(try landUse() == nil)
    #expect(try landUse(revision: 1) == "ODT")
    #expect(try RegisterFile.check(folder.register).isEmpty)
    #expect(try RegisterFile.rollBack(folder.register, to: 1, by: "minh")?.counts == ChangeCounts(added: 800))
    #expect(try landUse() == "ODT")
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `tells the first day that it knows`() throws {
    try publish([maker.parcel("1")], in: folder.register, asOf: "2021-05-01")
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let day = try snapshot.firstDay()
      #expect(day == Day("2021-05-01"))
    }
  }

  @Test(arguments: 1...12) func `says at each revision and day what a plain log of imports says`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    // The log of states: at each revision the current rows with the day of each, and all that was known of the past.
    var states: [[String: (use: String, from: Day)]] = [[:]]
    var pasts: [[(number: String, use: String, from: Day, until: Day)]] = [[]]
    let days = try (1...9).map { try #require(Day("202\($0)-03-01")) }
    for _ in 0..<7 {
      let current = states[states.count - 1]
      if states.count > 2, Int.random(in: 0..<4, using: &generator) == 0 {
        let target = Int.random(in: 1..<states.count, using: &generator)
        if try RegisterFile.rollBack(folder.register, to: target, by: "minh") != nil {
          states.append(states[target])
          pasts.append(pasts[target])
        }
        continue
      }
      let day = days[Int.random(in: days.indices, using: &generator)]
      var rows: [String: String] = [:]
      for number in ["1", "2", "3", "4"] where Int.random(in: 0..<4, using: &generator) > 0 {
        rows[number] = ["ODT", "CLN", "LUC"][Int.random(in: 0..<3, using: &generator)]
      }
      // A sheet that is present at all: a parcel that never changes.
      rows["9"] = "CLN"
      let parcels = try rows.sorted { $0.key < $1.key }.map { number, use in
        try maker.parcel(number, at: 584_000 + (Double(number) ?? 0) * 30, landUse: use)
      }
      guard try publish(parcels, in: folder.register, asOf: day.description) != nil else { continue }
      var (next, past) = (current, pasts[pasts.count - 1])
      for number in Set(current.keys).union(rows.keys) where current[number]?.use != rows[number] {
        past = past.compactMap { fact in
          guard fact.number == number, fact.until > day else { return fact }
          return fact.from < day ? (fact.number, fact.use, fact.from, day) : nil
        }
        if let old = current[number], old.from < day { past.append((number, old.use, old.from, day)) }
        next[number] = rows[number].map { ($0, day) }
      }
      states.append(next)
      pasts.append(past)
    }
    let asked = try days + [#require(Day("2020-01-01")), #require(Day("2025-07-07"))]
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      #expect(snapshot.revision == states.count - 1, "seed \(seed)")
      for revision in 1..<states.count {
        for number in ["1", "2", "3", "4", "9"] {
          let row = try snapshot.parcels(
            ward: "21025", sheet: "12", number: number, at: Moment(revision: revision))
          #expect(row.map { $0.parcel.landUse } == states[revision][number].map { [$0.use] } ?? [], "seed \(seed)")
          for day in asked {
            let moment = Moment(revision: revision, asOf: day)
            let found = try snapshot.parcels(ward: "21025", sheet: "12", number: number, at: moment)
            var expected: [String] = []
            if let state = states[revision][number], state.from <= day { expected.append(state.use) }
            expected += pasts[revision].filter { $0.number == number && $0.from <= day && day < $0.until }.map {
              $0.use
            }
            #expect(
              found.compactMap { $0.parcel.landUse } == expected, "seed \(seed), \(number) at \(revision), \(day)")
          }
        }
      }
    }
    #expect(try RegisterFile.check(folder.register).isEmpty, "seed \(seed)")
  }
}
