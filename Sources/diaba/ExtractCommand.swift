import Foundation
import JSON
import MapSheet
import Office
import Service
import VietText

/// `diaba extract`: the map sheet of a dossier, issued and written to a folder.
enum ExtractCommand {
  static let spec = CommandSpec(
    name: "extract", operands: "DOSSIER", operandCount: 1...1,
    summary: Phrase(
      vi: "cấp sơ đồ vị trí thửa đất của hồ sơ: SVG, PDF, GeoJSON",
      en: "issues the map sheet of a dossier: SVG, PDF, GeoJSON"),
    options: [
      OptionSpec(
        "--out", "DIR", vi: "thư mục nhận tệp (mặc định: thư mục hiện tại)",
        en: "the folder for the files (default: the current one)"),
      OptionSpec("--paper", "A4|A3", vi: "khổ giấy", en: "the paper"),
      OptionSpec(
        "--scale", "N", vi: "tỷ lệ 1:N (mặc định: lớn nhất vừa giấy)",
        en: "the scale 1:N (default: the largest that fits)"),
      OptionSpec(
        "--layout", "together|perParcel", vi: "các thửa trên một trang, hay mỗi thửa một trang",
        en: "parcels on one page, or one page for each"),
      OptionSpec("--public-url", "URL", vi: "địa chỉ công khai, cho mã QR", en: "the public address, for the QR code"),
      OptionSpec(
        "--by", "NAME", vi: "người in (mặc định: tài khoản máy)", en: "who prints (default: the account's name)"),
    ],
    example: "diaba extract H48.21-261120-0001 --out ra --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let office = try invocation.officePath()
    let code = invocation.operands[0]
    guard let dossier = try OfficeReader(path: office).dossier(code) else {
      throw OfficeError(.notThere, vi: "không có hồ sơ này", en: "there is no such dossier")
    }
    let actor = invocation.actor
    let press = ExtractPress(
      register: try invocation.register(), publicURL: invocation.value("--public-url") ?? "")
    let draft = try press.draw(dossier, try options(invocation), by: actor, language: invocation.language)
    let entry = AuditEntry(
      actor, .extractMade, dossier: code,
      subjects: ["extract:\(draft.names.name)"] + draft.parts.map { "parcel:\($0.id)" })
    let extract = try invocation.changeOffice { change in try change.keep(draft, by: actor, entry: entry) }
    var files = [("geojson", draft.geoJSON), ("svg", draft.svg)]
    var status = ExitStatus.done
    do {
      let pdf = try press.pdf(draft.svg, at: extract.madeAt)
      let name = extract.name
      files.append(("pdf", try invocation.changeOffice { change in try change.keep(.pdf, pdf, ofExtract: name) }))
    } catch let error as ServiceError {
      Console.tell("diaba: \(error.detail[invocation.language])")
      status = .environment
    }
    let folder = URL(filePath: invocation.value("--out") ?? ".", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var paths: [String] = []
    for (kind, bytes) in files {
      let file = folder.appending(path: "so-do-\(extract.name).\(kind)")
      try Data(bytes).write(to: file)
      paths.append(file.path)
    }
    tell(extract, paths, invocation)
    return status
  }

  private static func options(_ invocation: Invocation) throws(UsageError) -> SheetOptions {
    var options = SheetOptions()
    if let text = invocation.value("--paper") {
      guard let paper = SheetOptions.Paper.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
      else {
        throw UsageError(vi: "--paper nhận A4 hoặc A3", en: "--paper takes A4 or A3")
      }
      options.paper = paper
    }
    if let text = invocation.value("--layout") {
      guard let layout = SheetOptions.Layout(rawValue: text) else {
        throw UsageError(vi: "--layout nhận together hoặc perParcel", en: "--layout takes together or perParcel")
      }
      options.layout = layout
    }
    if let text = invocation.value("--scale") {
      let scales = SheetOptions.scales.map { "\($0)" }.joined(separator: ", ")
      guard let scale = Int(text), SheetOptions.scales.contains(scale) else {
        throw UsageError(vi: "--scale nhận một trong: \(scales)", en: "--scale takes one of: \(scales)")
      }
      options.scale = scale
    }
    return options
  }

  private static func tell(_ extract: Extract, _ paths: [String], _ invocation: Invocation) {
    let code = VerificationCode.printed(extract.code)
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      for (name, value) in [("id", extract.name), ("verification", code), ("sha256", extract.sha256)] {
        writer.key(name)
        writer.string(value)
      }
      writer.key("revision")
      writer.integer(extract.revision)
      writer.key("scale")
      writer.integer(extract.scale)
      writer.key("files")
      writer.beginArray()
      for path in paths { writer.string(path) }
      writer.endArray()
      writer.endObject()
      Console.out(writer.text + "\n")
      return
    }
    for path in paths { Console.out(path + "\n") }
    Console.tell(
      invocation.language == .vietnamese
        ? "Sơ đồ 1:\(extract.scale), mã kiểm tra \(code)." : "A sheet at 1:\(extract.scale), verification code \(code)."
    )
  }
}
