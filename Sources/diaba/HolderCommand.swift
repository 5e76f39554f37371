import Cadastre
import Foundation
import JSON
import Office
import VietText

/// `diaba holder`: holders at the machine itself, and everything that is kept of one of them.
enum HolderCommand {
  static let spec = CommandSpec(
    name: "holder", operands: "search|show|export TEXT|NUMBER", operandCount: 2...2,
    summary: Phrase(
      vi: "tìm, xem chủ sử dụng đất; xuất mọi thứ đang giữ về một người",
      en: "finds and shows holders; exports all that is kept of one"),
    options: [
      OptionSpec(
        "--purpose", "TEXT", vi: "xem để làm gì (bắt buộc, ghi vào nhật ký)", en: "what for (needed, kept in the audit)"
      ),
      OptionSpec("--dossier", "CODE", vi: "cho hồ sơ nào", en: "for which dossier"),
      OptionSpec("--ward", "CODE", vi: "chỉ trong xã này", en: "in this ward only"),
      OptionSpec(
        "--by", "NAME", vi: "người xem (mặc định: tài khoản máy)", en: "who looks (default: the account's name)"),
    ],
    example: "diaba holder search \"nguyen van an\" --purpose \"xác minh hồ sơ\" --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let purpose = invocation.value("--purpose"), purpose.count >= 3 else {
      throw UsageError(
        vi: "--purpose: xem dữ liệu cá nhân thì phải nêu mục đích",
        en: "--purpose: personal data are shown for a purpose")
    }
    let reader = try OfficeReader(path: try invocation.officePath())
    switch invocation.operands[0] {
    case "search":
      let hits = try reader.searchHolders(invocation.operands[1], ward: invocation.value("--ward"), limit: 200)
      try note(invocation, .holderSearch, hits.holders.map(\.id), ["q=\(invocation.operands[1])"])
      if invocation.has("--json") {
        show(hits.holders, reader, [])
      } else {
        for holder in hits.holders {
          Console.out("\(holder.id)  \(holder.kind.phrase[invocation.language])  \(holder.name)\n")
        }
      }
      return hits.holders.isEmpty ? .needsPerson : .done
    case "show", "export":
      guard let id = Int(invocation.operands[1]), let holder = try reader.holder(id) else {
        throw OfficeError(.notThere, vi: "không có chủ sử dụng số này", en: "there is no holder of this number")
      }
      let isExport = invocation.operands[0] == "export"
      let readings = isExport ? try reader.audit(subjects: ["holder:\(id)"]) : []
      try note(invocation, isExport ? .holderExported : .holderRead, [id], ["all"])
      show([holder], reader, readings)
      return .done
    default:
      throw UsageError(
        vi: "dùng: diaba holder search CHỮ, diaba holder show SỐ, diaba holder export SỐ",
        en: "use: diaba holder search TEXT, diaba holder show NUMBER, diaba holder export NUMBER")
    }
  }

  private static func note(
    _ invocation: Invocation, _ action: AuditAction, _ ids: [Int], _ shown: [String]
  ) throws {
    let entry = AuditEntry(
      invocation.actor, action, dossier: invocation.value("--dossier"), purpose: invocation.value("--purpose"),
      subjects: ids.map { "holder:\($0)" }, shown: shown)
    try invocation.changeOffice { change in try change.append(entry) }
  }

  private static func show(_ holders: [Holder], _ reader: OfficeReader, _ readings: [AuditRow]) {
    let today = "\(Day(unixSeconds: Int(Date().timeIntervalSince1970)))"
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("holders")
    writer.beginArray()
    for holder in holders { write(holder, (try? reader.rights(ofHolder: holder.id, on: today)) ?? [], into: &writer) }
    writer.endArray()
    if !readings.isEmpty {
      writer.key("readings")
      writer.beginArray()
      for row in readings {
        writer.beginObject()
        for (name, value) in [
          ("at", Timestamp.text(unixSeconds: row.at)), ("who", row.who), ("role", row.role), ("action", row.action),
          ("dossier", row.dossier), ("purpose", row.purpose),
        ] as [(String, String?)] {
          writer.key(name)
          writer.string(value)
        }
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    Console.out(writer.text + "\n")
  }

  private static func write(_ holder: Holder, _ rights: [HolderRight], into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.integer(holder.id)
    for (name, value) in [("kind", holder.kind.rawValue), ("name", holder.name), ("address", holder.address)]
      as [(String, String?)]
    {
      writer.key(name)
      writer.string(value)
    }
    writer.key("members")
    writer.beginArray()
    for member in holder.members {
      writer.beginObject()
      for (name, value) in [
        ("name", member.name), ("sex", member.sex), ("birthYear", member.birthYear.map { "\($0)" }),
        ("idNumber", member.identity), ("role", member.role), ("address", member.address),
      ] as [(String, String?)] {
        writer.key(name)
        writer.string(value)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.key("rights")
    writer.beginArray()
    for right in rights {
      writer.beginObject()
      for (name, value) in [
        ("ward", right.ward), ("series", right.series), ("sheet", right.sheet), ("number", right.number),
        ("share", right.share), ("use", right.use), ("certificate", right.certificate), ("from", right.from),
        ("to", right.to), ("standing", right.standing.rawValue),
      ] as [(String, String?)] {
        writer.key(name)
        writer.string(value)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
