/// What is known of the wards over time: their versions, what became of them, and which sheets got other numbers.
///
/// It answers from these tables alone; where a parcel lies is for others to say.
public struct WardHistory: Sendable {
  struct SheetName: Hashable {
    let ward: String
    let sheet: String
  }

  /// The successions, in the order of their days and codes.
  public let successions: [WardSuccession]
  /// The renumberings, in the order of their days, wards and sheets.
  public let renumberings: [SheetRenumbering]
  private let versions: [String: [WardVersion]]
  private let ending: [String: [Int]]
  private let beginning: [String: [Int]]
  private let renamed: [SheetName: [Int]]
  private let named: [SheetName: [Int]]

  /// Puts together what the boundaries and the tables say.
  ///
  /// - Parameters:
  ///   - wards: the wards whose boundaries are known.
  ///   - successions: what became of wards.
  ///   - renumberings: what became of sheets.
  public init(wards: [Ward] = [], successions: [WardSuccession] = [], renumberings: [SheetRenumbering] = []) {
    let successions = successions.sorted { ($0.day, $0.oldCode, $0.newCode) < ($1.day, $1.oldCode, $1.newCode) }
    let renumberings = renumberings.sorted {
      ($0.day, $0.oldWard, $0.oldSheet, $0.newWard, $0.newSheet)
        < ($1.day, $1.oldWard, $1.oldSheet, $1.newWard, $1.newSheet)
    }
    self.successions = successions
    self.renumberings = renumberings
    versions = WardHistory.versions(wards, successions)
    ending = Dictionary(grouping: successions.indices) { successions[$0].oldCode }
    beginning = Dictionary(grouping: successions.indices) { successions[$0].newCode }
    renamed = Dictionary(grouping: renumberings.indices) {
      SheetName(ward: renumberings[$0].oldWard, sheet: renumberings[$0].oldSheet)
    }
    named = Dictionary(grouping: renumberings.indices) {
      SheetName(ward: renumberings[$0].newWard, sheet: renumberings[$0].newSheet)
    }
  }

  /// Whether neither successions nor renumberings are known.
  public var isEmpty: Bool { successions.isEmpty && renumberings.isEmpty }

  // MARK: wards

  /// The wards that have borne a code, in the order of their time.
  public func versions(ofCode code: String) -> [WardVersion] { versions[code] ?? [] }

  /// The ward that bore a code on a day, if any is known.
  public func version(ofCode code: String, on day: Day) -> WardVersion? {
    versions(ofCode: code).last { $0.exists(on: day) }
  }

  /// What the wards of a name were, in the order of their codes and time.
  ///
  /// - Parameter isNamed: whether a name is the one that is meant.
  /// - Returns: the wards.
  public func versions(where isNamed: (String) -> Bool) -> [WardVersion] {
    versions.values.joined().filter { $0.name.map(isNamed) ?? false }
      .sorted { ($0.code, $0.from?.description ?? "") < ($1.code, $1.from?.description ?? "") }
  }

  /// What became of a ward when it ended.
  public func successors(of ward: WardVersion) -> [WardSuccession] {
    (ending[ward.code] ?? []).map { successions[$0] }.filter { isOld(ward, $0) }
  }

  /// What a ward was made of when it began.
  public func predecessors(of ward: WardVersion) -> [WardSuccession] {
    (beginning[ward.code] ?? []).map { successions[$0] }.filter { isNew(ward, $0) }
  }

  /// The ward that a succession ended.
  public func old(of succession: WardSuccession) -> WardVersion {
    versions(ofCode: succession.oldCode).last { isOld($0, succession) }
      ?? WardVersion(
        code: succession.oldCode, name: succession.oldName, from: succession.oldFrom, to: succession.day)
  }

  /// The ward that a succession began.
  public func new(of succession: WardSuccession) -> WardVersion {
    version(ofCode: succession.newCode, on: succession.day)
      ?? WardVersion(code: succession.newCode, name: succession.newName, from: succession.day)
  }

  /// Whether a ward only changed its name, kind or code: all of it went to a ward made of nothing else, so that its
  /// sheets have no reason to be numbered anew.
  public func keepsSheets(_ succession: WardSuccession) -> Bool {
    succession.extent == .whole && predecessors(of: new(of: succession)).count == 1
  }

  private func isOld(_ ward: WardVersion, _ succession: WardSuccession) -> Bool {
    guard ward.from.map({ $0 < succession.day }) ?? true, ward.to == succession.day else { return false }
    return succession.oldFrom == nil || ward.from == nil || ward.from == succession.oldFrom
  }

  private func isNew(_ ward: WardVersion, _ succession: WardSuccession) -> Bool {
    ward.exists(on: succession.day) && !(ward.from.map { $0 < succession.day } ?? false)
  }

  // MARK: sheets

  /// The rows about a sheet's losing its number, those of one series only when one is given.
  func renumberings(from ward: WardVersion, _ name: PaperName) -> [SheetRenumbering] {
    (renamed[SheetName(ward: ward.code, sheet: name.sheet)] ?? []).map { renumberings[$0] }.filter { row in
      names(row, ward) && agrees(row.oldSeries, name.series) && row.newNumber(of: name.number) != nil
    }
  }

  /// The rows by which a sheet got its number.
  func renumberings(to name: PaperName) -> [SheetRenumbering] {
    (named[SheetName(ward: name.ward.code, sheet: name.sheet)] ?? []).map { renumberings[$0] }.filter { row in
      name.ward.exists(on: row.day) && agrees(row.newSeries, name.series)
        && row.oldNumber(of: name.number) != nil
    }
  }

  /// The names that a parcel got when a sheet of this ward code lost its number, until a day, whichever ward bore it.
  public func laterNames(ofWard code: String, sheet: String, number: String, until day: Day) -> [NameChange] {
    guard let rows = renamed[SheetName(ward: code, sheet: sheet)] else { return [] }
    return rows.map { renumberings[$0] }.filter { $0.day <= day }.compactMap { row in
      guard let newNumber = row.newNumber(of: number) else { return nil }
      return NameChange(
        event: .sheet(row), day: row.day,
        old: PaperName(ward: oldWard(of: row), series: row.oldSeries, sheet: sheet, number: number),
        new: PaperName(
          ward: newWard(of: row), series: row.newSeries, sheet: row.newSheet, number: newNumber))
    }
  }

  /// The ward that a ward has become by a day, when all of it went one way each time; itself while it lasts.
  public func whole(_ ward: WardVersion, on day: Day) -> WardVersion? {
    var ward = ward
    // Each step leads to a later day, so it ends.
    while !ward.exists(on: day) {
      let next = successors(of: ward).filter { $0.day <= day }
      guard next.count == 1, let only = next.first, only.extent == .whole else { return nil }
      ward = new(of: only)
    }
    return ward
  }

  /// The ward whose sheet a row renumbers.
  public func oldWard(of row: SheetRenumbering) -> WardVersion {
    let known = versions(ofCode: row.oldWard)
    let named =
      row.oldWardFrom.map { from in known.last { $0.from == from } }
      ?? known.last { ($0.from.map { $0 < row.day } ?? true) }
    return named ?? WardVersion(code: row.oldWard, from: row.oldWardFrom)
  }

  /// The ward under which a row's sheet has its new number.
  public func newWard(of row: SheetRenumbering) -> WardVersion {
    version(ofCode: row.newWard, on: row.day) ?? WardVersion(code: row.newWard, from: nil)
  }

  private func names(_ row: SheetRenumbering, _ ward: WardVersion) -> Bool { oldWard(of: row).isSame(as: ward) }

  private func agrees(_ series: String?, _ asked: String?) -> Bool {
    guard let series, let asked else { return true }
    return series == asked
  }

  // MARK: versions

  private static func versions(_ wards: [Ward], _ successions: [WardSuccession]) -> [String: [WardVersion]] {
    var versions: [String: [WardVersion]] = [:]
    for ward in wards {
      versions[ward.code, default: []].append(
        WardVersion(code: ward.code, name: ward.name, from: ward.validFrom, to: ward.validTo))
    }
    for succession in successions {
      end(succession, in: &versions[succession.oldCode, default: []])
      begin(succession, in: &versions[succession.newCode, default: []])
    }
    return versions.mapValues { unordered in
      var list = unordered.sorted { ($0.from?.description ?? "") < ($1.from?.description ?? "") }
      // A ward without a last day ends when another begins to bear its code.
      for place in list.indices.dropLast() {
        guard let next = list[place + 1].from, list[place].to.map({ $0 > next }) ?? true else { continue }
        list[place].to = next
      }
      return list
    }
  }

  /// Makes sure that the ward of a code ends on the day of its succession.
  private static func end(_ succession: WardSuccession, in versions: inout [WardVersion]) {
    let day = succession.day
    let place = versions.lastIndex { version in
      guard version.from.map({ $0 < day }) ?? true, version.to.map({ day <= $0 }) ?? true else { return false }
      return succession.oldFrom == nil || version.from == nil || version.from == succession.oldFrom
    }
    guard let place else {
      versions.append(
        WardVersion(code: succession.oldCode, name: succession.oldName, from: succession.oldFrom, to: day))
      return
    }
    versions[place].to = day
    versions[place].name = versions[place].name ?? succession.oldName
    versions[place].from = versions[place].from ?? succession.oldFrom
  }

  /// Makes sure that a ward of a code begins on the day of a succession.
  private static func begin(_ succession: WardSuccession, in versions: inout [WardVersion]) {
    let day = succession.day
    if let place = versions.lastIndex(where: { $0.from == day }) {
      versions[place].name = versions[place].name ?? succession.newName
    } else {
      versions.append(WardVersion(code: succession.newCode, name: succession.newName, from: day))
    }
  }
}
