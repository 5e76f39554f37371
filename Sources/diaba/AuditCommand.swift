import Cadastre
import JSON
import Office
import VietText

/// `diaba audit`: whether the audit is whole, and what it says.
enum AuditCommand {
  static let spec = CommandSpec(
    name: "audit", operands: "verify|export|prune", operandCount: 1...1,
    summary: Phrase(
      vi: "kiểm tra, xuất, cắt bớt nhật ký truy cập dữ liệu cá nhân",
      en: "verifies, exports and prunes the audit of personal data"),
    options: [
      OptionSpec(
        "--noted", "HASH", vi: "mã đầu chuỗi đã ghi lại trước đây: phải còn trong chuỗi",
        en: "a head noted earlier: it must still be in the chain"),
      OptionSpec("--dossier", "CODE", vi: "xuất theo hồ sơ", en: "exports what was done for a dossier"),
      OptionSpec(
        "--holder", "NUMBER", vi: "xuất những lần xem một chủ sử dụng", en: "exports who looked at a holder"),
      OptionSpec(
        "--user", "NAME", vi: "xuất theo người hoặc mã, như “lan” hay “token 3”",
        en: "exports what a person or token did, such as “lan” or “token 3”"),
      OptionSpec("--from", "DATE", vi: "từ ngày", en: "from this day"),
      OptionSpec("--to", "DATE", vi: "đến hết ngày", en: "to the end of this day"),
      OptionSpec(
        "--months", "N", vi: "khi cắt: giữ bao nhiêu tháng (mặc định: 24)",
        en: "when pruning: months to keep (default: 24)"),
      OptionSpec(
        "--by", "NAME", vi: "người làm (mặc định: tài khoản máy)", en: "who does it (default: the account's name)"),
    ],
    example: "diaba audit verify --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    switch invocation.operands[0] {
    case "verify": return try verify(invocation)
    case "export": return try export(invocation)
    case "prune": return try prune(invocation)
    default:
      throw UsageError(
        vi: "dùng: diaba audit verify, diaba audit export, diaba audit prune",
        en: "use: diaba audit verify, diaba audit export, diaba audit prune")
    }
  }

  private static func verify(_ invocation: Invocation) throws -> ExitStatus {
    let check = try OfficeReader(path: try invocation.officePath()).verifyAudit(noted: invocation.value("--noted"))
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("whole")
      writer.bool(check.isWhole)
      for (name, value) in [("rows", check.rows), ("last", check.last), ("pruned", check.pruned)] {
        writer.key(name)
        writer.integer(value)
      }
      writer.key("head")
      writer.string(check.head)
      writer.key("faults")
      writer.beginArray()
      for fault in check.faults {
        writer.beginObject()
        writer.key("kind")
        writer.string(fault.kind.rawValue)
        writer.key("row")
        writer.integer(fault.row)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
      Console.out(writer.text + "\n")
      return check.isWhole ? .done : .needsPerson
    }
    let isVietnamese = invocation.language == .vietnamese
    for fault in check.faults {
      Console.out("\(isVietnamese ? "dòng" : "row") \(fault.row): \(words(fault.kind)[invocation.language])\n")
    }
    Console.out(
      isVietnamese
        ? "\(check.isWhole ? "Nhật ký toàn vẹn" : "Nhật ký KHÔNG toàn vẹn"): \(check.rows) dòng, đã cắt \(check.pruned), đầu chuỗi \(check.head)\n"
        : "\(check.isWhole ? "The audit is whole" : "The audit is NOT whole"): \(check.rows) rows, \(check.pruned) pruned, head \(check.head)\n"
    )
    return check.isWhole ? .done : .needsPerson
  }

  private static func words(_ kind: AuditCheck.Fault.Kind) -> Phrase {
    switch kind {
    case .changed: Phrase(vi: "bị sửa hoặc đổi chỗ", en: "changed or moved")
    case .missing: Phrase(vi: "thiếu dòng ở trước", en: "rows are missing before it")
    case .cut: Phrase(vi: "phần cuối bị bỏ hoặc thêm", en: "the end was cut or added to")
    case .forged: Phrase(vi: "chữ ký không đúng", en: "the signature is wrong")
    case .index: Phrase(vi: "danh mục theo đối tượng không khớp", en: "the list by subject does not agree")
    case .notFound: Phrase(vi: "mã đã ghi lại không còn trong chuỗi", en: "the noted head is not in the chain")
    }
  }

  private static func export(_ invocation: Invocation) throws -> ExitStatus {
    let path = try invocation.officePath()
    let subjects = try invocation.number("--holder", in: 1...Int(Int32.max)).map { ["holder:\($0)"] } ?? []
    let rows = try OfficeReader(path: path).audit(
      dossier: invocation.value("--dossier"), subjects: subjects, who: invocation.value("--user"),
      from: try invocation.day("--from").map(\.unixSeconds), until: try invocation.endOfDay("--to"))
    // Whoever takes the audit out is in it, too.
    let (actor, dossier) = (invocation.actor, invocation.value("--dossier"))
    try invocation.changeOffice { change in
      try change.append(
        AuditEntry(actor, .auditExported, dossier: dossier, subjects: subjects, shown: ["rows=\(rows.count)"]))
    }
    for row in rows {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("seq")
      writer.integer(row.id)
      writer.key("at")
      writer.string(Timestamp.text(unixSeconds: row.at))
      for (name, value) in [
        ("who", row.who), ("role", row.role), ("office", row.office), ("origin", row.origin), ("action", row.action),
        ("dossier", row.dossier), ("purpose", row.purpose),
      ] as [(String, String?)] {
        writer.key(name)
        writer.string(value)
      }
      writer.key("subjects")
      writer.raw(row.subjects)
      writer.key("shown")
      writer.raw(row.shown)
      writer.key("request")
      writer.string(row.request)
      writer.endObject()
      Console.out(writer.text + "\n")
    }
    return .done
  }

  private static func prune(_ invocation: Invocation) throws -> ExitStatus {
    let months = try invocation.number("--months", in: 3...1200) ?? 24
    let actor = invocation.actor
    let count = try invocation.changeOffice { change in
      try change.pruneAudit(before: change.now - months * 30 * 86_400 - months * 43_200, by: actor)
    }
    Console.tell(
      invocation.language == .vietnamese
        ? "Đã cắt \(count) dòng cũ hơn \(months) tháng; mốc có chữ ký vẫn giữ chuỗi."
        : "\(count) rows older than \(months) months went; a signed checkpoint keeps the chain.")
    return .done
  }
}
