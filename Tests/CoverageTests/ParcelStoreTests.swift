import Geo
import Testing

@testable import Coverage

@Suite struct ParcelStoreTests {
  @Test(arguments: [1.0, 1_000, 3, 1e-7])
  func `gives positions back bit for bit`(denominator: Double) {
    var random = Seeded(seed: 7)
    var store = ParcelStore(expecting: 10)
    var outline = ParcelStore.Outline()
    var added: [Set<Coordinate>] = []
    for parcel in 0..<100 {
      let (x, y) = (Double(random.integer(below: 1_000_000)), Double(random.integer(below: 2_000_000)))
      let ring = [(0, 0), (30, 1), (31, 29), (2, 31), (0, 0)].map { corner in
        Coordinate(x: (x + Double(corner.0)) / denominator, y: (y + Double(corner.1)) / denominator)
      }
      #expect(store.add(id: parcel, polygons: MultiPolygon([[ring]])))
      added.append(Set(ring))
    }
    for parcel in 0..<100 {
      let polygons = store.polygons(of: parcel, using: &outline)
      #expect(polygons.coordinates.count == 5 && polygons.ringEnds == [5] && polygons.polygonEnds == [1])
      #expect(Set(polygons.coordinates) == added[parcel])
    }
  }

  @Test func `turns shells and holes so that the parcel lies to the left`() {
    var store = ParcelStore(expecting: 1)
    var outline = ParcelStore.Outline()
    #expect(
      store.add(
        id: 1, polygons: MultiPolygon([[square(0, 0, 10).reversed(), square(2, 2, 3)], [square(20, 0, 5)]])))
    store.unpack(0, into: &outline)
    #expect(outline.rings.map(\.end) == [4, 8, 12])
    #expect(outline.rings.map(\.isShell) == [true, false, true])
    let polygons = store.polygons(of: 0, using: &outline)
    #expect(polygons.polygonEnds == [2, 3])
  }

  @Test func `leaves out what has no area or no numbers`() {
    var store = ParcelStore(expecting: 1)
    #expect(!store.add(id: 1, polygons: MultiPolygon()))
    #expect(!store.add(id: 1, polygons: MultiPolygon([[square(0, .nan, 1)]])))
    #expect(!store.add(id: 1, polygons: MultiPolygon([[square(1e200, 0, 1e199)]])))
    #expect(!store.add(id: 1, polygons: MultiPolygon([[[Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]]])))
    #expect(store.count == 0)
    #expect(store.add(id: 1, polygons: MultiPolygon([[square(0, 0, 1)]])))
    #expect(store.count == 1)
  }
}
