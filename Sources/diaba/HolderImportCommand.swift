import Cadastre
import Foundation
import Import
import JSON
import VietText

/// `diaba import holders`: a table of holders into the office file.
enum HolderImportCommand {
  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard invocation.operands.count == 2 else {
      throw UsageError(
        vi: "diaba import holders nhận một tập tin CSV", en: "diaba import holders takes one CSV file")
    }
    _ = try invocation.officePath()
    let today = Day(unixSeconds: Int(Date().timeIntervalSince1970))
    let outcome = try HolderImport(
      invocation.operands[1], register: try invocation.register(),
      columns: try ImportCommand.pairs(invocation.all("--map"), option: "--map", example: "name=HOTEN"),
      asOf: try invocation.day("--as-of") ?? today, by: invocation.actor
    ).run { done, all in Console.draw("\(done)/\(all)") }
    Console.draw("")
    if invocation.has("--json") { Console.out(json(outcome, invocation.language) + "\n") }
    Console.tell(summary(outcome, invocation.language))
    let needsPerson = outcome.findings.contains {
      $0.code.leavesOut || $0.code == .identityWithTwoNames || $0.code == .keyOfAnother
    }
    return needsPerson ? .needsPerson : .done
  }

  private static func json(_ outcome: HolderImport.Outcome, _ language: Language) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    for (name, count) in [
      ("import", outcome.id), ("rows", outcome.rows), ("leftOut", outcome.leftOut), ("added", outcome.added),
      ("changed", outcome.changed), ("unchanged", outcome.unchanged), ("rights", outcome.rights),
      ("ended", outcome.ended),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.key("findings")
    writer.beginArray()
    for finding in outcome.findings.prefix(10_000) {
      writer.beginObject()
      writer.key("code")
      writer.string(finding.code.rawValue)
      writer.key("row")
      writer.integer(finding.row)
      if let field = finding.field {
        writer.key("field")
        writer.string(field)
      }
      if let holder = finding.holder {
        writer.key("holder")
        writer.integer(holder)
      }
      writer.key("message")
      writer.string(finding.code.phrase[language])
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func summary(_ outcome: HolderImport.Outcome, _ language: Language) -> String {
    var lines = [
      Phrase(
        vi:
          "\(outcome.rows) dòng: thêm \(outcome.added) chủ, đổi \(outcome.changed), giữ nguyên \(outcome.unchanged); \(outcome.rights) quyền, chấm dứt \(outcome.ended); bỏ \(outcome.leftOut) dòng.",
        en:
          "\(outcome.rows) rows: \(outcome.added) holders added, \(outcome.changed) changed, \(outcome.unchanged) as before; \(outcome.rights) rights, \(outcome.ended) ended; \(outcome.leftOut) rows left out."
      )[language]
    ]
    for (code, count) in outcome.counts {
      let rows = outcome.findings.filter { $0.code == code }.prefix(5).map { "\($0.row)" }.joined(separator: ", ")
      lines.append(
        language == .vietnamese
          ? "  \(count) × \(code.phrase.vietnamese) (dòng \(rows)\(count > 5 ? "…" : ""))"
          : "  \(count) × \(code.phrase.english) (row \(rows)\(count > 5 ? "…" : ""))")
    }
    return lines.joined(separator: "\n")
  }
}
