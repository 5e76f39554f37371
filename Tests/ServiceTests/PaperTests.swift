import Cadastre
import HTTP
import JSON
import Register
import Testing
import VietText

@testable import Service

/// Old papers on the land of ``Land``: 21022 and the old 21025 went into the new 21025.
struct PaperTests {
  private let land: Land
  private let day: Day

  init() throws {
    land = try Land()
    day = try #require(Land.new)
  }

  private func publishLineage(verified: Bool = true) throws {
    let rows = ["21022", "21025"].map { code in
      WardSuccession(
        oldCode: code, newCode: "21025", day: day, source: "Nghị quyết 1677", isVerified: verified)
    }
    _ = try RegisterFile.publish(rows, in: land.register, from: FactOrigin(person: "lan"))
  }

  private func publish(_ rows: [SheetRenumbering]) throws {
    _ = try RegisterFile.publish(rows, in: land.register, from: FactOrigin(person: "lan", allowsRemovals: true))
  }

  private func ask(
    _ ward: String, _ sheet: String, _ number: String, _ paperDate: String?, series: String? = nil
  ) throws -> PaperAnswer {
    try land.desk().paper(
      PaperQuestion(
        ward: ward, sheet: sheet, number: number, series: series, paperDate: paperDate.flatMap { Day($0) }))
  }

  private func keys(_ answer: PaperAnswer) -> [String] {
    answer.candidates.map { candidate in
      let key = candidate.feature.parcel.key
      return "\(key.ward)@\(key.wardFrom?.year ?? 0)/\(key.sheet)/\(key.number)"
    }
  }

  @Test func `finds the parcel of an ended ward and tells what became of the ward`() throws {
    try publishLineage()
    let answer = try ask("21022", "12", "14", "2020-03-01")
    #expect(answer.status == .found && keys(answer) == ["21022@2004/12/14"])
    #expect(answer.candidates.first?.feature.ward?.code == "21025")
    #expect(answer.chain.map(\.kind) == [.wardMerged])
    #expect(answer.chain.first?.day == day && answer.chain.first?.isVerified == true)
    #expect(answer.candidates.first?.nameToday.ward.name == "Phường Cẩm Thành")
  }

  @Test func `reads a reused code on the day of the paper, and names the stranger`() throws {
    try publishLineage()
    let old = try ask("21025", "12", "2", "2020-03-01")
    #expect(old.status == .found && keys(old) == ["21025@2004/12/2"])
    #expect(old.otherReadings.map(\.key.wardFrom) == [Land.new])
    #expect(old.notes.contains { $0.phrase.vietnamese.contains("không phải thửa trên giấy") })
    // After the merger the same words may mean a sheet of the new ward, or one that an old ward brought along.
    let new = try ask("21025", "12", "2", "2025-09-01")
    #expect(new.status == .ambiguous && keys(new).first == "21025@2025/12/2")
    #expect(Set(keys(new)) == ["21025@2025/12/2", "21025@2004/12/2", "21022@2004/12/2"])
    // A table that gives the old sheets new numbers settles it.
    try publish([
      SheetRenumbering(oldWard: "21022", oldSheet: "12", newWard: "21025", newSheet: "150", day: day),
      SheetRenumbering(
        oldWard: "21025", oldWardFrom: Land.old, oldSheet: "12", newWard: "21025", newSheet: "151", day: day),
    ])
    let settled = try ask("21025", "12", "2", "2025-09-01")
    #expect(settled.status == .found && keys(settled) == ["21025@2025/12/2"])
    #expect(settled.otherReadings.contains { $0.key.wardFrom == Land.old })
  }

  @Test func `a new paper that names the new ward finds the parcels of both old ones`() throws {
    try publishLineage()
    let both = try ask("21025", "12", "1", "2025-09-01")
    #expect(both.status == .ambiguous && Set(keys(both)) == ["21022@2004/12/1", "21025@2004/12/1"])
    let one = try ask("21025", "12", "50", "2025-09-01")
    #expect(one.status == .found && keys(one) == ["21022@2004/12/50"])
    // The path form reads the code as of today, and comes to the same.
    let direct = try land.desk().parcel(ParcelQuestion(ward: "21025", sheet: "12", number: "50"))
    #expect(direct.features.map(\.parcel.key.ward) == ["21022"])
    #expect(direct.chain?.map(\.kind) == [.wardMerged])
  }

  @Test func `follows a renumbered sheet both ways`() throws {
    try publishLineage()
    try publish([
      SheetRenumbering(oldWard: "21022", oldSheet: "12", newWard: "21025", newSheet: "150", day: day),
      SheetRenumbering(
        oldWard: "21025", oldWardFrom: Land.old, oldSheet: "12", newWard: "21025", newSheet: "151",
        numbers: .shifted(by: 1000), day: day),
    ])
    let old = try ask("21022", "12", "14", "2020-03-01")
    #expect(old.status == .found && old.chain.map(\.kind) == [.sheetRenumbered])
    #expect(old.candidates.first?.nameToday.sheet == "150")
    let new = try ask("21025", "150", "14", "2025-10-01")
    #expect(new.status == .found && keys(new) == ["21022@2004/12/14"])
    #expect(new.chain.map(\.kind) == [.sheetRenumbered])
    let shifted = try ask("21025", "151", "1002", "2025-10-01")
    #expect(shifted.status == .found && keys(shifted) == ["21025@2004/12/2"])
    // In the path, today's sheet number leads to the parcel under its old one.
    let direct = try land.desk().parcel(ParcelQuestion(ward: "21025", sheet: "150", number: "14"))
    #expect(direct.features.map(\.parcel.key.sheet) == ["12"])
  }

  @Test func `lists under other readings what the same text named before its sheet was renumbered`() throws {
    try publishLineage()
    try publish([
      SheetRenumbering(
        oldWard: "21025", oldWardFrom: Land.old, oldSheet: "12", newWard: "21025", newSheet: "60", day: day)
    ])
    try land.publish(
      [try land.parcel("21025", Land.new, "60", "2", [Land.square(586_120, 1_672_400)])], asOf: "2025-08-01")
    let answer = try land.desk().parcel(ParcelQuestion(ward: "21025", sheet: "12", number: "2"))
    #expect(answer.features.map(\.parcel.key.wardFrom) == [Land.new])
    #expect(Set(answer.otherReadings.map { "\($0.key.sheet)" }) == ["12", "60"])
    // The same land under its old and its new name is one parcel: the newer name counts.
    let paper = try ask("21025", "12", "2", "2019-01-01")
    #expect(paper.status == .found && keys(paper) == ["21025@2025/60/2"])
  }

  @Test func `one sheet number at two scales needs the series`() throws {
    try publishLineage()
    try publish(
      ["500", "1000"].enumerated().map { place, series in
        SheetRenumbering(
          oldWard: "21025", oldWardFrom: Land.old, oldSeries: series, oldSheet: "7", newWard: "21025",
          newSheet: place == 0 ? "150" : "156", day: day)
      })
    try land.publish(
      [
        try land.parcel("21025", Land.new, "150", "3", [Land.square(586_500, 1_672_500)]),
        try land.parcel("21025", Land.new, "156", "3", [Land.square(586_600, 1_672_500)]),
      ], asOf: "2025-08-01")
    #expect(try ask("21025", "7", "3", "2019-01-01").status == .ambiguous)
    let one = try ask("21025", "7", "3", "2019-01-01", series: "1000")
    #expect(one.status == .found && keys(one) == ["21025@2025/156/3"])
  }

  @Test func `a sheet of the new ward that lies in another old one is no candidate`() throws {
    try publishLineage()
    // Number 900 of sheet 12 was surveyed after the merger, on the land of the old 21025, in the east.
    try land.publish(
      [try land.parcel("21025", Land.new, "12", "900", [Land.square(587_500, 1_673_500)])], asOf: "2025-08-01",
      scope: .nothing)
    let west = try ask("21022", "12", "900", "2019-01-01")
    #expect(west.status == .notFound)
    #expect(west.nearest?.numbers == ["99", "100"])
    let east = try ask("21025", "12", "900", "2019-01-01")
    #expect(east.status == .found && keys(east) == ["21025@2025/12/900"])
    #expect(east.candidates.first?.isSupposed == false)
  }

  @Test func `follows a split, a merger and an end through the revisions`() throws {
    try publishLineage()
    // 301 and 302 overlap in Land; here sheet 16 with its own parcels.
    func parcel(_ number: String, _ x: Double, _ width: Double) throws -> StagedParcel {
      try land.parcel("21022", Land.old, "16", number, [Land.square(x, 1_673_800, width, height: 20)])
    }
    try land.publish(
      [try parcel("1", 585_000, 20), try parcel("2", 585_020, 20), try parcel("3", 585_100, 20)], asOf: "2020-01-01")
    try land.publish(
      [
        try parcel("1", 585_000, 10), try parcel("4", 585_010, 10), try parcel("2", 585_020, 20),
        try parcel("3", 585_100, 20),
      ], asOf: "2022-01-01")
    try land.publish([try parcel("1", 585_000, 10), try parcel("5", 585_010, 30)], asOf: "2024-06-01")
    let split = try ask("21022", "16", "1", "2021-01-01")
    #expect(split.status == .ambiguous && Set(keys(split)) == ["21022@2004/16/1", "21022@2004/16/5"])
    #expect(split.candidates.map { ($0.share * 100).rounded() } == [50, 50])
    let second = try #require(split.candidates.first { $0.feature.parcel.key.number == "5" })
    #expect(second.chain.map(\.kind) == [.parcelSplit, .parcelMerged, .wardMerged])
    #expect(second.chain.compactMap(\.revision).count == 2)
    let after = try ask("21022", "16", "1", "2023-01-01")
    #expect(after.status == .found && keys(after) == ["21022@2004/16/1"])
    let merged = try ask("21022", "16", "2", "2021-01-01")
    #expect(merged.status == .found && keys(merged) == ["21022@2004/16/5"])
    let gone = try ask("21022", "16", "3", "2021-01-01")
    #expect(gone.status == .notFound && gone.chain.map(\.kind).contains(.parcelRemoved))
  }

  @Test func `reads names as valid on the day of the paper`() throws {
    try publishLineage()
    let old = try ask("P. Tran Hung Dao", "12", "14", "2020-03-01")
    #expect(old.status == .found && old.readings.map(\.ward.code) == ["21022"])
    let today = try ask("Phường Trần Hưng Đạo", "12", "14", nil)
    #expect(today.status == .found)
    #expect(today.notes.contains { $0.phrase.vietnamese.contains("không có xã này") })
    let error = #expect(throws: ServiceError.self) { try ask("Phường Không Có", "12", "14", nil) }
    #expect(error?.code == .wardNotFound)
  }

  @Test func `knows wards by lineage alone, and leaves what it cannot see undecided`() throws {
    let day = day
    _ = try RegisterFile.publish(
      [
        WardSuccession(oldCode: "31000", oldName: "Xã A", newCode: "31001", newName: "Xã B", day: day),
        WardSuccession(oldCode: "31002", oldName: "Xã C", newCode: "31001", day: day),
        WardSuccession(oldCode: "31003", oldName: "Xã D", newCode: "31001", day: day, extent: .part, share: 0.4),
        WardSuccession(oldCode: "31003", oldName: "Xã D", newCode: "31004", day: day, extent: .part, share: 0.6),
      ], in: land.register, from: FactOrigin(person: "lan"))
    try land.publish(
      [
        try land.parcel("31000", nil, "1", "1", [Land.square(700_000, 1_672_400)]),
        try land.parcel("31003", nil, "2", "1", [Land.square(700_100, 1_672_400)]),
        try land.parcel("31001", nil, "9", "1", [Land.square(700_200, 1_672_400)]),
      ], asOf: "2024-05-31")
    let whole = try ask("31000", "1", "1", "2019-01-01")
    #expect(whole.status == .found && whole.candidates.first?.feature.ward?.name == "Xã B")
    #expect(try ask("31001", "1", "1", "2025-10-01").status == .found)
    // Nobody can tell to which of the two the parcel of the divided ward belongs.
    let part = try ask("31001", "2", "1", "2025-10-01")
    #expect(part.status == .ambiguous && part.candidates.map(\.isSupposed) == [true])
  }

  @Test func `tells over HTTP, and refuses what does not go together`() throws {
    try publishLineage(verified: false)
    let session = try land.session()
    let answer = try Answer(session, "/parcels?ward=21022&sheet=12&number=14&paperDate=2020-03-01")
    #expect(answer.status == 200)
    #expect(try answer.json["status"] as? String == "found")
    let chain = try #require(try answer.json["chain"] as? [[String: Any]])
    #expect(chain.count == 1 && chain[0]["kind"] as? String == "wardMerged")
    #expect(chain[0]["verified"] as? Bool == false && chain[0]["date"] as? String == "2025-07-01")
    #expect((try answer.json["candidates"] as? [[String: Any]])?.first?["wardAtSurvey"] as? String == "21022")
    let plain = try Answer(session, "/parcels?ward=21022&sheet=12&number=14")
    #expect(try plain.json["status"] as? String == "found" && plain.json["type"] as? String == "Feature")
    for (query, parameter) in [
      ("ward=21022&sheet=12&paperDate=2020-03-01", "number"),
      ("ward=21022&sheet=12&number=1&paperDate=2020-03-01&asOf=2024-06-01", "asOf"),
      ("ward=21022&sheet=12&number=1&paperDate=1/3/2020", "paperDate"),
    ] {
      let refused = try Answer(session, "/parcels?\(query)")
      #expect(try refused.status == 400 && refused.json["parameter"] as? String == parameter)
    }
    let page = try Answer(
      session, "/parcels?ward=21022&sheet=12&number=14&paperDate=2020-03-01",
      headers: ["Host": "localhost", "Accept": "text/html", "Accept-Language": "en"])
    #expect(page.text.contains("became part of Phường Cẩm Thành (21025) (not verified)"))
  }

  @Test func `a ward tells its predecessors, its successors and the others of its code`() throws {
    try publishLineage()
    let session = try land.session()
    let today = try Answer(session, "/wards/21025").json
    let properties = try #require(today["properties"] as? [String: Any])
    let predecessors = try #require(properties["predecessors"] as? [[String: Any]])
    #expect(predecessors.map { $0["code"] as? String } == ["21022", "21025"])
    #expect(predecessors.map { $0["name"] as? String } == ["Phường Trần Hưng Đạo", "Phường Nguyễn Nghiêm"])
    #expect(predecessors.allSatisfy { $0["share"] as? Double == 1 && $0["verified"] as? Bool == true })
    #expect((properties["successors"] as? [Any])?.isEmpty == true)
    #expect((today["otherReadings"] as? [[String: Any]])?.first?["name"] as? String == "Phường Nguyễn Nghiêm")
    #expect((today["notes"] as? [String])?.contains { $0.contains("21025") } ?? false)
    let then = try Answer(session, "/wards/21022?asOf=2025-06-30").json
    let successors = (then["properties"] as? [String: Any])?["successors"] as? [[String: Any]]
    #expect(successors?.map { $0["name"] as? String } == ["Phường Cẩm Thành"])
    let ended = try Answer(session, "/wards/21022")
    #expect(try ended.status == 404 && (ended.json["detail"] as? String)?.contains("Phường Cẩm Thành") == true)
  }
}
