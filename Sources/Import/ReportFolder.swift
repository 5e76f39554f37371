import Cadastre
import Foundation
public import JSON
import Register
import VietText
import Geo

/// The folder with an import's report: `report.json` for the whole, `findings.geojson` for every finding.
///
/// It is written under a temporary name and gets its own when the import has ended, so that a refused import leaves
/// nothing behind.
final class ReportFolder {
  /// The folder's final place.
  let url: URL
  /// The findings, written as they come.
  let log: FindingLog

  private let draft: URL

  /// Makes the folder.
  ///
  /// - Throws: ``Refusal`` when it cannot be made, or exists with something in it.
  init(request: ImportRequest) throws(Refusal) {
    let now = DateFormatter()
    now.locale = Locale(identifier: "en_US_POSIX")
    now.timeZone = TimeZone(secondsFromGMT: 7 * 3600)
    now.dateFormat = "yyyyMMdd-HHmmss"
    let stamp = now.string(from: Date())
    let register = URL(filePath: request.register)
    url =
      request.reportDirectory.map { URL(filePath: $0) }
      ?? register.deletingLastPathComponent().appending(
        path: "\(register.deletingPathExtension().lastPathComponent).reports/\(stamp)-\(request.layer.rawValue)")
    let files = FileManager.default
    if let existing = try? files.contentsOfDirectory(atPath: url.path),
      !Set(existing).isSubset(of: ["report.json", "findings.geojson"])
    {
      throw Refusal(
        "reportFolderInUse", cause: .usage,
        vi: "thư mục \(url.path) đã có tập tin khác; chọn thư mục khác cho --report",
        en: "the folder \(url.path) holds other files; choose another one for --report")
    }
    draft = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
    do {
      try files.createDirectory(at: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(
        "reportNotWritable", cause: .environment, vi: "không tạo được thư mục báo cáo \(url.path)",
        en: "the report's folder \(url.path) cannot be made")
    }
    log = try FindingLog(directory: draft)
  }

  /// Writes the summary and gives the folder its name.
  func finish(_ outcome: ImportOutcome, request: ImportRequest, sources: [PreparedSource]) throws(Refusal) {
    try log.close()
    do {
      try Data(summary(outcome, request: request, sources: sources)).write(to: draft.appending(path: "report.json"))
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.moveItem(at: draft, to: url)
    } catch {
      throw Refusal(
        "reportNotWritable", cause: .environment,
        vi: "không ghi được báo cáo vào \(url.path): \(error.localizedDescription)",
        en: "the report cannot be written to \(url.path): \(error.localizedDescription)")
    }
  }

  /// Removes what was written.
  func discard() {
    try? FileManager.default.removeItem(at: draft)
    // The folder of all reports, if this would have been the first.
    let parent = url.deletingLastPathComponent()
    if parent.pathExtension == "reports",
      (try? FileManager.default.contentsOfDirectory(atPath: parent.path))?.isEmpty == true
    {
      try? FileManager.default.removeItem(at: parent)
    }
  }

  private func summary(_ outcome: ImportOutcome, request: ImportRequest, sources: [PreparedSource]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("layer")
    writer.string(request.layer.rawValue)
    writer.key("asOf")
    writer.string(request.asOf.description)
    writer.key("importedBy")
    writer.string(request.person)
    writer.key("files")
    writer.beginArray()
    for source in sources { source.writeSettings(into: &writer) }
    writer.endArray()
    outcome.writeMembers(into: &writer)
    writer.key("findings")
    writer.beginArray()
    for code in Finding.Code.allCases {
      guard let count = log.counts[code] else { continue }
      writer.beginObject()
      writer.key("code")
      writer.string(code.rawValue)
      writer.key("severity")
      writer.string((log.samples[code]?.first?.severity ?? code.severity).rawValue)
      writer.key("count")
      writer.integer(count)
      writer.key("first")
      writer.beginArray()
      for finding in log.samples[code, default: []] { finding.writeMembers(into: &writer) }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.take()
  }
}

extension ImportOutcome {
  /// Writes what the import did, for `report.json` and `--json`.
  public func writeMembers(into writer: inout JSONWriter) {
    writer.key("status")
    switch end {
    case .published(let revision):
      writer.string("published")
      writer.key("revision")
      writer.integer(revision.id)
    case .unchanged: writer.string("unchanged")
    case .staged(let path, let needsConsent):
      writer.string("staged")
      writer.key("staged")
      writer.string(path)
      writer.key("needsConsent")
      writer.bool(needsConsent)
    }
    for (name, count) in [
      ("rows", rows), ("taken", taken), ("quarantined", quarantined), ("added", comparison.counts.added),
      ("changed", comparison.counts.changed), ("removed", comparison.counts.removed),
      ("unchanged", comparison.counts.unchanged), ("scopeSize", comparison.scopeSize),
      ("baseRevision", comparison.baseRevision),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.key("scope")
    writer.string(comparison.scope.rawValue)
    writer.key("crs")
    writer.string(crs.description)
    writer.key("areaCrs")
    writer.string(areaCRS.description)
    writer.key("report")
    writer.string(reportDirectory)
  }
}
