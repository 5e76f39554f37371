import Cadastre
import Geo
import Projection
import Register
import Projection
import Testing

@Suite struct ReadingTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  @Test func `lists a sheet in the order of its numbers, page by page`() throws {
    let numbers = ["100", "9", "10", "2", "1", "123a", "TT5", "123", "2-1", "0123"]
    try publish(
      numbers.enumerated().map { try maker.parcel($1, at: 584_000 + Double($0) * 30) }
        + [maker.parcel("9", at: 590_000, series: "1/500"), maker.parcel("9", at: 591_000, wardFrom: nil)],
      in: folder.register)
    let expected = ["TT5", "1", "2", "2-1", "9", "9", "9", "10", "100", "0123", "123", "123a"]
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      for moment in [Moment.now, Moment(revision: 1, asOf: Day("2026-01-01"))] {
        for limit in [1, 2, 5, 100] {
          var listed: [ParcelRow] = []
          while true {
            let page = try snapshot.parcels(
              ward: "21025", sheet: "12", after: listed.last?.parcel.key, limit: limit, at: moment)
            listed += page
            if page.count < limit { break }
          }
          #expect(listed.map { $0.parcel.key.number } == expected)
          #expect(Set(listed.map { $0.id }).count == expected.count)
        }
      }
      let nines = try snapshot.parcels(ward: "21025", sheet: "12", number: "9")
      #expect(nines.map { $0.parcel.key.series } == ["", "", "1/500"])
      #expect(nines.map { $0.parcel.key.wardFrom } == [nil, Day("2025-07-01"), Day("2025-07-01")])
      let one = try snapshot.parcels(ward: "21025", sheet: "12", number: "9", series: "1/500")
      #expect(one.count == 1)
    }
  }

  @Test func `tells what is near a parcel that is not found`() throws {
    try publish(
      maker.block(5) + maker.block(3, sheet: "2", y: 1_673_000) + maker.block(2, sheet: "TĐ 12-2024", y: 1_674_000),
      in: folder.register)
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let known = try snapshot.nearestKnown(ward: "21025", sheet: "12", number: "4x")
      #expect(known.numbers == ["3", "4", "5"])
      #expect(known.sheets.map { $0.sheet } == ["TĐ 12-2024", "2", "12"])
      #expect(known.sheets.map { $0.parcels } == [2, 3, 5])
      let far = try snapshot.nearestKnown(ward: "21025", sheet: "12", number: "900")
      #expect(far.numbers == ["4", "5"])
      let none = try snapshot.nearestKnown(ward: "99999", sheet: "12", number: "1")
      #expect(none.sheets.isEmpty && none.numbers.isEmpty)
    }
  }

  @Test func `reads a ward code at a day`() throws {
    try publish(
      [
        maker.ward("21025", "Phường Nguyễn Nghiêm", from: "2004-01-01", to: "2025-07-01", side: 1000),
        maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01"),
        maker.ward("21548", "Đặc khu Lý Sơn", from: "2025-07-01", x: 600_000),
      ], in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let inBoth = try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: 584_500, y: 1_672_500))
    let inNew = try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: 588_500, y: 1_676_500))
    let index = try WardIndex.load(from: reader)
    let (before, after) = (try #require(Day("2025-06-30")), try #require(Day("2025-07-01")))
    try reader.withSnapshot { snapshot in
      let all = try snapshot.wards(code: "21025")
      #expect(all.map { $0.ward.name } == ["Phường Nguyễn Nghiêm", "Phường Cẩm Thành"])
      let old = try #require(try snapshot.ward(code: "21025", on: before))
      #expect(old.ward.name == "Phường Nguyễn Nghiêm" && old.ward.validTo == after)
      let new = try #require(try snapshot.ward(code: "21025", on: after))
      #expect(new.ward.name == "Phường Cẩm Thành" && new.ward.kind == "phường" && new.ward.province == "51")
      for index in [nil, index] {
        let then = try snapshot.wards(at: inBoth, on: before, index: index)
        #expect(then == [old])
        let now = try snapshot.wards(at: inBoth, on: after, index: index)
        #expect(now == [new])
        let nowhere = try snapshot.wards(at: inNew, on: before, index: index)
        #expect(nowhere.isEmpty)
        let only = try snapshot.wards(at: inNew, on: after, index: index)
        #expect(only == [new])
      }
    }
  }

  @Test func `takes a ward without a last day for ended when its code begins anew`() throws {
    try publish(
      [
        maker.ward("21025", "Phường Nguyễn Nghiêm", from: "2004-01-01"),
        maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01"),
      ], in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let position = try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: 584_500, y: 1_672_500))
    let index = try WardIndex.load(from: reader)
    try reader.withSnapshot { snapshot in
      for index in [nil, index] {
        for (day, name) in [("2020-01-01", "Phường Nguyễn Nghiêm"), ("2026-01-01", "Phường Cẩm Thành")] {
          let found = try snapshot.wards(at: position, on: try #require(Day(day)), index: index)
          #expect(found.map { $0.ward.name } == [name])
        }
      }
    }
  }

  @Test func `keeps the wards of an earlier revision`() throws {
    try publish([maker.ward("21025", "Phường Cẩm Thanh", from: "2025-07-01")], in: folder.register)
    try publish([maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01", side: 6000)], in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let position = try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: 589_500, y: 1_677_500))
    let day = try #require(Day("2026-01-01"))
    try reader.withSnapshot { snapshot in
      let then = try snapshot.wards(code: "21025", knownAt: 1)
      #expect(then.map { $0.ward.name } == ["Phường Cẩm Thanh"])
      let nowhere = try snapshot.wards(at: position, on: day, knownAt: 1)
      #expect(nowhere.isEmpty)
      let now = try snapshot.wards(at: position, on: day)
      #expect(now.map { $0.ward.name } == ["Phường Cẩm Thành"])
    }
    _ = try RegisterFile.rollBack(folder.register, to: 1, by: "minh")
    try reader.withSnapshot { snapshot in
      let back = try snapshot.wards(code: "21025")
      #expect(back.map { $0.ward.name } == ["Phường Cẩm Thanh"])
    }
    #expect(try RegisterFile.check(folder.register).isEmpty)
  }

  @Test func `does not see what is published while a snapshot is open`() throws {
    try publish(maker.block(5), in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    try reader.withSnapshot { snapshot in
      try publish(maker.block(9), in: folder.register)
      let rows = try snapshot.parcels(ward: "21025", sheet: "12", limit: 100)
      #expect(snapshot.revision == 1 && rows.count == 5)
    }
    try reader.withSnapshot { snapshot in
      let rows = try snapshot.parcels(ward: "21025", sheet: "12", limit: 100)
      #expect(snapshot.revision == 2 && rows.count == 9)
    }
  }

  @Test func `stops at its deadline and answers again afterwards`() throws {
    try publish(maker.block(3000), in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    #expect {
      try reader.withSnapshot(deadline: .now) { snapshot in
        while true { _ = try snapshot.parcels(ward: "21025", sheet: "12", limit: 3000) }
      }
    } throws: {
      ($0 as? RegisterError)?.code == .interrupted
    }
    let count = try reader.withSnapshot { try $0.parcels(ward: "21025", sheet: "12", limit: 9999).count }
    #expect(count == 3000)
  }
}
