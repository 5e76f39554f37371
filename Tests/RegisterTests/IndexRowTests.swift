import Cadastre
import Geo
import JSON
import Projection
import Register
import Testing

/// What the index in memory says of a parcel is what the register's tables say.
@Suite struct IndexRowTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  private func text(_ row: ParcelRow) throws -> String {
    var writer = JSONWriter()
    GeoJSON.write(try row.geometry(), into: &writer, decimals: 9)
    return writer.text
  }

  private func same(_ quick: ParcelRow?, _ slow: ParcelRow?) throws {
    let quick = try #require(quick)
    let slow = try #require(slow)
    #expect(quick.id == slow.id && quick.parcel == slow.parcel && quick.revisionFrom == slow.revisionFrom)
    #expect(try text(quick) == text(slow))
  }

  @Test(arguments: [1, 2, 3]) func `every parcel that is found bears the same facts and the same digits`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var rows: [StagedParcel] = []
    for place in 0..<300 {
      let (x, y) = (584_000 + Double(place % 20) * 40, 1_672_000 + Double(place / 20) * 40)
      var row = try maker.parcel(
        "\(place % 7 == 0 ? "" : "T")\(place + 1)", ward: place < 200 ? "21025" : "21022",
        sheet: ["12", "1/500", "TĐ 12-2024"][place % 3], at: x, y, side: Double.random(in: 5...30, using: &random),
        landUse: ["ODT", "ONT 200+CLN 300", "LUC"][Int.random(in: 0..<3, using: &random)],
        series: place % 5 == 0 ? "1/1000" : "", row: place + 1)
      row.address = Bool.random(using: &random) ? nil : "Thôn \(place), đường Quang Trung dài hơn mười lăm chữ"
      row.nationalCode = Bool.random(using: &random) ? nil : "ABCDEFGHJK\(10 + place % 90)"
      row.registeredArea = Bool.random(using: &random) ? nil : Double.random(in: 1...1000, using: &random)
      switch place % 4 {
      case 0: row.geometry = try maker.geometry(holed(x, y))
      case 1: row.geometry = try maker.geometry(parted(x, y))
      default: break
      }
      rows.append(row)
    }
    try publish(rows, in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let index = try ParcelIndex.load(from: reader)
    try reader.withSnapshot { snapshot in
      for row in rows {
        let (key, sheet, number) = (row.key.ward, row.key.sheet, row.key.number)
        let quick = try snapshot.parcels(ward: key, sheet: sheet, number: number, index: index)
        let slow = try snapshot.parcels(ward: key, sheet: sheet, number: number)
        #expect(quick.count == slow.count && !quick.isEmpty)
        for (left, right) in zip(quick, slow) {
          try same(left, right)
          #expect(try left.grid == snapshot.grid(ofParcel: right.id)?.crs)
        }
      }
      for row in rows {
        let (key, sheet) = (row.key.ward, row.key.sheet)
        for wrong in ["0", "", "T", row.key.number + "0"] {
          let slow = try snapshot.parcels(ward: key, sheet: sheet, number: wrong)
          #expect(try snapshot.parcels(ward: key, sheet: sheet, number: wrong, index: index).count == slow.count)
        }
      }
      for _ in 0..<300 {
        let grid = Coordinate(
          x: .random(in: 584_000...584_800, using: &random), y: .random(in: 1_672_000...1_672_600, using: &random))
        let position = try maker.projector.toWGS84(RowMaker.grid).forward(grid)
        let found = try snapshot.locate(LocationQuery(position: position, uncertainty: 30), index: index)
        for hit in found.inside + found.boundary + found.near {
          let slow = try snapshot.parcel(id: hit.id)
          try same(try snapshot.parcel(hit, index: index), slow)
          let name = try #require(try snapshot.name(of: hit, index: index))
          #expect(name.key == slow?.parcel.key && name.landUse == slow?.parcel.landUse)
        }
      }
    }
  }

  private func ring(_ x: Double, _ y: Double, _ side: Double) -> [Coordinate] {
    [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { Coordinate(x: x + $0.0 * side, y: y + $0.1 * side) }
  }

  private func holed(_ x: Double, _ y: Double) -> MultiPolygon {
    MultiPolygon([[ring(x, y, 30), ring(x + 5, y + 5, 4).reversed(), ring(x + 15, y + 15, 4).reversed()]])
  }

  private func parted(_ x: Double, _ y: Double) -> MultiPolygon {
    MultiPolygon([[ring(x, y, 10)], [ring(x + 15, y, 12), ring(x + 18, y + 3, 2).reversed()]])
  }
}
