import Cadastre
import GEOS
import Geo
import Projection
import Register
import VietText

/// An area on the ground: what was drawn, or a ward, and how it looks in each grid.
///
/// Straight is what is straight in the system in which the area was drawn. In any other system its edges are followed by
/// positions every hundred metres, between which the difference is below a tenth of a millimetre.
struct AreaShape {
  /// The polygons in the system in which they were drawn; valid, none overlapping another.
  private(set) var polygons = MultiPolygon()
  private(set) var strips: [AreaDrawing.Strip] = []
  let crs: CRS
  /// The box around everything, longitude and latitude.
  private(set) var envelope = Envelope.empty
  private(set) var notes: [Note] = []
  private let isGeographic: Bool

  /// So many positions an area may have once its edges are followed.
  private static let mostPositions = 2_000_000.0
  /// So many pairs of edges may lie close to each other.
  private static let mostPairs = 10_000_000

  /// A ward, whose edges are followed already.
  init(ward polygons: MultiPolygon) {
    self.polygons = polygons
    crs = .wgs84
    isGeographic = true
    envelope = polygons.envelope
  }

  /// Takes what was drawn, once it is seen to be valid.
  ///
  /// - Throws: ``ServiceError`` of code `badGeometry` with the reason and the place, `badCRS` for a system that is none.
  init(_ drawing: AreaDrawing, _ desk: Desk) throws {
    crs = VN2000.successor(of: drawing.crs)
    isGeographic = try desk.systems.isGeographic(crs)
    if crs != .wgs84 { _ = try desk.systems.named(crs) }
    strips = drawing.strips
    if drawing.unclosedRings > 0 { notes.append(.ringsClosed(count: drawing.unclosedRings)) }
    if drawing.skippedFeatures > 0 { notes.append(.pointsSkipped(count: drawing.skippedFeatures)) }
    try join(drawing.polygons, desk)
    envelope = try box(desk)
    // Parcels lie where this box, widened by the strips, may reach.
    let widest = strips.map(\.width).max() ?? 0
    if widest > 0 { envelope = envelope.expanded(by: widest / 2 / 100_000) }
  }

  private mutating func join(_ drawn: [MultiPolygon], _ desk: Desk) throws {
    var sum = 0.0
    for polygons in drawn {
      try check(polygons, desk)
      sum += polygons.area
      self.polygons.append(polygons)
    }
    guard drawn.count > 1 else { return }
    let whole = try desk.reader.geos.polygons(polygons)
    guard try !whole.validity.isValid else { return }
    let drawing = polygons
    let rings = drawing.ringEnds.indices.lazy.map { drawing.ring($0) }
    try Self.limit(Crowding.pairs(of: rings, reach: 0, limit: Self.mostPairs))
    polygons = try whole.unaryUnion().polygons()
    if polygons.area < sum * (1 - 1e-9) { notes.append(.drawnTwice) }
  }

  private func check(_ polygons: MultiPolygon, _ desk: Desk) throws {
    if let place = polygons.coordinates.first(where: { !$0.isFinite }) {
      throw invalid(Phrase(vi: "có tọa độ không phải là số", en: "a coordinate is no number"), at: place, nil)
    }
    // Even to judge validity GEOS compares edges that lie close to each other, and cannot be stopped.
    let rings = polygons.ringEnds.indices.map { polygons.ring($0) }
    try Self.limit(Crowding.pairs(of: rings, reach: 0, limit: Self.mostPairs))
    guard case .invalid(let reason, let place) = try desk.reader.geos.polygons(polygons).validity else { return }
    throw invalid(InvalidityReason.phrase(reason), at: place, try place.map { try desk.systems.wgs84($0, from: crs) })
  }

  private func invalid(_ reason: Phrase, at place: Coordinate?, _ position: Coordinate?) -> ServiceError {
    let decimals = isGeographic ? 7 : 2
    let shown = place.map {
      "\(Figures.fixed($0.x, decimals: decimals)), \(Figures.fixed($0.y, decimals: decimals))"
    }
    return ServiceError(
      .badGeometry,
      Phrase(
        vi: "Hình không hợp lệ: \(reason.vietnamese)\(shown.map { " tại \($0)" } ?? ""). "
          + "Hãy xem lại thứ tự các đỉnh ở chỗ đó rồi gửi lại.",
        en: "The geometry is invalid: \(reason.english)\(shown.map { " at \($0)" } ?? ""). "
          + "Look at the order of the corners there and send it again."),
      parameter: "coordinates", value: shown,
      suggestion: position.map {
        "/lookup?at=\(Figures.fixed($0.y, decimals: 7)),\(Figures.fixed($0.x, decimals: 7))"
      })
  }

  /// The box in longitude and latitude; the sides of a box of a grid are followed, for they bulge.
  private func box(_ desk: Desk) throws -> Envelope {
    var box = polygons.envelope
    for strip in strips { box.extend(to: Envelope(strip.line)) }
    guard crs != .wgs84 else { return box }
    guard !isGeographic else {
      // VN-2000 and WGS 84 differ by 200 m.
      return try desk.systems.operation(crs).box(around: box)
    }
    return try desk.systems.operation(crs).box(around: box).expanded(by: 1e-5)
  }
}

extension AreaShape {
  /// A place in the area, longitude and latitude; `nil` when none is found.
  func place(_ desk: Desk) -> Coordinate? {
    guard let place = polygons.pointInside ?? strips.first?.line.first else { return nil }
    return try? desk.systems.wgs84(place, from: crs)
  }
}

// MARK: in a grid

extension AreaShape {
  /// The area in a grid, as far as it can concern parcels: those that lie in a box of longitudes and latitudes.
  func polygons(in grid: CRS, near extent: Envelope, _ desk: Desk) throws -> MultiPolygon {
    let geos = desk.reader.geos
    var result = try follow(try clipped(to: extent, geos), to: grid, desk)
    guard !strips.isEmpty else { return result }
    for strip in strips {
      let line = try follow(strip.line, to: grid, desk)
      try Self.limit(Crowding.pairs(of: [line], reach: strip.width / 2, limit: Self.mostPairs))
      try result.append(geos.line(line).strip(reaching: strip.width / 2).polygons())
    }
    guard result.polygonCount > 1 else { return result }
    let rings = result.ringEnds.indices.map { result.ring($0) }
    try Self.limit(Crowding.pairs(of: rings, reach: 0, limit: Self.mostPairs))
    return try geos.polygons(result).unaryUnion().polygons()
  }

  /// Refuses what GEOS would work at for minutes: nothing can stop it once it has begun.
  private static func limit(_ pairs: Int) throws(ServiceError) {
    guard pairs >= mostPairs else { return }
    throw ServiceError(
      .tooMuchWork,
      Phrase(
        vi: "Các hình chồng chéo quá dày (hơn \(mostPairs) cặp cạnh gần nhau); hãy chia nhỏ hoặc giản lược hình.",
        en: "The shapes crowd too much (more than \(mostPairs) pairs of close edges); split the area or simplify it."),
      parameter: "coordinates", allowed: ["< \(mostPairs)"])
  }

  /// The polygons without what lies far from every parcel, so that no grid is asked about places beyond its reach.
  private func clipped(to extent: Envelope, _ geos: GEOSContext) throws -> MultiPolygon {
    guard isGeographic, !polygons.isEmpty else { return polygons }
    // Half a degree beyond the last parcel nothing is touched by where the cut runs.
    let room = extent.expanded(by: 0.5)
    guard !room.contains(polygons.envelope) else { return polygons }
    return try geos.polygons(polygons).clipped(to: room).polygons()
  }

  /// The greatest length of an edge, in the unit of the system in which the area was drawn.
  private func step(_ length: Double) -> Double {
    max(isGeographic ? 0.001 : 100, length / AreaShape.mostPositions)
  }

  private func follow(_ polygons: MultiPolygon, to grid: CRS, _ desk: Desk) throws -> MultiPolygon {
    guard grid != crs, !polygons.isEmpty else { return polygons }
    var followed = polygons.densified(maximumSegment: step(polygons.perimeter))
    try project(&followed.coordinates, to: grid, desk)
    return followed
  }

  private func follow(_ line: [Coordinate], to grid: CRS, _ desk: Desk) throws -> [Coordinate] {
    guard grid != crs else { return line }
    var followed: [Coordinate] = []
    let length = zip(line, line.dropFirst()).reduce(0.0) { $0 + $1.0.distance(to: $1.1) }
    let step = step(length)
    for (from, to) in zip(line, line.dropFirst()) {
      let parts = max(1, (from.distance(to: to) / step).rounded(.up))
      for part in 0..<Int(parts) {
        let share = Double(part) / parts
        followed.append(Coordinate(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y)))
      }
    }
    if let last = line.last { followed.append(last) }
    try project(&followed, to: grid, desk)
    return followed
  }

  private func project(_ positions: inout [Coordinate], to grid: CRS, _ desk: Desk) throws {
    do throws(ProjectionError) {
      if crs != .wgs84 { try desk.systems.operation(crs).forward(&positions) }
      try desk.systems.operation(grid).inverse(&positions)
    } catch {
      throw ServiceError(
        .badGeometry,
        Phrase(
          vi: "Vùng vươn ra ngoài nơi mà \(grid) biểu diễn được; hãy thu nhỏ vùng.",
          en: "The area reaches beyond what \(grid) can express; make it smaller."),
        parameter: "coordinates")
    }
  }
}

extension Transformation {
  /// The box of longitudes and latitudes around a box, whose sides are followed.
  func box(around box: Envelope) throws(ProjectionError) -> Envelope {
    guard !box.isEmpty else { return box }
    let (width, height) = (box.maxX - box.minX, box.maxY - box.minY)
    var rim: [Coordinate] = []
    for step in 0...32 {
      let part = Double(step) / 32
      rim.append(Coordinate(x: box.minX + part * width, y: box.minY))
      rim.append(Coordinate(x: box.minX + part * width, y: box.maxY))
      rim.append(Coordinate(x: box.minX, y: box.minY + part * height))
      rim.append(Coordinate(x: box.maxX, y: box.minY + part * height))
    }
    try forward(&rim)
    return Envelope(rim)
  }
}

extension MultiPolygon {
  /// Adds the polygons of another one.
  mutating func append(_ other: MultiPolygon) {
    let (positions, rings) = (coordinates.count, ringEnds.count)
    coordinates.append(contentsOf: other.coordinates)
    ringEnds.append(contentsOf: other.ringEnds.lazy.map { $0 + positions })
    polygonEnds.append(contentsOf: other.polygonEnds.lazy.map { $0 + rings })
  }
}
