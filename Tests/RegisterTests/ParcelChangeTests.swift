import Cadastre
import Geo
import Projection
import Register
import Testing

/// What became of parcels, told by the land that they share.
@Suite struct ParcelChangeTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  private func box(_ number: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> StagedParcel
  {
    let polygons = MultiPolygon([
      [
        [
          Coordinate(x: x, y: y), Coordinate(x: x + width, y: y), Coordinate(x: x + width, y: y + height),
          Coordinate(x: x, y: y + height), Coordinate(x: x, y: y),
        ]
      ]
    ])
    return StagedParcel(
      key: ParcelKey(ward: "21025", wardFrom: Day("2025-07-01"), sheet: "12", number: number),
      mapArea: width * height, geometry: try maker.geometry(polygons), row: 1)
  }

  private func changes(_ before: [StagedParcel], _ after: [StagedParcel]) throws -> [ParcelChange] {
    try publish(before, in: folder.register, asOf: "2024-01-01")
    let revision = try #require(try publish(after, in: folder.register, asOf: "2025-01-01"))
    return try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let found = try snapshot.parcelChanges(at: revision.id)
      #expect(found.isComplete)
      return found.changes
    }
  }

  private func text(_ change: ParcelChange) -> String {
    let names = { (list: [ParcelVersion]) in list.map { $0.row.parcel.key.number }.sorted().joined(separator: "+") }
    return "\(change.kind.rawValue) \(names(change.parents)) > \(names(change.children))"
  }

  @Test func `tells a split, a merger, another number and a corrected boundary apart`() throws {
    let x = 584_960.0
    let y = 1_672_420.0
    let found = try changes(
      [
        box("1", x, y, 20, 20), box("2", x + 20, y, 20, 20), box("3", x + 40, y, 20, 20), box("4", x + 60, y, 20, 20),
        box("5", x + 80, y, 20, 20), box("6", x + 100, y, 20, 20), box("7", x + 120, y, 20, 20),
      ],
      [
        // 1 keeps its number and gives half of its land to 101; 2 goes whole into two new ones.
        box("1", x, y, 20, 10), box("101", x, y + 10, 20, 10), box("102", x + 20, y, 10, 20),
        box("103", x + 30, y, 10, 20),
        // 3 and 4 become 104; 5 is called 105; the boundary of 6 is corrected by 20 cm; 7 stays.
        box("104", x + 40, y, 40, 20), box("105", x + 80, y, 20, 20), box("6", x + 100, y, 20, 20.2),
        box("7", x + 120, y, 20, 20),
      ])
    #expect(
      found.map(text).sorted() == [
        "merged 3+4 > 104", "renamed 5 > 105", "split 1 > 1+101", "split 2 > 102+103",
      ])
    let split = try #require(found.first { $0.kind == .split && $0.parents[0].row.parcel.key.number == "1" })
    #expect(split.descents.allSatisfy { abs($0.area - 200) < 1e-6 && abs($0.parentShare - 0.5) < 1e-9 })
  }

  @Test func `keeps the versions of a name and of a parcel in their order`() throws {
    try publish([maker.parcel("1", landUse: "LUC")], in: folder.register, asOf: "2020-01-01")
    try publish([maker.parcel("1", landUse: "CLN")], in: folder.register, asOf: "2024-01-01")
    // Older data that arrive later: a correction of what was known, and a new current version.
    try publish([maker.parcel("1", landUse: "ODT")], in: folder.register, asOf: "2022-01-01")
    try RegisterReader(path: folder.register).withSnapshot { snapshot in
      let versions = try snapshot.parcelVersions(ward: "21025", sheet: "12", number: "1")
      #expect(versions.map(\.row.parcel.landUse) == ["LUC", "CLN", "ODT"])
      #expect(versions.map(\.revisionTo) == [2, 3, nil])
      #expect(try snapshot.parcelVersions(ofParcel: versions[0].row.id) == versions)
      #expect(versions[0].hasGeometry(of: versions[2]))
      let known = try snapshot.parcelVersions(ward: "21025", sheet: "12", number: "1", knownAt: 2)
      #expect(known.map(\.revisionTo) == [2, nil])
      #expect(try snapshot.parcelVersions(ward: "21025", sheet: "012", number: "1").isEmpty)
      #expect(try snapshot.parcelChanges(at: 2).changes.isEmpty)
    }
  }

  @Test func `finds the land again when the new data are in another grid`() throws {
    let other = CRS(epsg: 9217)
    let square = maker.square(584_960, 1_672_420)
    var moved = square
    try maker.projector.toWGS84(RowMaker.grid).forward(&moved.coordinates)
    try maker.projector.toWGS84(other).inverse(&moved.coordinates)
    let renamed = StagedParcel(
      key: ParcelKey(ward: "21025", wardFrom: Day("2025-07-01"), sheet: "12", number: "9"), mapArea: moved.area,
      geometry: try maker.geometry(moved, grid: other), row: 1)
    #expect(try changes([maker.parcel("1")], [renamed]).map(text) == ["renamed 1 > 9"])
  }
}
