import Cadastre
import Foundation
import JSON
public import Register
import VietText

/// What a person asks for when importing facts.
public struct FactRequest: Sendable {
  /// The table.
  public var table: FactTable
  /// The files.
  public var paths: [String]
  /// The register.
  public var register: String
  /// Who imports.
  public var person: String
  /// Which column holds which field, by the field's name.
  public var columns: [String: String] = [:]
  /// Values that all rows have, by the field's name.
  public var constants: [String: String] = [:]
  /// The encoding of the text; `nil` for UTF-8, or UTF-16 with a mark.
  public var encoding: String?
  /// Whether rows of the wards in the files that the files lack are removed.
  public var replaces = true
  /// Whether more than a tenth of them may be.
  public var allowsRemovals = false

  /// Makes a request.
  public init(table: FactTable, paths: [String], register: String, person: String) {
    self.table = table
    self.paths = paths
    self.register = register
    self.person = person
  }
}

/// What an import of facts did.
public struct FactReceipt: Sendable {
  /// What became of the register.
  public var outcome: FactOutcome
  /// How many rows were read, header aside.
  public var rows: Int
  /// How many of them were taken.
  public var taken: Int
  /// What was noticed, in the order of files and lines.
  public var findings: [FactFinding]

  /// Whether a person must look.
  public var needsPerson: Bool { findings.contains { $0.severity != .note } }
}

/// The import of what became of wards and sheets, from CSV to a published revision.
///
/// A bad row is told with its line and left out; the wards of the file are then not taken to be stated whole, so that
/// nothing is removed on account of it.
public enum FactImport {
  /// Reads, judges and publishes.
  ///
  /// - Throws: ``Refusal`` when a file is no such table, or none of its rows can be taken; `RegisterError` when the
  ///   register refuses it. The register is as it was then.
  public static func run(_ request: FactRequest) throws -> FactReceipt {
    switch request.table {
    case .lineage:
      try run(request, of: WardSuccession.self, check: check) { try RegisterFile.publish($0, in: $1, from: $2) }
    case .renumbering:
      try run(request, of: SheetRenumbering.self, check: check) { try RegisterFile.publish($0, in: $1, from: $2) }
    }
  }

  private static func run<Fact: TabledFact>(
    _ request: FactRequest, of kind: Fact.Type, check: (inout [Row<Fact>], WardHistory) -> [FactFinding],
    publish: ([Fact], String, FactOrigin) throws -> FactOutcome
  ) throws -> FactReceipt {
    try RegisterPlace.check(request.register)
    let history = try history(request.register)
    var rows: [Row<Fact>] = []
    var findings: [FactFinding] = []
    var count = 0
    var files: [FactTableFile] = []
    let urls = request.paths.map { URL(filePath: $0) }
    for url in urls {
      let file = try FactTableFile(url, request)
      files.append(file)
      findings += file.findings
      count += file.rows.count + file.findings.count { $0.severity == .error }
      for values in file.rows {
        do throws(BadFact) {
          rows.append(Row(fact: try Fact(values), file: file.name, line: values.line, values: values))
        } catch {
          findings.append(
            FactFinding(
              code: error.code, severity: .error, file: file.name, line: values.line, message: error.message))
        }
      }
    }
    findings += settleDoubles(&rows)
    findings += check(&rows, history)
    findings.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    guard !rows.isEmpty else { throw nothingTaken(files, findings) }
    let isComplete = !findings.contains { $0.severity == .error }
    let origin = FactOrigin(
      person: request.person, sources: try Receipt.sources(of: urls), settings: settings(request, files),
      replaces: request.replaces && isComplete, allowsRemovals: request.allowsRemovals,
      findings: findings.map(\.recorded))
    let outcome = try publish(rows.map(\.fact), request.register, origin)
    return FactReceipt(outcome: outcome, rows: count, taken: rows.count, findings: findings)
  }

  /// A fact with the place that it comes from.
  struct Row<Fact: Sendable>: Sendable {
    var fact: Fact
    var file: String
    var line: Int
    var values: FactValues

    func finding(_ code: String, _ severity: Finding.Severity, vi: String, en: String) -> FactFinding {
      FactFinding(code: code, severity: severity, file: file, line: line, message: Phrase(vi: vi, en: en))
    }
  }

  private static func history(_ register: String) throws -> WardHistory {
    defer { RegisterFile.tidy(register) }
    guard try RegisterFile.exists(register) else {
      throw Refusal(
        "registerMissing", cause: .usage,
        vi: "chưa có sổ \(register); hãy nhập địa giới hoặc thửa đất trước, rồi mới đến bảng này",
        en: "there is no register \(register) yet; import wards or parcels first, then this table")
    }
    return try RegisterReader(path: register).withSnapshot { try $0.wardHistory() }
  }

  /// Of equal rows the first is taken; of rows that say different things of the same, none.
  private static func settleDoubles<Fact: TabledFact>(_ rows: inout [Row<Fact>]) -> [FactFinding] {
    var findings: [FactFinding] = []
    var kept: [Row<Fact>] = []
    for group in Dictionary(grouping: rows, by: \.fact.subject).values {
      guard let first = group.first, group.count > 1 else {
        kept += group
        continue
      }
      let areSame = group.allSatisfy { $0.fact == first.fact }
      if areSame { kept.append(first) }
      for row in areSame ? Array(group.dropFirst()) : group {
        let others = group.filter { $0.line != row.line }.map { "\($0.line)" }.joined(separator: ", ")
        findings.append(
          areSame
            ? row.finding("rowRepeated", .note, vi: "giống dòng \(others)", en: "the same as line \(others)")
            : row.finding(
              "rowsDisagree", .error, vi: "nói khác dòng \(others) về cùng một xã hoặc tờ: không nhận dòng nào",
              en: "says something else of the same than line \(others): none of them is taken"))
      }
    }
    rows = kept.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    return findings
  }

  private static func nothingTaken(_ files: [FactTableFile], _ findings: [FactFinding]) -> Refusal {
    let name = files.map(\.name).joined(separator: ", ")
    let bad = findings.filter { $0.severity == .error }
    guard let first = bad.first else {
      return Refusal("noRows", vi: "\(name): không có dòng nào", en: "\(name): there are no rows")
    }
    let lines = bad.prefix(20).map { "\($0.line ?? 0)" }.joined(separator: ", ")
    return Refusal(
      "noRows",
      vi: "\(name): không dòng nào nhận được (dòng \(lines)); dòng \(first.line ?? 0): \(first.message.vietnamese)",
      en: "\(name): no row can be taken (lines \(lines)); line \(first.line ?? 0): \(first.message.english)")
  }

  private static func settings(_ request: FactRequest, _ files: [FactTableFile]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("replace")
    writer.string(request.replaces ? "ward" : "nothing")
    writer.key("constants")
    writer.beginObject()
    for (name, value) in request.constants.sorted(by: { $0.key < $1.key }) {
      writer.key(name)
      writer.string(value)
    }
    writer.endObject()
    writer.key("files")
    writer.beginArray()
    for file in files {
      writer.beginObject()
      writer.key("file")
      writer.string(file.name)
      writer.key("columns")
      writer.beginObject()
      for (field, column) in file.columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        writer.key(field.rawValue)
        writer.string(column)
      }
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }
}
