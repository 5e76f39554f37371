import Foundation
import Geo
import Register
import Service
import VietText

/// `diaba area`: the parcels of an area, with their square metres.
enum AreaCommand {
  static let spec = CommandSpec(
    name: "area", operands: "FILE|-|WARD", operandCount: 1...1,
    summary: Phrase(
      vi: "các thửa trong một vùng, một dải đường hoặc một xã, với diện tích từng phần",
      en: "the parcels in an area, along a road or in a ward, with the area of each part"),
    options: [
      OptionSpec(
        "--width", "METRES", vi: "bề rộng của dải dọc theo đường (mép vuông ở hai đầu)",
        en: "the width of the strip along lines (cut off square at their ends)"),
      OptionSpec(
        "--tolerance", "M2", vi: "dưới diện tích này chỉ liệt kê riêng, không tính (mặc định: 0.1)",
        en: "below this a parcel is listed apart, not counted (default: 0.1)"),
      OptionSpec(
        "--geometry", "none|whole|clipped", vi: "hình trong --json: không, cả thửa, phần trong vùng (mặc định: whole)",
        en: "the geometry in --json: none, the parcel, its part inside (default: whole)"),
      OptionSpec(
        "--crs", "EPSG:n", vi: "hệ tọa độ của tập tin (mặc định: WGS 84)",
        en: "the file's coordinate system (default: WGS 84)"),
      OptionSpec(
        "--format", "card|json|csv", vi: "dạng kết quả; csv là bảng bồi thường (mặc định: card)",
        en: "the form of the answer; csv is the compensation table (default: card)"),
      OptionSpec(
        "--separator", ",|;", vi: "dấu ngăn cột của csv; với “;” số thập phân viết dấu phẩy (mặc định: ,)",
        en: "what separates the columns of csv; with “;” decimals have a comma (default: ,)"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec("--revision", "N", vi: "sổ nói gì ở bản này", en: "what the register said at that revision"),
    ],
    example: "diaba area duong.geojson --width 30 --format csv --register xa.sqlite > bang.csv", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try invocation.word("--format", of: ["card", "json", "csv"])
    let separator = try invocation.word("--separator", of: [",", ";", "comma", "semicolon"])
    let geometry = try invocation.word("--geometry", of: AreaQuestion.GeometryForm.allCases.map(\.rawValue))
    let width = try invocation.metres("--width")
    let tolerance = try invocation.metres("--tolerance") ?? AreaQuestion.usualTolerance
    let operand = invocation.operands[0]
    let ground: AreaQuestion.Ground
    if isCode(operand), !FileManager.default.fileExists(atPath: operand) {
      ground = .ward(operand)
    } else {
      let content = try InputContent(operand, limit: 256 << 20)
      ground = try AreaContent.ground(
        crs: try invocation.crs("--crs"), width: width, count: content.count, content.read)
    }
    let isTable = format == "csv"
    let question = AreaQuestion(
      ground, tolerance: tolerance,
      geometry: isTable ? .none : geometry.flatMap(AreaQuestion.GeometryForm.init) ?? .whole,
      moment: try invocation.moment())
    let answer = try Desk(register: try invocation.register()).area(question)
    if isTable {
      Console.out(answer.table(semicolons: separator == ";" || separator == "semicolon"))
      for note in answer.notes { Console.tell(note.phrase[invocation.language]) }
      return .done
    }
    invocation.show(asJSON: format == "json") {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    return .done
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.count == 5 && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}

extension Invocation {
  /// The value of an option that is one of several words.
  func word(_ option: String, of words: [String]) throws(UsageError) -> String? {
    guard let text = value(option) else { return nil }
    guard words.contains(text) else {
      throw UsageError(
        vi: "\(option) nhận \(words.joined(separator: ", ")), không phải “\(text)”",
        en: "\(option) takes \(words.joined(separator: ", ")), not “\(text)”")
    }
    return text
  }
}
