import Geo

extension MultiPolygon {
  /// The area on the WGS 84 ellipsoid of polygons in longitude and latitude, m².
  ///
  /// Each edge is a straight line in longitude and authalic latitude, which for edges of 200 m is exact to a millionth.
  /// Source: Snyder, Map Projections: A Working Manual, USGS 1395, equation 3-12.
  var ellipsoidArea: Double {
    var area = 0.0
    for polygon in 0..<polygonCount {
      for (place, ring) in rings(ofPolygon: polygon).enumerated() {
        let ringArea = abs(ringArea(ring))
        area += place == 0 ? ringArea : -ringArea
      }
    }
    return area
  }

  private func ringArea(_ ring: Int) -> Double {
    let positions = positions(ofRing: ring)
    guard var last = positions.first.map({ coordinates[$0] }) else { return 0 }
    let origin = authalic(last.y)
    var lastHeight = 0.0
    var sum = 0.0
    for place in positions.dropFirst() {
      let next = coordinates[place]
      let height = authalic(next.y) - origin
      sum += (next.x - last.x) * (height + lastHeight)
      (last, lastHeight) = (next, height)
    }
    let semiMajor = 6_378_137.0
    return sum * .pi / 180 * semiMajor * semiMajor / 4
  }

  /// Twice the sine of the authalic latitude, times the polar value: q of Snyder.
  private func authalic(_ latitude: Double) -> Double {
    let square = 0.006_694_379_990_14
    let sine = sine(latitude * .pi / 180)
    let small = square * sine * sine
    // atanh(e·s)/e as its series: each term is 150 times smaller than the one before.
    let series = sine * (1 + small * (1 / 3 + small * (1 / 5 + small * (1 / 7 + small * (1 / 9 + small / 11)))))
    return (1 - square) * (sine / (1 - small) + series)
  }

  private func sine(_ angle: Double) -> Double {
    let square = angle * angle
    var term = angle
    var sum = angle
    for step in 1...12 {
      term *= -square / Double(2 * step * (2 * step + 1))
      sum += term
    }
    return sum
  }
}
