internal import GEOS
internal import Geo

/// What measuring a pair of parcels gave.
enum PairOutcome: Sendable {
  case finding(CoverageFinding)
  case negligible
  case unmeasurable
}

/// The measuring of overlaps by one thread.
struct PairMeasure {
  private let context: GEOSContext
  private let store: ParcelStore
  private let rules: CoverageRules
  private var outline = ParcelStore.Outline()
  /// Pairs come sorted, so the first parcel of one is often that of the next.
  private var first: (parcel: Int32, polygons: MultiPolygon, area: Double)?

  /// Parcels with more positions are clipped to the box of the other before they are overlaid.
  private static let clipSize = 64
  /// What is left of a contained parcel may have this share of its area.
  private static let remainder = 1e-6

  init(_ store: ParcelStore, _ rules: CoverageRules) throws(GEOSError) {
    context = try GEOSContext()
    self.store = store
    self.rules = rules
  }

  /// Measures the overlap of a pair.
  mutating func measure(_ pair: ParcelPair) -> PairOutcome {
    if first?.parcel != pair.first {
      let polygons = store.polygons(of: Int(pair.first), using: &outline)
      first = (pair.first, polygons, polygons.area)
    }
    guard let (_, a, aArea) = first else { return .unmeasurable }
    let b = store.polygons(of: Int(pair.second), using: &outline)
    let bArea = b.area
    do throws(GEOSError) {
      let shared = try overlap(a, b).polygons()
      return judge(pair, shared, aArea, bArea)
    } catch {
      return .unmeasurable
    }
  }

  private func overlap(_ a: MultiPolygon, _ b: MultiPolygon) throws(GEOSError) -> Geometry {
    do throws(GEOSError) {
      return try part(of: a, in: b).intersection(try part(of: b, in: a))
    } catch {
      return try context.polygons(a).makeValid().intersection(try context.polygons(b).makeValid())
    }
  }

  private func part(of polygons: MultiPolygon, in other: MultiPolygon) throws(GEOSError) -> Geometry {
    let geometry = try context.polygons(polygons)
    guard polygons.coordinates.count > Self.clipSize else { return geometry }
    // A margin, so that no side of the clip falls on a side of the other parcel.
    return try geometry.clipped(to: other.envelope.expanded(by: 1))
  }

  private func judge(_ pair: ParcelPair, _ shared: MultiPolygon, _ aArea: Double, _ bArea: Double) -> PairOutcome {
    var area = 0.0
    var widest: (center: Coordinate, radius: Double)?
    for polygon in 0..<shared.polygonCount {
      let middle = shared.coordinates[shared.positions(ofRing: shared.rings(ofPolygon: polygon).lowerBound).lowerBound]
      let edges = InnerCircle.edges(shared, ofPolygon: polygon, around: middle)
      area += Self.area(edges)
      guard let circle = InnerCircle(edges), circle.radius > widest?.radius ?? 0 else { continue }
      widest = (Coordinate(x: middle.x + circle.center.x, y: middle.y + circle.center.y), circle.radius)
    }
    guard let widest, 2 * widest.radius > rules.tolerance else { return .negligible }
    let (smaller, larger) = (min(aArea, bArea), max(aArea, bArea))
    let (a, b) = (store.ids[Int(pair.first)], store.ids[Int(pair.second)])
    let kind: CoverageFinding.Kind
    if area >= rules.duplicateShare * larger {
      kind = .duplicate
    } else if area >= smaller * (1 - Self.remainder) {
      kind = .contained
    } else {
      kind = .overlap
    }
    let isTurned = kind == .contained ? bArea < aArea : b < a
    return .finding(
      CoverageFinding(
        kind: kind, first: isTurned ? b : a, second: isTurned ? a : b, area: area, width: 2 * widest.radius,
        place: widest.center))
  }

  /// The area within some edges, of which holes run the other way than shells.
  private static func area(_ edges: [SIMD4<Double>]) -> Double {
    var twice = 0.0
    for edge in edges { twice += edge.x * edge.w - edge.z * edge.y }
    return abs(twice) / 2
  }
}
