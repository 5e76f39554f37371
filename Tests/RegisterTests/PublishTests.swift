import Cadastre
import Geo
import Register
import SpatiaLite
import Testing
import VietText

@Suite struct PublishTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  @Test func `makes a register with the first import and leaves nothing else`() throws {
    let revision = try #require(try publish(maker.block(10), in: folder.register))
    #expect(revision.id == 1)
    #expect(revision.counts == ChangeCounts(added: 10))
    #expect(folder.names == ["test.sqlite"])
    let reader = try RegisterReader(path: folder.register)
    try reader.withSnapshot { snapshot in
      let row = try #require(try snapshot.parcels(ward: "21025", sheet: "12", number: "3").first)
      #expect(row.parcel.key.wardFrom == Day("2025-07-01"))
      #expect(row.parcel.landUse == "ODT")
      #expect(row.parcel.mapArea == 400)
      #expect(row.parcel.address == "Đường Quang Trung")
      #expect(row.parcel.dataDate == Day("2024-01-01"))
      #expect(row.revisionFrom == 1)
      #expect(try row.geometry().coordinates.count == 5)
      #expect(try snapshot.parcel(id: row.id) == row)
      let grid = try #require(try snapshot.grid(ofParcel: row.id))
      #expect(grid.crs == CRS(epsg: 5898))
      #expect(try WKB.decode(grid.wkb) == maker.square(584_960 + 40, 1_672_420))
      #expect(try snapshot.revisions() == [revision])
    }
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `makes no revision of the same content`() throws {
    try publish(maker.block(10), in: folder.register)
    #expect(try publish(maker.block(10), in: folder.register, asOf: "2025-01-01") == nil)
    #expect(try RegisterReader(path: folder.register).newestRevision() == 1)
  }

  @Test func `replaces only the sheets that an import brings`() throws {
    try publish(maker.block(10) + maker.block(10, sheet: "13", y: 1_673_000), in: folder.register)
    var second = try maker.block(9)
    second[4].landUse = "CLN"
    second.append(try maker.parcel("99", at: 586_000))
    let revision = try #require(try publish(second, in: folder.register, asOf: "2025-01-01"))
    #expect(revision.counts == ChangeCounts(added: 1, changed: 1, removed: 1, unchanged: 8))
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      #expect(try snapshot.parcels(ward: "21025", sheet: "12", number: "10").isEmpty)
      #expect(try snapshot.parcels(ward: "21025", sheet: "13", limit: 100).count == 10)
      let changed = try #require(try snapshot.parcels(ward: "21025", sheet: "12", number: "5").first)
      #expect(changed.revisionFrom == 2 && changed.parcel.landUse == "CLN")
      let same = try #require(try snapshot.parcels(ward: "21025", sheet: "12", number: "6").first)
      #expect(same.revisionFrom == 1 && same.parcel.dataDate == Day("2024-01-01"))
    }
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `refuses to remove more than a tenth unless it is allowed`() throws {
    try publish(maker.block(20), in: folder.register)
    let change = try stage(maker.block(17), in: folder.register, asOf: "2025-01-01")
    let comparison = try change.compare(scope: .sheet)
    #expect(comparison.counts == ChangeCounts(removed: 3, unchanged: 17))
    #expect(comparison.scopeSize == 20 && comparison.needsConsent)
    #expect { _ = try change.publish(by: "minh") } throws: { ($0 as? RegisterError)?.code == .tooManyRemovals }
    #expect(try change.publish(by: "minh", allowRemovals: true)?.counts.removed == 3)
  }

  @Test func `removes nothing when the scope is nothing, and a whole ward when it is the ward`() throws {
    try publish(maker.block(20) + maker.block(5, sheet: "13", y: 1_673_000), in: folder.register)
    let kept = try #require(try publish(maker.block(10, landUse: "CLN"), in: folder.register, scope: .nothing))
    #expect(kept.counts == ChangeCounts(changed: 10))
    let whole = try #require(try publish(maker.block(10, landUse: "CLN"), in: folder.register, scope: .ward))
    #expect(whole.counts == ChangeCounts(removed: 15, unchanged: 10))
  }

  @Test func `refuses to publish over another base`() throws {
    try publish(maker.block(5), in: folder.register)
    let change = try stage(maker.block(6), in: folder.register, asOf: "2025-01-01")
    try change.compare(scope: .sheet)
    try publish(maker.block(7), in: folder.register, asOf: "2024-06-01")
    #expect { _ = try change.publish(by: "minh") } throws: { ($0 as? RegisterError)?.code == .baseMoved }
    #expect(try change.compare(scope: .sheet).counts == ChangeCounts(removed: 1, unchanged: 6))
  }

  @Test func `stages and compares while somebody else writes the register`() throws {
    try publish(maker.block(5), in: folder.register)
    let writer = try Connection(path: folder.register, access: .readWrite)
    try writer.execute("BEGIN IMMEDIATE")
    let change = try stage(maker.block(6), in: folder.register, asOf: "2025-01-01")
    #expect(try change.compare(scope: .sheet).counts == ChangeCounts(added: 1, unchanged: 5))
    writer.rollBack()
    #expect(try change.publish(by: "minh")?.id == 2)
  }

  @Test func `tells rows of the same key and compares only without them`() throws {
    var rows = try maker.block(3)
    rows.append(try maker.parcel("2", at: 590_000, row: 4))
    rows.append(rows[0])
    rows[4].row = 5
    let change = try stage(rows, in: folder.register, asOf: "2025-01-01")
    let duplicates = try change.duplicates()
    #expect(duplicates.map { $0.key } == ["21025 12 1", "21025 12 2"])
    #expect(duplicates.map { $0.rows.map { $0.row } } == [[1, 5], [2, 4]])
    #expect(duplicates.map { $0.rows.map { $0.isSameAsFirst } } == [[true, true], [true, false]])
    #expect { try change.compare(scope: .sheet) } throws: { ($0 as? RegisterError)?.code == .duplicateKeys }
    try change.remove(positions: [5, 2, 4])
    #expect(change.rowCount == 2)
    #expect(try change.compare(scope: .sheet).counts == ChangeCounts(added: 2))
  }

  @Test func `takes a parcel without ward validity for the same once the ward is known`() throws {
    try publish([maker.parcel("1", wardFrom: nil), maker.parcel("2", at: 586_000, wardFrom: nil)], in: folder.register)
    let known = try [maker.parcel("1"), maker.parcel("2", at: 586_000)]
    let revision = try #require(try publish(known, in: folder.register, allowRemovals: false))
    #expect(revision.counts == ChangeCounts(changed: 2))
    #expect(try publish(known, in: folder.register) == nil)
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `gives a parcel that comes back the identity that it had`() throws {
    try publish(maker.block(3), in: folder.register)
    let id = try number(3).id
    try publish(maker.block(2), in: folder.register, asOf: "2025-01-01")
    try publish(maker.block(4), in: folder.register, asOf: "2026-01-01")
    #expect(try number(3).id == id)
    #expect(try number(4).id == 4)
  }

  @Test func `keeps findings and sources with the revision`() throws {
    let change = try StagedChange.create(beside: folder.register, layer: .parcels, origin: origin("2024-01-01"))
    let finding = RecordedFinding(
      code: "areaZero", severity: "error", file: "thua.shp", row: 7, key: "21025 12 7",
      message: Phrase(vi: "diện tích bằng 0", en: "the area is 0"), position: Coordinate(x: 108.7, y: 15.1))
    try change.append(maker.parcel("1"))
    try change.append(finding)
    try change.finish()
    try change.compare(scope: .sheet)
    _ = try change.publish(by: "minh")
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let revision = try #require(try snapshot.revision(1))
      #expect(revision.sources == [Origin.Source(name: "thua.shp", sha256: "ab12")])
      #expect(revision.settings == "{\"crs\":\"EPSG:5898\"}")
      #expect(try snapshot.findings(ofRevision: 1) == [finding])
    }
  }

  @Test func `lets another person publish what was staged and kept`() throws {
    var path = ""
    do {
      let change = try stage(maker.block(4), in: folder.register, asOf: "2024-01-01")
      try change.compare(scope: .sheet)
      change.keep()
      path = change.path
    }
    #expect(StagedChange.waiting(beside: folder.register) == [path])
    #expect(StagedChange.leftovers(beside: folder.register).isEmpty)
    let change = try StagedChange.open(path)
    #expect(change.register == folder.register && change.rowCount == 4)
    let revision = try #require(try change.publish(by: "hoa"))
    #expect(revision.stagedBy == "lan" && revision.publishedBy == "hoa")
    #expect(folder.names == ["test.sqlite"])
  }

  @Test func `leaves nothing of a change that was given up or forgotten`() throws {
    do {
      let change = try StagedChange.create(beside: folder.register, layer: .parcels, origin: origin("2024-01-01"))
      try change.append(maker.parcel("1"))
      #expect(folder.names.count == 1)
    }
    #expect(folder.names.isEmpty)
    try stage(maker.block(2), in: folder.register, asOf: "2024-01-01").abort()
    #expect(folder.names.isEmpty)
  }

  @Test func `changes many rows by packing with the same result as one by one`() throws {
    try publish(maker.block(3000), in: folder.register)
    #expect(try RegisterFile.check(folder.register).isEmpty)
    try publish(maker.block(3000, landUse: "CLN"), in: folder.register, asOf: "2025-01-01")
    #expect(try RegisterFile.check(folder.register).isEmpty)
    var few = try maker.block(3000, landUse: "CLN")
    few[17] = try maker.parcel("18", at: 584_961)
    few.removeLast(5)
    try publish(few, in: folder.register, asOf: "2026-01-01")
    #expect(try RegisterFile.check(folder.register).isEmpty)
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let now = try snapshot.parcels(ward: "21025", sheet: "12", limit: 10_000)
      let then = try snapshot.parcels(ward: "21025", sheet: "12", limit: 10_000, at: Moment(revision: 1))
      #expect(now.count == 2995 && then.count == 3000)
    }
  }

  private func number(_ number: Int) throws -> ParcelRow {
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      try #require(try snapshot.parcels(ward: "21025", sheet: "12", number: "\(number)").first)
    }
  }
}
