internal import GEOS
internal import Geo
internal import SpatiaLite

/// The rings of many parcels in one grid, flat.
struct GridRings: Sendable {
  private(set) var coordinates: [Coordinate] = []
  /// For each ring the end of its positions.
  private(set) var ringEnds: [UInt32] = []
  /// For each parcel the end of its rings.
  private(set) var parcelEnds: [UInt32] = []
  /// For each ring whether it is a hole; empty while every parcel has one ring only.
  private var isHole: [Bool] = []

  /// How many parcels there are.
  var count: Int { parcelEnds.count }

  func rings(of parcel: Int) -> Range<Int> {
    (parcel == 0 ? 0 : Int(parcelEnds[parcel - 1]))..<Int(parcelEnds[parcel])
  }

  func positions(of ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
  }

  /// The polygons of one parcel as a value of their own.
  func polygons(of parcel: Int) -> MultiPolygon { polygons(of: parcel) { coordinates[$0] } }

  /// The polygons of one parcel, with the position that the closure gives for each place in ``coordinates``.
  func polygons(of parcel: Int, _ position: (Int) -> Coordinate) -> MultiPolygon {
    var result = MultiPolygon()
    let rings = rings(of: parcel)
    for ring in rings {
      if ring != rings.lowerBound, isHole.isEmpty || !isHole[ring] { result.polygonEnds.append(result.ringEnds.count) }
      let places = positions(of: ring)
      result.coordinates.reserveCapacity(result.coordinates.count + places.count)
      for place in places { result.coordinates.append(position(place)) }
      result.ringEnds.append(result.coordinates.count)
    }
    result.polygonEnds.append(result.ringEnds.count)
    return result
  }

  /// The rings of one parcel, to be measured against an outline.
  func smallPolygon(of parcel: Int) -> SmallPolygon {
    let rings = rings(of: parcel)
    var box = Envelope.empty
    let parts = rings.map { ring in
      let places = positions(of: ring)
      for place in places { box.extend(to: coordinates[place]) }
      return (positions: places, isHole: ring != rings.lowerBound && !isHole.isEmpty && isHole[ring])
    }
    return SmallPolygon(coordinates, rings: parts, envelope: box)
  }

  /// The same parcels in another order.
  func ordered(_ order: [UInt32]) -> GridRings {
    var result = GridRings()
    result.coordinates.reserveCapacity(coordinates.count)
    result.ringEnds.reserveCapacity(ringEnds.count)
    result.parcelEnds.reserveCapacity(parcelEnds.count)
    for parcel in order {
      for ring in rings(of: Int(parcel)) {
        result.coordinates.append(contentsOf: coordinates[positions(of: ring)])
        result.ringEnds.append(UInt32(result.coordinates.count))
        if !isHole.isEmpty { result.isHole.append(isHole[ring]) }
      }
      result.parcelEnds.append(UInt32(result.ringEnds.count))
    }
    return result
  }

  /// The places in ``coordinates`` of all positions of a parcel.
  func places(of parcel: Int) -> Range<Int> {
    let rings = rings(of: parcel)
    guard let first = rings.first, let last = rings.last else { return 0..<0 }
    return positions(of: first).lowerBound..<positions(of: last).upperBound
  }

  /// Whether polygons have the same rings as a parcel, position for position.
  func isAlike(_ polygons: MultiPolygon, _ parcel: Int) -> Bool {
    let rings = rings(of: parcel)
    guard polygons.ringEnds.count == rings.count, let first = rings.first else { return false }
    let start = positions(of: first).lowerBound
    for (place, ring) in rings.enumerated() where Int(ringEnds[ring]) - start != polygons.ringEnds[place] {
      return false
    }
    var shells = 1
    for ring in rings.dropFirst() where isHole.isEmpty || !isHole[ring] {
      guard shells <= polygons.polygonEnds.count, polygons.polygonEnds[shells - 1] == ring - first else { return false }
      shells += 1
    }
    return polygons.polygonCount == shells
  }

  /// Adds a parcel from little-endian WKB of a Polygon or MultiPolygon, and gives its box.
  ///
  /// - Throws: `SpatiaLiteError` when the bytes are something else.
  mutating func append(wkb bytes: RawSpan) throws(SpatiaLiteError) -> Envelope {
    var offset = 0
    var box = Envelope.empty
    let kind = try header(bytes, &offset)
    if kind == 3 {
      try appendPolygon(bytes, &offset, &box)
    } else {
      let polygons = try word(bytes, &offset)
      for _ in 0..<polygons {
        guard try header(bytes, &offset) == 3 else { throw fault(offset) }
        try appendPolygon(bytes, &offset, &box)
      }
    }
    guard offset == bytes.byteCount else { throw fault(offset) }
    parcelEnds.append(UInt32(ringEnds.count))
    return box
  }

  private mutating func appendPolygon(
    _ bytes: RawSpan, _ offset: inout Int, _ box: inout Envelope
  ) throws(SpatiaLiteError) {
    let firstOfParcel = Int(parcelEnds.last ?? 0)
    for ring in 0..<(try word(bytes, &offset)) {
      let count = try word(bytes, &offset)
      guard count <= (bytes.byteCount - offset) / 16 else { throw fault(offset) }
      for _ in 0..<count {
        let position = Coordinate(x: bytes.double(at: offset), y: bytes.double(at: offset + 8))
        box.extend(to: position)
        coordinates.append(position)
        offset += 16
      }
      if ringEnds.count > firstOfParcel, isHole.isEmpty {
        isHole = Array(repeating: false, count: ringEnds.count)
      }
      if !isHole.isEmpty || ringEnds.count > firstOfParcel { isHole.append(ring > 0) }
      ringEnds.append(UInt32(coordinates.count))
    }
  }

  private func header(_ bytes: RawSpan, _ offset: inout Int) throws(SpatiaLiteError) -> Int {
    guard offset < bytes.byteCount, bytes.byte(at: offset) == 1 else { throw fault(offset) }
    offset += 1
    let kind = try word(bytes, &offset)
    guard kind == 3 || kind == 6 else { throw fault(offset) }
    return kind
  }

  private func word(_ bytes: RawSpan, _ offset: inout Int) throws(SpatiaLiteError) -> Int {
    guard offset + 4 <= bytes.byteCount else { throw fault(offset) }
    defer { offset += 4 }
    return Int(bytes.bits32(at: offset))
  }

  private func fault(_ offset: Int) -> SpatiaLiteError {
    SpatiaLiteError(.corrupt, "grid geometry: not little-endian WKB of polygons, byte \(offset)")
  }

  // MARK: the position

  /// Closer to a boundary than this, floating point is not trusted and GEOS judges.
  private static let doubt = 0.005

  /// How a parcel lies to a position of the same grid; `nil` when it is farther than the uncertainty.
  func relation(
    of parcel: Int, to position: Coordinate, _ query: LocationQuery, geos: GEOSContext
  ) throws(GEOSError) -> (relation: LandLocation.Relation, boundaryDistance: Double)? {
    var (isInside, distance) = measure(parcel, position)
    guard isInside || distance <= query.uncertainty + GridRings.doubt else { return nil }
    if isInside || distance < max(query.tolerance, 0) + GridRings.doubt {
      let geometry = try geos.polygons(polygons(of: parcel))
      isInside = try geometry.covers(position)
      if distance < query.tolerance + GridRings.doubt { distance = try geometry.boundaryDistance(from: position) }
    }
    if distance <= query.tolerance { return (.boundary, distance) }
    if isInside { return (.inside, distance) }
    return distance <= query.uncertainty ? (.near, distance) : nil
  }

  /// The parity of crossings of a ray to the east, and the distance to the nearest edge.
  private func measure(_ parcel: Int, _ position: Coordinate) -> (isInside: Bool, distance: Double) {
    var isInside = false
    var nearest = Double.infinity
    for ring in rings(of: parcel) {
      let places = positions(of: ring)
      guard let start = places.first else { continue }
      // Relative to the position the numbers are small, so that nothing is lost in the products.
      var (ax, ay) = (coordinates[start].x - position.x, coordinates[start].y - position.y)
      for place in places.dropFirst() {
        let (bx, by) = (coordinates[place].x - position.x, coordinates[place].y - position.y)
        let (dx, dy) = (bx - ax, by - ay)
        if (ay > 0) != (by > 0) {
          let side = ax * by - ay * bx
          if (by > ay) == (side > 0) { isInside.toggle() }
        }
        let length = dx * dx + dy * dy
        let along = length > 0 ? max(0, min(1, -(ax * dx + ay * dy) / length)) : 0
        let (x, y) = (ax + along * dx, ay + along * dy)
        nearest = min(nearest, x * x + y * y)
        (ax, ay) = (bx, by)
      }
    }
    return (isInside, nearest.squareRoot())
  }
}
