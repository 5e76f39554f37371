import Digest
import HTTP
import HTTPServer
import JSON
import VietText

extension ServiceSession {
  /// The answer to `/search`.
  func search(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let question = SearchQuestion(
      text: try parameters.required("q", example: "to 12 thua 345 nghia lo"), ward: try parameters.word("ward"),
      limit: try parameters.integer("limit", in: 1...100) ?? 20, moment: try parameters.moment())
    let answer = try desk.search(question)
    return land(exchange, revision: answer.revision.id, capacity: 16_384, card: answer.page) { writer in
      answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
    }
  }

  /// The answer to `/wards`.
  func wards(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let question = WardsQuestion(
      text: parameters.text("q"), limit: try parameters.integer("limit", in: 1...1000) ?? 100,
      cursor: parameters.text("cursor"), hasGeometry: try Self.hasGeometry(parameters),
      moment: try parameters.moment())
    if question.hasGeometry, exchange.form != .html { return try stream(exchange, question) }
    let answer = try desk.wards(question)
    return land(exchange, revision: answer.revision.id, capacity: 65_536, card: answer.page) { writer in
      answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
    }
  }

  private static func hasGeometry(_ parameters: Parameters) throws(ServiceError) -> Bool {
    guard let text = parameters.text("geometry"), text != "none" else { return false }
    guard text == "whole" else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "geometry là none hoặc whole.", en: "geometry is none or whole."), parameter: "geometry", value: text,
        allowed: ["none", "whole"], suggestion: Resemblance.nearest(to: text, among: ["none", "whole"]))
    }
    return true
  }

  private func stream(_ exchange: Exchange, _ question: WardsQuestion) throws(ServiceError) -> Reply {
    let isCoded = exchange.request.accepts(coding: "gzip")
    let page = try desk.wardPage(question)
    let revision = page.answer.revision.id
    // The content follows from these alone, so they are as good as its bytes.
    let state =
      "\(revision) \(desk.currentDay()) \(exchange.request.target) \(exchange.language) \(exchange.form ?? .json)"
    let tag = EntityTag(QuickDigest.text(of: state) + (isCoded ? "-g" : ""))
    var headers = Representation.fields(exchange, tag: tag, revision: revision)
    if exchange.request.evaluateConditions(tag: tag) == .notModified {
      return .response(Response(.notModified, headers: headers))
    }
    headers.append("Content-Type", (exchange.form ?? .geoJSON).contentType)
    if isCoded { headers.append("Content-Encoding", "gzip") }
    let producer = WardProducer(page, language: exchange.language, base: settings.publicURL, isCoded: isCoded)
    return .response(Response(.ok, headers: headers, body: .stream(BodyStream(producer))))
  }
}
