import Cadastre
import Register

/// Where the land of a version went: to a parcel of today, or to none.
struct LineEnd {
  /// The version that is current, or the last one whose land nobody took.
  var version: ParcelVersion
  /// Whether it is current.
  var isCurrent: Bool
  /// What happened on the way.
  var steps: [ChainStep]
  /// The share of the first version's land that went this way, 0 to 1.
  var share: Double
}

/// Follows the land of a parcel through the revisions that changed it.
struct ParcelLine {
  /// How many ends are followed: a field cut into a hundred lots, no more.
  private static let mostEnds = 100
  /// How alike two shapes under one name are to be the same parcel.
  private static let sameShare = 0.95

  let history: WardHistory
  private var ends: [LineEnd] = []
  private var isCut = false

  init(_ history: WardHistory) { self.history = history }

  /// The ends of a version's line, the largest share first, and whether there were more than are followed.
  static func ends(
    of version: ParcelVersion, _ history: WardHistory, _ snapshot: borrowing Snapshot
  ) throws -> (ends: [LineEnd], isCut: Bool) {
    var line = ParcelLine(history)
    try line.follow(version, steps: [], share: 1, snapshot)
    return (line.ends.sorted { $0.share > $1.share }, line.isCut)
  }

  private mutating func follow(
    _ version: ParcelVersion, steps: [ChainStep], share: Double, _ snapshot: borrowing Snapshot
  ) throws {
    var (version, steps) = (version, steps)
    // Revisions only grow along the way, so it ends.
    while true {
      guard ends.count < Self.mostEnds else {
        isCut = true
        return
      }
      guard let revision = version.revisionTo else {
        ends.append(LineEnd(version: version, isCurrent: true, steps: steps, share: share))
        return
      }
      let descents = try snapshot.descents(of: version)
      if let own = descents.first(where: { $0.child.row.id == version.row.id }),
        min(own.parentShare, own.childShare) >= Self.sameShare
      {
        steps.append(step(.parcelChanged, version, [own.child], revision))
        version = own.child
        continue
      }
      guard !descents.isEmpty else {
        steps.append(step(.parcelRemoved, version, [], revision))
        ends.append(LineEnd(version: version, isCurrent: false, steps: steps, share: share))
        return
      }
      for descent in descents {
        let taken = step(kind(descents), version, descents.map(\.child), revision, share: descent.parentShare)
        try follow(descent.child, steps: steps + [taken], share: share * descent.parentShare, snapshot)
      }
      return
    }
  }

  private func kind(_ descents: [Descent]) -> ChainStep.Kind {
    let areWhole = descents.allSatisfy { $0.childShare >= Self.sameShare }
    guard descents.count == 1, let only = descents.first else { return areWhole ? .parcelSplit : .parcelRearranged }
    if only.child.row.id == only.parent.row.id { return .parcelChanged }
    return areWhole ? .parcelRenumbered : .parcelMerged
  }

  private func step(
    _ kind: ChainStep.Kind, _ version: ParcelVersion, _ children: [ParcelVersion], _ revision: Int,
    share: Double? = nil
  ) -> ChainStep {
    ChainStep(
      kind, day: children.first?.row.parcel.dataDate, revision: revision, old: [history.name(of: version)],
      new: children.map { history.name(of: $0) }, share: share)
  }
}

extension WardHistory {
  /// The name that a version bears, with the ward that it means.
  func name(of version: ParcelVersion) -> PaperName {
    let (key, day) = (version.row.parcel.key, version.row.parcel.dataDate)
    return PaperName(ward: ward(of: key, dataDate: day), series: key.series, sheet: key.sheet, number: key.number)
  }

  /// The ward that a key means: the one of its first day, else the one that bore the code on the day of the data.
  func ward(of key: ParcelKey, dataDate: Day) -> WardVersion {
    let all = versions(ofCode: key.ward)
    if let from = key.wardFrom {
      return all.last { $0.from == from } ?? WardVersion(code: key.ward, from: from)
    }
    return all.last { $0.exists(on: dataDate) } ?? WardVersion(code: key.ward)
  }
}
