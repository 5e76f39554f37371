import GEOS
import Geo
import Testing

@testable import Coverage

/// The check compared with GEOS asked about every pair.
@Suite struct CoverageOracleTests {
  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  /// Whether a circle of a diameter fits inside.
  private func holds(circleOf diameter: Double, _ geometry: borrowing Geometry) throws -> Bool {
    try !geometry.buffered(by: -diameter / 2, quadrantSegments: 32).isEmpty
  }

  private func findings(_ coverage: RandomCoverage, tileSize: Int, threads: Int = 2) throws -> [CoverageFinding] {
    var check = CoverageCheck()
    check.tileSize = tileSize
    for (id, parcel) in coverage.parcels.enumerated() { check.add(id: id, polygons: parcel) }
    var findings: [CoverageFinding] = []
    let summary = try check.run(threads: threads) { findings.append($0) }
    #expect(summary.findings == findings.count && summary.parcels == coverage.parcels.count)
    return findings
  }

  @Test(arguments: 1...6)
  func `finds the overlaps that GEOS finds by trying all pairs`(seed: Int) throws {
    var coverage = RandomCoverage(seed: seed)
    coverage.plantFaults(12)
    let context = try GEOSContext()
    var expected: [Pair: Double] = [:]
    var doubtful: Set<Pair> = []
    for a in coverage.parcels.indices {
      let first = try context.polygons(coverage.parcels[a]).makeValid()
      for b in coverage.parcels.indices where b > a {
        guard coverage.parcels[a].envelope.intersects(coverage.parcels[b].envelope) else { continue }
        let shared = try first.intersection(context.polygons(coverage.parcels[b]).makeValid()).polygons()
        let area = shared.area
        guard area > 0 else { continue }
        let part = try context.polygons(shared)
        if try holds(circleOf: 0.00102, part) {
          expected[Pair(a: a, b: b)] = area
        } else if try holds(circleOf: 0.00098, part) {
          doubtful.insert(Pair(a: a, b: b))
        }
      }
    }
    var found: [Pair: Double] = [:]
    for finding in try findings(coverage, tileSize: 40) {
      guard [.overlap, .duplicate, .contained].contains(finding.kind), let second = finding.second else { continue }
      found[Pair(a: min(finding.first, second), b: max(finding.first, second))] = finding.area
    }
    for pair in doubtful { found[pair] = nil }
    #expect(Set(found.keys) == Set(expected.keys), "seed \(seed)")
    for (pair, area) in expected { #expect(abs((found[pair] ?? 0) - area) < 1e-6, "seed \(seed)") }
  }

  @Test(arguments: 1...4)
  func `finds the same in tiles of any size and with any number of threads`(seed: Int) throws {
    var coverage = RandomCoverage(seed: seed)
    coverage.plantFaults(20)
    let whole = try findings(coverage, tileSize: 100_000, threads: 1)
    #expect(whole == (try findings(coverage, tileSize: 100_000, threads: 3)), "seed \(seed)")
    for size in [20, 200] {
      let parts = try findings(coverage, tileSize: size)
      #expect(parts.filter { $0.kind != .gap } == whole.filter { $0.kind != .gap }, "seed \(seed), size \(size)")
    }
  }

  @Test(arguments: 1...8)
  func `finds the gaps that remain when all parcels are united`(seed: Int) throws {
    var coverage = RandomCoverage(seed: seed)
    var random = Seeded(seed: UInt64(seed) + 100)
    // Parcels that lose a strip along some edge, or shrink all round.
    for _ in 0..<6 {
      let index = random.integer(below: coverage.parcels.count)
      let vertex = random.integer(below: coverage.parcels[index].coordinates.count - 2) + 1
      let center = coverage.parcels[index].envelope.center
      let position = coverage.parcels[index].coordinates[vertex]
      let part = random.number(0.005...0.03)
      coverage.parcels[index].coordinates[vertex].x += (center.x - position.x) * part
      coverage.parcels[index].coordinates[vertex].y += (center.y - position.y) * part
    }
    let context = try GEOSContext()
    var all = MultiPolygon()
    for parcel in coverage.parcels {
      all.polygonEnds.append(all.ringEnds.count + 1)
      all.ringEnds.append(all.coordinates.count + parcel.coordinates.count)
      all.coordinates += parcel.coordinates
    }
    let union = try context.polygons(all).unaryUnion().polygons()
    var expected: [MultiPolygon] = []
    for polygon in 0..<union.polygonCount {
      for ring in union.rings(ofPolygon: polygon).dropFirst() {
        let hole = MultiPolygon([[Array(union.ring(ring))]])
        let geometry = try context.polygons(hole)
        if try holds(circleOf: 0.0011, geometry), try !holds(circleOf: 0.49, geometry) { expected.append(hole) }
      }
    }
    let found = try findings(coverage, tileSize: 1_000_000).filter { $0.kind == .gap && $0.area > 0 }
    let union2 = try context.polygons(union)
    #expect(!expected.isEmpty, "seed \(seed)")
    for hole in expected {
      let geometry = try context.polygons(hole)
      let match = found.first { abs($0.area - hole.area) < 1e-6 && hole.envelope.contains($0.place) }
      let gap = try #require(match, "seed \(seed): no gap of \(hole.area) m² found")
      #expect(try holds(circleOf: gap.width * 0.99, geometry), "seed \(seed): \(gap)")
      #expect(try !holds(circleOf: gap.width * 1.1, geometry), "seed \(seed): \(gap)")
    }
    for gap in found {
      #expect(try !union2.contains(gap.place), "seed \(seed): \(gap)")
    }
  }
}
