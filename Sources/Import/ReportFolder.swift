import Cadastre
import Foundation
public import JSON
import Register
import VietText
import Geo

/// The folder with an import's report: `report.html` to read and sign, `report.json` for programs,
/// `findings.geojson` for every finding.
///
/// It is written under a temporary name and gets its own when the import has ended, so that a refused import leaves
/// nothing behind.
final class ReportFolder {
  /// The folder's final place.
  let url: URL
  /// The findings, written as they come.
  let log: FindingLog

  /// What the page shows beside the findings; gathered before the staged rows go.
  var material: ReportMaterial?

  private let draft: WorkFolder
  private let madeParent: Bool

  /// Makes the folder.
  ///
  /// - Throws: ``Refusal`` when it cannot be made, or exists with something in it.
  init(request: ImportRequest) throws(Refusal) {
    let files = FileManager.default
    let parent: URL
    if let directory = request.reportDirectory {
      url = URL(filePath: directory).resolvingSymlinksInPath()
      parent = url.deletingLastPathComponent()
    } else {
      let register = URL(filePath: request.register)
      parent = register.deletingLastPathComponent().appending(
        path: "\(register.deletingPathExtension().lastPathComponent).reports")
      url = Self.unused("\(Self.stamp())-\(request.layer.rawValue)", in: parent)
    }
    try Self.checkUnused(url)
    madeParent = !files.fileExists(atPath: parent.path)
    do {
      draft = try WorkFolder(in: parent, prefix: WorkFolder.drafting)
    } catch {
      throw Refusal(
        "reportNotWritable", cause: .environment,
        vi: "không tạo được thư mục báo cáo \(url.path); hãy xem quyền ghi, hoặc chọn chỗ khác bằng --report",
        en: "the report's folder \(url.path) cannot be made; look at the permissions, or choose another with --report")
    }
    log = try FindingLog(directory: draft.url)
  }

  /// Writes the findings to their end, while the import can still be refused.
  ///
  /// - Throws: ``Refusal`` when the disk is full.
  func closeFindings() throws(Refusal) { try log.close() }

  /// Writes the summary and gives the folder its name.
  ///
  /// - Throws: ``Refusal`` when the disk is full.
  func finish(_ outcome: ImportOutcome, request: ImportRequest, sources: [PreparedSource]) throws(Refusal) {
    do {
      try Data(summary(outcome, request: request, sources: sources)).write(to: draft.url.appending(path: "report.json"))
      if let material {
        let page = ReportPage(
          outcome: outcome, request: request, sources: sources, material: material, log: log, folder: url.path)
        try Data(page.html.utf8).write(to: draft.url.appending(path: "report.html"))
      }
      for name in ["report.json", "report.html"] {
        try? FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: draft.url.appending(path: name).path)
      }
      try draft.settle(as: url)
    } catch {
      throw Refusal(
        "reportNotWritable", cause: .environment,
        vi: "không ghi được báo cáo vào \(url.path): \(error.localizedDescription)",
        en: "the report cannot be written to \(url.path): \(error.localizedDescription)")
    }
  }

  /// Removes what was written, with the folder of all reports if this would have been the first.
  func discard() {
    let files = FileManager.default
    try? files.removeItem(at: draft.url)
    let parent = url.deletingLastPathComponent()
    if madeParent, (try? files.contentsOfDirectory(atPath: parent.path))?.isEmpty == true {
      try? files.removeItem(at: parent)
    }
  }

  /// Refuses a place where something other than an earlier report would be lost.
  private static func checkUnused(_ url: URL) throws(Refusal) {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue, let existing = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
      throw Refusal(
        "reportFolderInUse", cause: .usage, vi: "--report cần một thư mục, \(url.path) là một tập tin",
        en: "--report takes a folder, \(url.path) is a file")
    }
    guard Set(existing).isSubset(of: ["report.json", "report.html", "findings.geojson"]) else {
      throw Refusal(
        "reportFolderInUse", cause: .usage,
        vi: "thư mục \(url.path) đã có tập tin khác; hãy chọn thư mục khác cho --report",
        en: "the folder \(url.path) holds other files; choose another one for --report")
    }
  }

  /// A name that no report has yet, for two imports within one second.
  private static func unused(_ name: String, in parent: URL) -> URL {
    var url = parent.appending(path: name)
    var attempt = 2
    while FileManager.default.fileExists(atPath: url.path) {
      url = parent.appending(path: "\(name)-\(attempt)")
      attempt += 1
    }
    return url
  }

  /// The time of day in Viet Nam, as names of folders have it.
  private static func stamp() -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 7 * 3600)
    format.dateFormat = "yyyyMMdd-HHmmss"
    return format.string(from: Date())
  }

  /// How the text of each column could be read, with samples; those of columns that are not imported are masked.
  private func writeTexts(_ sources: [PreparedSource], into writer: inout JSONWriter) {
    writer.key("texts")
    writer.beginArray()
    for source in sources {
      for text in source.source.texts {
        writer.beginObject()
        writer.key("file")
        writer.string(source.source.name)
        writer.key("column")
        writer.string(text.column)
        writer.key("encoding")
        writer.string(text.reading.option)
        writer.key("vi")
        writer.string(text.reason.vietnamese)
        writer.key("en")
        writer.string(text.reason.english)
        writer.key("candidates")
        writer.beginArray()
        for candidate in text.detection?.candidates.prefix(5) ?? [] {
          writer.beginObject()
          writer.key("encoding")
          writer.string(candidate.reading.option)
          writer.key("score")
          writer.fixed(candidate.score, decimals: 3)
          writer.key("damagedValues")
          writer.integer(candidate.damagedValues)
          writer.key("samples")
          writer.beginArray()
          for sample in text.samples(of: candidate) { writer.string(sample) }
          writer.endArray()
          writer.endObject()
        }
        writer.endArray()
        writer.endObject()
      }
    }
    writer.endArray()
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
    writeTexts(sources, into: &writer)
    outcome.writeMembers(into: &writer)
    material?.writeMembers(into: &writer)
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
    writer.key("seconds")
    writer.beginObject()
    for time in seconds {
      writer.key(time.stage)
      writer.fixed(time.seconds, decimals: 3)
    }
    writer.endObject()
    writer.key("report")
    if let reportDirectory { writer.string(reportDirectory) } else { writer.null() }
  }
}
