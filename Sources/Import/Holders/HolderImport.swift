public import Cadastre
import Digest
import Foundation
public import Office
import Register

/// A table of holders into the office file.
///
/// The whole table is read and judged before anything is written. Then groups are kept some thousand at a time, so that
/// clerks can write in between; the same table again completes an import that was cut short, and changes nothing else.
public struct HolderImport {
  /// What was done.
  public struct Outcome: Sendable {
    /// The number of the import in the office file.
    public var id = 0
    /// The rows of the table, its header aside.
    public var rows = 0
    /// Rows that were left out.
    public var leftOut = 0
    /// Holders that are new.
    public var added = 0
    /// Holders that were changed.
    public var changed = 0
    /// Holders that are as they were.
    public var unchanged = 0
    /// Rights in the table.
    public var rights = 0
    /// Rights of others on its parcels that ended.
    public var ended = 0
    /// What there is to look at.
    public var findings: [HolderFinding] = []

    /// How many findings there are of each kind.
    public var counts: [(code: HolderFinding.Code, count: Int)] {
      HolderFinding.Code.allCases.compactMap { code in
        let count = findings.count { $0.code == code }
        return count > 0 ? (code, count) : nil
      }
    }
  }

  private let path: String
  private let register: String
  private let columns: [String: String]
  private let asOf: Day
  private let actor: Identity

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - path: the table.
  ///   - register: the land register beside which the office file lies.
  ///   - columns: for each field the column that holds it, as said with `--map`.
  ///   - asOf: the day whose state the table describes.
  ///   - actor: who imports.
  public init(_ path: String, register: String, columns: [String: String], asOf: Day, by actor: Identity) {
    self.path = path
    self.register = register
    self.columns = columns
    self.asOf = asOf
    self.actor = actor
  }

  /// Reads, judges, writes.
  ///
  /// - Parameter progress: gets how many groups are kept, and how many there are.
  /// - Returns: what was done.
  /// - Throws: ``Refusal``, `RegisterError` or `OfficeError`.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> Outcome {
    let table = try HolderTable(path, given: columns)
    var groups = table.groups
    var outcome = Outcome(rows: table.rows, leftOut: table.leftOut, findings: table.findings)
    try findParcels(&groups, &outcome)
    let writer = OfficeWriter(path: OfficeFile.path(beside: register), makesFile: true)
    defer { writer.stop() }
    let (name, hash, day, count, actor) = (
      URL(filePath: path).lastPathComponent, table.sha256, "\(asOf)", table.rows, self.actor
    )
    let id = try writer.write { change in
      try change.beginImport(file: name, sha256: hash, asOf: day, rows: count, by: actor)
    }
    outcome.id = id
    for start in stride(from: 0, to: groups.count, by: 2000) {
      let part = groups[start..<min(start + 2000, groups.count)]
      let kept = try writer.write { change in try part.map { try change.keep($0.group, import: id) } }
      for (group, state) in zip(part, kept) {
        if state.isNew {
          outcome.added += 1
        } else if state.isChanged {
          outcome.changed += 1
        } else {
          outcome.unchanged += 1
        }
        outcome.rights += group.group.rights.count
        for note in state.notes {
          switch note {
          case .keyOfAnother(let holder):
            outcome.findings.append(HolderFinding(code: .keyOfAnother, row: group.row, holder: holder))
          case .identityWithTwoNames(let holder):
            outcome.findings.append(HolderFinding(code: .identityWithTwoNames, row: group.row, holder: holder))
          }
        }
      }
      progress(min(start + 2000, groups.count), groups.count)
    }
    let sums = ["added=\(outcome.added)", "changed=\(outcome.changed)", "rights=\(outcome.rights)"]
    outcome.ended = try writer.write { change in try change.finishImport(id, asOf: day, by: actor, counts: sums) }
    return outcome
  }

  /// Gives each right the stable number of its parcel.
  private func findParcels(_ groups: inout [HolderTable.Group], _ outcome: inout Outcome) throws {
    let reader = try RegisterReader(path: register)
    let day = asOf
    try reader.withSnapshot { snapshot in
      for index in groups.indices {
        for place in groups[index].group.rights.indices {
          let right = groups[index].group.rights[place]
          let rows = try snapshot.parcels(ward: right.ward, sheet: right.sheet, number: right.number)
            .filter { right.series.isEmpty || $0.parcel.key.series == right.series }
          // The code was that of the ward of its day: the youngest that is not younger than the table.
          let latest = rows.compactMap(\.parcel.key.wardFrom).filter { $0 <= day }.max()
          let fitting = rows.count < 2 ? rows : rows.filter { $0.parcel.key.wardFrom == latest }
          if let row = fitting.first, fitting.count == 1 {
            groups[index].group.rights[place].parcel = row.id
          } else {
            outcome.findings.append(
              HolderFinding(code: rows.isEmpty ? .unknownParcel : .ambiguousParcel, row: groups[index].row))
          }
        }
      }
    }
  }
}
