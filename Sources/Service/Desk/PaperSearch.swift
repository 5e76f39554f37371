import Cadastre
import Geo
import Register

/// A parcel that the search for a paper met.
struct PaperHit {
  var end: LineEnd
  /// The name by which the register had it.
  var trail: NameTrail
  /// Whether its place agrees with the wards of the paper; `nil` when no boundary tells.
  var agrees: Bool?
}

/// The search for the parcel that a paper means, along all names that it may have borne.
struct PaperSearch {
  let question: PaperQuestion
  let day: Day
  let history: WardHistory
  let scene: Scene
  /// What the paper says, each reading of its ward.
  let names: [PaperName]
  /// All names, those of each reading after it.
  let trails: [NameTrail]
  /// The parcels met, none twice.
  private(set) var hits: [PaperHit] = []
  /// Versions under the paper's own words in another time.
  private(set) var strangers: [ParcelVersion] = []
  /// Whether more was there than is followed.
  private(set) var isCut = false

  init(_ question: PaperQuestion, on day: Day, wards: [WardVersion], _ history: WardHistory, _ scene: Scene) {
    self.question = question
    self.day = day
    self.history = history
    self.scene = scene
    names = wards.map {
      PaperName(ward: $0, series: question.series, sheet: question.sheet, number: question.number)
    }
    trails = names.flatMap { history.trails(from: $0, on: day) }
  }

  /// Looks every name up and follows what bore it until today.
  mutating func run(_ snapshot: borrowing Snapshot) throws {
    var met: Set<Int64> = []
    for trail in trails.sorted(by: { $0.grade < $1.grade }) {
      for version in try versions(named: trail, snapshot) {
        let (ends, isCut) = try ParcelLine.ends(of: version, history, snapshot)
        self.isCut = self.isCut || isCut
        for end in ends where met.insert(end.version.row.id).inserted || !end.isCurrent {
          let agrees = trail.grade == .supposed ? try agrees(end.version, trail, snapshot) : true
          hits.append(PaperHit(end: end, trail: trail, agrees: agrees))
        }
      }
    }
    let living = Set(hits.filter(\.end.isCurrent).map(\.end.version.row.id))
    strangers.removeAll { living.contains($0.row.id) }
  }

  /// For each parcel that bore a name, the version of the paper's day.
  private mutating func versions(
    named trail: NameTrail, _ snapshot: borrowing Snapshot
  ) throws -> [ParcelVersion] {
    let name = trail.name
    let all = try snapshot.parcelVersions(
      ward: name.ward.code, sheet: name.sheet, number: name.number, knownAt: scene.knownAt)
    var chosen: [Int64: ParcelVersion] = [:]
    var order: [Int64] = []
    for version in all where fits(version.row.parcel.key.series, name.series) {
      let ward = history.ward(of: version.row.parcel.key, dataDate: version.row.parcel.dataDate)
      guard means(ward, name.ward) else {
        if trail.grade == .same, version.revisionTo == nil { strangers.append(version) }
        continue
      }
      let id = version.row.id
      if chosen[id] == nil { order.append(id) }
      // The last state that the paper's day can have seen; data that begin later stand for what was before.
      if chosen[id] == nil || version.row.parcel.dataDate <= day { chosen[id] = version }
    }
    return order.compactMap { chosen[$0] }
  }

  /// Whether a series is the one of a name; where the register or the paper has none, it may be any.
  private func fits(_ series: String, _ asked: String?) -> Bool {
    guard let asked, !asked.isEmpty, !series.isEmpty else { return true }
    return series == asked
  }

  private func means(_ ward: WardVersion, _ asked: WardVersion) -> Bool {
    guard let from = ward.from, let wanted = asked.from else {
      return ward.from == nil || asked.exists(on: ward.from ?? day)
    }
    return from == wanted
  }

  /// Whether a parcel lies in the wards that the paper and its trail speak of; `nil` when no boundary tells.
  private func agrees(
    _ version: ParcelVersion, _ trail: NameTrail, _ snapshot: borrowing Snapshot
  ) throws -> Bool? {
    guard let place = try version.row.geometry().pointInside else { return nil }
    let paper = trail.isEarlier ? trail.changes.last?.new.ward : trail.changes.first?.old.ward
    guard let paper else { return nil }
    let day = paper.exists(on: day) ? day : paper.from ?? day
    if try snapshot.ward(code: paper.code, on: day, knownAt: scene.knownAt) != nil {
      let there = try snapshot.wards(at: place, on: day, knownAt: scene.knownAt, index: scene.index?.wards)
      return there.contains { $0.ward.code == paper.code }
    }
    // A parcel surveyed in a ward that went whole went with it, wherever the boundary runs.
    let isWhole = trail.changes.allSatisfy { change in
      if case .ward(let succession) = change.event { return succession.extent == .whole }
      return true
    }
    return trail.isEarlier && isWhole ? true : nil
  }

  /// What happened to a hit's name and land, in the order of time, and what it would be called today by the tables.
  func chain(of hit: PaperHit, wardToday: String?) -> (steps: [ChainStep], nameToday: PaperName) {
    let trail = hit.trail
    var changes = trail.changes
    var last = trail.isEarlier ? trail.changes.last?.new ?? trail.name : trail.name
    // The table goes on where the data stopped: the data may still have the old name.
    let prefix = trail.isEarlier ? [] : trail.changes
    let further = trails.filter { other in
      !other.isEarlier && other.changes.count > prefix.count && Array(other.changes.prefix(prefix.count)) == prefix
        && (other.changes.first?.old ?? other.name).ward.isSame(as: (prefix.first?.old ?? last).ward)
        && (wardToday == nil || other.name.ward.code == wardToday)
        && other.changes.allSatisfy { $0.day <= scene.day }
    }
    let best = further.min { left, right in
      (left.grade.rawValue, -left.changes.count) < (right.grade.rawValue, -right.changes.count)
    }
    if let best, canContinue(hit, best) {
      changes += best.changes.dropFirst(prefix.count)
      last = best.name
    }
    var steps = changes.map { ChainStep($0, in: history) } + hit.end.steps
    // Both lists are in order already; together they go by day, and what happened on one day as the tables have it.
    steps = steps.enumerated().sorted { left, right in
      let (first, second) = (left.element.day ?? scene.day, right.element.day ?? scene.day)
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
    let key = hit.end.version.row.parcel.key
    // Data that gave the parcel another number say more than a table of sheets.
    let isOwnName = hit.end.steps.contains { ![.parcelChanged].contains($0.kind) }
    return (steps, isOwnName ? history.name(of: hit.end.version) : named(last, key))
  }

  private func canContinue(_ hit: PaperHit, _ further: NameTrail) -> Bool {
    let key = hit.end.version.row.parcel.key
    guard let series = further.changes.first?.old.series ?? further.name.series else { return true }
    return further.changes.contains { change in
      guard case .sheet(let row) = change.event, let only = row.oldSeries else { return true }
      return only == key.series || key.series.isEmpty || series == key.series
    }
  }

  private func named(_ name: PaperName, _ key: ParcelKey) -> PaperName {
    var name = name
    name.series = name.series ?? key.series
    return name
  }
}
