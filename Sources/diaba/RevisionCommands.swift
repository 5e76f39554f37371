import Cadastre
import Foundation
import JSON
import Register
import VietText

/// `diaba revisions`: what the register has said, revision by revision.
enum RevisionsCommand {
  static let spec = CommandSpec(
    name: "revisions", operands: "", operandCount: 0...0,
    summary: Phrase(vi: "liệt kê các bản của sổ", en: "lists the revisions of the register"), options: [],
    example: "diaba revisions --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let register = try invocation.register()
    defer { RegisterFile.tidy(register) }
    let revisions = try newest(of: register)
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("revisions")
      writer.beginArray()
      for revision in revisions { write(revision, into: &writer) }
      writer.endArray()
      writer.endObject()
      Console.out(writer.text + "\n")
      return .done
    }
    for revision in revisions { Console.out(line(revision, invocation.language) + "\n") }
    return .done
  }

  /// The revisions, newest first; the register is closed again when this returns.
  private static func newest(of register: String) throws -> [Revision] {
    try RegisterReader(path: register).withSnapshot { try $0.revisions() }
  }

  /// Prints what a publication or a roll back made, for programs.
  static func print(_ revision: Revision?) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("status")
    writer.string(revision == nil ? "unchanged" : "published")
    writer.key("revision")
    if let revision { write(revision, into: &writer) } else { writer.null() }
    writer.endObject()
    Console.out(writer.text + "\n")
  }

  private static func write(_ revision: Revision, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.integer(revision.id)
    writer.key("kind")
    writer.string(revision.kind.rawValue)
    writer.key("layer")
    writer.string(revision.subject)
    writer.key("publishedAt")
    writer.string(Timestamp.text(unixSeconds: revision.publishedAt))
    writer.key("stagedBy")
    writer.string(revision.stagedBy)
    writer.key("publishedBy")
    writer.string(revision.publishedBy)
    writer.key("dataDate")
    writer.string(revision.dataDate?.description)
    if let restored = revision.restored {
      writer.key("restored")
      writer.integer(restored)
    }
    let counts = revision.counts
    for (name, count) in [
      ("added", counts.added), ("changed", counts.changed), ("removed", counts.removed),
      ("unchanged", counts.unchanged),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.key("sources")
    writer.beginArray()
    for source in revision.sources {
      writer.beginObject()
      writer.key("name")
      writer.string(source.name)
      writer.key("sha256")
      writer.string(source.sha256)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private static func subject(_ revision: Revision) -> Phrase {
    switch (revision.layer, revision.facts) {
    case (.wards?, _): Phrase(vi: "địa giới", en: "wards")
    case (_, .lineage?): Phrase(vi: "thay đổi xã", en: "lineage of wards")
    case (_, .renumbering?): Phrase(vi: "đổi số tờ", en: "renumbering of sheets")
    case (.parcels?, _), (nil, nil): Phrase(vi: "thửa đất", en: "parcels")
    }
  }

  private static func line(_ revision: Revision, _ language: Language) -> String {
    let counts = revision.counts
    let what =
      switch revision.kind {
      case .import:
        Phrase(
          vi: "nhập \(subject(revision).vietnamese) +\(counts.added) ~\(counts.changed) −\(counts.removed)",
          en: "import of \(subject(revision).english) +\(counts.added) ~\(counts.changed) −\(counts.removed)")[language]
      case .rollback:
        language == .vietnamese
          ? "trở lại bản \(revision.restored ?? 0)" : "back to revision \(revision.restored ?? 0)"
      }
    let files = revision.sources.map(\.name).joined(separator: ", ")
    let day = revision.dataDate.map { language == .vietnamese ? ", dữ liệu ngày \($0)" : ", data of \($0)" } ?? ""
    return
      "\(revision.id)  \(Timestamp.text(unixSeconds: revision.publishedAt))  \(revision.publishedBy)  \(what)\(day)"
      + (files.isEmpty ? "" : "  (\(files))")
  }
}

/// `diaba publish`: a staged change becomes a revision.
enum PublishCommand {
  static let spec = CommandSpec(
    name: "publish", operands: "STAGED", operandCount: 1...1,
    summary: Phrase(vi: "công bố một thay đổi đã soạn", en: "publishes a staged change"),
    options: [
      OptionSpec(
        "--allow-removals", vi: "cho phép xóa hơn 10 % phạm vi thay thế",
        en: "allows the removal of more than 10 % of what is replaced"),
      OptionSpec(
        "--by", "NAME", vi: "người công bố (mặc định: tài khoản máy)", en: "who publishes (default: the account's name)"
      ),
    ],
    example: "diaba publish xa.staged-1795219200-4711.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let change = try StagedChange.open(invocation.operands[0])
    let person = invocation.value("--by") ?? NSUserName()
    let revision = try change.publish(by: person, allowRemovals: invocation.has("--allow-removals"))
    if invocation.has("--json") { RevisionsCommand.print(revision) }
    guard let revision else {
      Console.tell(
        invocation.language == .vietnamese
          ? "Sổ đã có đúng dữ liệu này: không tạo bản mới."
          : "The register holds the same already: no revision was made.")
      return .done
    }
    Console.tell(
      invocation.language == .vietnamese ? "Đã công bố bản \(revision.id)." : "Published revision \(revision.id).")
    return .done
  }
}

/// `diaba rollback`: back to what the register said before.
enum RollbackCommand {
  static let spec = CommandSpec(
    name: "rollback", operands: "", operandCount: 0...0,
    summary: Phrase(
      vi: "trở lại một bản trước, bằng một bản mới", en: "goes back to an earlier revision, by a new one"),
    options: [
      OptionSpec(
        "--to", "REVISION", vi: "bản muốn trở lại (mặc định: bản ngay trước)",
        en: "the revision to restore (default: the one before)"),
      OptionSpec(
        "--by", "NAME", vi: "người làm (mặc định: tài khoản máy)", en: "who does it (default: the account's name)"),
    ],
    example: "diaba rollback --to 3 --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let register = try invocation.register()
    defer { RegisterFile.tidy(register) }
    let newest = try RegisterReader(path: register).newestRevision()
    let target = try invocation.number("--to", in: 0...max(newest, 1)) ?? newest - 1
    let person = invocation.value("--by") ?? NSUserName()
    let revision = try RegisterFile.rollBack(register, to: target, by: person)
    if invocation.has("--json") { RevisionsCommand.print(revision) }
    guard let revision else {
      Console.tell(
        invocation.language == .vietnamese
          ? "Sổ đang đúng như bản \(target): không có gì để đổi."
          : "The register is as revision \(target) was: nothing to change.")
      return .done
    }
    Console.tell(
      invocation.language == .vietnamese
        ? "Bản \(revision.id) đã đưa sổ trở lại bản \(target)."
        : "Revision \(revision.id) took the register back to revision \(target).")
    return .done
  }
}
