internal import Geo

extension Strip {
  /// A strip is no corner of a street only if it is this many times as long as wide.
  private static let leastElongation = 3.0

  /// Joins the parts that several tiles saw of the same strips, and drops what is no strip.
  static func merged(_ strips: [Strip], _ rules: CoverageRules) -> [Strip] {
    let sorted = withoutEchoes(strips, rules).sorted { a, b in
      (a.pair, a.envelope.minX, a.envelope.minY) < (b.pair, b.envelope.minX, b.envelope.minY)
    }
    var result: [Strip] = []
    var start = 0
    for var strip in sorted {
      if let last = result.last, last.pair != strip.pair { start = result.count }
      // Strips of one pair are few; a part may touch any of them.
      var at = start
      while at < result.count {
        let near = result[at].envelope.expanded(by: rules.gapWidth).intersects(strip.envelope)
        guard near, !(result[at].isClosed && strip.isClosed) else {
          at += 1
          continue
        }
        let other = result.remove(at: at)
        if other.isClosed {
          strip = other
        } else if !strip.isClosed {
          strip.add(other)
        }
        at = start
      }
      result.append(strip)
    }
    return result.filter { strip in
      strip.width > rules.tolerance && (strip.isClosed || strip.length >= leastElongation * strip.width)
    }
  }

  /// The strips without the parts of closed ones that a neighbouring tile, which saw no end of them, took for open.
  private static func withoutEchoes(_ strips: [Strip], _ rules: CoverageRules) -> [Strip] {
    var closed: [Int32: [Envelope]] = [:]
    for strip in strips where strip.isClosed {
      let envelope = strip.envelope.expanded(by: rules.gapWidth)
      for parcel in Set([strip.pair.first, strip.pair.second]) { closed[parcel, default: []].append(envelope) }
    }
    return strips.filter { strip in
      guard !strip.isClosed else { return true }
      let around = closed[strip.pair.first, default: []] + closed[strip.pair.second, default: []]
      let (low, high) = (
        Coordinate(x: strip.envelope.minX, y: strip.envelope.minY),
        Coordinate(x: strip.envelope.maxX, y: strip.envelope.maxY)
      )
      return !around.contains { $0.contains(low) && $0.contains(high) }
    }
  }

  func finding(_ kind: CoverageFinding.Kind, _ store: ParcelStore) -> CoverageFinding {
    let (a, b) = (store.ids[Int(pair.first)], store.ids[Int(pair.second)])
    return CoverageFinding(
      kind: kind, first: min(a, b), second: pair.first == pair.second ? nil : max(a, b), area: area, width: width,
      place: place)
  }
}

extension UnmatchedVertices {
  /// Joins what several tiles counted for the same pairs.
  static func merged(_ parts: [UnmatchedVertices]) -> [UnmatchedVertices] {
    let sorted = parts.sorted { ($0.edgeOwner, $0.vertexOwner) < ($1.edgeOwner, $1.vertexOwner) }
    var result: [UnmatchedVertices] = []
    for part in sorted {
      guard var last = result.last, last.edgeOwner == part.edgeOwner, last.vertexOwner == part.vertexOwner else {
        result.append(part)
        continue
      }
      last.count += part.count
      if part.distance > last.distance { (last.distance, last.place) = (part.distance, part.place) }
      result[result.count - 1] = last
    }
    return result
  }

  func finding(_ store: ParcelStore) -> CoverageFinding {
    CoverageFinding(
      kind: .unmatchedVertices, first: store.ids[Int(edgeOwner)], second: store.ids[Int(vertexOwner)], area: 0,
      width: distance, place: place, count: count)
  }
}
