import Cadastre
import Foundation
import Import
import JSON
import Office
import Service
import VietText

/// `diaba dossier`: the dossiers of the office, at the machine itself.
enum DossierCommand {
  static let spec = CommandSpec(
    name: "dossier", operands: "open|show|list|attach|detach|event|procedures [CODE] [PARCEL…]", operandCount: 1...5,
    summary: Phrase(
      vi: "mở, xem, liệt kê hồ sơ; gắn thửa; ghi bước xử lý",
      en: "opens, shows and lists dossiers, attaches parcels, records steps"),
    options: [
      OptionSpec("--procedure", "CODE", vi: "mã thủ tục, như 1.012784", en: "the procedure's code, such as 1.012784"),
      OptionSpec("--office", "TEXT", vi: "cơ quan", en: "the office"),
      OptionSpec("--applicant", "NAME", vi: "người nộp", en: "the applicant"),
      OptionSpec(
        "--state", "received|waiting|financial|done|refused|withdrawn", vi: "trạng thái theo một cửa",
        en: "the state that the one-stop system says"),
      OptionSpec("--received", "DATE", vi: "ngày nhận", en: "the day it was received"),
      OptionSpec("--due", "DATE", vi: "ngày hẹn trả", en: "the day it is due"),
      OptionSpec("--overdue", vi: "khi liệt kê: chỉ hồ sơ quá hạn", en: "when listing: overdue ones only"),
      OptionSpec(
        "--unit", "TEXT", vi: "bộ phận nhận (với event forward)", en: "the unit it goes to (with event forward)"),
      OptionSpec("--note", "TEXT", vi: "ghi chú của bước", en: "a note on the step"),
      OptionSpec("--series", "TEXT", vi: "loại bản đồ của thửa", en: "the parcel's map series"),
      OptionSpec("--ward-from", "DATE", vi: "ngày bắt đầu của mã xã", en: "the first day of the ward's code"),
      OptionSpec(
        "--by", "NAME", vi: "người làm (mặc định: tài khoản máy)", en: "who does it (default: the account's name)"),
    ],
    example:
      "diaba dossier open H48.21-261120-0001 --procedure 1.012784 --due 2026-12-08 --register xa.sqlite && diaba dossier attach H48.21-261120-0001 21025 12 345",
    run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let words = invocation.operands
    switch (words[0], words.count) {
    case ("open", 2): return try open(invocation, words[1])
    case ("show", 2): return try show(invocation, words[1])
    case ("list", 1): return try list(invocation)
    case ("attach", 5): return try attach(invocation, words[1], Array(words[2...]))
    case ("detach", 5): return try detach(invocation, words[1], Array(words[2...]))
    case ("event", 3): return try event(invocation, words[1], words[2])
    case ("procedures", 2): return try procedures(invocation, words[1])
    default:
      throw UsageError(
        vi: "dùng: diaba dossier open|show SỐ, list, attach|detach SỐ XÃ TỜ THỬA, event SỐ LOẠI, procedures TỆP.csv",
        en:
          "use: diaba dossier open|show CODE, list, attach|detach CODE WARD SHEET NUMBER, event CODE KIND, procedures FILE.csv"
      )
    }
  }

  private static func open(_ invocation: Invocation, _ code: String) throws -> ExitStatus {
    var content = DossierContent(
      procedure: invocation.value("--procedure"), office: invocation.value("--office"),
      applicant: invocation.value("--applicant"))
    if let text = invocation.value("--state") {
      guard let state = DossierState(rawValue: text) else {
        let allowed = DossierState.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(vi: "--state nhận: \(allowed)", en: "--state takes: \(allowed)")
      }
      content.state = state
    }
    content.receivedAt = try invocation.day("--received").map { "\($0)" }
    content.dueAt = try invocation.day("--due").map { "\($0)" }
    let (actor, kept) = (invocation.actor, content)
    let outcome = try invocation.changeOffice { change in
      try change.putDossier(
        code, kept, parcels: nil, by: actor, entry: AuditEntry(actor, .dossierOpened, dossier: code))
    }
    if !DossierCode.isUsual(code) {
      Console.tell(
        invocation.language == .vietnamese
          ? "Chú ý: số hồ sơ không theo dạng thường thấy (như H48.21-261120-0001); vẫn ghi."
          : "Note: the number has not the usual form (such as H48.21-261120-0001); it is kept all the same.")
    }
    tell(outcome.dossier, [], invocation)
    return .done
  }

  private static func show(_ invocation: Invocation, _ code: String) throws -> ExitStatus {
    let path = try invocation.officePath()
    guard let dossier = try OfficeReader(path: path).dossier(code) else { throw missing(code) }
    let notices = try DossierNotices(register: try invocation.register(), office: path).notices(on: dossier)
    let actor = invocation.actor
    try invocation.changeOffice { change in
      try change.append(AuditEntry(actor, .dossierRead, dossier: code, shown: ["applicant"]))
    }
    tell(dossier, notices, invocation)
    return .done
  }

  private static func list(_ invocation: Invocation) throws -> ExitStatus {
    var filter = DossierFilter()
    if let text = invocation.value("--state") { filter.state = DossierState(rawValue: text) }
    filter.office = invocation.value("--office")
    filter.procedure = invocation.value("--procedure")
    let today = Day(unixSeconds: Int(Date().timeIntervalSince1970))
    if invocation.has("--overdue") { filter.overdueOn = today }
    let dossiers = try OfficeReader(path: try invocation.officePath()).dossiers(filter, limit: 1000).dossiers
    let (actor, count) = (invocation.actor, dossiers.count)
    try invocation.changeOffice { change in
      try change.append(AuditEntry(actor, .dossiersListed, shown: ["dossiers=\(count)"]))
    }
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("dossiers")
      writer.beginArray()
      for dossier in dossiers { write(dossier, [], into: &writer, invocation.language) }
      writer.endArray()
      writer.endObject()
      Console.out(writer.text + "\n")
      return .done
    }
    for dossier in dossiers {
      let late = dossier.isOverdue(on: today) ? (invocation.language == .vietnamese ? "  QUÁ HẠN" : "  OVERDUE") : ""
      Console.out(
        "\(dossier.code)  \(dossier.content.state.rawValue)  \(dossier.content.dueAt ?? "-")  \(dossier.parcels.map { "\($0.key.ward)/\($0.key.sheet)/\($0.key.number)" }.joined(separator: " "))\(late)\n"
      )
    }
    return .done
  }

  private static func attach(_ invocation: Invocation, _ code: String, _ words: [String]) throws -> ExitStatus {
    let path = try invocation.officePath()
    let desk = DossierNotices(register: try invocation.register(), office: path)
    let parcel = try desk.parcel(try question(invocation, words))
    let actor = invocation.actor
    let entry = AuditEntry(actor, .parcelAttached, dossier: code, subjects: ["parcel:\(parcel.id)"])
    let dossier = try invocation.changeOffice { change in
      try change.attach([parcel], to: code, by: actor, entry: entry).dossier
    }
    let notices = try desk.notices(on: dossier)
    tell(dossier, notices, invocation)
    return notices.isEmpty ? .done : .needsPerson
  }

  private static func detach(_ invocation: Invocation, _ code: String, _ words: [String]) throws -> ExitStatus {
    let desk = DossierNotices(register: try invocation.register(), office: try invocation.officePath())
    let parcel = try desk.parcel(try question(invocation, words))
    let actor = invocation.actor
    let entry = AuditEntry(actor, .parcelDetached, dossier: code, subjects: ["parcel:\(parcel.id)"])
    let dossier = try invocation.changeOffice { change in
      try change.detach(parcel.id, from: code, by: actor, entry: entry)
    }
    tell(dossier, [], invocation)
    return .done
  }

  private static func event(_ invocation: Invocation, _ code: String, _ word: String) throws -> ExitStatus {
    guard let kind = DossierEventKind(rawValue: word) else {
      let allowed = DossierEventKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(vi: "bước là một trong: \(allowed)", en: "a step is one of: \(allowed)")
    }
    let (actor, unit, note) = (invocation.actor, invocation.value("--unit"), invocation.value("--note"))
    let entry = AuditEntry(actor, .dossierEvent, dossier: code, shown: ["kind=\(word)"])
    let dossier = try invocation.changeOffice { change in
      try change.addEvent(kind, unit: unit, note: note, to: code, by: actor, entry: entry).dossier
    }
    tell(dossier, [], invocation)
    return .done
  }

  /// Procedures from a table of `code,name,workingDays,from,to,document`.
  private static func procedures(_ invocation: Invocation, _ path: String) throws -> ExitStatus {
    let names = try ProcedureTable.read(path)
    let actor = invocation.actor
    try invocation.changeOffice { change in try change.keep(procedures: names, by: actor) }
    Console.tell(
      invocation.language == .vietnamese ? "Đã ghi \(names.count) thủ tục." : "\(names.count) procedures are kept.")
    return .done
  }

  // MARK: parts

  private static func question(_ invocation: Invocation, _ words: [String]) throws -> ParcelQuestion {
    ParcelQuestion(
      ward: words[0], sheet: words[1], number: words[2], series: invocation.value("--series"),
      wardFrom: try invocation.day("--ward-from"))
  }

  private static func missing(_ code: String) -> OfficeError {
    OfficeError(.notThere, vi: "không có hồ sơ này", en: "there is no such dossier")
  }

  private static func tell(_ dossier: Dossier, _ notices: [DossierNotices.Notice], _ invocation: Invocation) {
    if invocation.has("--json") {
      var writer = JSONWriter()
      write(dossier, notices, into: &writer, invocation.language)
      Console.out(writer.text + "\n")
      return
    }
    let content = dossier.content
    var lines = ["\(dossier.code)  \(content.state.rawValue)"]
    let labels =
      invocation.language == .vietnamese
      ? ["Thủ tục", "Cơ quan", "Người nộp", "Nhận", "Hẹn trả", "Ở"]
      : ["Procedure", "Office", "Applicant", "Received", "Due", "At"]
    for (label, value) in zip(
      labels, [content.procedure, content.office, content.applicant, content.receivedAt, content.dueAt, dossier.unit])
    {
      if let value { lines.append("  \(label): \(value)") }
    }
    for parcel in dossier.parcels {
      lines.append(
        invocation.language == .vietnamese
          ? "  Thửa \(parcel.key.number), tờ \(parcel.key.sheet), xã \(parcel.key.ward) (số \(parcel.id), bản \(parcel.revision))"
          : "  Parcel \(parcel.key.number), sheet \(parcel.key.sheet), ward \(parcel.key.ward) (number \(parcel.id), revision \(parcel.revision))"
      )
    }
    for notice in notices { lines.append("  ! \(notice.message[invocation.language])") }
    Console.out(lines.joined(separator: "\n") + "\n")
  }

  private static func write(
    _ dossier: Dossier, _ notices: [DossierNotices.Notice], into writer: inout JSONWriter, _ language: Language
  ) {
    writer.beginObject()
    let content = dossier.content
    for (name, value) in [
      ("code", dossier.code), ("procedure", content.procedure), ("office", content.office),
      ("applicant", content.applicant), ("state", content.state.rawValue), ("receivedAt", content.receivedAt),
      ("dueAt", content.dueAt), ("unit", dossier.unit), ("since", Timestamp.text(unixSeconds: dossier.since)),
    ] as [(String, String?)] {
      writer.key(name)
      writer.string(value)
    }
    writer.key("version")
    writer.integer(dossier.version)
    writer.key("parcels")
    writer.beginArray()
    for parcel in dossier.parcels {
      writer.beginObject()
      writer.key("id")
      writer.integer(Int(parcel.id))
      for (name, value) in [
        ("ward", parcel.key.ward), ("series", parcel.key.series), ("sheet", parcel.key.sheet),
        ("number", parcel.key.number),
      ] {
        writer.key(name)
        writer.string(value)
      }
      writer.key("revision")
      writer.integer(parcel.revision)
      writer.endObject()
    }
    writer.endArray()
    writer.key("conflicts")
    writer.beginArray()
    for notice in notices {
      writer.beginObject()
      writer.key("kind")
      writer.string(notice.kind)
      writer.key("message")
      writer.string(notice.message[language])
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
