import Cadastre
import GEOS
import Geo
import Projection
import Register
import VietText

extension Desk {
  /// So much clipping is done for one answer: positions of the area times batches of parcels.
  private static let mostClipping = 500_000_000
  /// So long one question may take.
  private static let longestWork = Duration.seconds(20)
  /// So many degrees of longitude one grid measures.
  private static let widestGrid = 10.0

  /// Which parcels lie in an area, and with how many square metres.
  ///
  /// - Parameters:
  ///   - question: the area.
  ///   - isCancelled: asked now and then whether the answer is still wanted.
  /// - Returns: the parcels, with their sums.
  /// - Throws: ``ServiceError`` of code `badGeometry` for what has no area, `wardNotFound`, `tooMuchWork` when it would
  ///   take too long, and of every code that a day or a revision can give.
  public func area(
    _ question: AreaQuestion, isCancelled: @escaping () -> Bool = { false }
  ) throws(ServiceError) -> AreaAnswer {
    try reading(question.moment, within: .seconds(30)) { snapshot, scene in
      let (shape, ward) = try shape(of: question.ground, snapshot, scene)
      let pause = Self.pause(isCancelled)
      var grids: [CRS: MultiPolygon] = [:]
      let cover = try snapshot.cover(
        envelope: shape.envelope, at: scene.moment, index: scene.index?.parcels, pause: pause
      ) { grid, extent in
        try pause()
        let polygons = try shape.polygons(in: grid, near: extent, self)
        grids[grid] = polygons
        return Outline(polygons)
      }
      var answer = AreaAnswer(
        query: query(question, shape, ward, cover), cover: cover, revision: scene.revision)
      answer.notes = shape.notes
      try sort(&answer, snapshot, scene, pause)
      if answer.rows.isEmpty {
        answer.notes.append(snapshot.revision == 0 ? .emptyRegister : .noParcelInside)
        if ward == nil, let place = shape.place(self), try wards(at: place, snapshot, scene).first == nil {
          answer.notes.append(.outsideEveryWard)
        }
      }
      if question.geometry == .clipped { try clip(&answer, grids, pause) }
      return answer
    }
  }

  /// What ends long work: nobody waits any more, or its time is over.
  static func pause(_ isCancelled: @escaping () -> Bool) -> () throws -> Void {
    let end = ContinuousClock.now + longestWork
    return {
      if isCancelled() { throw ServiceError(.busy, Phrase(vi: "Không còn ai chờ.", en: "Nobody waits any more.")) }
      guard ContinuousClock.now < end else {
        throw ServiceError(
          .tooMuchWork,
          Phrase(
            vi: "Câu hỏi này tốn quá \(longestWork.components.seconds) giây; hãy chia nhỏ hoặc giản lược hình.",
            en:
              "This question takes more than \(longestWork.components.seconds) seconds; split the area or simplify it."),
          parameter: "coordinates", allowed: ["≤ \(longestWork.components.seconds) s"])
      }
    }
  }

  private func shape(
    of ground: AreaQuestion.Ground, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> (AreaShape, WardReference?) {
    switch ground {
    case .drawn(let drawing): return (try AreaShape(drawing, self), nil)
    case .ward(let code):
      let versions = try snapshot.wards(code: code, knownAt: scene.knownAt)
      guard let row = versions.last(where: { $0.ward.isValid(on: scene.day) }) else {
        throw Self.wardNotFound(code, versions, on: scene.day)
      }
      return (AreaShape(ward: try row.geometry()), WardReference(row.ward))
    }
  }

  private func query(
    _ question: AreaQuestion, _ shape: AreaShape, _ ward: WardReference?, _ cover: LandCover
  ) -> AreaAnswer.Query {
    let widths = Set(shape.strips.map(\.width))
    var query = AreaAnswer.Query(
      ward: ward, crs: shape.crs, width: widths.count == 1 ? widths.first : nil, tolerance: question.tolerance,
      geometry: question.geometry)
    let grid =
      cover.pieces.max { $0.area < $1.area }.map { cover.grid(of: $0) }
      ?? VN2000.nearestZone(longitude: shape.envelope.center.x).crs
    // Beyond its reach a grid has no areas that mean anything, and the answer goes without.
    guard shape.envelope.maxX - shape.envelope.minX < Self.widestGrid else { return query }
    if let polygons = try? shape.polygons(in: grid, near: shape.envelope, self) { query.area = (polygons.area, grid) }
    return query
  }

  // MARK: the sums

  private func sort(
    _ answer: inout AreaAnswer, _ snapshot: borrowing Snapshot, _ scene: Scene, _ pause: () throws -> Void
  ) throws {
    var groups = AreaGroups()
    let cover = answer.cover
    var hasDefence = false
    for (place, piece) in cover.pieces.enumerated() {
      if place.isMultiple(of: 1024) { try pause() }
      let use = groups.use(of: cover.landUse(of: piece)) { landUses.parts(of: $0) }
      guard !groups.isDefence(use) else {
        hasDefence = true
        continue
      }
      let ward = try groups.ward(of: cover.sheetCode(of: piece)) {
        try lastingWard(of: cover.key(of: piece), snapshot, scene)
      } elsewhere: {
        try cover.polygons(of: piece).pointInside.flatMap { try wards(at: $0, snapshot, scene).first }
      }
      var row = AreaAnswer.Row(piece: piece, units: Int((piece.area * 100).rounded()), ward: ward, use: use)
      guard piece.area >= answer.query.tolerance else {
        row.units = Int((piece.area * 10_000).rounded())
        answer.touched.append(row)
        continue
      }
      answer.total.add(row.units)
      groups.add(row)
      answer.rows.append(row)
    }
    groups.hand(over: &answer)
    if hasDefence {
      answer.withheld.append("defenceLand")
      answer.notes.append(.defenceLand)
    }
  }

  /// The ward of a parcel by its key, while that ward lasts on the scene's day.
  private func lastingWard(
    of key: ParcelKey, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> WardReference? {
    let lasting = try snapshot.ward(code: key.ward, on: scene.day, knownAt: scene.knownAt)
    guard let lasting, key.wardFrom == nil || lasting.ward.validFrom == key.wardFrom else { return nil }
    return WardReference(lasting.ward)
  }

  // MARK: the parts inside

  /// How many parcels are cut with one part of the area.
  private static let batch = 64

  private func clip(
    _ answer: inout AreaAnswer, _ grids: [CRS: MultiPolygon], _ pause: () throws -> Void
  ) throws {
    let partial = answer.rows.indices.filter { !answer.rows[$0].piece.isWhole }
    let positions = grids.values.map(\.coordinates.count).max() ?? 0
    guard (partial.count / Self.batch + 1) * positions <= Self.mostClipping else {
      throw ServiceError(
        .tooMuchWork,
        Phrase(
          vi:
            "Vùng có \(positions) đỉnh và cắt \(partial.count) thửa: quá nhiều để cắt hình; dùng geometry=none hoặc whole.",
          en: "The area has \(positions) positions and cuts \(partial.count) parcels: too many to clip; "
            + "use geometry=none or whole."),
        parameter: "geometry", value: "clipped", allowed: ["none", "whole"], suggestion: "whole")
    }
    for start in stride(from: 0, to: partial.count, by: Self.batch) {
      try pause()
      let places = partial[start..<min(start + Self.batch, partial.count)]
      for (grid, area) in grids {
        let own = places.filter { answer.cover.grid(of: answer.rows[$0].piece) == grid }
        guard !own.isEmpty else { continue }
        let parcels = own.map { answer.cover.gridPolygons(of: answer.rows[$0].piece) }
        let parts = try parts(of: parcels, inside: area)
        for (place, part) in zip(own, parts) {
          var part = part
          try systems.operation(grid).forward(&part.coordinates)
          answer.clips[place] = part
        }
      }
    }
  }

  /// The parts of some parcels inside an area, which is cut to the parcels' box first.
  private func parts(of parcels: [MultiPolygon], inside area: MultiPolygon) throws -> [MultiPolygon] {
    let geos = reader.geos
    var box = Envelope.empty
    for parcel in parcels { box.extend(to: parcel.envelope) }
    let whole = try geos.polygons(area)
    let near = try whole.clipped(to: box.expanded(by: 1))
    return try parcels.map { parcel in
      let shape = try geos.polygons(parcel)
      do {
        return try shape.intersection(near.clipped(to: parcel.envelope.expanded(by: 1))).polygons()
      } catch is GEOSError {
        // What a clip leaves where it touches the box may be invalid; the whole area never is.
        return try shape.intersection(whole).polygons()
      }
    }
  }
}

/// The land uses and wards that occur in an area, and their sums.
private struct AreaGroups {
  private var uses: [AreaAnswer.Use] = []
  private var useOf: [String?: Int] = [:]
  private var wards: [WardReference?] = []
  private var wardOf: [WardReference?: Int] = [:]
  /// For each sheet its ward, or `nil` when each parcel must be asked.
  private var wardOfSheet: [Int64: Int?] = [:]
  private var sumsByWard: [AreaAnswer.Sum] = []
  private var sumsByUse: [String?: AreaAnswer.Sum] = [:]
  /// For each use the codes that its parcels are summed up under.
  private var codes: [String?] = []

  mutating func use(of label: String?, _ parts: (String) -> LandUseParts) -> Int {
    if let known = useOf[label] { return known }
    let place = uses.count
    useOf[label] = place
    let taken = label.map(parts)
    uses.append(AreaAnswer.Use(label: label, parts: taken))
    codes.append(taken.map { $0.codes.joined(separator: "+") })
    return place
  }

  func isDefence(_ use: Int) -> Bool { uses[use].parts?.isDefence == true }

  mutating func ward(
    of sheet: Int64, _ find: () throws -> WardReference?, elsewhere: () throws -> WardReference?
  ) throws -> Int {
    if let known = wardOfSheet[sheet] {
      if let known { return known }
      return place(of: try elsewhere())
    }
    guard let own = try find() else {
      wardOfSheet[sheet] = .some(nil)
      return place(of: try elsewhere())
    }
    let place = place(of: own)
    wardOfSheet[sheet] = place
    return place
  }

  private mutating func place(of ward: WardReference?) -> Int {
    if let known = wardOf[ward] { return known }
    let place = wards.count
    wards.append(ward)
    wardOf[ward] = place
    sumsByWard.append(AreaAnswer.Sum())
    return place
  }

  mutating func add(_ row: AreaAnswer.Row) {
    sumsByWard[row.ward].add(row.units)
    let parts = uses[row.use].parts
    guard row.piece.isWhole, let parts, let areas = parts.areas, areas.count > 1 else {
      sumsByUse[codes[row.use], default: AreaAnswer.Sum()].add(row.units)
      return
    }
    // A whole parcel whose label gives each use its area counts under each; the rounding goes to the last.
    var rest = row.units
    let sum = areas.reduce(0, +)
    for (place, area) in areas.enumerated() {
      let units = place == areas.count - 1 ? rest : min(rest, Int((Double(row.units) * area / sum).rounded()))
      sumsByUse[parts.codes[place], default: AreaAnswer.Sum()].add(units)
      rest -= units
    }
  }

  /// The sums in an order that depends on nothing but them.
  func hand(over answer: inout AreaAnswer) {
    answer.uses = uses
    answer.wards = wards
    answer.byLandUse = sumsByUse.map { ($0.key, $0.value) }
      .sorted { ($1.sum.units, $0.label ?? "\u{10FFFF}") < ($0.sum.units, $1.label ?? "\u{10FFFF}") }
    answer.byWard = sumsByWard.indices.filter { sumsByWard[$0].parcels > 0 }.map { ($0, sumsByWard[$0]) }
      .sorted { (wards[$0.ward]?.code ?? "\u{10FFFF}") < (wards[$1.ward]?.code ?? "\u{10FFFF}") }
  }
}
