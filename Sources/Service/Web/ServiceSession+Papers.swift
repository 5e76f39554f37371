import Cadastre
import HTTPServer
import Register
import VietText

extension ServiceSession {
  /// The reply to an old paper.
  func paper(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String, of day: Day
  ) throws(ServiceError) -> Reply {
    for name in ["asOf", "wardFrom"] where parameters.text(name) != nil {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "paperDate đã nói xã của ngày nào, nên không dùng cùng \(name).",
          en: "paperDate says already which day's ward is meant, so \(name) cannot be given with it."),
        parameter: name, value: parameters.text(name), allowed: ["paperDate", "revision", "series"])
    }
    let question = PaperQuestion(
      ward: ward, sheet: sheet, number: number, series: try parameters.word("series"), paperDate: day,
      revision: try parameters.moment().revision)
    let answer = try desk.paper(question)
    return land(exchange, revision: answer.revision.id, capacity: 4096, card: answer.page) { writer in
      answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
    }
  }

  /// A day of a paper without a number would be passed over in silence.
  static func refusePaperDate(_ parameters: Parameters) throws(ServiceError) {
    guard let text = parameters.text("paperDate") else { return }
    throw ServiceError(
      .missingParameter,
      Phrase(
        vi: "paperDate cần có number: thửa nào trên giấy?", en: "paperDate needs number: which parcel is on the paper?"),
      parameter: "number", value: text, suggestion: "number=345")
  }
}
