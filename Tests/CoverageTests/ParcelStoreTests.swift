import Geo
import Testing

@testable import Coverage

@Suite struct ParcelStoreTests {
  private func expectAdding(_ expected: Bool, _ polygons: MultiPolygon, to store: inout ParcelStore) {
    let isAdded = store.add(id: 1, polygons: polygons)
    #expect(isAdded == expected)
  }

  @Test(arguments: [1.0, 1_000, 3, 1e-2])
  func `gives positions back bit for bit`(denominator: Double) {
    var random = Seeded(seed: 7)
    var store = ParcelStore(expecting: 10)
    var outline = ParcelStore.Outline()
    var added: [Set<Coordinate>] = []
    for _ in 0..<100 {
      let (x, y) = (Double(random.integer(below: 1_000_000)), Double(random.integer(below: 2_000_000)))
      let ring = [(0, 0), (30, 1), (31, 29), (2, 31), (0, 0)].map { corner in
        Coordinate(x: (x + Double(corner.0)) / denominator, y: (y + Double(corner.1)) / denominator)
      }
      expectAdding(true, MultiPolygon([[ring]]), to: &store)
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
    let polygons = MultiPolygon([[square(0, 0, 10).reversed(), square(2, 2, 3)], [square(20, 0, 5)]])
    expectAdding(true, polygons, to: &store)
    store.unpack(0, into: &outline)
    #expect(outline.rings.map(\.end) == [4, 8, 12])
    #expect(outline.rings.map(\.isShell) == [true, false, true])
    #expect(store.polygons(of: 0, using: &outline).polygonEnds == [2, 3])
  }

  @Test func `leaves out what has no area or no numbers`() {
    var store = ParcelStore(expecting: 1)
    expectAdding(false, MultiPolygon(), to: &store)
    expectAdding(false, MultiPolygon([[square(0, .nan, 1)]]), to: &store)
    expectAdding(false, MultiPolygon([[square(1e200, 0, 1e199)]]), to: &store)
    expectAdding(false, MultiPolygon([[[Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]]]), to: &store)
    #expect(store.count == 0)
    expectAdding(true, MultiPolygon([[square(0, 0, 1)]]), to: &store)
    #expect(store.count == 1)
  }
}
