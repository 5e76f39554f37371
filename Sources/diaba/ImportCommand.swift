import Cadastre
import Foundation
import Geo
import Import
import JSON
import Projection
import VietText

/// `diaba import`: files into the register.
enum ImportCommand {
  /// The names of the fields, for the help page.
  private static let fields =
    "wards: code name kind province validFrom validTo; parcels: ward sheet number series registeredArea landUse address "
    + "nationalCode; lineage (CSV): oldCode oldName oldFrom newCode newName validFrom extent share source verified; "
    + "renumbering (CSV): ward wardFrom series oldSheet newWard newSeries newSheet oldNumber newNumber numberShift "
    + "validFrom source verified; holders (CSV): holder kind name sex birthYear idNumber personRole address ward sheet "
    + "number share use certificate from to"

  static let spec = CommandSpec(
    name: "import", operands: "wards|parcels|lineage|renumbering|holders FILE…", operandCount: 2...10_000,
    summary: Phrase(
      vi: "nhập địa giới xã hoặc thửa đất vào sổ, từ shapefile, thư mục, .zip, GeoJSON(.gz), CSV, GeoPackage",
      en:
        "imports ward boundaries or parcels into the register, from a shapefile, folder, .zip, GeoJSON(.gz), CSV, GeoPackage"
    ),
    options: [
      OptionSpec(
        "--crs", "EPSG:n", vi: "hệ tọa độ của tập tin, nếu .prj thiếu hoặc sai",
        en: "the files' coordinate system, if the .prj is missing or wrong"),
      OptionSpec(
        "--meridian", "108°00'", vi: "như --crs, theo kinh tuyến trục VN-2000 múi 3°",
        en: "the same, by the central meridian of a VN-2000 3° zone"),
      OptionSpec(
        "--table", "NAME", vi: "lớp cần nhập trong tập tin .gpkg hoặc .sqlite có nhiều lớp",
        en: "the layer to import from a .gpkg or .sqlite with several"),
      OptionSpec(
        "--swap-axes", vi: "tập tin ghi bắc trước đông (hoặc vĩ độ trước kinh độ)",
        en: "the files have northing before easting, or latitude before longitude"),
      OptionSpec(
        "--trust-crs", vi: "vẫn dùng hệ tọa độ đã nêu dù dữ liệu như nằm chỗ khác",
        en: "takes the stated coordinate system although the data seem to lie elsewhere"),
      OptionSpec(
        "--encoding", "[COLUMN=]NAME", repeats: true,
        vi: "bảng mã của .dbf hoặc của một cột: UTF-8, TCVN3, VNI, CP1258, VISCII (mặc định: tự nhận)",
        en: "the encoding of the .dbf, or of one column: UTF-8, TCVN3, VNI, CP1258, VISCII (default: detected)"),
      OptionSpec(
        "--map", "field=COLUMN", repeats: true, vi: "cột nào chứa trường nào, ví dụ ward=MAXA. \(fields)",
        en: "which column holds which field, such as ward=MAXA. \(fields)"),
      OptionSpec(
        "--set", "field=VALUE", repeats: true, vi: "giá trị chung cho mọi dòng, ví dụ sheet=12",
        en: "a value for all rows, such as sheet=12"),
      OptionSpec(
        "--area-crs", "EPSG:n", vi: "lưới để đo diện tích, nếu nguồn không phải múi 3°",
        en: "the grid for areas, if the source is no 3° grid"),
      OptionSpec(
        "--as-of", "DATE", vi: "ngày của hiện trạng trong tập tin (mặc định: hôm nay)",
        en: "the day whose state the files describe (default: today)"),
      OptionSpec(
        "--replace", "sheet|ward|nothing",
        vi:
          "những gì tập tin không còn thì bỏ khỏi sổ: trong các tờ của nó, các xã của nó, hay không bỏ gì (mặc định: sheet)",
        en: "what the files lack is removed: from their sheets, from their wards, or not at all (default: sheet)"),
      OptionSpec(
        "--allow-removals", vi: "cho phép xóa hơn 10 % phạm vi thay thế",
        en: "allows the removal of more than 10 % of what is replaced"),
      OptionSpec(
        "--stage-only", vi: "chỉ soạn thay đổi, người khác công bố bằng diaba publish",
        en: "stages the change only; another person publishes it with diaba publish"),
      OptionSpec(
        "--report", "DIR", vi: "thư mục báo cáo (mặc định: cạnh sổ, trong TÊN_SỔ.reports)",
        en: "the report's folder (default: beside the register, in its NAME.reports)"),
      OptionSpec(
        "--by", "NAME", vi: "người nhập (mặc định: tài khoản máy)", en: "who imports (default: the account's name)"),
    ],
    example:
      "diaba import parcels thua.shp --meridian \"108°00'\" --encoding TCVN3 --as-of 2024-05-31 --register xa.sqlite",
    run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    if invocation.operands[0] == "holders" { return try HolderImportCommand.run(invocation) }
    if let status = try FactCommand.run(invocation) { return status }
    let request = try request(from: invocation)
    let interruption = Interruption()
    let outcome: ImportOutcome
    do {
      outcome = try run(request, stop: interruption.stop, language: invocation.language)
    } catch let refusal as Refusal where refusal.cause == .interruption {
      Console.tell("diaba: \(refusal.message[invocation.language])")
      interruption.end()
    } catch let refusal as Refusal where invocation.has("--json") {
      // Programs that drive an import read why it stopped, and what they may answer.
      Console.out(refusal.json + "\n")
      throw refusal
    }
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      outcome.writeMembers(into: &writer)
      writer.endObject()
      Console.out(writer.text + "\n")
    }
    Console.tell(ImportSummary.text(of: outcome, layer: request.layer, language: invocation.language))
    return outcome.needsPerson ? .needsPerson : .done
  }

  /// Runs the import; when this returns, everything that it held is gone.
  private static func run(
    _ request: ImportRequest, stop: StopRequest, language: Language
  ) throws -> ImportOutcome {
    var meter = ProgressMeter(language: language)
    defer { Console.draw("") }
    return try ImportRun(request, stop: stop, asker: Terminal.asker(language)) { meter.show($0) }.run()
  }

  private static func request(from invocation: Invocation) throws(UsageError) -> ImportRequest {
    guard let layer = ImportLayer(rawValue: invocation.operands[0]) else {
      throw UsageError(
        vi:
          "nhập gì? wards (địa giới xã), parcels (thửa đất), holders (chủ sử dụng), lineage (xã cũ → xã mới) hoặc renumbering (đổi số tờ), không phải “\(invocation.operands[0])”",
        en: "what? wards, parcels, holders, lineage or renumbering, not “\(invocation.operands[0])”")
    }
    let today = Day(unixSeconds: Int(Date().timeIntervalSince1970))
    let asOf = try invocation.day("--as-of") ?? today
    guard asOf <= today else {
      throw UsageError(
        vi: "--as-of \(asOf) chưa đến: hiện trạng trong tập tin phải là của một ngày đã qua",
        en: "--as-of \(asOf) is still to come: the files must describe the state of a day that has been")
    }
    var request = ImportRequest(
      layer: layer, paths: Array(invocation.operands.dropFirst()), register: try invocation.register(), asOf: asOf,
      person: invocation.value("--by") ?? NSUserName())
    request.crs = try invocation.crs("--crs")
    if let text = invocation.value("--meridian") {
      guard request.crs == nil else {
        throw UsageError(vi: "chỉ dùng một trong --crs và --meridian", en: "give --crs or --meridian, not both")
      }
      guard let zone = VN2000.zone(meridian: text) else {
        throw UsageError(
          vi: "--meridian: không có múi 3° với kinh tuyến trục “\(text)”; viết như 108°00' hoặc 107.5",
          en: "--meridian: there is no 3° zone with the central meridian “\(text)”; write 108°00' or 107.5")
      }
      request.crs = zone.crs
    }
    request.areaCRS = try invocation.crs("--area-crs")
    for text in invocation.all("--encoding") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        request.columnEncodings[parts[0]] = parts[1]
      } else if request.encoding == nil {
        request.encoding = text
      } else {
        throw UsageError(
          vi: "--encoding được cho hai lần; cho từng cột thì viết --encoding CỘT=BẢNG_MÃ",
          en: "--encoding is given twice; for single columns write --encoding COLUMN=NAME")
      }
    }
    request.table = invocation.value("--table")
    request.swapsAxes = invocation.has("--swap-axes")
    request.trustsCRS = invocation.has("--trust-crs")
    request.columns = try pairs(invocation.all("--map"), option: "--map", example: "ward=MAXA")
    request.constants = try pairs(invocation.all("--set"), option: "--set", example: "sheet=12")
    if let text = invocation.value("--replace") {
      guard let replacement = ImportRequest.Replacement(rawValue: text) else {
        throw UsageError(
          vi: "--replace nhận sheet, ward hoặc nothing, không phải “\(text)”",
          en: "--replace takes sheet, ward or nothing, not “\(text)”")
      }
      request.replacement = replacement
    }
    request.allowsRemovals = invocation.has("--allow-removals")
    request.stagesOnly = invocation.has("--stage-only")
    request.reportDirectory = invocation.value("--report")
    request.language = invocation.language
    return request
  }

  static func pairs(
    _ texts: [String], option: String, example: String
  ) throws(UsageError) -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(
          vi: "\(option) cần dạng \(example), không phải “\(text)”", en: "\(option) takes \(example), not “\(text)”")
      }
      guard pairs.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw UsageError(
          vi: "\(option) \(parts[0]) được cho hai lần", en: "\(option) \(parts[0]) is given twice")
      }
    }
    return pairs
  }
}
