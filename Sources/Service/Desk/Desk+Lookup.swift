import Cadastre
import Geo
import Projection
import Register
import VietText

extension Desk {
  /// Degrees without a stated accuracy come from a phone: 5 m.
  private static let assumedAccuracy = 5.0
  /// What the seven parameters leave open between two datums, metres (EPSG:6960).
  private static let datumUncertainty = 1.0
  /// However coarse the input, farther than this nothing is listed, so that a question stays short.
  private static let longestReach = 250.0
  /// How far the nearest parcel is looked for when none is at hand, metres.
  private static let searches: [Double] = [25, 200, 1000, 3000]
  private static let mostCandidates = 50

  /// What lies at a place.
  ///
  /// - Throws: ``ServiceError`` when the coordinate cannot be read or its system is not clear, or for a day or revision
  ///   that the register does not have.
  public func lookup(_ question: LookupQuestion) throws(ServiceError) -> LookupAnswer {
    let text = try Self.notation(question.at)
    var question = question
    question.accuracy = question.accuracy ?? text.statedAccuracy
    return try reading(question.moment) { snapshot, scene in
      try answer(question, try decision(on: text, crs: question.crs, snapshot, scene), snapshot, scene)
    }
  }

  /// How a coordinate is meant, by what the land says of its readings.
  func decision(
    on text: CoordinateText, crs: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ReadingDecision {
    // Grid numbers alone need what the register knows; degrees do not ask for it.
    let isGrid = text.readings.contains { if case .grid = $0.position { true } else { false } }
    let choice = ReadingChoice(
      systems: systems, extent: isGrid ? try snapshot.extent() : Self.vietNam,
      grids: isGrid ? try searching.grids(snapshot, index: scene.index?.parcels) : [])
    var candidates = try choice.candidates(for: text, crs: crs)
    if candidates.isOpen {
      for place in candidates.placed.indices { try judge(&candidates.placed[place], snapshot, scene) }
    }
    return try choice.decide(candidates)
  }

  private static let vietNam = Envelope(minX: 102, minY: 7, maxX: 117.5, maxY: 24)

  static func notation(_ text: String) throws(ServiceError) -> CoordinateText {
    do {
      return try CoordinateNotation.parse(text)
    } catch {
      let isTable = error.code == .vertexTable
      let detail =
        isTable
        ? Phrase(
          vi: error.phrase.vietnamese + " (diaba corners TẬP_TIN, hoặc POST /corners)",
          en: error.phrase.english + " (diaba corners FILE, or POST /corners)") : error.phrase
      throw ServiceError(
        .badCoordinate, detail, parameter: "at", value: text,
        suggestion: isTable ? "POST /corners" : "15.1205, 108.7923")
    }
  }

  private func judge(_ reading: inout PlacedReading, _ snapshot: borrowing Snapshot, _ scene: Scene) throws {
    var hasParcel = false
    if !reading.isGeographic {
      let found = try snapshot.locate(
        LocationQuery(position: reading.position), at: scene.moment, index: scene.index?.parcels)
      hasParcel = (found.inside + found.boundary).contains { VN2000.successor(of: reading.crs) == $0.grid }
    }
    reading.ward = try wards(at: reading.position, snapshot, scene).first
    reading.agreement = ReadingChoice.agreement(at: reading.position, hasParcel: hasParcel, ward: reading.ward)
  }

  // MARK: the answer

  private func answer(
    _ question: LookupQuestion, _ decision: ReadingDecision, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> LookupAnswer {
    let used = decision.used
    var notes = decision.notes
    var uncertainty = used.rounding + (question.accuracy ?? 0)
    if used.isGeographic, used.isDecimalDegrees, question.accuracy == nil {
      uncertainty += Self.assumedAccuracy
      notes.append(.assumedAccuracy(Self.assumedAccuracy))
    }
    let reach = uncertainty + Self.datumUncertainty
    if reach > Self.longestReach { notes.append(.reachLimited(Self.longestReach)) }
    let location = try snapshot.locate(
      LocationQuery(position: used.position, uncertainty: min(reach, Self.longestReach)), at: scene.moment,
      index: scene.index?.parcels)
    var finds = Finds(location, used, uncertainty: uncertainty, datumUncertainty: Self.datumUncertainty)
    let places = try wards(at: used.position, snapshot, scene)
    if !places.others.isEmpty { notes.append(.wardEdge(others: places.others.map(\.name))) }
    let features = try features(&finds, snapshot, scene)
    if let place = places.first, places.others.isEmpty, let feature = features.first, feature.relation == .inside,
      let ward = feature.ward, ward != place
    {
      notes.append(.parcelOfOtherWard(place: place.name, parcel: ward.name))
    }
    if finds.crossesDatum {
      uncertainty += Self.datumUncertainty
      notes.append(.datumChange(Self.datumUncertainty))
    }
    if features.count > 1, finds.holding > 1 { notes.append(.overlap(count: features.count)) }
    let candidates = try candidates(&finds, snapshot, scene, &notes)
    if features.first?.relation == .boundary { notes.append(.onBoundary) }
    if features.isEmpty, !finds.isDefence {
      try explainAbsence(at: used.position, ward: places.first, snapshot, scene, &notes, &finds)
    }
    if finds.isDefence { notes.append(.defenceLand) }
    return LookupAnswer(
      query: LookupAnswer.Query(
        at: question.at, crs: used.crs, position: used.position,
        vn2000: try grid(of: used, features.first?.grid ?? finds.nearestGrid),
        uncertainty: uncertainty,
        otherReadings: decision.others.compactMap { other in
          other.ward.map { LookupAnswer.OtherReading(crs: other.crs, position: other.position, ward: $0) }
        }),
      isCertain: features.count == 1 && finds.candidates.isEmpty && decision.equals == 0 && !finds.isDefence
        && reach <= Self.longestReach,
      ward: places.first, revision: scene.revision.id > 0 ? scene.revision : nil, features: features,
      candidates: candidates, withheld: finds.isDefence ? ["holder", "defenceLand"] : ["holder"], notes: notes)
  }

  private func features(
    _ finds: inout Finds, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [ParcelFeature] {
    var features: [ParcelFeature] = []
    var place = 0
    while place < finds.features.count {
      let hit = finds.features[place]
      guard let row = try snapshot.parcel(hit.found, at: scene.moment, index: scene.index?.parcels) else {
        place += 1
        continue
      }
      guard var feature = try feature(of: row, hit.found.grid, snapshot, scene) else {
        finds.isDefence = true
        finds.features.remove(at: place)
        continue
      }
      feature.relation = hit.relation
      feature.boundaryDistance = hit.boundaryDistance
      features.append(feature)
      place += 1
    }
    return features
  }

  private func candidates(
    _ finds: inout Finds, _ snapshot: borrowing Snapshot, _ scene: Scene, _ notes: inout [Note]
  ) throws -> [LookupAnswer.Candidate] {
    guard !finds.candidates.isEmpty else { return [] }
    var candidates: [LookupAnswer.Candidate] = []
    for hit in finds.candidates {
      guard candidates.count < Self.mostCandidates else {
        notes.append(.candidatesLimited(Self.mostCandidates))
        break
      }
      guard let known = try snapshot.name(of: hit.found, at: scene.moment, index: scene.index?.parcels) else {
        continue
      }
      guard known.landUse.map({ landUses.parts(of: $0).isDefence }) != true else {
        finds.isDefence = true
        continue
      }
      candidates.append(
        LookupAnswer.Candidate(id: Int(hit.found.id), key: known.key, distance: hit.boundaryDistance))
    }
    return candidates
  }

  /// A parcel as answers show it; `nil` when it is in no public answer.
  func feature(
    of row: ParcelRow, _ grid: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ParcelFeature? {
    let landUse = row.parcel.landUse.map { landUses.parts(of: $0) }
    guard landUse?.isDefence != true else { return nil }
    let polygons = try row.geometry()
    return ParcelFeature(
      id: Int(row.id), parcel: row.parcel, ward: try ward(of: row.parcel.key, polygons, snapshot, scene),
      polygons: polygons, grid: grid, landUse: landUse)
  }

  private func explainAbsence(
    at position: Coordinate, ward: WardReference?, _ snapshot: borrowing Snapshot, _ scene: Scene,
    _ notes: inout [Note], _ finds: inout Finds
  ) throws {
    if snapshot.revision == 0 {
      notes.append(.emptyRegister)
      return
    }
    notes.append(ward == nil ? .outsideEveryWard : .onNoParcel)
    for reach in Self.searches {
      let found = try snapshot.locate(
        LocationQuery(position: position, uncertainty: reach), at: scene.moment, index: scene.index?.parcels)
      for hit in found.near {
        guard let known = try snapshot.name(of: hit, at: scene.moment, index: scene.index?.parcels),
          known.landUse.map({ landUses.parts(of: $0).isDefence }) != true
        else { continue }
        finds.nearestGrid = hit.grid
        notes.append(.nearest(known.key, distance: hit.distance))
        return
      }
    }
    notes.append(.nothingNear(distance: Self.searches.last ?? 0))
  }

  /// The place in a grid of VN-2000: the one it came in, else that of the parcel found, else the nearest.
  private func grid(of used: PlacedReading, _ parcel: CRS?) throws -> LookupAnswer.GridPosition? {
    if used.isVN2000, !used.isGeographic {
      return LookupAnswer.GridPosition(crs: used.crs, position: used.given)
    }
    let crs: CRS
    if let parcel, VN2000.kind(of: parcel) != nil {
      crs = parcel
    } else {
      guard Self.vietNam.contains(used.position) else { return nil }
      crs = VN2000.nearestZone(longitude: used.position.x).crs
    }
    return LookupAnswer.GridPosition(crs: crs, position: try systems.position(used.position, in: crs))
  }
}

/// The parcels found at a place, sorted into those that answer and those that might.
struct Finds {
  /// One parcel.
  struct Hit {
    var found: LandLocation.Hit
    var relation: Relation
    var boundaryDistance: Double { found.boundaryDistance }
  }

  var features: [Hit] = []
  /// The others within the uncertainty, the nearest first.
  var candidates: [Hit] = []
  /// How many parcels hold the place.
  var holding = 0
  /// Whether a parcel that counts is on another datum than the input.
  var crossesDatum = false
  /// Whether something was left out because it is of defence.
  var isDefence = false
  /// The grid of the nearest parcel.
  var nearestGrid: CRS?

  /// Sorts what the register found with a boundary tolerance of 1 mm.
  ///
  /// What the input's rounding cannot tell from the boundary is then called `boundary`; but only parcels that hold the
  /// place, or else the nearest one, answer the question: with a coarse input all others are candidates.
  init(_ location: LandLocation, _ used: PlacedReading, uncertainty: Double, datumUncertainty: Double) {
    let tolerance = max(0.001, used.rounding)
    let (isVN2000, crs) = (used.isVN2000, used.crs)
    func differs(_ grid: CRS) -> Bool { isVN2000 ? VN2000.kind(of: grid) == nil : grid != crs }
    func hit(_ found: LandLocation.Hit, isFar: Bool) -> Hit {
      let isBoundary = found.relation == .boundary || found.boundaryDistance <= tolerance
      return Hit(found: found, relation: isBoundary ? .boundary : isFar ? .near : .inside)
    }
    for found in location.inside { features.append(hit(found, isFar: false)) }
    for found in location.boundary { features.append(hit(found, isFar: false)) }
    holding = features.count
    for found in location.near
    where found.distance <= uncertainty + (differs(found.grid) ? datumUncertainty : 0) {
      if features.isEmpty {
        features.append(hit(found, isFar: true))
      } else {
        candidates.append(hit(found, isFar: true))
      }
    }
    crossesDatum = features.contains { differs($0.found.grid) } || candidates.contains { differs($0.found.grid) }
    nearestGrid = features.first?.found.grid
  }
}
