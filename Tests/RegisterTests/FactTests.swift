import Cadastre
import Geo
import Register
import Testing

/// What became of wards and sheets, as the register keeps it.
@Suite struct FactTests {
  let folder: Folder
  let maker: RowMaker
  private let day: Day

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
    day = try #require(Day("2025-07-01"))
    try publish([maker.parcel("1")], in: folder.register)
  }

  private func lineage(_ old: String, _ new: String, share: Double? = nil) -> WardSuccession {
    WardSuccession(
      oldCode: old, oldName: "Phường \(old)", newCode: new, newName: "Phường mới \(new)", day: day,
      extent: share == nil ? .whole : .part, share: share, source: "Nghị quyết 1677", isVerified: share == nil)
  }

  private func sheet(_ old: String, _ new: String, ward: String = "21022") -> SheetRenumbering {
    SheetRenumbering(oldWard: ward, oldSheet: old, newWard: "21025", newSheet: new, day: day)
  }

  private var origin: FactOrigin {
    FactOrigin(person: "lan", sources: [Origin.Source(name: "lineage.csv", sha256: "ab")])
  }

  private func history(_ known: Int? = nil) throws -> WardHistory {
    try RegisterReader(path: folder.register).withSnapshot { try $0.wardHistory(knownAt: known) }
  }

  private var format: String {
    get throws { try run("sqlite3", [folder.register, "PRAGMA user_version;"]) }
  }

  @Test func `come with format 2, which the first of them makes`() throws {
    #expect(try format == "1\n")
    #expect(try history().isEmpty)
    let rows = [lineage("21022", "21025"), lineage("21019", "21025", share: 0.25)]
    let outcome = try RegisterFile.publish(rows, in: folder.register, from: origin)
    #expect(outcome.counts == ChangeCounts(added: 2))
    #expect(outcome.revision?.id == 2 && outcome.revision?.facts == .lineage && outcome.revision?.layer == nil)
    #expect(try format == "2\n")
    #expect(try Set(history().successions) == Set(rows))
    #expect(try history(1).isEmpty)
    #expect(try RegisterFile.check(folder.register).isEmpty)
    // What needs no facts goes on as before.
    try publish([maker.parcel("1"), maker.parcel("2", at: 586_000)], in: folder.register, asOf: "2025-01-01")
    #expect(try RegisterFile.check(folder.register).isEmpty)
    let kinds = try RegisterReader(path: folder.register).withSnapshot { try $0.revisions().map(\.subject) }
    #expect(kinds == ["parcels", "lineage", "parcels"])
  }

  @Test func `make no revision when they are there already`() throws {
    let rows = [sheet("12", "150"), sheet("13", "151")]
    #expect(try RegisterFile.publish(rows, in: folder.register, from: origin).revision?.id == 2)
    let again = try RegisterFile.publish(rows.reversed(), in: folder.register, from: origin)
    #expect(again.revision == nil && again.counts == ChangeCounts(unchanged: 2))
  }

  @Test func `state whole wards, and other wards stay as they are`() throws {
    let first = (1...20).map { sheet("\($0)", "\($0 + 100)") } + [sheet("5", "300", ward: "21019")]
    _ = try RegisterFile.publish(first, in: folder.register, from: origin)
    let second = (2...20).map { sheet("\($0)", "\($0 + 100)") } + [sheet("21", "121")]
    #expect(
      try RegisterFile.publish(second, in: folder.register, from: origin).counts
        == ChangeCounts(added: 1, removed: 1, unchanged: 19))
    #expect(try Set(history().renumberings) == Set(second + [sheet("5", "300", ward: "21019")]))
    #expect {
      _ = try RegisterFile.publish([sheet("2", "102")], in: folder.register, from: origin)
    } throws: { ($0 as? RegisterError)?.code == .tooManyRemovals }
    var adding = origin
    adding.replaces = false
    #expect(
      try RegisterFile.publish([sheet("2", "999")], in: folder.register, from: adding).counts
        == ChangeCounts(changed: 1))
    #expect(try history().renumberings.count == 21)
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `refuse two rows about the same`() throws {
    #expect {
      _ = try RegisterFile.publish([sheet("2", "102"), sheet("2", "103")], in: folder.register, from: origin)
    } throws: { ($0 as? RegisterError)?.code == .duplicateKeys }
    #expect(try format == "1\n")
  }

  @Test func `go back with their revision`() throws {
    _ = try RegisterFile.publish([lineage("21022", "21025")], in: folder.register, from: origin)
    _ = try RegisterFile.publish(
      [lineage("21022", "21028")], in: folder.register,
      from: {
        var origin = origin
        origin.allowsRemovals = true
        return origin
      }())
    let third = try #require(try RegisterFile.rollBack(folder.register, by: "minh"))
    #expect(third.restored == 2 && third.counts.added == 1 && third.counts.removed == 1)
    #expect(try history().successions.map(\.newCode) == ["21025"])
    #expect(try history(3).successions.map(\.newCode) == ["21028"])
    let fourth = try #require(try RegisterFile.rollBack(folder.register, to: 1, by: "minh"))
    #expect(fourth.counts.removed == 1)
    #expect(try history().isEmpty)
    #expect(try RegisterFile.rollBack(folder.register, to: 1, by: "minh") == nil)
    _ = try #require(try RegisterFile.rollBack(folder.register, to: 3, by: "minh"))
    #expect(try history().successions.map(\.newCode) == ["21028"])
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test(arguments: ["ward_lineage", "sheet_renumbering"])
  func `are guarded against other programs`(table: String) throws {
    _ = try RegisterFile.publish([lineage("21022", "21025")], in: folder.register, from: origin)
    _ = try RegisterFile.publish([sheet("2", "102")], in: folder.register, from: origin)
    for sql in [
      "DELETE FROM \(table)", "UPDATE \(table) SET source = 'x'", "INSERT INTO \(table) SELECT * FROM \(table)",
    ] {
      let answer = try run("sqlite3", [folder.register, sql + ";"])
      #expect(answer.contains("Sổ địa bạ chỉ đổi qua diaba"), "\(answer)")
    }
    #expect(try RegisterFile.check(folder.register).isEmpty)
    _ = try run(
      "sqlite3", ["-cmd", ".dbconfig defensive off", folder.register, "DROP TRIGGER guard_\(table)_delete;"])
    #expect(try RegisterFile.check(folder.register).map(\.kind) == [.guards])
  }
}
