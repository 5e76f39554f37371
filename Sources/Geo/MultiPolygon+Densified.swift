extension MultiPolygon {
  /// The same polygons with positions added on their segments, so that none is longer than a given length.
  ///
  /// A segment is cut into equal parts. The added positions are the same from either end, so that neighbours that
  /// share a segment still share it afterwards.
  ///
  /// - Parameter maximumSegment: The greatest length in the unit of the plane, above 0.
  /// - Returns: The denser polygons; all positions of the original are kept as they are.
  public func densified(maximumSegment: Double) -> MultiPolygon {
    precondition(maximumSegment > 0, "a length above 0")
    var dense = MultiPolygon(polygonEnds: polygonEnds)
    dense.coordinates.reserveCapacity(coordinates.count)
    dense.ringEnds.reserveCapacity(ringEnds.count)
    for ring in ringEnds.indices {
      var previous: Coordinate?
      for coordinate in self.ring(ring) {
        if let previous { dense.appendBetween(previous, coordinate, maximumSegment: maximumSegment) }
        dense.coordinates.append(coordinate)
        previous = coordinate
      }
      dense.ringEnds.append(dense.coordinates.count)
    }
    return dense
  }

  private mutating func appendBetween(_ a: Coordinate, _ b: Coordinate, maximumSegment: Double) {
    let parts = (a.distance(to: b) / maximumSegment).rounded(.up)
    // More parts than a million are no ward edge but a faulty coordinate, which others report.
    guard parts > 1, parts <= 1e6 else { return }
    let isForward = (a.x, a.y) < (b.x, b.y)
    let (from, to) = isForward ? (a, b) : (b, a)
    for step in 1..<Int(parts) {
      let share = (isForward ? Double(step) : parts - Double(step)) / parts
      coordinates.append(Coordinate(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y)))
    }
  }
}
