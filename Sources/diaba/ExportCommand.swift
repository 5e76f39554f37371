import CSV
import Cadastre
import Export
import Geo
import Import
import JSON
import Register
import VietText

/// `diaba export`: a layer of the register as files for other programs.
enum ExportCommand {
  static let spec = CommandSpec(
    name: "export", operands: "wards|parcels", operandCount: 1...1,
    summary: Phrase(
      vi: "xuất một lớp ra shapefile, GeoJSON, GeoPackage hoặc CSV",
      en: "writes a layer as shapefile, GeoJSON, GeoPackage or CSV"),
    options: [
      OptionSpec(
        "--out", "FILE", vi: "tệp cần ghi: .shp .geojson .geojsonl .gpkg .csv",
        en: "the file to write: .shp .geojson .geojsonl .gpkg .csv"),
      OptionSpec(
        "--format", "NAME", vi: "dạng, nếu tên tệp không nói: shapefile geojson geojsonl geopackage csv",
        en: "the form, if the name does not say: shapefile geojson geojsonl geopackage csv"),
      OptionSpec(
        "--crs", "EPSG:n", vi: "hệ tọa độ (mặc định: hệ của dữ liệu nguồn; GeoJSON luôn là WGS 84)",
        en: "the coordinate system (default: that of the source data; GeoJSON is always WGS 84)"),
      OptionSpec(
        "--encoding", "utf8|tcvn3", vi: "bảng mã của shapefile (mặc định: utf8, có .cpg)",
        en: "the encoding of a shapefile (default: utf8, with a .cpg)"),
      OptionSpec(
        "--filter", "field=VALUE", repeats: true,
        vi: "chỉ lấy các dòng này, ví dụ ward=21025, sheet=12, landUse=ODT; lặp lại được",
        en: "only these rows, such as ward=21025, sheet=12, landUse=ODT; may be repeated"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec("--revision", "N", vi: "sổ nói gì ở bản này", en: "what the register said at that revision"),
      OptionSpec(
        "--delimiter", ",|;", vi: "dấu ngăn trong CSV (mặc định: ,)",
        en: "what stands between fields of a CSV (default: ,)"),
      OptionSpec("--force", vi: "thay tệp đã có", en: "replaces files that are there"),
    ],
    example: "diaba export parcels --out thua.shp --filter ward=21025 --encoding tcvn3 --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let request = try request(from: invocation)
    defer { RegisterFile.tidy(request.register) }
    let interruption = Interruption()
    let receipt: ExportReceipt
    do {
      receipt = try write(request, invocation.language, interruption.stop)
    } catch let error as ExportError where error.code == "interrupted" {
      Console.tell("diaba: \(error.message[invocation.language])")
      interruption.end()
    }
    if invocation.has("--json") { Console.out(json(receipt)) }
    Console.tell(summary(receipt, request, invocation.language))
    return receipt.lostLetters + receipt.cutTexts > 0 ? .needsPerson : .done
  }

  /// Runs the export; when this returns the register is closed again.
  private static func write(
    _ request: ExportRequest, _ language: Language, _ stop: StopRequest
  ) throws -> ExportReceipt {
    defer { Console.draw("") }
    let run = ExportRun(request, isStopped: { stop.isUttered }) { progress in
      Console.draw(
        Phrase(
          vi: "đang xuất: \(progress.rows)/\(progress.total) dòng",
          en: "exporting: \(progress.rows)/\(progress.total) rows")[language])
    }
    return try run.run()
  }

  private static func request(from invocation: Invocation) throws -> ExportRequest {
    guard let layer = Layer(rawValue: invocation.operands[0]) else {
      throw UsageError(
        vi: "xuất lớp nào? wards (địa giới xã) hoặc parcels (thửa đất), không phải “\(invocation.operands[0])”",
        en: "which layer? wards or parcels, not “\(invocation.operands[0])”")
    }
    guard let path = invocation.value("--out"), !path.isEmpty else {
      throw UsageError(vi: "cần --out TỆP, ví dụ --out thua.gpkg", en: "--out FILE is needed, such as --out thua.gpkg")
    }
    var request = ExportRequest(
      layer: layer, path: path, register: try invocation.register(), format: try format(invocation, path))
    if let name = invocation.value("--encoding") {
      let known = LegacyEncoding(name: name)
      guard request.format == .shapefile, known == .utf8 || known == .tcvn3 else {
        throw UsageError(
          vi: "--encoding nhận utf8 hoặc tcvn3, chỉ cho shapefile, không phải “\(name)”",
          en: "--encoding takes utf8 or tcvn3, for shapefiles only, not “\(name)”")
      }
      request.encoding = known == .tcvn3 ? .tcvn3 : .utf8
    }
    if let text = invocation.value("--delimiter") {
      guard request.format == .csv, let delimiter = [",": CSVDelimiter.comma, ";": .semicolon][text] else {
        throw UsageError(
          vi: "--delimiter nhận , hoặc ; và chỉ cho CSV, không phải “\(text)”",
          en: "--delimiter takes , or ; and is for CSV only, not “\(text)”")
      }
      request.delimiter = delimiter
    }
    request.crs = try invocation.crs("--crs")
    request.moment = try invocation.moment()
    for text in invocation.all("--filter") { try request.filter.add(text, for: layer) }
    request.replacesFiles = invocation.has("--force")
    return request
  }

  private static func format(_ invocation: Invocation, _ path: String) throws -> ExportRequest.Format {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
    let said = invocation.value("--format")
    if let said {
      guard let format = ExportRequest.Format(rawValue: said.lowercased()) ?? ExportRequest.Format(ending: said) else {
        let names = ExportRequest.Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(
          vi: "--format nhận \(names), không phải “\(said)”", en: "--format takes \(names), not “\(said)”")
      }
      if format == .shapefile, ending.lowercased() != "shp" {
        throw UsageError(
          vi: "shapefile cần --out có đuôi .shp", en: "a shapefile needs an --out that ends in .shp")
      }
      return format
    }
    guard let format = ExportRequest.Format(ending: ending) else {
      let endings = ExportRequest.Format.endings.joined(separator: " ")
      throw UsageError(
        vi: "không biết dạng của “\(name)”: dùng đuôi \(endings), hoặc --format",
        en: "the form of “\(name)” is not known: let it end in \(endings), or give --format")
    }
    return format
  }

  private static func summary(_ receipt: ExportReceipt, _ request: ExportRequest, _ language: Language) -> String {
    let main = receipt.files.last ?? ""
    var lines = [
      Phrase(
        vi: "Đã xuất \(receipt.rows) dòng ra \(main), hệ \(receipt.crs), bản \(receipt.revision) của sổ.",
        en: "Wrote \(receipt.rows) rows to \(main), system \(receipt.crs), revision \(receipt.revision).")[language]
    ]
    if request.encoding == .tcvn3 {
      lines.append(
        Phrase(
          vi: "  · TCVN3: chữ hoa có dấu thành chữ thường, như các phông .VnTime; không kèm .cpg",
          en: "  · TCVN3: toned capitals became small letters, as in its fonts; there is no .cpg")[language])
    }
    if receipt.lostLetters > 0 {
      lines.append(
        Phrase(
          vi: "  ! \(receipt.lostLetters) ô có chữ mà TCVN3 không có, thay bằng dấu ?",
          en: "  ! \(receipt.lostLetters) texts have letters that TCVN3 lacks, replaced by ?")[language])
    }
    if receipt.cutTexts > 0 {
      lines.append(
        Phrase(
          vi: "  ! \(receipt.cutTexts) ô dài quá 254 byte bị cắt; .gpkg giữ đủ",
          en: "  ! \(receipt.cutTexts) texts longer than 254 bytes were cut; a .gpkg keeps them whole")[language])
    }
    if receipt.defenceParcels > 0 {
      lines.append(
        Phrase(
          vi: "  ! có \(receipt.defenceParcels) thửa đất quốc phòng, an ninh: không được công khai tệp này",
          en: "  ! \(receipt.defenceParcels) parcels are land of defence or security: do not make this file public")[
            language])
    }
    return lines.joined(separator: "\n")
  }

  private static func json(_ receipt: ExportReceipt) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("files")
    writer.beginArray()
    for file in receipt.files { writer.string(file) }
    writer.endArray()
    writer.key("crs")
    writer.string(receipt.crs.description)
    for (name, count) in [
      ("rows", receipt.rows), ("revision", receipt.revision), ("cutTexts", receipt.cutTexts),
      ("lostLetters", receipt.lostLetters), ("defenceParcels", receipt.defenceParcels),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.endObject()
    return writer.text + "\n"
  }
}
