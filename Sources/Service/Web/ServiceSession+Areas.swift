import Digest
import HTTP
import HTTPServer
import VietText

extension ServiceSession {
  /// The parcels of an area.
  func areas(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let crs = try parameters.crs("crs")
    let width = try parameters.metres("width", upTo: AreaDrawing.widestStrip)
    let tolerance = try parameters.number("tolerance", in: 0...1_000_000) ?? AreaQuestion.usualTolerance
    let geometry = try parameters.choice("geometry", AreaQuestion.GeometryForm.allCases.map(\.rawValue))
    let separator = try parameters.choice("separator", ["comma", "semicolon", ",", ";"])
    let moment = try parameters.moment()
    return heavy(exchange) { (session, cancellation) throws(ServiceError) in
      let body = exchange.request.body
      let ground = try AreaContent.ground(crs: crs, width: width, count: body.count) { offset, maximum in
        try body.read(at: offset, maximum: maximum)
      }
      let answer = try session.desk.area(
        AreaQuestion(
          ground, tolerance: tolerance,
          // A table shows no geometry.
          geometry: exchange.form == .csv ? .none : geometry.flatMap(AreaQuestion.GeometryForm.init) ?? .whole,
          moment: moment)
      ) { cancellation.isCancelled }
      let table = exchange.form == .csv ? separator.flatMap(AreaTable.Separator.init(text:)) ?? .comma : nil
      return try session.response(answer, exchange, table.map(AreaTable.init))
    }
  }

  private func response(
    _ answer: AreaAnswer, _ exchange: Exchange, _ table: AreaTable?
  ) throws(ServiceError) -> Response {
    let form = exchange.form ?? .geoJSON
    let revision = answer.revision.id > 0 ? answer.revision.id : nil
    guard form != .html else {
      let page = Page.html(answer.page(in: exchange.language), exchange.language)
      return Representation(contentType: form.contentType, bytes: page, revision: revision).response(to: exchange)
    }
    guard answer.count > AreaProducer.longestAnswer else {
      let whole = AreaProducer(answer, language: exchange.language, table: table, isCoded: false)
      return Representation(contentType: form.contentType, bytes: try whole.all(), revision: revision)
        .response(to: exchange)
    }
    let isCoded = exchange.request.accepts(coding: "gzip")
    // The content follows from these alone, so they are as good as its bytes.
    let state = "\(answer.revision.id) \(desk.currentDay()) \(exchange.request.target) \(exchange.language) \(form)"
    let tag = EntityTag(
      QuickDigest.text(of: state) + (try Self.digest(of: exchange.request.body)) + (isCoded ? "-g" : ""))
    var headers = Representation.fields(exchange, tag: tag, revision: revision)
    headers.append("Content-Type", form.contentType)
    if isCoded { headers.append("Content-Encoding", "gzip") }
    let producer = AreaProducer(answer, language: exchange.language, table: table, isCoded: isCoded)
    return Response(.ok, headers: headers, body: .stream(BodyStream(producer)))
  }

  private static func digest(of body: RequestBody) throws(ServiceError) -> String {
    try ServiceError.wrapping { QuickDigest.text(of: try body.read(at: 0, maximum: body.count)) }
  }

  /// What a table of corners encloses.
  func corners(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  /// The parcels around a parcel.
  func neighbours(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  /// The vertices and edges of a parcel.
  func vertices(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  private static var notYet: ServiceError {
    ServiceError(.notReady, Phrase(vi: "Chưa có câu trả lời.", en: "There is no answer yet."))
  }
}

extension Parameters {
  /// A number within a range, with a point for its decimals.
  func number(_ name: String, in range: ClosedRange<Double>) throws(ServiceError) -> Double? {
    guard let text = text(name) else { return nil }
    guard text.utf8.count <= 20, let value = Double(text), range.contains(value) else {
      let allowed = "\(Int(range.lowerBound))–\(Int(range.upperBound))"
      throw ServiceError(
        .badParameter,
        Phrase(vi: "\(name) là số trong khoảng \(allowed).", en: "\(name) is a number within \(allowed)."),
        parameter: name, value: text, allowed: [allowed])
    }
    return value
  }

  /// One of several words.
  func choice(_ name: String, _ words: [String]) throws(ServiceError) -> String? {
    guard let text = text(name) else { return nil }
    guard words.contains(text) else {
      let nearest = Resemblance.nearest(to: text, among: words)
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "\(name) nhận một trong: \(words.joined(separator: " ")).",
          en: "\(name) is one of: \(words.joined(separator: " "))."),
        parameter: name, value: text, allowed: words, suggestion: nearest)
    }
    return text
  }
}
