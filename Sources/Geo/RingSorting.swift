/// The work of ``PolygonAssembly`` on a shape of several rings.
struct RingSorting {
  private let coordinates: [Coordinate]
  private let winding: PolygonAssembly.Winding
  /// The sound rings, the greatest first: what is around a ring stands before it.
  private var rings: [AssembledRing] = []
  private var anomalies: [PolygonAssembly.Anomaly] = []

  init(coordinates: [Coordinate], ringEnds: [Int], winding: PolygonAssembly.Winding) {
    self.coordinates = coordinates
    self.winding = winding
    var start = 0
    for (index, end) in ringEnds.enumerated() {
      precondition(start <= end && end <= coordinates.count, "ring ends ascend within the coordinates")
      let ring = AssembledRing(index: index, positions: start..<end, coordinates: coordinates)
      start = end
      if let fault = ring.fault {
        note(fault, ring)
        continue
      }
      if !ring.isClosed { note(.unclosed, ring) }
      rings.append(ring)
    }
    rings.sort { ($0.signedArea.magnitude, $1.index) > ($1.signedArea.magnitude, $0.index) }
  }

  private mutating func note(_ kind: PolygonAssembly.Anomaly.Kind, _ ring: AssembledRing) {
    anomalies.append(PolygonAssembly.Anomaly(ring: ring.index, kind: kind))
  }

  mutating func assembly() -> PolygonAssembly {
    // For each ring how many are around it, and the smallest of those.
    var depths = [Int?](repeating: 0, count: rings.count)
    var parents = [Int?](repeating: nil, count: rings.count)
    let tree = HilbertTree(rings.map(\.envelope))
    var around: [Int] = []
    for inner in rings.indices {
      around.removeAll(keepingCapacity: true)
      tree.search(rings[inner].envelope) { outer in
        if outer < inner, depths[outer] != nil, rings[outer].envelope.contains(rings[inner].envelope) {
          around.append(outer)
        }
        return true
      }
      around.sort()
      var depth = 0
      for outer in around {
        switch relation(of: rings[inner], to: rings[outer]) {
        case .outside: continue
        case .same:
          note(.duplicate(of: rings[outer].index), rings[inner])
          depths[inner] = nil
        case .inside:
          depth += 1
          parents[inner] = outer
        }
        if depths[inner] == nil { break }
      }
      if depths[inner] != nil { depths[inner] = depth }
    }
    return PolygonAssembly(
      multiPolygon: multiPolygon(depths, parents), anomalies: anomalies.sorted { $0.ring < $1.ring })
  }

  private mutating func multiPolygon(_ depths: [Int?], _ parents: [Int?]) -> MultiPolygon {
    var holes: [Int: [Int]] = [:]
    var shells: [Int] = []
    for index in rings.indices {
      guard let depth = depths[index] else { continue }
      let ring = rings[index]
      if depth % 2 == 1, let parent = parents[index] {
        holes[parent, default: []].append(index)
        if winding != .unspecified && !ring.isWoundAsHole(winding) {
          note(.shellInsideShell(rings[parent].index), ring)
        }
      } else {
        shells.append(index)
        if ring.isWoundAsHole(winding) { note(.holeOutsideShell, ring) }
      }
    }
    var result = MultiPolygon()
    result.coordinates.reserveCapacity(coordinates.count)
    for shell in shells.sorted(by: { rings[$0].index < rings[$1].index }) {
      append(rings[shell], to: &result)
      let inner = holes[shell] ?? []
      for hole in inner.sorted(by: { rings[$0].index < rings[$1].index }) { append(rings[hole], to: &result) }
      result.polygonEnds.append(result.ringEnds.count)
    }
    return result
  }

  private func append(_ ring: AssembledRing, to result: inout MultiPolygon) {
    result.coordinates.append(contentsOf: coordinates[ring.positions])
    if !ring.isClosed { result.coordinates.append(coordinates[ring.positions.lowerBound]) }
    result.ringEnds.append(result.coordinates.count)
  }

  private enum Relation { case inside, outside, same }

  /// How many positions of a ring are looked at to find out whether it crosses another one.
  private static let crossingSamples = 8

  private mutating func relation(of inner: AssembledRing, to outer: AssembledRing) -> Relation {
    let coordinates = coordinates
    let outerSpan = coordinates.span.extracting(outer.positions)
    var first: PointLocation?
    // A few positions spread over the ring first: they decide, and tell a crossing.
    let step = max(1, inner.positions.count / Self.crossingSamples)
    var isCrossing = false
    for index in stride(from: inner.positions.lowerBound, to: inner.positions.upperBound, by: step) {
      let location = RingGeometry.locate(coordinates[index], in: outerSpan)
      guard location != .boundary else { continue }
      if let first, first != location { isCrossing = true }
      first = first ?? location
    }
    if isCrossing { note(.crossing(outer.index), inner) }
    if let first, !isCrossing { return first == .inside ? .inside : .outside }
    if first == nil {
      for index in inner.positions {
        let location = RingGeometry.locate(coordinates[index], in: outerSpan)
        if location != .boundary { return location == .inside ? .inside : .outside }
      }
    }
    return relationByInterior(of: inner, to: outer)
  }

  /// Decides by a point in the interior, where the positions all lie on the other ring or on both sides of it.
  private func relationByInterior(of inner: AssembledRing, to outer: AssembledRing) -> Relation {
    let innerSpan = coordinates.span.extracting(inner.positions)
    let outerSpan = coordinates.span.extracting(outer.positions)
    let ends = [inner.positions.count]
    guard let point = RingGeometry.pointInside(innerSpan, ringEnds: ends.span, rings: 0..<1),
      RingGeometry.locate(point, in: outerSpan) == .inside
    else { return .outside }
    let isSame = inner.signedArea.magnitude == outer.signedArea.magnitude && inner.envelope == outer.envelope
    return isSame && isOnBoundary(outer, of: inner) ? .same : .inside
  }

  private func isOnBoundary(_ ring: AssembledRing, of other: AssembledRing) -> Bool {
    let span = coordinates.span.extracting(other.positions)
    return ring.positions.allSatisfy { RingGeometry.locate(coordinates[$0], in: span) == .boundary }
  }
}
