import Cadastre
import Geo
import Register
import VietText

/// Which wards a desk has met: those that last on the day they were asked for.
struct WardNames {
  private struct Key: Hashable {
    let code: String
    let from: Day?
  }

  private var known: [Key: WardReference?] = [:]
  private var state: (revision: Int, day: Day)?

  /// What is remembered of a ward: whether it lasts on the scene's day, and how it is called.
  mutating func lasting(
    _ code: String, from: Day?, in scene: Scene, _ find: () throws -> WardReference?
  ) rethrows -> WardReference? {
    if state?.revision != scene.revision.id || state?.day != scene.day {
      known.removeAll(keepingCapacity: true)
      state = (scene.revision.id, scene.day)
    }
    let key = Key(code: code, from: from)
    if let reference = known[key] { return reference }
    let reference = try find()
    if known.count > 20_000 { known.removeAll() }
    known[key] = .some(reference)
    return reference
  }
}

extension Desk {
  /// The ward that bears a code.
  ///
  /// - Throws: ``ServiceError`` of code `wardNotFound` with the nearest that is known.
  public func ward(_ question: WardQuestion) throws(ServiceError) -> WardAnswer {
    try reading(question.moment) { snapshot, scene in
      let versions = try snapshot.wards(code: question.code, knownAt: scene.knownAt, index: scene.index?.wards)
      guard let row = versions.last(where: { $0.ward.isValid(on: scene.day) }) else {
        throw try suggesting(
          try wardEnded(question.code, versions, snapshot, scene), for: question.code, snapshot, scene
        ) { "/wards/\($0)" }
      }
      var answer = WardAnswer(
        id: Int(row.id), ward: row.ward, area: try searching.area(of: row.id, snapshot, knownAt: scene.knownAt) ?? 0,
        polygons: try row.geometry(), revision: scene.revision, notes: [],
        links: [Link("self", "/wards/\(Link.encoded(row.ward.code))")])
      try addLife(of: row.ward, to: &answer, snapshot, scene)
      return answer
    }
  }

  /// The ward that holds a place, and others when it lies on their edge.
  func wards(
    at position: Coordinate, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> (first: WardReference?, others: [WardReference]) {
    let rows = try snapshot.wards(at: position, on: scene.day, knownAt: scene.knownAt, index: scene.index?.wards)
    guard let first = rows.first else { return (nil, []) }
    return (WardReference(first.ward), rows.count > 1 ? rows.dropFirst().map { WardReference($0.ward) } : [])
  }

  /// The ward of a parcel on the scene's day: its own while that lasts, else the one that holds a point of it.
  func ward(
    of key: ParcelKey, _ polygons: MultiPolygon, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> WardReference? {
    try ward(of: key, snapshot, scene) { polygons }
  }

  /// The same, the polygons asked for only when they are needed.
  func ward(
    of key: ParcelKey, _ snapshot: borrowing Snapshot, _ scene: Scene, polygons: () throws -> MultiPolygon
  ) throws -> WardReference? {
    let own = try wardNames.lasting(key.ward, from: key.wardFrom, in: scene) {
      let lasting = try snapshot.ward(code: key.ward, on: scene.day, knownAt: scene.knownAt, index: scene.index?.wards)
      guard let lasting, key.wardFrom == nil || lasting.ward.validFrom == key.wardFrom else { return nil }
      return WardReference(lasting.ward)
    }
    if let own { return own }
    if let inside = try polygons().pointInside, let found = try wards(at: inside, snapshot, scene).first {
      return found
    }
    return try wardByLineage(of: key, snapshot, scene)
  }

  static func wardNotFound(_ code: String, _ versions: [WardRow], on day: Day) -> ServiceError {
    guard let last = versions.last else {
      return ServiceError(
        .wardNotFound,
        Phrase(
          vi: "Sổ không có xã mã \(code.prefix(40)); mã xã có 5 chữ số.",
          en: "The register knows no ward of code \(code.prefix(40)); a ward's code has 5 digits."),
        parameter: "ward", value: code)
    }
    let name = last.ward.name
    let from = last.ward.validFrom
    return ServiceError(
      .wardNotFound,
      Phrase(
        vi:
          "Vào ngày \(day) không có xã nào mang mã \(code); mã này là \(name) từ \(from)\(last.ward.validTo.map { " đến trước \($0)" } ?? "").",
        en:
          "No ward bore the code \(code) on \(day); it is \(name) from \(from)\(last.ward.validTo.map { " until \($0)" } ?? "")."
      ),
      parameter: "asOf", value: "\(day)", suggestion: "/wards/\(Link.encoded(code))?asOf=\(from)")
  }
}
