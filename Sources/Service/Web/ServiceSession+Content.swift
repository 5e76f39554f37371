public import HTTP
import HTTPServer
import VietText

extension ServiceSession {
  /// Refuses by its head a request whose content would be read in vain.
  public func refuse(_ head: Request) -> Response? {
    guard head.method == .post else { return nil }
    let exchange = Exchange(head, requestID: nextID())
    do throws(ServiceError) {
      if exchange.route == .unknown, OfficeRoute(head.path) != nil { return nil }
      guard exchange.route != .unknown else { throw unknownPath(head) }
      guard let posting = exchange.route.posting else { throw methodNotAllowed(exchange) }
      if exchange.route.isLand { try admit(head) }
      try check(typeOf: head, posting)
      if let text = head.headers["Content-Length"], let length = Int(text), length > posting.limit {
        throw contentTooLarge(posting)
      }
      return nil
    } catch {
      return problem(error, exchange)
    }
  }

  /// The most bytes of content that the resource takes.
  public func contentLimit(for head: Request) -> Int? {
    Route(head.path).posting?.limit ?? OfficeRoute(head.path)?.contentLimit
  }

  /// Answers what was sent by POST.
  func posted(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    switch exchange.route {
    case .areas: return try areas(exchange, parameters)
    case .corners: return try corners(exchange, parameters)
    case .lookup: return try batch(exchange, parameters)
    case .landing, .parcels, .parcel, .neighbours, .vertices, .ward, .wards, .search, .revisions, .api, .health,
      .ready, .unknown:
      throw methodNotAllowed(exchange)
    }
  }

  /// Refuses a content that is missing, or of a type that the resource does not read.
  func check(contentOf request: Request, _ posting: Posting) throws(ServiceError) {
    try check(typeOf: request, posting)
    guard request.body.count <= posting.limit else { throw contentTooLarge(posting) }
    guard request.body.count > 0 else {
      throw ServiceError(
        .missingContent,
        Phrase(vi: "Hãy gửi nội dung cần hỏi.", en: "The question is sent as content, and there is none."),
        allowed: posting.types, suggestion: posting.example)
    }
  }

  private func check(typeOf request: Request, _ posting: Posting) throws(ServiceError) {
    guard let type = request.headers["Content-Type"] else { return }
    let name = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    // What curl and plain forms send when nobody says anything; then the bytes tell.
    let undecided = ["", "application/x-www-form-urlencoded", "application/octet-stream"]
    guard !undecided.contains(name), !posting.types.contains(name) else { return }
    throw ServiceError(
      .unsupportedContent,
      Phrase(vi: "Chỉ nhận các kiểu nội dung trong allowed.", en: "Only content of the types in allowed is read here."),
      parameter: "Content-Type", value: type, allowed: posting.types, suggestion: posting.types.first)
  }

  func contentTooLarge(_ posting: Posting) -> ServiceError {
    let limit = posting.limit >> 20
    return ServiceError(
      .contentTooLarge,
      Phrase(vi: "Nội dung dài quá \(limit) MiB.", en: "The content is longer than \(limit) MiB."),
      allowed: ["≤ \(posting.limit) byte"])
  }

  func methodNotAllowed(_ exchange: Exchange) -> ServiceError {
    let methods = exchange.route.methods
    let shown = methods.filter { $0 != "OPTIONS" && $0 != "HEAD" }.joined(separator: ", ")
    return ServiceError(
      .methodNotAllowed,
      Phrase(vi: "Ở đây chỉ có \(shown).", en: "Only \(shown) is possible here."),
      value: "\(exchange.request.method)", allowed: methods)
  }

  /// Has work done by the heavy pool, with the session of its thread.
  func heavy(
    _ exchange: Exchange, _ work: @escaping @Sendable (ServiceSession, Cancellation) throws(ServiceError) -> Response
  ) -> Reply {
    .heavy(
      HeavyWork { (session: ServiceSession, cancellation) in
        do throws(ServiceError) {
          let response = try work(session, cancellation)
          if session.desk.takeMiss() { session.keeper.wake() }
          return response
        } catch {
          return session.problem(error, exchange)
        }
      })
  }
}
