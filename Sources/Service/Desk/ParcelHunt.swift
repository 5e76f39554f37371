import Cadastre
import Geo
import Register

/// Looks for the parcels of a search by their names, in the key's index.
struct ParcelHunt {
  /// A parcel that was found, with all that its rank depends on.
  struct Find {
    var name: ParcelName
    var reading: Int
    var designators: Designator.Match
    /// How well the ward answers: its rank among those asked for, and whether it is the parcel's today or has ended.
    var ward: (rank: Int, isIndirect: Bool, quality: MatchKind)

    var match: MatchKind { max(MatchKind(designators), ward.quality) }
  }

  /// A sheet that was found.
  struct SheetFind {
    var code: String
    /// The place of its ward in the directory.
    var ward: Int?
    var sheet: String
    var reading: Int
    var match: MatchKind
    var rank: Int
    var isIndirect: Bool
  }

  /// More seeks than that are no keystroke any more; a seek takes some 4 µs.
  private static let mostSeeks = 1500

  let query: SearchQuery
  let scope: WardScope
  let places: PlaceIndex
  let scene: Scene
  let limit: Int
  private(set) var finds: [Find] = []
  /// Whether there is more than was looked for.
  private(set) var isCut = false
  /// Whether the question is so wide that it was not answered.
  private(set) var isTooWide = false
  private var seeks = 0

  init(query: SearchQuery, scope: WardScope, places: PlaceIndex, scene: Scene, limit: Int) {
    self.query = query
    self.scope = scope
    self.places = places
    self.scene = scene
    self.limit = limit
  }

  /// The codes of the wards in whose surveys a parcel may be: those asked for, and those that have ended, whose land lies
  /// in others now.
  private func codes() -> [String] {
    guard scope.isGiven else { return places.codes }
    guard scope.past.isEmpty else { return places.codes.filter { scope.codes.contains($0) } }
    let directory = places.directory
    let boxes = scope.listed.map { places.wards[$0.place].box }
    return places.codes.filter { code in
      if scope.codes.contains(code) { return true }
      let versions = directory.wards(code: code)
      return versions.isEmpty
        || versions.contains { place in
          let box = places.wards[place].box
          return !directory.lasts(place, on: scene.day) && boxes.contains { $0.intersects(box) }
        }
    }
  }

  /// Gathers what the readings name.
  ///
  /// - Parameters:
  ///   - snapshot: the state of the register.
  ///   - wardToday: gives the ward in which a parcel lies today.
  /// - Throws: `RegisterError` when the register cannot be read, or what the body throws.
  mutating func run(_ snapshot: borrowing Snapshot, wardToday: (ParcelName) throws -> WardReference?) throws {
    guard query.readings.contains(where: { $0.number != nil }) else { return }
    let codes = codes()
    for (place, reading) in query.readings.enumerated() {
      guard let number = reading.number, finds.count < limit || place == 0 else { continue }
      if reading.sheet == nil, !scope.isGiven {
        isTooWide = query.readings.count == 1
        continue
      }
      // What is just as typed first, in every ward; only then what is begun.
      for isBegun in [false, true] where !isBegun || finds.count < limit {
        try gather(number, reading, place, codes, isBegun: isBegun, snapshot, wardToday)
      }
    }
  }

  private mutating func gather(
    _ number: Designator, _ reading: SearchQuery.Reading, _ place: Int, _ codes: [String], isBegun: Bool,
    _ snapshot: borrowing Snapshot, _ wardToday: (ParcelName) throws -> WardReference?
  ) throws {
    for code in codes {
      for entry in places.sheets(ofWard: code) {
        guard let sheet = match(reading, entry) else { continue }
        for (step, range) in number.ranges(upTo: entry.highest).enumerated() {
          let isSeekBegun = step > 0 || sheet == .beginning
          // `34` and `34a` begin with one numeral, so the first range is read for both.
          guard isBegun ? isSeekBegun || number.isUnfinished : !isSeekBegun else { continue }
          guard seeks < Self.mostSeeks, !isBegun || finds.count < 2 * limit else {
            isCut = true
            return
          }
          seeks += 1
          let names = try snapshot.parcelNames(
            ward: code, sheet: entry.sheet, numbers: range, limit: 4 * limit, at: scene.moment)
          for name in names {
            guard let match = number.match(DesignatorKey.make(name.key.number)) else { continue }
            guard (max(match, sheet) == .beginning) == isBegun else { continue }
            guard let ward = try rank(name, wardToday) else { continue }
            finds.append(Find(name: name, reading: place, designators: max(match, sheet), ward: ward))
          }
        }
      }
    }
  }

  private func match(_ reading: SearchQuery.Reading, _ entry: SheetEntry) -> Designator.Match? {
    guard let sheet = reading.sheet else { return .same }
    let match = sheet.match(entry.key)
    return reading.isWhole && match != .same ? nil : match
  }

  /// How well a parcel's ward answers; `nil` when it is none of those asked for.
  private func rank(
    _ name: ParcelName, _ wardToday: (ParcelName) throws -> WardReference?
  ) throws -> (rank: Int, isIndirect: Bool, quality: MatchKind)? {
    let directory = places.directory
    let versions = directory.wards(code: name.key.ward)
    let own =
      name.key.wardFrom.map { from in versions.first { directory.wards[$0].validFrom == from } }
      ?? versions.last { directory.lasts($0, on: scene.day) }
    let isLasting = own.map { directory.lasts($0, on: scene.day) } ?? false
    guard scope.isGiven else { return (0, !isLasting, .exact) }
    if let own, let rank = scope.ranks[own] { return (rank, false, scope.listed[rank].quality) }
    // Without a known ward the code is all there is.
    if own == nil, scope.codes.contains(name.key.ward) { return (scope.listed.count, false, .exact) }
    guard scope.past.isEmpty else { return nil }
    guard !isLasting, let today = try wardToday(name),
      let place = directory.wards(code: today.code).first(where: { directory.wards[$0].validFrom == today.validFrom }),
      let rank = scope.ranks[place]
    else { return nil }
    return (rank, true, scope.listed[rank].quality)
  }

  /// What was found, the best first; the order is told at ``Desk/search(_:)``.
  var ranked: [Find] {
    var best = finds
    best.sort { left, right in
      if left.reading != right.reading { return left.reading < right.reading }
      if left.designators != right.designators { return left.designators < right.designators }
      if left.ward.rank != right.ward.rank { return left.ward.rank < right.ward.rank }
      if left.ward.isIndirect != right.ward.isIndirect { return right.ward.isIndirect }
      return Self.precedes(left.name.key, right.name.key)
    }
    return best
  }

  private static func precedes(_ left: ParcelKey, _ right: ParcelKey) -> Bool {
    if left.ward != right.ward { return left.ward < right.ward }
    if left.sheet != right.sheet { return NumeralOrder.precedes(left.sheet, right.sheet) }
    if left.number != right.number { return NumeralOrder.precedes(left.number, right.number) }
    if left.series != right.series { return left.series < right.series }
    return (left.wardFrom?.description ?? "") < (right.wardFrom?.description ?? "")
  }

  // MARK: sheets

  /// The sheets that the readings without a number name, the best first, each with the ward of its first parcel.
  mutating func sheets(
    _ snapshot: borrowing Snapshot, wardToday: (ParcelName) throws -> WardReference?
  ) throws -> [SheetFind] {
    var found: [SheetFind] = []
    let codes = codes()
    for (place, reading) in query.readings.enumerated() where reading.number == nil {
      for code in codes {
        for entry in places.sheets(ofWard: code) {
          guard let match = match(reading, entry) else { continue }
          found.append(
            SheetFind(
              code: code, sheet: entry.sheet, reading: place, match: MatchKind(match), rank: 0, isIndirect: false))
        }
      }
    }
    // The wards asked for come first, so that not every sheet's first parcel has to be read.
    found.sort { left, right in
      if left.match != right.match { return left.match < right.match }
      let asked = (scope.codes.contains(left.code), scope.codes.contains(right.code))
      if asked.0 != asked.1 { return asked.0 }
      if left.code != right.code { return left.code < right.code }
      return NumeralOrder.precedes(left.sheet, right.sheet)
    }
    var result: [SheetFind] = []
    for var find in found {
      guard result.count <= limit, seeks < Self.mostSeeks else { break }
      seeks += 1
      guard
        let first = try snapshot.parcelNames(
          ward: find.code, sheet: find.sheet, numbers: 0...Int.max, limit: 1, at: scene.moment
        ).first, let ward = try rank(first, wardToday)
      else { continue }
      (find.rank, find.isIndirect) = (ward.rank, ward.isIndirect)
      find.match = max(find.match, ward.quality)
      find.ward =
        scope.isGiven && !scope.listed.isEmpty && ward.rank < scope.listed.count
        ? scope.listed[ward.rank].place : self.ward(of: first.key)
      result.append(find)
    }
    result.sort { left, right in
      if left.match != right.match { return left.match < right.match }
      if left.rank != right.rank { return left.rank < right.rank }
      if left.isIndirect != right.isIndirect { return right.isIndirect }
      if left.code != right.code { return left.code < right.code }
      return NumeralOrder.precedes(left.sheet, right.sheet)
    }
    return result
  }

  private func ward(of key: ParcelKey) -> Int? {
    let versions = places.directory.wards(code: key.ward)
    return versions.first { places.directory.wards[$0].validFrom == key.wardFrom } ?? versions.last
  }
}
