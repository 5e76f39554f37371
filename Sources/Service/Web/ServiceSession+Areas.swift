import Digest
import HTTP
import HTTPServer
import JSON
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
    let staff = try areaVisit(exchange)
    return heavy(exchange) { (session, cancellation) throws(ServiceError) in
      let body = exchange.request.body
      let ground = try AreaContent.ground(crs: crs, width: width, count: body.count) { offset, maximum in
        try body.read(at: offset, maximum: maximum)
      }
      var answer = try session.desk.area(
        AreaQuestion(
          ground, tolerance: tolerance,
          // A table shows no geometry.
          geometry: exchange.form == .csv ? .none : geometry.flatMap(AreaQuestion.GeometryForm.init) ?? .whole,
          moment: moment)
      ) { cancellation.isCancelled }
      let table = exchange.form == .csv ? separator.flatMap(AreaTable.Separator.init(text:)) ?? .comma : nil
      if let staff { try session.addHolders(to: &answer, staff, moment, cancellation) }
      let response = try session.response(answer, exchange, table.map(AreaTable.init))
      if let staff, let holders = answer.holders { try session.record(holders, staff) }
      return response
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
    // Who holds the land changes without a revision, so an answer that tells it has none.
    let tag =
      answer.holders == nil
      ? EntityTag(QuickDigest.text(of: state) + (try Self.digest(of: exchange.request.body)) + (isCoded ? "-g" : ""))
      : nil
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
    let crs = try parameters.crs("crs")
    let moment = try parameters.moment()
    return heavy(exchange) { (session, cancellation) throws(ServiceError) in
      let text = try TextContent.text(of: exchange.request.body)
      let answer = try session.desk.corners(CornersQuestion(text: text, crs: crs, moment: moment)) {
        cancellation.isCancelled
      }
      return session.represent(exchange, answer.revision, card: answer.page) { writer in
        answer.write(into: &writer, language: exchange.language)
      }
    }
  }

  /// The parcels around a parcel.
  func neighbours(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    let parcel = try question(parameters, ward: ward, sheet: sheet, number: number)
    let reach = try parameters.metres("within", upTo: NeighboursQuestion.longestReach) ?? 0
    // A river may have thousands of neighbours.
    return heavy(exchange) { (session, _) throws(ServiceError) in
      let answer = try session.desk.neighbours(NeighboursQuestion(parcel, reach: reach))
      return session.represent(exchange, answer.revision, card: answer.page) { writer in
        answer.write(into: &writer, language: exchange.language, base: session.settings.publicURL)
      }
    }
  }

  /// The vertices and edges of a parcel.
  func vertices(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    let answer = try desk.vertices(try question(parameters, ward: ward, sheet: sheet, number: number))
    return .response(
      represent(exchange, answer.revision, card: answer.page) { writer in
        answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
      })
  }

  private func question(
    _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> ParcelQuestion {
    ParcelQuestion(
      ward: try Parameters.word(ward, "ward"), sheet: try Parameters.word(sheet, "sheet"),
      number: try Parameters.word(number, "number"), series: try parameters.word("series"),
      wardFrom: try parameters.day("wardFrom"), moment: try parameters.moment())
  }

  /// The response of an answer in the form that the client prefers.
  private func represent(
    _ exchange: Exchange, _ revision: RevisionReference, card: (Language) -> Card, _ write: (inout JSONWriter) -> Void
  ) -> Response {
    let form = exchange.form ?? .geoJSON
    var bytes: [UInt8]
    if form == .html {
      bytes = Page.html(card(exchange.language), exchange.language)
    } else {
      var writer = JSONWriter()
      write(&writer)
      bytes = writer.take()
    }
    return Representation(
      contentType: form.contentType, bytes: bytes, revision: revision.id > 0 ? revision.id : nil
    ).response(to: exchange)
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
