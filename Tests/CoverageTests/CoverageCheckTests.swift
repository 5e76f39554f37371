import Coverage
import Geo
import Testing

@Suite struct CoverageCheckTests {
  /// Checks polygons that are named 0, 1, 2 and so on.
  private func check(_ parcels: [[[[Coordinate]]]], _ rules: CoverageRules = CoverageRules()) throws
    -> [CoverageFinding]
  {
    var check = CoverageCheck(rules: rules)
    for (id, polygons) in parcels.enumerated() {
      // Far from zero, as grid coordinates are.
      let moved = polygons.map { $0.map { $0.map { Coordinate(x: $0.x + 585_000, y: $0.y + 1_672_000) } } }
      check.add(id: id, polygons: MultiPolygon(moved))
    }
    var findings: [CoverageFinding] = []
    _ = try check.run { finding in
      var finding = finding
      finding.place = Coordinate(x: finding.place.x - 585_000, y: finding.place.y - 1_672_000)
      findings.append(finding)
    }
    return findings
  }

  @Test func `finds nothing between proper neighbours`() throws {
    let findings = try check([
      [[square(0, 0, 10)]], [[square(10, 0, 10)]], [[square(0, 10, 10)]], [[square(10, 10, 10)]],
    ])
    #expect(findings.isEmpty)
  }

  @Test func `finds nothing in nothing`() throws {
    let check = CoverageCheck()
    var count = 0
    let summary = try check.run { _ in count += 1 }
    #expect(count == 0 && summary.parcels == 0)
  }

  @Test func `measures an overlap`() throws {
    let findings = try check([[[square(0, 0, 10)]], [[square(9, 2, 10)]]])
    try #require(findings.map(\.kind) == [.overlap])
    #expect((findings[0].first, findings[0].second) == (0, 1))
    #expect(abs(findings[0].area - 8) < 1e-9)
    #expect(abs(findings[0].width - 1) < 0.02)
    #expect(findings[0].place.x > 9 && findings[0].place.x < 10)
  }

  @Test func `lets an overlap within the tolerance pass`() throws {
    let parcels = [[[square(0, 0, 10)]], [[box(9.9995, 0, 20, 10)]], [[ring([(0, 10), (5, 9.98), (9, 10), (0, 20)])]]]
    for (tolerance, count) in [(0.05, 0), (0.001, 1), (0.0001, 2)] {
      let findings = try check(parcels, CoverageRules(tolerance: tolerance))
      #expect(findings.filter { $0.kind == .overlap }.count == count)
      #expect(findings.allSatisfy { $0.kind == .overlap || $0.kind == .unmatchedVertices })
    }
  }

  @Test func `tells duplicates however their vertices are ordered`() throws {
    let turned = ring([(10, 10), (10, 0), (0, 0), (0, 10)])
    let findings = try check([[[square(0, 0, 10)]], [[turned]], [[ring([(0, 0), (10, 0.1), (10, 10), (0.1, 10)])]]])
      .filter { $0.kind != .unmatchedVertices }
    #expect(findings.map(\.kind) == [.duplicate, .duplicate, .duplicate])
    #expect(findings.map(\.first) == [0, 0, 1] && findings.map(\.second) == [1, 2, 2])
  }

  @Test func `tells an island for which there is no hole`() throws {
    let findings = try check([[[square(0, 0, 100)]], [[square(40, 40, 5)]]])
    try #require(findings.map(\.kind) == [.contained])
    #expect((findings[0].first, findings[0].second) == (1, 0))
    #expect(abs(findings[0].area - 25) < 1e-9)
  }

  @Test func `accepts an island in its hole, and tells an empty hole`() throws {
    let findings = try check([[[square(0, 0, 100), square(40, 40, 5), square(60, 60, 4)]], [[square(40, 40, 5)]]])
    try #require(findings.map(\.kind) == [.emptyHole])
    #expect(findings[0].first == 0 && findings[0].second == nil)
    #expect(abs(findings[0].area - 16) < 1e-9 && abs(findings[0].width - 4) < 0.05)
  }

  @Test func `finds parts contained in the whole that was not retired`() throws {
    let findings = try check([[[square(0, 0, 10)]], [[box(0, 0, 4, 10)]], [[box(4, 0, 10, 10)]]])
    #expect(findings.filter { $0.kind == .contained }.map(\.first) == [1, 2])
    #expect(findings.filter { $0.kind == .overlap || $0.kind == .duplicate }.isEmpty)
  }

  @Test func `finds an overlap whose boundaries meet in vertices only`() throws {
    let octagon = ring([(3, 0), (7, 0), (10, 3), (10, 7), (7, 10), (3, 10), (0, 7), (0, 3)])
    let inscribed = ring([(3, 0), (10, 3), (7, 10), (0, 7)])
    #expect(try check([[[octagon]], [[inscribed]]]).map(\.kind) == [.contained])
    // A triangle that enters at one vertex and leaves at another.
    let entering = ring([(7, 0), (7, 10), (20, 5)])
    #expect(try check([[[octagon]], [[entering]]]).map(\.kind) == [.overlap])
  }

  @Test func `finds overlaps of parcels that have become two layers`() throws {
    var parcels: [[[[Coordinate]]]] = []
    for shift in [0.0, 3.0] {
      for row in 0..<3 {
        for column in 0..<3 { parcels.append([[square(Double(column) * 10 + shift, Double(row) * 10 + shift, 10)]]) }
      }
    }
    // Each parcel of the second layer lies on 4, 2 or 1 of the first.
    #expect(try check(parcels).filter { $0.kind == .overlap }.count == 4 * 4 + 2 * 4 + 1)
  }

  @Test func `measures a closed gap`() throws {
    // Two parcels that part by 0.2 m in the middle of their common boundary.
    let findings = try check([
      [[ring([(0, 0), (10, 0), (10.1, 10), (10, 20), (0, 20)])]],
      [[ring([(10, 0), (20, 0), (20, 20), (10, 20), (9.9, 10)])]],
    ])
    // The parts cross instead of parting.
    #expect(findings.map(\.kind) == [.overlap])
    let parted = try check([
      [[ring([(0, 0), (10, 0), (9.9, 10), (10, 20), (0, 20)])]],
      [[ring([(10, 0), (20, 0), (20, 20), (10, 20), (10.1, 10)])]],
    ])
    try #require(parted.map(\.kind) == [.gap])
    #expect((parted[0].first, parted[0].second) == (0, 1))
    #expect(abs(parted[0].area - 2) < 1e-6)
    #expect(abs(parted[0].width - 0.2) < 0.005)
    #expect(abs(parted[0].place.x - 10) < 0.1 && abs(parted[0].place.y - 10) < 2)
  }

  @Test func `measures a gap that is open to the street, but takes no street for a gap`() throws {
    let findings = try check([
      [[square(0, 0, 20)]], [[box(20.15, 0, 40, 20)]], [[box(0, 26, 40, 40)]],
    ])
    try #require(findings.map(\.kind) == [.gap])
    #expect(abs(findings[0].area - 3) < 1e-6 && abs(findings[0].width - 0.15) < 1e-6)
    #expect(try check([[[square(0, 0, 20)]], [[square(20.6, 0, 20)]]]).isEmpty)
    let narrow = CoverageRules(gapWidth: 0)
    #expect(try check([[[square(0, 0, 20)]], [[box(20.15, 0, 40, 20)]]], narrow).isEmpty)
  }

  @Test func `counts vertices that the neighbour lacks`() throws {
    let findings = try check([
      [[square(0, 0, 20)]],
      [[ring([(20, 0), (40, 0), (40, 20), (20, 20), (20.0004, 15), (20, 10), (19.9996, 5)])]],
      [[box(0, 20, 20, 30)]], [[box(20, 20, 40, 30)]],
    ])
    try #require(findings.map(\.kind) == [.unmatchedVertices])
    #expect((findings[0].first, findings[0].second, findings[0].count) == (0, 1, 3))
    #expect(abs(findings[0].width - 0.0004) < 1e-6)
  }

  @Test func `survives parcels that are not valid`() throws {
    let bowTie = ring([(0, 0), (10, 10), (10, 0), (0, 10)])
    let spike = ring([(5, 0), (5, 10), (5, 30), (5, 10), (15, 10), (15, 0)])
    let findings = try check([[[bowTie]], [[spike]], [[square(0, 0, 10), square(-5, -5, 20)]]])
    #expect(!findings.isEmpty)
  }

  @Test func `holds a heap of equal parcels`() throws {
    let heap = [[[[Coordinate]]]](repeating: [[square(0, 0, 10)]], count: 200)
    let findings = try check(heap)
    #expect(findings.allSatisfy { $0.kind == .duplicate })
    // Each is paired with the first at least, so that none is missed.
    #expect(Set(findings.compactMap(\.second)) == Set(1..<200))
    #expect(findings.count < 200 * 20)
  }

  @Test func `finds parcels on a great parcel with many vertices`() throws {
    // A comb of streets, and one parcel in its outline where there is land, one where there is none.
    var comb: [(Double, Double)] = [(0, 0)]
    for tooth in 0..<100 {
      let x = Double(tooth) * 20
      comb += [(x + 5, 0), (x + 5, 100), (x + 20, 100), (x + 20, 0)]
    }
    comb += [(2000, -5), (0, -5)]
    let findings = try check([
      [[ring(comb)]], [[box(1007, 20, 1015, 40)]], [[box(1001, 20, 1003, 40)]],
    ])
    #expect(findings.filter { $0.kind == .contained }.map(\.first) == [1])
    #expect(findings.filter { $0.kind == .overlap }.isEmpty)
  }
}
