import Cadastre
import Geo
import Projection
import Register
import VietText

extension Desk {
  /// How far off the nearest parcel is looked for when there is none at a place of a list, metres.
  private static let nearestReach = 100.0

  /// Answers the rows of a list from one state of the land.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read, or has no such day or revision; what is wrong with a
  ///   row stands in its answer.
  func answers(to places: [BatchPlace], _ settings: BatchSettings, crs: CRS?) throws(ServiceError) -> [BatchAnswer] {
    try reading(settings.moment) { snapshot, scene in
      let fixes = try fixes(of: places, settings, crs: crs, snapshot, scene)
      var queries: [LocationQuery] = []
      queries.reserveCapacity(fixes.count)
      for fix in fixes { queries.append(fix.query) }
      var answers: [BatchAnswer] = []
      answers.reserveCapacity(places.count)
      try snapshot.locate(queries, at: scene.moment, index: scene.index?.parcels) { place, location in
        answers.append(try answer(fixes[place], location, snapshot, scene))
      }
      return answers
    }
  }

  // MARK: where

  /// Finds out where each row lies; those in a plain pair are projected together.
  private func fixes(
    of places: [BatchPlace], _ settings: BatchSettings, crs: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [BatchFix] {
    let plain = PlainSystem(crs, systems)
    var fixes: [BatchFix] = []
    fixes.reserveCapacity(places.count)
    var (projected, targets): ([Coordinate], [Int]) = ([], [])
    for place in places {
      let accuracy = settings.accuracy
      switch place {
      case .fault(let fault): fixes.append(BatchFix(fault))
      case .plain(let reading):
        if let used = plain.place(reading) {
          if plain.isProjected {
            targets.append(fixes.count)
            projected.append(used.given)
          }
          fixes.append(BatchFix(ReadingDecision(used: used, notes: used.remarks.map { .remark($0.phrase) }), accuracy))
        } else {
          let text = CoordinateText(text: "", readings: [reading])
          fixes.append(try fix(of: text, accuracy, crs: crs, snapshot, scene))
        }
      case .text, .degrees:
        switch place.text {
        case .success(let text):
          fixes.append(try fix(of: text, accuracy ?? text.statedAccuracy, crs: crs, snapshot, scene))
        case .failure(let fault): fixes.append(BatchFix(fault))
        }
      }
    }
    systems.wgs84(&projected, from: plain.crs)
    for (target, position) in zip(targets, projected) {
      if position.isFinite {
        fixes[target].decision?.used.position = position
      } else {
        fixes[target] = BatchFix(BatchFault(Systems.outside(plain.crs)))
      }
    }
    return fixes
  }

  private func fix(
    of text: CoordinateText, _ accuracy: Double?, crs: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws(ServiceError) -> BatchFix {
    do throws(ServiceError) {
      return BatchFix(try ServiceError.wrapping { try decision(on: text, crs: crs, snapshot, scene) }, accuracy)
    } catch {
      // A register that cannot be read is no fault of the row.
      guard error.code.isOfQuestion else { throw error }
      return BatchFix(BatchFault(error))
    }
  }

  // MARK: what

  private func answer(
    _ fix: BatchFix, _ location: LandLocation, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> BatchAnswer {
    guard let decision = fix.decision, let extent = fix.extent else {
      return BatchAnswer(fix.fault ?? .empty)
    }
    let used = decision.used
    var finds = Finds(location, used, uncertainty: extent.metres, datumUncertainty: Uncertainty.datum)
    var answer = BatchAnswer(at: used.position, uncertainty: extent.metres)
    answer.notes = decision.notes
    try fill(&answer, &finds, snapshot, scene)
    if finds.crossesDatum { answer.uncertainty = extent.metres + Uncertainty.datum }
    if answer.parcel == nil {
      answer.ward = try wards(at: used.position, snapshot, scene).first
      if !finds.isDefence { try explain(&answer, used.position, snapshot, scene) }
    }
    if finds.isDefence { answer.notes.append(.defenceLand) }
    answer.isCertain =
      answer.parcel != nil && answer.candidates == 0 && decision.equals == 0 && !finds.isDefence && !extent.isCut
    return answer
  }

  /// Puts the parcel that answers into a row, and counts the others.
  private func fill(
    _ answer: inout BatchAnswer, _ finds: inout Finds, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    let index = scene.index?.parcels
    var holding = 0
    for hit in finds.features {
      guard let known = try snapshot.summary(of: hit.found, at: scene.moment, index: index) else { continue }
      guard !isDefence(known.landUse) else {
        finds.isDefence = true
        continue
      }
      holding += 1
      guard answer.parcel == nil else { continue }
      answer.status = .found
      answer.parcel = BatchAnswer.Parcel(
        id: hit.found.id, key: known.key, landUse: known.landUse, mapArea: known.mapArea, relation: hit.relation,
        boundaryDistance: hit.boundaryDistance)
      answer.ward = try ward(of: known.key, snapshot, scene) {
        try snapshot.parcel(hit.found, at: scene.moment, index: index)?.geometry() ?? MultiPolygon()
      }
      if hit.relation == .boundary { answer.notes.append(.onBoundary) }
    }
    if holding > 1, finds.holding > 1 { answer.notes.append(.overlap(count: holding)) }
    var others = 0
    for hit in finds.candidates {
      if isDefence(try snapshot.landUse(of: hit.found, at: scene.moment, index: index)) {
        finds.isDefence = true
      } else {
        others += 1
      }
    }
    answer.candidates = others + max(0, holding - 1)
  }

  private func isDefence(_ landUse: String?) -> Bool { landUse.map { landUses.isDefence($0) } ?? false }

  private func explain(
    _ answer: inout BatchAnswer, _ position: Coordinate, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    guard snapshot.revision > 0 else {
      answer.notes.append(.emptyRegister)
      return
    }
    answer.notes.append(answer.ward == nil ? .outsideEveryWard : .onNoParcel)
    let found = try snapshot.locate(
      LocationQuery(position: position, uncertainty: Self.nearestReach), at: scene.moment,
      index: scene.index?.parcels)
    for hit in found.near {
      guard let known = try snapshot.name(of: hit, at: scene.moment, index: scene.index?.parcels),
        !isDefence(known.landUse)
      else { continue }
      answer.notes.append(.nearest(known.key, distance: hit.distance))
      return
    }
    answer.notes.append(.nothingNear(distance: Self.nearestReach))
  }
}

/// Where a row of a list lies, or why that is not known.
struct BatchFix {
  var decision: ReadingDecision?
  var extent: Uncertainty?
  var fault: BatchFault?

  init(_ fault: BatchFault) { self.fault = fault }

  init(_ decision: ReadingDecision, _ accuracy: Double?) {
    self.decision = decision
    extent = Uncertainty(decision.used, accuracy: accuracy)
  }

  /// The question to the register; about no place when the place is not known.
  var query: LocationQuery {
    guard let decision, let extent else { return LocationQuery(position: Coordinate(x: .nan, y: .nan)) }
    return LocationQuery(position: decision.used.position, uncertainty: extent.searched)
  }
}

/// The system of plain pairs whose one reading needs no look at the land.
struct PlainSystem {
  /// The system in which positions are given.
  let crs: CRS
  /// Whether they are metres of a grid.
  let isProjected: Bool
  private let isPlain: Bool

  init(_ stated: CRS?, _ systems: Systems) {
    crs = stated ?? .wgs84
    let isGeographic = (try? systems.isGeographic(crs)) ?? true
    isProjected = !isGeographic
    isPlain = crs == .wgs84 || !isGeographic
  }

  /// A reading in this system, its place on the ground still missing for metres; `nil` when that is not so simple.
  func place(_ reading: CoordinateReading) -> PlacedReading? {
    guard isPlain, reading.impliedCRS == nil else { return nil }
    switch reading.position {
    case .geographic(let longitude, let latitude, let rounding) where !isProjected:
      let position = Coordinate(x: longitude, y: latitude)
      return PlacedReading(
        crs: crs, given: position, position: position,
        rounding: ReadingChoice.radius(rounding, latitude: latitude), isGeographic: true,
        isDecimalDegrees: reading.form == .decimalDegrees, remarks: reading.remarks, order: 0)
    case .grid(let x, let y, let rounding, _, _) where isProjected:
      return PlacedReading(
        crs: crs, given: Coordinate(x: y, y: x), position: Coordinate(x: .infinity, y: .infinity),
        rounding: rounding * 2.0.squareRoot(), isGeographic: false, isDecimalDegrees: false, remarks: reading.remarks,
        order: 0)
    default: return nil
    }
  }
}

/// How far off a place may be, and how far around it is searched.
struct Uncertainty {
  /// What the seven parameters leave open between two datums, metres (EPSG:6960).
  static let datum = 1.0
  /// Degrees without a stated accuracy come from a phone: 5 m.
  static let ofPhone = 5.0
  /// However coarse the input, farther than this nothing is listed, so that a question stays short.
  static let longestReach = 250.0

  /// Rounding and accuracy, metres.
  let metres: Double
  /// Whether the accuracy was assumed.
  let isAssumed: Bool

  init(_ used: PlacedReading, accuracy: Double?) {
    isAssumed = used.isGeographic && used.isDecimalDegrees && accuracy == nil
    metres = used.rounding + (accuracy ?? (isAssumed ? Self.ofPhone : 0))
  }

  /// How far around the place is searched, metres.
  var searched: Double { min(metres + Self.datum, Self.longestReach) }
  /// Whether less was searched than the input leaves open.
  var isCut: Bool { metres + Self.datum > Self.longestReach }
}

extension ServiceError.Code {
  /// Whether the question is at fault, and not the register or the service.
  var isOfQuestion: Bool {
    switch self {
    case .badCoordinate, .ambiguousCoordinate, .contradiction, .badCRS: true
    default: false
    }
  }
}
