extension MultiPolygon {
  /// The positions of a ring as a span, its closing position included, without copying.
  @inlinable
  public func withRing<Result>(_ ring: Int, _ body: (Span<Coordinate>) -> Result) -> Result {
    body(coordinates.span.extracting(positions(ofRing: ring)))
  }

  /// The area of a ring, positive when it runs counter-clockwise; in the square of the plane's unit.
  @inlinable
  public func signedArea(ofRing ring: Int) -> Double {
    RingGeometry.signedArea(coordinates.span.extracting(positions(ofRing: ring)))
  }

  /// The area of a polygon less its holes, whatever the winding of its rings.
  public func area(ofPolygon polygon: Int) -> Double {
    let rings = rings(ofPolygon: polygon)
    guard let shell = rings.first else { return 0 }
    return rings.dropFirst().reduce(signedArea(ofRing: shell).magnitude) { $0 - signedArea(ofRing: $1).magnitude }
  }

  /// The area of all polygons less their holes, whatever the winding of the rings.
  public var area: Double { (0..<polygonCount).reduce(0) { $0 + area(ofPolygon: $1) } }

  /// The length of all rings.
  public var perimeter: Double {
    ringEnds.indices.reduce(0) { $0 + RingGeometry.length(coordinates.span.extracting(positions(ofRing: $1))) }
  }

  /// The lengths of the segments of a ring, in its order.
  public func segmentLengths(ofRing ring: Int) -> [Double] {
    let positions = positions(ofRing: ring)
    return zip(positions, positions.dropFirst()).map { coordinates[$0].distance(to: coordinates[$1]) }
  }

  /// The centre of gravity of the area; of the positions when there is no area; nil when there are none.
  ///
  /// It may lie outside: see ``pointInside``.
  public var centroid: Coordinate? {
    guard let origin = coordinates.first else { return nil }
    var (weight, x, y) = (0.0, 0.0, 0.0)
    for polygon in 0..<polygonCount {
      for ring in rings(ofPolygon: polygon) {
        let isShell = ring == rings(ofPolygon: polygon).lowerBound
        let sign: Double = (signedArea(ofRing: ring) < 0) == isShell ? -1 : 1
        let positions = positions(ofRing: ring)
        for (first, second) in zip(positions, positions.dropFirst()) {
          let (ax, ay) = (coordinates[first].x - origin.x, coordinates[first].y - origin.y)
          let (bx, by) = (coordinates[second].x - origin.x, coordinates[second].y - origin.y)
          let cross = sign * (ax * by - ay * bx)
          weight += cross
          x += (ax + bx) * cross
          y += (ay + by) * cross
        }
      }
    }
    guard weight > 0 else {
      let sum = coordinates.reduce((x: 0.0, y: 0.0)) { ($0.x + $1.x - origin.x, $0.y + $1.y - origin.y) }
      let count = Double(coordinates.count)
      return Coordinate(x: origin.x + sum.x / count, y: origin.y + sum.y / count)
    }
    return Coordinate(x: origin.x + x / (3 * weight), y: origin.y + y / (3 * weight))
  }
}
