import Cadastre
import Geo
import Testing

@testable import Register

struct PlaceTests {
  private func land() throws -> Folder {
    let folder = try Folder()
    let maker = try RowMaker()
    try publish(
      [
        maker.ward("21022", "Phường Trần Hưng Đạo", from: "2004-07-01", to: "2025-07-01"),
        maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01"),
      ], in: folder.register)
    var rows = try maker.block(40)
    for (place, (sheet, number)) in [
      ("1", "1"), ("2", "7"), ("10", "3"), ("1/500", "12"), ("TĐ 12-2024", "TT5"), ("TĐ 12-2024", "4"), ("12", "345a"),
    ].enumerated() {
      rows.append(try maker.parcel(number, sheet: sheet, at: 585_900 + Double(place) * 20))
    }
    rows.append(try maker.parcel("9", ward: "21022", sheet: "3", at: 586_500))
    try publish(rows, in: folder.register)
    return folder
  }

  @Test func `knows the sheets of each ward with the highest number, found without a scan`() throws {
    let folder = try land()
    let reader = try RegisterReader(path: folder.register)
    let places = try PlaceIndex.load(from: reader)
    #expect(places.codes == ["21022", "21025"])
    #expect(places.sheets(ofWard: "21025").map(\.sheet) == ["TĐ 12-2024", "1", "1/500", "2", "10", "12"])
    #expect(places.sheets(ofWard: "21025").map(\.highest) == [4, 1, 12, 7, 3, 345])
    #expect(places.sheets(ofWard: "21022").map(\.sheet) == ["3"])
    #expect(places.sheets(ofWard: "99999").isEmpty)
    #expect(places.wards.map(\.ward) == places.directory.wards)
    #expect(places.wards.allSatisfy { !$0.box.isEmpty })
  }

  @Test func `names of parcels come by number, from the key's index`() throws {
    let folder = try land()
    let reader = try RegisterReader(path: folder.register)
    try reader.withSnapshot { snapshot in
      for (sheet, range, numbers) in [
        ("12", 9...11, ["9", "10", "11"]), ("12", 345...345, ["345a"]), ("TĐ 12-2024", 0...0, ["TT5"]),
        ("1", 0...Int.max, ["1"]), ("1/500", 0...Int.max, ["12"]), ("12", 0...Int.max, ["1", "2", "3"]),
      ] {
        let names = try snapshot.parcelNames(ward: "21025", sheet: sheet, numbers: range, limit: 3)
        #expect(names.map(\.key.number) == numbers, "\(sheet)")
      }
      let name = try #require(try snapshot.parcelNames(ward: "21025", sheet: "1", numbers: 1...1, limit: 1).first)
      #expect(try snapshot.parcel(id: name.id)?.parcel.key == name.key)
    }
  }

  @Test func `names of a day before are found by that day`() throws {
    let folder = try Folder()
    let maker = try RowMaker()
    try publish([maker.parcel("5", sheet: "7")], in: folder.register, asOf: "2024-01-01")
    try publish([maker.parcel("6", sheet: "7")], in: folder.register, asOf: "2025-01-01", scope: .ward)
    let reader = try RegisterReader(path: folder.register)
    try reader.withSnapshot { snapshot in
      for (moment, number) in [(.now, "6"), (Moment(asOf: Day("2024-06-01")), "5"), (Moment(revision: 1), "5")] {
        let names = try snapshot.parcelNames(ward: "21025", sheet: "7", numbers: 0...99, limit: 9, at: moment)
        #expect(names.map(\.key.number) == [number])
      }
    }
  }

  @Test func `reads again only what changed`() throws {
    let folder = try land()
    let reader = try RegisterReader(path: folder.register)
    let first = try PlaceIndex.load(from: reader)
    #expect(try PlaceIndex.load(from: reader, after: first) === first)
    let maker = try RowMaker()
    try publish([maker.parcel("77", ward: "21022", sheet: "44", at: 586_700)], in: folder.register)
    let second = try PlaceIndex.load(from: reader, after: first)
    let fresh = try PlaceIndex.load(from: reader)
    #expect(second.revision == fresh.revision && second.codes == fresh.codes)
    for code in fresh.codes { #expect(second.sheets(ofWard: code) == fresh.sheets(ofWard: code)) }
    #expect(second.sheets(ofWard: "21022").map(\.sheet) == ["3", "44"])
    try publish([maker.ward("21028", "Phường Nghĩa Lộ", from: "2025-07-01", x: 590_000)], in: folder.register)
    let third = try PlaceIndex.load(from: reader, after: second)
    #expect(third.wards.map(\.ward.code) == ["21022", "21025", "21028"])
    // A roll back is a later revision too.
    try PlaceIndex.load(from: reader, after: third).codes.forEach { #expect(fresh.codes.contains($0)) }
  }

  @Test func `tells the grids and the extent, with the index and without`() throws {
    let folder = try land()
    let maker = try RowMaker()
    let other = CRS(epsg: 9216)
    var parcel = try maker.parcel("1", ward: "21022", sheet: "9", at: 640_000)
    parcel.geometry = try maker.geometry(maker.square(640_000, 1_672_420), grid: other)
    try publish([parcel], in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let index = try ParcelIndex.load(from: reader)
    let all = try shellBox(folder.register)
    try reader.withSnapshot { snapshot in
      #expect(try snapshot.grids() == [RowMaker.grid, other])
      #expect(try snapshot.grids(index: index) == [RowMaker.grid, other])
      let extent = try snapshot.extent()
      // Single precision is good to a metre here.
      for (left, right) in zip([extent.minX, extent.minY, extent.maxX, extent.maxY], all) {
        #expect(abs(left - right) < 0.000_02)
      }
    }
  }

  /// The box of wards and parcels by another program.
  private func shellBox(_ register: String) throws -> [Double] {
    let text = try run(
      "spatialite",
      [
        "-silent", register,
        "SELECT min(MbrMinX(geometry)), min(MbrMinY(geometry)), max(MbrMaxX(geometry)), max(MbrMaxY(geometry)) FROM "
          + "(SELECT geometry FROM parcels UNION ALL SELECT geometry FROM wards)",
      ])
    return text.split(whereSeparator: { $0 == "|" || $0 == "\n" }).compactMap { Double($0) }
  }

  @Test func `the area of a ward is the planar one of its grid`() throws {
    let folder = try land()
    let reader = try RegisterReader(path: folder.register)
    try reader.withSnapshot { snapshot in
      let ward = try #require(try snapshot.wards().first)
      let area = try #require(try snapshot.area(ofWard: ward.id))
      #expect(abs(area - 25_000_000) < 0.01)
      #expect(try snapshot.area(ofWard: 999) == nil)
      #expect(try snapshot.grid(ofWard: ward.id)?.crs == RowMaker.grid)
    }
  }

  @Test func `every query of a search is answered by the key's index alone`() throws {
    let folder = try land()
    let plans = try RegisterReader(path: folder.register).placePlans()
    for plan in plans {
      #expect(plan.contains { $0.contains("USING COVERING INDEX") }, "\(plan)")
      #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN p") }, "\(plan)")
    }
  }
}
