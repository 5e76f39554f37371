extension MultiPolygon {
  /// Where a position lies, exactly.
  ///
  /// Inside one polygon is inside, whatever the others say; within a polygon the even-odd rule holds over its rings.
  @inlinable
  public func locate(_ point: Coordinate) -> PointLocation {
    var location = PointLocation.outside
    for polygon in 0..<polygonCount {
      let found = RingGeometry.locate(
        point, in: coordinates.span, ringEnds: ringEnds.span, rings: rings(ofPolygon: polygon))
      if found == .inside { return .inside }
      if found == .boundary { location = .boundary }
    }
    return location
  }

  /// Whether a position lies in the interior or on the boundary, exactly.
  @inlinable
  public func covers(_ point: Coordinate) -> Bool { locate(point) != .outside }

  /// The point of the boundary that is nearest to a position; nil when there is none.
  ///
  /// The distance is in the unit of the plane and positive inside and outside alike; the segment is an index in
  /// ``coordinates``.
  @inlinable
  public func distanceToBoundary(from point: Coordinate) -> BoundaryPoint? {
    RingGeometry.boundaryPoint(
      nearestTo: point, in: coordinates.span, ringEnds: ringEnds.span, rings: 0..<ringEnds.count)
  }

  /// A position that certainly lies in the interior of the largest polygon; nil when none is found.
  ///
  /// It is the middle of the widest stretch that a level line between two vertices has inside.
  public var pointInside: Coordinate? {
    let bySize = (0..<polygonCount).map { (polygon: $0, area: area(ofPolygon: $0)) }.sorted { $0.area > $1.area }
    for (polygon, _) in bySize {
      let found = RingGeometry.pointInside(
        coordinates.span, ringEnds: ringEnds.span, rings: rings(ofPolygon: polygon))
      if let found { return found }
    }
    return nil
  }
}

extension RingGeometry {
  /// How many level lines are tried for a point inside.
  private static let maximumTries = 16

  /// A position that certainly lies in the interior of a polygon in flat storage; nil when none is found.
  public static func pointInside<End: BinaryInteger>(
    _ coordinates: Span<Coordinate>, ringEnds: Span<End>, rings: Range<Int>
  ) -> Coordinate? {
    guard let last = rings.last else { return nil }
    let positions = (rings.lowerBound == 0 ? 0 : Int(ringEnds[rings.lowerBound - 1]))..<Int(ringEnds[last])
    for level in levels(of: coordinates, positions) {
      var crossings: [Double] = []
      for ring in rings {
        let first = ring == 0 ? 0 : Int(ringEnds[ring - 1])
        let end = Int(ringEnds[ring])
        guard first < end else { continue }
        var a = coordinates[end - 1]
        for index in first..<end {
          let b = coordinates[index]
          if (a.y > level) != (b.y > level) { crossings.append(a.x + (level - a.y) / (b.y - a.y) * (b.x - a.x)) }
          a = b
        }
      }
      crossings.sort()
      var widest = (width: 0.0, middle: 0.0)
      for index in stride(from: 1, to: crossings.count, by: 2) {
        let width = crossings[index] - crossings[index - 1]
        if width > widest.width { widest = (width, crossings[index - 1] + width / 2) }
      }
      let candidate = Coordinate(x: widest.middle, y: level)
      if locate(candidate, in: coordinates, ringEnds: ringEnds, rings: rings) == .inside { return candidate }
    }
    return nil
  }

  /// Heights between two vertices: the one nearest to the middle first, then the widest gaps.
  private static func levels(of coordinates: Span<Coordinate>, _ positions: Range<Int>) -> [Double] {
    var heights: [Double] = []
    heights.reserveCapacity(positions.count)
    for index in positions where coordinates[index].isFinite { heights.append(coordinates[index].y) }
    heights.sort()
    guard let lowest = heights.first, let highest = heights.last, lowest < highest else { return [] }
    let middle = lowest + (highest - lowest) / 2
    var gaps = zip(heights, heights.dropFirst()).filter { $0 < $1 }
    let central = gaps.first { $0.1 > middle }
    gaps.sort { $0.1 - $0.0 > $1.1 - $1.0 }
    let chosen = (central.map { [$0] } ?? []) + gaps.prefix(maximumTries)
    return chosen.map { $0.0 + ($0.1 - $0.0) / 2 }
  }
}
