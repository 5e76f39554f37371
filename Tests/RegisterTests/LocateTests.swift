import Cadastre
import Foundation
import GEOS
import Geo
import Projection
import Register
import Testing

@Suite struct LocateTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  private func wgs84(_ x: Double, _ y: Double) throws -> Coordinate {
    try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: x, y: y))
  }

  /// Asks the index, the R*Tree and the history; all must say the same.
  private func locate(
    _ x: Double, _ y: Double, tolerance: Double = 0.001, uncertainty: Double = 0
  ) throws -> LandLocation {
    let query = LocationQuery(position: try wgs84(x, y), tolerance: tolerance, uncertainty: uncertainty)
    let reader = try RegisterReader(path: folder.register)
    let index = try ParcelIndex.load(from: reader)
    return try reader.withSnapshot { snapshot in
      let quick = try snapshot.locate(query, index: index)
      let slow = try snapshot.locate(query)
      let then = try snapshot.locate(query, at: Moment(asOf: Day("2030-01-01")), index: index)
      #expect(quick == slow && quick == then)
      return quick
    }
  }

  @Test func `tells the parcel that holds a position, and how far its boundary is`() throws {
    try publish(maker.block(4), in: folder.register)
    let found = try locate(584_967, 1_672_430)
    #expect(found.inside.map { $0.id } == [1] && found.boundary.isEmpty && found.near.isEmpty)
    #expect(abs(found.inside[0].boundaryDistance - 7) < 1e-6)
    #expect(found.isCertain && found.features.count == 1)
  }

  @Test func `tells both parcels on a common boundary, and four at a corner`() throws {
    try publish(maker.block(102), in: folder.register)
    let edge = try locate(584_980, 1_672_430)
    #expect(Set(edge.boundary.map { $0.id }) == [1, 2] && edge.inside.isEmpty && !edge.isCertain)
    #expect(edge.boundary.allSatisfy { $0.boundaryDistance < 1e-6 })
    let corner = try locate(584_980, 1_672_440)
    #expect(Set(corner.boundary.map { $0.id }) == [1, 2, 101, 102])
  }

  @Test func `takes a millimetre for the boundary, and the rounding of the input`() throws {
    try publish(maker.block(2), in: folder.register)
    #expect(try locate(584_979.9995, 1_672_430).boundary.count == 2)
    let beside = try locate(584_979.998, 1_672_430)
    #expect(beside.inside.map { $0.id } == [1] && beside.boundary.isEmpty)
    let rounded = try locate(584_979.998, 1_672_430, tolerance: 0.007)
    #expect(Set(rounded.boundary.map { $0.id }) == [1, 2] && rounded.inside.isEmpty)
  }

  @Test func `tells what is near when no parcel holds the position`() throws {
    try publish(maker.block(2), in: folder.register)
    let found = try locate(584_957, 1_672_430, uncertainty: 5)
    #expect(found.near.map { $0.id } == [1] && found.features.map { $0.id } == [1])
    #expect(found.features[0].relation == .near && abs(found.features[0].distance - 3) < 1e-6 && found.isCertain)
    #expect(try locate(584_957, 1_672_430, uncertainty: 2.9).features.isEmpty)
    let uncertain = try locate(584_977, 1_672_430, uncertainty: 5)
    #expect(uncertain.inside.map { $0.id } == [1] && uncertain.candidates.map { $0.id } == [2])
    #expect(!uncertain.isCertain)
  }

  @Test func `knows holes, and parcels of several parts`() throws {
    let ring = MultiPolygon([
      [
        [.init(x: 0, y: 0), .init(x: 30, y: 0), .init(x: 30, y: 30), .init(x: 0, y: 30), .init(x: 0, y: 0)],
        [.init(x: 10, y: 10), .init(x: 10, y: 20), .init(x: 20, y: 20), .init(x: 20, y: 10), .init(x: 10, y: 10)],
      ],
      [[.init(x: 50, y: 0), .init(x: 60, y: 0), .init(x: 60, y: 10), .init(x: 50, y: 0)]],
    ])
    var moved = ring
    for place in moved.coordinates.indices {
      moved.coordinates[place].x += 584_000
      moved.coordinates[place].y += 1_672_000
    }
    var parcel = try maker.parcel("1")
    parcel.geometry = try maker.geometry(moved)
    let inner = try maker.parcel("2", at: 584_010, 1_672_010, side: 10)
    try publish([parcel, inner, maker.parcel("3", at: 590_000)], in: folder.register)
    #expect(try locate(584_005, 1_672_015).inside.map { $0.id } == [1])
    #expect(try locate(584_015, 1_672_015).inside.map { $0.id } == [2])
    #expect(try locate(584_058, 1_672_004).inside.map { $0.id } == [1])
    #expect(try locate(584_045, 1_672_004).features.isEmpty)
    #expect(try Set(locate(584_010, 1_672_015).boundary.map { $0.id }) == [1, 2])
  }

  @Test func `finds a parcel in its own grid where two meridians meet`() throws {
    var west = try maker.parcel("2")
    let other = CRS(epsg: 9216)
    let shared = try maker.projector.toWGS84(other).inverse(try wgs84(584_960, 1_672_420))
    west.geometry = try maker.geometry(maker.square(shared.x - 20, shared.y, 20), grid: other)
    west.key.ward = "20999"
    try publish([maker.parcel("1")], in: folder.register)
    try publish([west], in: folder.register)
    #expect(try locate(584_970, 1_672_430).inside.map { $0.grid } == [RowMaker.grid])
    #expect(try locate(584_950, 1_672_430).inside.map { $0.grid } == [other])
    #expect(try locate(584_960, 1_672_430, tolerance: 0.2).boundary.count == 2)
  }

  @Test(arguments: 1...4) func `agrees with GEOS over every parcel, with the index and without`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var parcels: [StagedParcel] = []
    var shapes: [MultiPolygon] = []
    for number in 1...120 {
      let center = Coordinate(
        x: .random(in: 584_000...584_200, using: &generator), y: .random(in: 1_672_000...1_672_200, using: &generator))
      let corners = Int.random(in: 3...9, using: &generator)
      var shell = (0..<corners).map { corner in
        let angle = Double(corner) / Double(corners) * 2 * .pi
        let reach = Double.random(in: 4...20, using: &generator)
        return Coordinate(x: center.x + reach * cos(angle), y: center.y + reach * sin(angle))
      }
      shell.append(shell[0])
      let shape = MultiPolygon([[shell]])
      shapes.append(shape)
      var parcel = try maker.parcel("\(number)", row: number)
      parcel.geometry = try maker.geometry(shape)
      parcels.append(parcel)
    }
    try publish(parcels, in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let index = try ParcelIndex.load(from: reader)
    let numbers = try reader.withSnapshot { snapshot in
      try Dictionary(
        uniqueKeysWithValues: snapshot.parcels(ward: "21025", sheet: "12", limit: 999).map {
          ($0.id, Int($0.parcel.key.number) ?? 0)
        })
    }
    let geos = try GEOSContext()
    for _ in 0..<60 {
      let shape = shapes[Int.random(in: 0..<shapes.count, using: &generator)]
      let corner = shape.coordinates[Int.random(in: 1..<shape.coordinates.count, using: &generator)]
      let before = shape.coordinates[0]
      let place =
        Bool.random(using: &generator)
        ? Coordinate(
          x: .random(in: 583_990...584_210, using: &generator), y: .random(in: 1_671_990...1_672_210, using: &generator)
        )
        : Coordinate(x: (corner.x + before.x) / 2, y: (corner.y + before.y) / 2)
      let uncertainty = [0, 1, 6.5][Int.random(in: 0..<3, using: &generator)]
      let query = LocationQuery(
        position: try wgs84(place.x, place.y), tolerance: [0, 0.01][Int.random(in: 0..<2, using: &generator)],
        uncertainty: uncertainty)
      let (quick, slow) = try reader.withSnapshot { snapshot in
        (try snapshot.locate(query, index: index), try snapshot.locate(query))
      }
      #expect(quick == slow, "seed \(seed)")
      let exact = try maker.projector.toWGS84(RowMaker.grid).inverse(query.position)
      var expected: [Int: LandLocation.Relation] = [:]
      for (place, shape) in shapes.enumerated() {
        let geometry = try geos.polygons(shape)
        let distance = try geometry.boundaryDistance(from: exact)
        if distance <= query.tolerance {
          expected[place + 1] = .boundary
        } else if try geometry.covers(exact) {
          expected[place + 1] = .inside
        } else if distance <= query.uncertainty {
          expected[place + 1] = .near
        }
      }
      let found = (quick.inside + quick.boundary + quick.near).map { (numbers[$0.id] ?? 0, $0.relation) }
      #expect(Dictionary(uniqueKeysWithValues: found) == expected, "seed \(seed)")
    }
  }

  @Test func `refreshes only the wards that changed and then agrees with a fresh index`() throws {
    try publish(maker.block(50) + maker.block(50, ward: "21028", y: 1_680_000), in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    let first = try ParcelIndex.load(from: reader)
    let wards = try WardIndex.load(from: reader)
    try publish(maker.block(40), in: folder.register, asOf: "2025-01-01")
    let second = try first.refreshed(from: reader)
    #expect(second.revision == 2 && second.count == 90)
    #expect(try wards.refreshed(from: reader).revision == 2)
    _ = try RegisterFile.rollBack(folder.register, by: "minh")
    let third = try second.refreshed(from: reader)
    #expect(third.revision == 3 && third.count == 100)
    let query = LocationQuery(position: try wgs84(584_960 + 45 * 20 + 5, 1_672_425))
    try reader.withSnapshot { snapshot in
      let found = try snapshot.locate(query, index: third)
      #expect(found.inside.count == 1)
      let stale = try snapshot.locate(query, index: second)
      #expect(stale == found)
    }
  }
}
