import Digest
public import HTTP
public import HTTPServer
import JSON
import Office
import Register
import VietText

/// The service's things of one thread, and how it answers a request with them.
public final class ServiceSession: ApplicationSession {
  let desk: Desk
  let settings: ServiceSettings
  let office: OfficeDoor
  let window: PublicWindow
  let keeper: IndexKeeper
  private let prefix: UInt32
  private var count: UInt32 = 0

  init(
    desk: Desk, settings: ServiceSettings, keeper: IndexKeeper, writer: OfficeWriter? = nil,
    window: PublicWindow? = nil
  ) {
    let path = OfficeFile.path(beside: settings.register)
    let writer = writer ?? OfficeWriter(path: path, makesFile: false)
    office = OfficeDoor(path: path, writer: writer)
    self.window = window ?? PublicWindow(settings, index: desk.shared, writer: writer)
    self.desk = desk
    self.settings = settings
    self.keeper = keeper
    prefix = UInt32.random(in: .min ... .max)
  }

  /// Answers a request.
  public func respond(to request: Request) -> Reply {
    let exchange = Exchange(request, requestID: nextID())
    do throws(ServiceError) {
      let reply = try answer(exchange)
      if desk.takeMiss() { keeper.wake() }
      return reply
    } catch {
      return .response(problem(error, exchange))
    }
  }

  /// Answers in the service's words what the server refuses in its place.
  public func response(to refusal: Refusal) -> Response {
    switch refusal {
    case .overloaded(let request):
      return problem(
        ServiceError(
          .busy,
          Phrase(
            vi: "Đang có quá nhiều việc nặng; hãy hỏi lại sau vài giây.",
            en: "Too much heavy work is waiting; ask again in a few seconds.")),
        Exchange(request, requestID: nextID()))
    case .malformed(let error, let request?) where error.code == .contentTooLarge:
      let exchange = Exchange(request, requestID: nextID())
      if OfficeRoute(request.path) != nil {
        return problem(
          ServiceError(.contentTooLarge, Phrase(vi: "Nội dung quá dài.", en: "The content is too long.")), exchange)
      }
      guard let posting = exchange.route.posting else { return problem(methodNotAllowed(exchange), exchange) }
      return problem(contentTooLarge(posting), exchange)
    case .malformed, .storage, .abandoned:
      var response = refusal.response
      response.headers.append("X-Request-Id", nextID())
      return response
    }
  }

  func nextID() -> String {
    count &+= 1
    return String((UInt64(prefix) << 32 | UInt64(count)), radix: 36)
  }

  // MARK: routes

  private func answer(_ exchange: Exchange) throws(ServiceError) -> Reply {
    let request = exchange.request
    if exchange.route == .unknown, let route = OfficeRoute(request.path) { return try office(exchange, route) }
    guard exchange.route != .unknown || request.target == "*" else { throw unknownPath(request) }
    switch request.method {
    case .get where exchange.route.isRead, .head where exchange.route.isRead: break
    case .post where exchange.route.posting != nil: break
    case .options:
      var response = Response(.noContent)
      response.headers.append("Allow", exchange.route.methods.joined(separator: ", "))
      response.headers.append("X-Request-Id", exchange.requestID)
      return .response(response)
    case .get, .head, .post, .put, .patch, .delete, .trace, .other: throw methodNotAllowed(exchange)
    }
    if exchange.route.isLand { try admit(request) }
    guard exchange.form != nil else {
      throw ServiceError(
        .notAcceptable,
        Phrase(vi: "Chỉ có các dạng trong allowed.", en: "Only the forms in allowed are there."),
        parameter: "Accept", value: request.headers["Accept"],
        allowed: exchange.route.hasTable ? Exchange.Form.typesWithTable : Exchange.Form.types)
    }
    let parameters = try Parameters(request.query, allowed: exchange.route.parameters)
    if request.method == .post, let posting = exchange.route.posting {
      try check(contentOf: request, posting)
      return try posted(exchange, parameters)
    }
    return try answer(exchange, parameters)
  }

  private func answer(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    switch exchange.route {
    case .lookup:
      let question = LookupQuestion(
        at: try parameters.required("at", example: "15.1205,108.7923"), crs: try parameters.crs("crs"),
        accuracy: try parameters.metres("accuracy", upTo: 10_000), moment: try parameters.moment())
      let answer = try desk.lookup(question)
      return land(exchange, revision: answer.revision?.id, capacity: 2048, card: answer.page) { writer in
        answer.write(into: &writer, language: exchange.language)
      }
    case .parcel(let ward, let sheet, let number):
      return try parcel(
        exchange,
        ParcelQuestion(
          ward: try Parameters.word(ward, "ward"), sheet: try Parameters.word(sheet, "sheet"),
          number: try Parameters.word(number, "number"), series: try parameters.word("series"),
          wardFrom: try parameters.day("wardFrom"), moment: try parameters.moment()))
    case .parcels: return try parcels(exchange, parameters)
    case .ward(let code):
      let question = WardQuestion(code: try Parameters.word(code, "code"), moment: try parameters.moment())
      let answer = try desk.ward(question)
      return land(exchange, revision: answer.revision.id, capacity: 65_536, card: answer.page) { writer in
        answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
      }
    case .wards: return try wards(exchange, parameters)
    case .search: return try search(exchange, parameters)
    case .revisions: return try revisions(exchange, parameters)
    case .landing: return .response(landing(exchange))
    case .api: return .response(api(exchange))
    case .health: return .response(health(exchange))
    case .ready: return .response(try ready(exchange))
    case .neighbours(let ward, let sheet, let number):
      return try neighbours(exchange, parameters, ward: ward, sheet: sheet, number: number)
    case .vertices(let ward, let sheet, let number):
      return try vertices(exchange, parameters, ward: ward, sheet: sheet, number: number)
    case .areas, .corners: throw methodNotAllowed(exchange)
    case .unknown: throw unknownPath(exchange.request)
    }
  }

  private func parcel(
    _ exchange: Exchange, _ question: ParcelQuestion, tellsStatus: Bool = false
  ) throws(ServiceError) -> Reply {
    var answer = try desk.parcel(question)
    if tellsStatus { answer.chain = answer.chain ?? [] }
    return land(
      exchange, status: answer.isAmbiguous ? .multipleChoices : .ok, revision: answer.revision.id, capacity: 2048,
      card: answer.page
    ) { writer in
      answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
    }
  }

  private func parcels(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    _ = try parameters.required("ward", example: "21025")
    _ = try parameters.required("sheet", example: "12")
    let ward = try parameters.word("ward") ?? ""
    let sheet = try parameters.word("sheet") ?? ""
    if let number = try parameters.word("number") {
      if let day = try parameters.day("paperDate") {
        return try paper(exchange, parameters, ward: ward, sheet: sheet, number: number, of: day)
      }
      return try parcel(
        exchange,
        ParcelQuestion(
          ward: ward, sheet: sheet, number: number, series: try parameters.word("series"),
          wardFrom: try parameters.day("wardFrom"), moment: try parameters.moment()), tellsStatus: true)
    }
    try Self.refusePaperDate(parameters)
    let question = SheetQuestion(
      ward: ward, sheet: sheet, series: try parameters.word("series"),
      limit: try parameters.integer("limit", in: 1...10_000) ?? 100, cursor: parameters.text("cursor"),
      moment: try parameters.moment())
    if question.limit > SheetProducer.longestPage, exchange.form != .html {
      return try stream(exchange, question)
    }
    let answer = try desk.sheet(question)
    return land(exchange, revision: answer.revision.id, capacity: 65_536, card: answer.page) { writer in
      answer.write(into: &writer, language: exchange.language, base: settings.publicURL)
    }
  }

  // MARK: answers

  /// The reply of land data in the form that the client prefers.
  func land(
    _ exchange: Exchange, status: Status = .ok, revision: Int?, capacity: Int, card: (Language) -> Card,
    _ write: (inout JSONWriter) -> Void
  ) -> Reply {
    let form = exchange.form ?? .geoJSON
    let bytes: [UInt8]
    if form == .html {
      bytes = Page.html(card(exchange.language), exchange.language)
    } else {
      var buffer: [UInt8] = []
      buffer.reserveCapacity(capacity)
      var writer = JSONWriter(reusing: buffer)
      write(&writer)
      bytes = writer.take()
    }
    return .response(
      Representation(status: status, contentType: form.contentType, bytes: bytes, revision: revision)
        .response(to: exchange))
  }

  private func stream(_ exchange: Exchange, _ question: SheetQuestion) throws(ServiceError) -> Reply {
    let isCoded = exchange.request.accepts(coding: "gzip")
    // One parcel tells whether the sheet is there, before anything is sent.
    var first = question
    first.limit = 1
    let revision = try desk.sheet(first).revision.id
    let start = try SheetCursor.start(of: question)
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
    let producer = SheetProducer(
      question, start: start, revision: revision, language: exchange.language, base: settings.publicURL,
      isCoded: isCoded)
    return .response(Response(.ok, headers: headers, body: .stream(BodyStream(producer))))
  }

  func problem(_ error: ServiceError, _ exchange: Exchange) -> Response { Self.problem(error, exchange) }

  static func problem(_ error: ServiceError, _ exchange: Exchange) -> Response {
    let path = exchange.request.path.raw
    var response: Response
    if exchange.form == .html {
      response = Response(
        error.code.status, type: Page.mediaType,
        Page.html(error.card(in: exchange.language, requestID: exchange.requestID), exchange.language))
    } else {
      response = Response(error.problem(in: exchange.language, instance: path, requestID: exchange.requestID))
    }
    response.headers.append("X-Request-Id", exchange.requestID)
    response.headers.append("Vary", "Authorization, Accept, Accept-Language, Accept-Encoding")
    response.headers.append("Cache-Control", "no-store")
    switch error.code {
    case .methodNotAllowed:
      response.headers.append("Allow", error.allowed.joined(separator: ", "))
    case .tokenRequired, .tokenUnknown, .tokenExpired, .tokenRevoked:
      response.headers.append("WWW-Authenticate", "Bearer realm=\"diaba\"")
    case .notReady, .busy, .officeUnavailable: response.headers.append("Retry-After", "1")
    default: break
    }
    return response
  }

  func unknownPath(_ request: Request) -> ServiceError {
    let path = request.path
    let nearest = Route.nearest(to: path)
    return ServiceError(
      .unknownPath,
      Phrase(
        vi: "Không có gì ở địa chỉ này\(nearest.map { "; có phải là \($0)" } ?? "").",
        en: "There is nothing at this address\(nearest.map { "; is \($0) meant" } ?? "")."),
      allowed: Route.templates, suggestion: nearest)
  }

  /// Lets a request see land data, or not.
  func admit(_ request: Request) throws(ServiceError) {
    if try identity(of: request) != nil { return }
    guard settings.publicAccess == .parcels else {
      throw ServiceError(
        .tokenRequired,
        Phrase(
          vi: "Dịch vụ này chỉ trả lời người có mã truy cập (Authorization: Bearer …).",
          en: "This service answers only with a token (Authorization: Bearer …)."))
    }
  }
}

@available(*, unavailable)
extension ServiceSession: Sendable {}
