import Cadastre
import Geo
import JSON
import Register
import Service
import VietText

/// `diaba lookup`: what lies at a place.
enum LookupCommand {
  static let spec = CommandSpec(
    name: "lookup", operands: "\"TEXT\" | --batch FILE", operandCount: 0...8,
    summary: Phrase(
      vi: "thửa nào ở tọa độ này? (độ, độ-phút-giây, hoặc VN-2000 X, Y)",
      en: "which parcel lies at this coordinate? (degrees, degrees-minutes-seconds, or VN-2000 X, Y)"),
    options: [
      OptionSpec(
        "--crs", "EPSG:n", vi: "hệ của tọa độ, nếu tự nó không nói rõ",
        en: "the coordinate's system, if it does not say itself"),
      OptionSpec(
        "--accuracy", "METRES", vi: "độ chính xác của tọa độ (mặc định với độ thập phân: 5 m)",
        en: "the coordinate's accuracy (default for degrees: 5 m)"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec("--revision", "N", vi: "sổ nói gì ở bản này", en: "what the register said at that revision"),
      OptionSpec(
        "--batch", "FILE|-",
        vi: "cả một danh sách: CSV có cột lon và lat (kinh độ, vĩ độ), x và y, hoặc at (tọa độ); GeoJSON gồm các điểm; "
          + "NDJSON. Mỗi dòng được trả lời bằng một dòng, theo đúng thứ tự",
        en:
          "a whole list: CSV with columns lon and lat, x and y, or at; GeoJSON points; NDJSON. Each row is answered by "
          + "one row, in order"),
      OptionSpec(
        "--out", "FILE", vi: "nơi ghi kết quả của --batch (mặc định: đầu ra chuẩn)",
        en: "where the answers to --batch go (default: standard output)"),
    ],
    example: "diaba lookup \"X=1672422.43 Y=584963.15\" --crs EPSG:5898 --register xa.sqlite\n"
      + "  diaba lookup --batch diem.csv --out ket-qua.csv --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    if let file = invocation.value("--batch") { return try BatchCommand.run(invocation, file: file) }
    guard !invocation.operands.isEmpty else {
      throw UsageError(
        vi: "lệnh lookup cần một tọa độ, hoặc --batch TẬP_TIN", en: "lookup takes a coordinate, or --batch FILE")
    }
    guard invocation.value("--out") == nil else {
      throw UsageError(vi: "--out chỉ đi với --batch", en: "--out goes with --batch only")
    }
    let desk = try Desk(register: try invocation.register())
    let question = LookupQuestion(
      at: invocation.operands.joined(separator: " "), crs: try invocation.crs("--crs"),
      accuracy: try invocation.metres("--accuracy"), moment: try invocation.moment())
    let answer = try desk.lookup(question)
    invocation.show {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    return .done
  }
}

/// `diaba parcel`: a parcel by the words of its papers.
enum ParcelCommand {
  static let spec = CommandSpec(
    name: "parcel", operands: "WARD SHEET NUMBER", operandCount: 3...3,
    summary: Phrase(
      vi: "thửa theo mã xã, số tờ, số thửa, cả trên giấy tờ cũ",
      en: "a parcel by ward code, sheet and number, of old papers too"),
    options: [
      OptionSpec(
        "--series", "SERIES", vi: "loạt bản đồ, nếu một số tờ có ở hai tỷ lệ",
        en: "the map series, if a sheet exists at two scales"),
      OptionSpec(
        "--neighbours", vi: "các thửa giáp, với chiều dài cạnh chung",
        en: "the parcels that adjoin it, with the length of the shared edges"),
      OptionSpec(
        "--within", "METRES", vi: "cùng --neighbours: thêm các thửa trong khoảng cách này",
        en: "with --neighbours: parcels within this distance too"),
      OptionSpec(
        "--corners", vi: "bảng góc ranh và cạnh trong lưới của thửa", en: "its corners and edges, in its own grid"),
      OptionSpec(
        "--ward-from", "DATE", vi: "xã có từ ngày này, nếu mã đã thuộc nhiều xã",
        en: "the ward that began on that day, if the code has named several"),
      OptionSpec(
        "--paper-date", "DATE", vi: "ngày của giấy tờ cũ: xã (mã hoặc tên) và tờ đọc theo ngày đó, tìm thửa hiện nay",
        en: "the day of an old paper: ward (code or name) and sheet are read as of it, today's parcel is found"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec("--revision", "N", vi: "sổ nói gì ở bản này", en: "what the register said at that revision"),
    ],
    example: "diaba parcel 21022 12 345 --paper-date 2012-05-20 --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let desk = try Desk(register: try invocation.register())
    if let day = try invocation.day("--paper-date") { return try PaperLookup.run(invocation, of: day, at: desk) }
    let question = ParcelQuestion(
      ward: invocation.operands[0], sheet: invocation.operands[1], number: invocation.operands[2],
      series: invocation.value("--series"), wardFrom: try invocation.day("--ward-from"),
      moment: try invocation.moment())
    if invocation.has("--corners") {
      let answer = try desk.vertices(question)
      invocation.show {
        answer.write(into: &$0, language: invocation.language)
      } card: {
        answer.card(in: $0)
      }
      return .done
    }
    let reach = try invocation.metres("--within")
    if invocation.has("--neighbours") || reach != nil {
      let answer = try desk.neighbours(
        NeighboursQuestion(question, reach: min(reach ?? 0, NeighboursQuestion.longestReach)))
      invocation.show {
        answer.write(into: &$0, language: invocation.language)
      } card: {
        answer.card(in: $0)
      }
      return .done
    }
    let answer = try desk.parcel(question)
    invocation.show {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    return .done
  }
}

extension Invocation {
  /// Prints an answer: as JSON when `--json` asks for that, else as a card in the person's language.
  func show(asJSON: Bool = false, json: (inout JSONWriter) -> Void, card: (Language) -> String) {
    guard asJSON || has("--json") else { return Console.out(card(language)) }
    var writer = JSONWriter()
    json(&writer)
    Console.out(writer.text + "\n")
  }

  /// The state of the land that `--as-of` and `--revision` ask for.
  func moment() throws(UsageError) -> Moment {
    Moment(revision: try number("--revision", in: 1...Int(Int32.max)), asOf: try day("--as-of"))
  }

  /// The value of an option that is a length in metres.
  func metres(_ option: String) throws(UsageError) -> Double? {
    guard let text = value(option) else { return nil }
    guard let metres = Double(text.replacing(",", with: ".")), metres.isFinite, metres >= 0 else {
      throw UsageError(
        vi: "\(option) nhận số mét như 5 hoặc 0.02, không phải “\(text)”",
        en: "\(option) takes metres such as 5 or 0.02, not “\(text)”")
    }
    return metres
  }
}
