import Foundation
import Import
import JSON
import Register
import VietText

/// `diaba import lineage|renumbering`: what became of wards and sheets, from tables.
enum FactCommand {
  /// The options that mean nothing for a table without shapes.
  private static let others = ["--crs", "--meridian", "--area-crs", "--as-of", "--stage-only", "--report"]

  /// Imports tables if the first operand names one.
  ///
  /// - Returns: `nil` when it names a layer.
  static func run(_ invocation: Invocation) throws -> ExitStatus? {
    guard let table = FactTable(rawValue: invocation.operands[0]) else { return nil }
    for option in others where invocation.has(option) {
      throw UsageError(
        vi: "\(option) không dùng cho import \(table.rawValue): bảng này không có hình thể và được công bố ngay",
        en: "\(option) is not for import \(table.rawValue): this table has no shapes and is published at once")
    }
    var request = FactRequest(
      table: table, paths: Array(invocation.operands.dropFirst()), register: try invocation.register(),
      person: invocation.value("--by") ?? NSUserName())
    request.columns = try ImportCommand.pairs(invocation.all("--map"), option: "--map", example: "oldCode=MAXACU")
    request.constants = try ImportCommand.pairs(
      invocation.all("--set"), option: "--set", example: "validFrom=2025-07-01")
    request.encoding = invocation.value("--encoding")
    if let text = invocation.value("--replace") {
      guard text == "ward" || text == "nothing" else {
        throw UsageError(
          vi: "--replace của bảng này nhận ward hoặc nothing, không phải “\(text)”",
          en: "--replace of this table takes ward or nothing, not “\(text)”")
      }
      request.replaces = text == "ward"
    }
    request.allowsRemovals = invocation.has("--allow-removals")
    let receipt = try FactImport.run(request)
    if invocation.has("--json") { Console.out(json(receipt, invocation.language)) }
    Console.tell(summary(receipt, invocation.language))
    return receipt.needsPerson ? .needsPerson : .done
  }

  private static func summary(_ receipt: FactReceipt, _ language: Language) -> String {
    let counts = receipt.outcome.counts
    var lines: [String] = []
    if let revision = receipt.outcome.revision {
      lines.append(
        Phrase(
          vi: "Đã công bố bản \(revision.id): thêm \(counts.added), đổi \(counts.changed), bỏ \(counts.removed), "
            + "giữ nguyên \(counts.unchanged).",
          en: "Published revision \(revision.id): \(counts.added) added, \(counts.changed) changed, "
            + "\(counts.removed) removed, \(counts.unchanged) unchanged.")[language])
    } else {
      lines.append(
        Phrase(
          vi: "Sổ đã có đúng dữ liệu này: không tạo bản mới.",
          en: "The register holds the same already: no revision was made.")[language])
    }
    let left = receipt.rows - receipt.taken
    lines.append(
      Phrase(
        vi: "Đọc \(receipt.rows) dòng, nhận \(receipt.taken), không nhận \(left).",
        en: "Read \(receipt.rows) rows, took \(receipt.taken), left out \(left).")[language])
    for finding in receipt.findings {
      let mark = finding.severity == .error ? "✗" : finding.severity == .warning ? "!" : "·"
      let place = finding.line.map { Phrase(vi: " dòng \($0)", en: " line \($0)")[language] } ?? ""
      lines.append("  \(mark) \(finding.file)\(place): \(finding.message[language])")
    }
    return lines.joined(separator: "\n")
  }

  private static func json(_ receipt: FactReceipt, _ language: Language) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("status")
    writer.string(receipt.outcome.revision == nil ? "unchanged" : "published")
    writer.key("revision")
    if let revision = receipt.outcome.revision { writer.integer(revision.id) } else { writer.null() }
    let counts = receipt.outcome.counts
    for (name, count) in [
      ("rows", receipt.rows), ("taken", receipt.taken), ("added", counts.added), ("changed", counts.changed),
      ("removed", counts.removed), ("unchanged", counts.unchanged),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.key("findings")
    writer.beginArray()
    for finding in receipt.findings {
      writer.beginObject()
      writer.key("code")
      writer.string(finding.code)
      writer.key("severity")
      writer.string(finding.severity.rawValue)
      writer.key("file")
      writer.string(finding.file)
      writer.key("line")
      if let line = finding.line { writer.integer(line) } else { writer.null() }
      writer.key("message")
      writer.string(finding.message[language])
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text + "\n"
  }
}
