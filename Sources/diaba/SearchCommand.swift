import Register
import Service
import VietText

/// `diaba search`: which parcels and wards some words name.
enum SearchCommand {
  static let spec = CommandSpec(
    name: "search", operands: "TEXT", operandCount: 1...64,
    summary: Phrase(
      vi: "tìm thửa và xã bằng lời: “to 12 thua 345 nghia lo”, tên xã cũ, mã xã, mã định danh thửa",
      en: "finds parcels and wards by words: “to 12 thua 345 nghia lo”, old names, ward codes, national codes"),
    options: [
      OptionSpec("--ward", "CODE", vi: "chỉ tìm trong xã có mã này", en: "searches in the ward of this code only"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec(
        "--limit", "N", vi: "nhiều nhất bao nhiêu kết quả (mặc định: 20)", en: "how many results (default: 20)"),
    ],
    example: "diaba search to 12 thua 345 nghia lo --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let desk = try Desk(register: try invocation.register())
    let question = SearchQuestion(
      text: invocation.operands.joined(separator: " "), ward: invocation.value("--ward"),
      limit: try invocation.number("--limit", in: 1...100) ?? 20, moment: Moment(asOf: try invocation.day("--as-of")))
    let answer = try desk.search(question)
    invocation.show {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    let isFound = !(answer.parcels.isEmpty && answer.wards.isEmpty && answer.sheets.isEmpty)
    return isFound || answer.understood.isCoordinate ? .done : .needsPerson
  }
}
