import Cadastre
import Foundation
import Geo
import Projection
import Register
import VietText

/// One import from its files to the published revision.
///
/// Everything that can refuse a file as a whole happens before anything is written; then rows are judged and staged
/// beside the register, with no lock held; then the staged change is compared and published in one transaction.
public final class ImportRun {
  private let request: ImportRequest
  private let progress: (Progress) -> Void
  private let stop: StopRequest
  private let projector: Projector
  private let borders: WardBorders
  private let wardBook: WardBook
  private let prepared: [PreparedSource]
  private let files: InputFiles
  private var rows = 0
  private var quarantined = 0
  private var lost = 0
  private var landUses = LandUseTally()
  private let landCheck: LandCheck
  private var seconds: [ImportOutcome.StageTime] = []

  /// Opens the files and settles columns, encodings and coordinate systems.
  ///
  /// - Parameters:
  ///   - request: what a person asks for.
  ///   - stop: ends the import early when a person asks for that.
  ///   - asker: puts questions that the files leave open to a person; by default nobody is asked and the import stops.
  ///   - progress: is told how far the import has come, on the caller's thread.
  /// - Throws: ``Refusal`` when a file cannot be taken as it is; nothing has been written then.
  public init(
    _ request: ImportRequest, stop: StopRequest = StopRequest(), asker: Asker = .nobody,
    progress: @escaping (Progress) -> Void = { _ in }
  ) throws(Refusal) {
    self.request = request
    self.progress = progress
    self.stop = stop
    try RegisterPlace.check(request.register)
    do { projector = try Projector() } catch {
      throw Refusal(
        "projUnavailable", cause: .environment, vi: "không dùng được PROJ; hãy cài lại gói proj-data (\(error))",
        en: "PROJ cannot be used; install the package proj-data again (\(error))")
    }
    let borders = try WardBorders(register: request.register, on: request.asOf)
    self.borders = borders
    wardBook = WardBook(borders)
    let files = try InputFiles(request.paths)
    let projector = projector
    self.files = files
    prepared = try files.inputs.map { input throws(Refusal) in
      try PreparedSource(input, request: request, projector: projector, borders: borders, asker: asker)
    }
    landCheck = LandCheck(
      expecting: request.layer == .parcels ? prepared.reduce(0) { $0 + ($1.source.rowCount ?? 0) } : 0)
    // The files are open now: what was unpacked needs no name any more, and cannot be left behind.
    files.discardUnpacked()
  }
  /// Runs the import to its end.
  ///
  /// - Throws: ``Refusal`` or `RegisterError`; the register is as it was before then.
  public func run() throws -> ImportOutcome {
    let report = try ReportFolder(request: request)
    removeLeftovers(report)
    do {
      var outcome = try stageAndPublish(report)
      do {
        try report.finish(outcome, request: request, sources: prepared)
      } catch {
        // The register has its revision already: to call the import failed now would be a lie.
        report.discard()
        outcome.reportDirectory = nil
        outcome.reportFault = error.message
      }
      return outcome
    } catch {
      report.discard()
      throw error
    }
  }

  private func stageAndPublish(_ report: ReportFolder) throws -> ImportOutcome {
    let origin = Origin(
      stagedBy: request.person, dataDate: request.asOf, sources: try Receipt.sources(of: files.originals),
      settings: Receipt.settings(of: request, sources: prepared))
    let change = try StagedChange.create(
      beside: request.register, layer: request.layer == .wards ? .wards : .parcels, origin: origin)
    try timed("staging") {
      for (index, source) in prepared.enumerated() { try stage(source, index: index, into: change, report: report) }
    }
    tellUnknownWards(report)
    for finding in landUses.findings() { report.log.append(finding) }
    try stop.check()
    try timed("sorting") { try change.finish(durably: request.stagesOnly) }
    let positions = change.rowCount
    let removed = try settleDuplicates(in: change, report: report)
    tellLostRows(report)
    guard change.rowCount > 0 else { throw nothingTaken(report) }
    try timed("checking") {
      progress(Progress(stage: .checking, rows: change.rowCount, totalRows: change.rowCount, fraction: 0))
      try landCheck.run(
        names: change.names(), files: prepared.map(\.source.name), removed: Set(removed), projector: projector,
        threads: max(2, ProcessInfo.processInfo.activeProcessorCount)
      ) { report.log.append($0) }
    }
    try recordFindings(report.log, in: change)
    try report.closeFindings()
    try stop.check()
    progress(Progress(stage: .comparing, rows: change.rowCount, totalRows: change.rowCount, fraction: 0))
    let comparison = try timed("comparing") { try change.compare(scope: scope) }
    report.material = try timed("reviewing") {
      let (names, total) = try (change.names(), positions)
      return ReportMaterial(
        review: try ChangeReview(change, projector: projector),
        gallery: try FindingGallery(
          report.log, names: names, rows: total, borders: borders, projector: projector),
        receipt: try Receipt.files(files.originals, hashes: change.origin.sources), register: request.register)
    }
    let end = try timed("publishing") { try publish(change, comparison) }
    return ImportOutcome(
      end: end, rows: rows, taken: rows - quarantined, quarantined: quarantined, comparison: comparison,
      crs: prepared[0].geometry.source, areaCRS: prepared[0].geometry.grid, counts: report.log.counts,
      samples: report.log.samples, seconds: seconds, reportDirectory: report.url.path)
  }

  /// Does a piece of work and remembers how long it took.
  private func timed<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let began = clock.now
    defer { seconds.append(ImportOutcome.StageTime(stage: stage, seconds: (clock.now - began) / .seconds(1))) }
    return try work()
  }

  /// Removes what imports that were killed left beside the register, and says so.
  private func removeLeftovers(_ report: ReportFolder) {
    for leftover in StagedChange.leftovers(beside: request.register) where leftover.remove() {
      let name = URL(filePath: leftover.path).lastPathComponent
      report.log.append(
        Finding(
          .leftoverRemoved, file: name,
          vi: "đã xóa \(name) (\(leftover.size >> 10) KiB), tập tin dở dang của một lần nhập bị ngắt",
          en: "\(name) (\(leftover.size >> 10) KiB) was removed, left unfinished by an import that was killed"))
    }
  }

  private func stage(_ prepared: PreparedSource, index: Int, into change: StagedChange, report: ReportFolder) throws {
    for finding in prepared.findings { report.log.append(finding) }
    let request = request
    let (plan, name, geometry) = (prepared.plan, prepared.source.name, prepared.geometry)
    let borders = prepared.checksWards ? borders : nil
    try Pipeline.run(prepared.source, judges: max(2, ProcessInfo.processInfo.activeProcessorCount)) {
      try RowJudgement(
        plan: plan, request: request, file: name, fileIndex: index, geometry: geometry, borders: borders)
    } take: { judged, fraction in
      try stop.check()
      for row in judged {
        rows += 1
        var findings = row.findings
        switch row.content {
        case .parcel(var parcel):
          parcel.key.wardFrom = wardBook.validFrom(of: parcel.key.ward, file: name)
          try change.append(parcel)
          landUses.add(parcel.landUse, row: parcel.row, file: name)
          for index in findings.indices { findings[index].parcels = [change.rowCount] }
          if let land = row.land { landCheck.add(land, grid: parcel.geometry.grid, position: change.rowCount) }
        case .ward(let ward): try change.append(ward)
        case .quarantined(let key):
          quarantined += 1
          if let key { try change.protect(key) }
        case .lost:
          quarantined += 1
          lost += 1
        }
        for finding in findings { report.log.append(finding) }
      }
      progress(Progress(stage: .staging, rows: rows, totalRows: prepared.source.rowCount, fraction: fraction))
    }
    for finding in prepared.source.takeFindings() { report.log.append(finding) }
  }

  /// One finding for each ward code that the register does not know, with the number of its parcels.
  private func tellUnknownWards(_ report: ReportFolder) {
    guard request.layer == .parcels else { return }
    for (code, unknown) in wardBook.unknown.sorted(by: { $0.key < $1.key }) {
      report.log.append(
        Finding(
          .wardUnknown, file: unknown.file, key: code,
          vi: "sổ chưa có xã \(code) vào ngày \(request.asOf), \(unknown.parcels) thửa của xã đó vẫn được nhập; "
            + "hãy nhập địa giới bằng diaba import wards",
          en: "the register has no ward \(code) on \(request.asOf), its \(Decimals.count(unknown.parcels, "parcel")) "
            + "came in all the same; import the boundaries with diaba import wards"))
    }
  }

  /// What the import may remove: nothing when rows could not be read at all, since they may be what would be missing.
  private var scope: ScopeRule {
    guard lost == 0 else { return .nothing }
    return switch request.replacement {
    case .sheet: .sheet
    case .ward: .ward
    case .nothing: .nothing
    }
  }

  /// Says that nothing will be removed because of rows that could not be read.
  private func tellLostRows(_ report: ReportFolder) {
    guard lost > 0, request.replacement != .nothing else { return }
    report.log.append(
      Finding(
        .removalsSuspended, file: prepared.map(\.source.name).joined(separator: ", "),
        vi: "\(lost) dòng không đọc được cả tên, nên lần này không bỏ gì khỏi sổ; hãy sửa tập tin rồi nhập lại",
        en:
          "not even the names of \(Decimals.count(lost, "row")) could be read, so nothing is removed from the register "
          + "this time; mend the file and import it again"))
  }

  /// Keeps one of several identical rows, and none of several different rows that claim the same name.
  ///
  /// - Returns: the places of the rows that were taken out again.
  private func settleDuplicates(in change: StagedChange, report: ReportFolder) throws -> [Int] {
    var removed: [Int] = []
    for group in try change.duplicates() {
      guard let first = group.rows.first else { continue }
      let isSame = group.rows.allSatisfy(\.isSameAsFirst)
      // Of several files a row is named with its own.
      let isOfMany = Set(group.rows.map(\.source)).count > 1
      let names = group.rows.map { isOfMany ? "\($0.row) (\(prepared[$0.source].source.name))" : "\($0.row)" }
      let numbers = names.joined(separator: ", ")
      for row in group.rows where !isSame || row.position != first.position {
        let name = prepared[row.source].source.name
        if isSame {
          report.log.append(
            Finding(
              .duplicateRow, file: name, row: row.row, key: group.key,
              vi: "dòng \(row.row) giống hệt dòng \(names.first ?? ""), giữ một dòng",
              en: "row \(row.row) is the same as row \(names.first ?? ""), one of them was kept"))
        } else {
          report.log.append(
            Finding(
              .duplicateKey, severity: .error, file: name, row: row.row, key: group.key,
              vi:
                "các dòng \(numbers) mang cùng tên \(group.key) nhưng khác nhau: không nhận dòng nào, hãy sửa số thửa",
              en: "the rows \(numbers) bear the same name \(group.key) but differ: none was taken, correct the numbers")
          )
        }
        removed.append(row.position)
      }
    }
    quarantined += removed.count
    if !removed.isEmpty { try change.quarantine(positions: removed) }
    return removed
  }

  /// Records the first findings of each kind with the change; the report has them all.
  private func recordFindings(_ log: FindingLog, in change: StagedChange) throws {
    for findings in log.samples.sorted(by: { $0.key.rawValue < $1.key.rawValue }).map(\.value) {
      for finding in findings {
        try change.append(
          RecordedFinding(
            code: finding.code.rawValue, severity: finding.severity.rawValue, file: finding.file, row: finding.row,
            key: finding.key, message: finding.message, position: finding.position))
      }
    }
  }

  private func publish(_ change: StagedChange, _ comparison: Comparison) throws -> ImportOutcome.End {
    if comparison.counts.isEmpty {
      change.abort()
      return .unchanged
    }
    let needsConsent = comparison.needsConsent && !request.allowsRemovals
    if request.stagesOnly || needsConsent {
      guard change.keep() else {
        throw Refusal(
          "disk", cause: .environment, vi: "không ghi được \(change.path): đĩa đầy? Sổ vẫn như trước",
          en: "\(change.path) cannot be written: is the disk full? The register is as it was")
      }
      return .staged(path: change.path, needsConsent: needsConsent)
    }
    try stop.check()
    let total = comparison.counts.added + comparison.counts.changed + comparison.counts.removed
    let revision = try change.publish(by: request.person, allowRemovals: request.allowsRemovals) { written in
      progress(
        Progress(stage: .publishing, rows: written, totalRows: total, fraction: Double(written) / Double(max(total, 1)))
      )
    }
    return revision.map { .published($0) } ?? .unchanged
  }

  private func nothingTaken(_ report: ReportFolder) -> Refusal {
    let worst = report.log.samples.values.flatMap { $0 }.first { $0.severity == .error }
    let detail = worst.map { finding in
      Phrase(
        vi: " Dòng \(finding.row ?? 0): \(finding.message.vietnamese).",
        en: " Row \(finding.row ?? 0): \(finding.message.english).")
    }
    let names = prepared.map(\.source.name).joined(separator: ", ")
    return Refusal(
      "nothingTaken", vi: "\(names): không nhận được dòng nào trong \(rows) dòng.\(detail?.vietnamese ?? "")",
      en: "\(names): none of \(Decimals.count(rows, "row")) could be taken.\(detail?.english ?? "")")
  }
}
