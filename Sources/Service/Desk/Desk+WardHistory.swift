import Cadastre
import Geo
import Register
import VietText

/// What a desk remembers of the wards over time, until a revision changes it.
struct WardHistories {
  private var held: (revision: Int, changed: Int, history: WardHistory)?
  /// What was known at an earlier revision, which never changes.
  private var then: (known: Int, history: WardHistory)?

  /// The history at the newest revision, read again only when something changed it since.
  mutating func newest(_ snapshot: borrowing Snapshot) throws -> WardHistory {
    if let held, held.revision == snapshot.revision { return held.history }
    let changed = try snapshot.wardHistoryRevision()
    let history: WardHistory
    if let held, held.changed == changed { history = held.history } else { history = try snapshot.wardHistory() }
    held = (snapshot.revision, changed, history)
    return history
  }

  /// The history as it was known at an earlier revision.
  mutating func earlier(_ known: Int, _ snapshot: borrowing Snapshot) throws -> WardHistory {
    if let then, then.known == known { return then.history }
    let history = try snapshot.wardHistory(knownAt: known)
    then = (known, history)
    return history
  }
}

extension Desk {
  /// The wards over time, as they are known in a scene.
  func wardHistory(_ snapshot: borrowing Snapshot, _ scene: Scene) throws -> WardHistory {
    if let known = scene.knownAt { return try wardHistories.earlier(known, snapshot) }
    return try wardHistories.newest(snapshot)
  }

  /// The ward of a parcel on the scene's day by lineage alone, where no boundary tells it.
  func wardByLineage(
    of key: ParcelKey, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> WardReference? {
    let history = try wardHistory(snapshot, scene)
    guard !history.successions.isEmpty else { return nil }
    let own = history.versions(ofCode: key.ward).last { version in
      key.wardFrom.map { version.from == $0 } ?? (version.to != nil)
    }
    guard let own, let now = history.whole(own, on: scene.day), let name = now.name, let from = now.from else {
      return nil
    }
    return WardReference(code: now.code, name: name, validFrom: from)
  }
}

extension WardHistory {
  /// The wards that a code or a name means on a day.
  ///
  /// - Returns: the wards of that day; when none bore it then, the last before, or else the first after it.
  func wards(meantBy text: String, on day: Day) -> (wards: [WardVersion], isOfThatDay: Bool) {
    let isCode = text.utf8.allSatisfy { (48...57).contains($0) }
    let all = isCode ? versions(ofCode: text) : named(text)
    let then = all.filter { $0.exists(on: day) }
    if !then.isEmpty { return (then, true) }
    if let last = all.compactMap(\.to).filter({ $0 <= day }).max() { return (all.filter { $0.to == last }, false) }
    if let first = all.compactMap(\.from).min() { return (all.filter { $0.from == first }, false) }
    // Parcels may name a ward of which nothing else is known.
    return (isCode ? [WardVersion(code: text)] : [], true)
  }

  private func named(_ text: String) -> [WardVersion] {
    let keys = WardName.searchKeys(text)
    let kind = WardName(text).kind
    let found = versions { name in
      keys.contains(SearchKey.make(WardName(name).bare)) || keys.contains(SearchKey.make(name))
    }
    let ofKind = kind.map { kind in found.filter { $0.name.map { WardName($0).kind == kind } ?? false } } ?? []
    return ofKind.isEmpty ? found : ofKind
  }
}
