import Cadastre
import Register
import Service

/// `diaba parcel … --paper-date`: the parcel of today that an old paper means.
enum PaperLookup {
  static func run(_ invocation: Invocation, of day: Day, at desk: Desk) throws -> ExitStatus {
    for option in ["--as-of", "--ward-from"] where invocation.has(option) {
      throw UsageError(
        vi: "--paper-date đã nói xã của ngày nào, nên không dùng cùng \(option)",
        en: "--paper-date says already which day's ward is meant, so \(option) cannot be given with it")
    }
    let answer = try desk.paper(
      PaperQuestion(
        ward: invocation.operands[0], sheet: invocation.operands[1], number: invocation.operands[2],
        series: invocation.value("--series"), paperDate: day, revision: try invocation.moment().revision))
    invocation.show {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    return answer.status == .found ? .done : .needsPerson
  }
}
