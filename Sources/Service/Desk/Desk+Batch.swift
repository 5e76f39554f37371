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
      var answers: [BatchAnswer] = []
      answers.reserveCapacity(places.count)
      for place in places { answers.append(try answer(to: place, settings, crs: crs, snapshot, scene)) }
      return answers
    }
  }

  private func answer(
    to place: BatchPlace, _ settings: BatchSettings, crs: CRS?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> BatchAnswer {
    do {
      let text: CoordinateText
      switch place {
      case .fault(let fault): return BatchAnswer(fault)
      case .plain(let reading): text = CoordinateText(text: "", readings: [reading])
      case .text(let words): text = try Self.notation(words)
      }
      let decision = try decide(text, crs: crs, snapshot, scene)
      return try answer(decision, accuracy: settings.accuracy ?? text.statedAccuracy, snapshot, scene)
    } catch let error as ServiceError {
      // A register that cannot be read is no fault of the row.
      guard error.code.isOfQuestion else { throw error }
      return BatchAnswer(BatchFault(error))
    }
  }

  private func answer(
    _ decision: ReadingDecision, accuracy: Double?, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> BatchAnswer {
    let used = decision.used
    let extent = Uncertainty(used, accuracy: accuracy)
    let location = try snapshot.locate(
      LocationQuery(position: used.position, uncertainty: extent.searched), at: scene.moment,
      index: scene.index?.parcels)
    var finds = Finds(
      location, used, uncertainty: extent.metres, datumUncertainty: Uncertainty.datum)
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
    var holding = 0
    for hit in finds.features {
      guard let row = try snapshot.parcel(hit.found, at: scene.moment, index: scene.index?.parcels) else { continue }
      guard row.parcel.landUse.map({ landUses.parts(of: $0).isDefence }) != true else {
        finds.isDefence = true
        continue
      }
      holding += 1
      guard answer.parcel == nil else { continue }
      answer.status = .found
      answer.parcel = BatchAnswer.Parcel(
        id: row.id, key: row.parcel.key, landUse: row.parcel.landUse, mapArea: row.parcel.mapArea,
        relation: hit.relation, boundaryDistance: hit.boundaryDistance)
      answer.ward = try ward(of: row.parcel.key, snapshot, scene) { try row.geometry() }
      if hit.relation == .boundary { answer.notes.append(.onBoundary) }
    }
    if holding > 1, finds.holding > 1 { answer.notes.append(.overlap(count: holding)) }
    var others = 0
    for hit in finds.candidates {
      guard let row = try snapshot.parcel(hit.found, at: scene.moment, index: scene.index?.parcels) else { continue }
      if row.parcel.landUse.map({ landUses.parts(of: $0).isDefence }) == true {
        finds.isDefence = true
      } else {
        others += 1
      }
    }
    answer.candidates = others + max(0, holding - 1)
  }

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
      guard let row = try snapshot.parcel(hit, at: scene.moment, index: scene.index?.parcels),
        row.parcel.landUse.map({ landUses.parts(of: $0).isDefence }) != true
      else { continue }
      answer.notes.append(.nearest(row.parcel.key, distance: hit.distance))
      return
    }
    answer.notes.append(.nothingNear(distance: Self.nearestReach))
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
