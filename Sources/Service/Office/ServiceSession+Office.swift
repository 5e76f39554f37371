import Foundation
import HTTP
import HTTPServer
import JSON
import Office
import VietText

/// A request to the office by somebody who is known.
struct Visit: Sendable {
  let exchange: Exchange
  let identity: Identity
  /// The dossier that it is for, if it was named.
  var dossier: String?
  /// The purpose, if it was named.
  var purpose: String?

  /// An entry for the audit.
  func entry(_ action: AuditAction, dossier: String? = nil, subjects: [String] = [], shown: [String] = []) -> AuditEntry
  {
    AuditEntry(
      identity, action, dossier: dossier ?? self.dossier, purpose: purpose, subjects: subjects, shown: shown,
      origin: exchange.request.origin, request: exchange.requestID)
  }
}

extension ServiceSession {
  /// Answers a request to the office.
  func office(_ exchange: Exchange, _ route: OfficeRoute) throws(ServiceError) -> Reply {
    let request = exchange.request
    let method = "\(request.method)"
    guard route.methods.contains(method) else {
      let shown = route.methods.filter { $0 != "OPTIONS" && $0 != "HEAD" }.joined(separator: ", ")
      throw ServiceError(
        .methodNotAllowed, Phrase(vi: "Ở đây chỉ có \(shown).", en: "Only \(shown) is possible here."), value: method,
        allowed: route.methods)
    }
    if request.method == .options {
      var response = Response(.noContent)
      response.headers.append("Allow", route.methods.joined(separator: ", "))
      response.headers.append("X-Request-Id", exchange.requestID)
      return .response(response)
    }
    let parameters = try Parameters(request.query, allowed: route.parameters)
    if route.isPublic { return try publicAnswer(exchange, route, parameters) }
    guard let identity = try identity(of: request) else {
      throw ServiceError(
        .tokenRequired,
        Phrase(
          vi: "Chỉ cán bộ có mã truy cập mới hỏi được ở đây (Authorization: Bearer …).",
          en: "This is for staff with a token (Authorization: Bearer …)."))
    }
    // A cookie goes along by itself, so what it may do over the API is to read.
    if case .session = identity.proof, !request.method.isSafe {
      throw ServiceError(
        .tokenRequired,
        Phrase(
          vi: "Việc này cần mã truy cập; phiên đăng nhập chỉ dùng cho biểu mẫu /desk.",
          en: "This needs a token; the session of a login is for the form at /desk."))
    }
    return try answer(try visit(exchange, identity), route, parameters)
  }

  /// A request with the reason that its fields name.
  func visit(_ exchange: Exchange, _ identity: Identity) throws(ServiceError) -> Visit {
    Visit(
      exchange: exchange, identity: identity, dossier: try header("Diaba-Dossier", of: exchange.request, limit: 100),
      purpose: try header("Diaba-Purpose", of: exchange.request, limit: 1000))
  }

  private func answer(_ visit: Visit, _ route: OfficeRoute, _ parameters: Parameters) throws(ServiceError) -> Reply {
    switch route {
    case .holderSearch: return try searchHolders(visit)
    case .holder(let id): return try holder(visit, id, parameters)
    case .holderParcels(let id): return try parcels(visit, ofHolder: id, parameters)
    case .parcelHolders(let ward, let sheet, let number):
      return try holders(visit, ward: ward, sheet: sheet, number: number, parameters)
    case .parcelDossiers(let ward, let sheet, let number):
      return try dossiers(visit, ward: ward, sheet: sheet, number: number, parameters)
    case .dossiers:
      return visit.exchange.request.method == .post
        ? try putDossier(visit, nil) : try dossiers(visit, parameters)
    case .dossier(let code):
      return visit.exchange.request.method == .put ? try putDossier(visit, code) : try dossier(visit, code)
    case .dossierParcels(let code):
      return visit.exchange.request.method == .post
        ? try attach(visit, code) : try parcels(visit, ofDossier: code)
    case .dossierParcel(let code, let id): return try detach(visit, code, id)
    case .dossierEvents(let code):
      return visit.exchange.request.method == .post ? try addEvent(visit, code) : try events(visit, code)
    case .dossierExtracts(let code):
      return visit.exchange.request.method == .post
        ? try makeExtract(visit, code) : try extracts(visit, ofDossier: code)
    case .extract(let name): return try extract(visit, name)
    case .extractFile(let name, let kind): return try file(visit, name, kind)
    case .extractRevocation(let name): return try revokeExtract(visit, name)
    case .dossierStatus, .verification, .fileVerification, .desk, .login:
      return try publicAnswer(visit.exchange, route, parameters)
    }
  }

  private func publicAnswer(
    _ exchange: Exchange, _ route: OfficeRoute, _ parameters: Parameters
  ) throws(ServiceError) -> Reply {
    switch route {
    case .dossierStatus(let code): return status(exchange, code)
    case .verification(let code): return verify(exchange, code)
    case .fileVerification: return verifyFile(exchange)
    case .desk: return exchange.request.method == .post ? try deskAction(exchange) : try deskForm(exchange)
    case .login: return try logIn(exchange)
    default: throw unknownPath(exchange.request)
    }
  }

  // MARK: contents

  /// The object that a request brings.
  func object(of visit: Visit) throws(ServiceError) -> JSONObject {
    let limit = 1 << 20
    guard let bytes = try? visit.exchange.request.body.bytes(atMost: limit) else {
      throw ServiceError(
        .contentTooLarge, Phrase(vi: "Nội dung dài quá 1 MiB.", en: "The content is longer than 1 MiB."))
    }
    guard !bytes.isEmpty else {
      throw ServiceError(
        .missingContent, Phrase(vi: "Cần nội dung JSON.", en: "A JSON object is needed as content."),
        allowed: ["application/json"])
    }
    do {
      guard case .object(let object) = try JSONParser.parse(bytes) else {
        throw ServiceError(
          .badContent, Phrase(vi: "Nội dung phải là một đối tượng JSON.", en: "The content is a JSON object."))
      }
      return object
    } catch let error as ServiceError {
      throw error
    } catch let error as JSONError {
      // Only the place is told: what stands there may be somebody's name.
      throw ServiceError(
        .badContent,
        Phrase(
          vi: "JSON sai ở dòng \(error.place.line), cột \(error.place.column).",
          en: "The JSON is wrong at line \(error.place.line), column \(error.place.column)."))
    } catch {
      throw ServiceError(.badContent, Phrase(vi: "JSON sai.", en: "The JSON is wrong."))
    }
  }

  /// A text member of a content; empty and null count as absent.
  func text(_ name: String, of object: JSONObject, limit: Int = 1000) throws(ServiceError) -> String? {
    guard let value = object[name], !value.isNull else { return nil }
    guard let text = value.string else {
      throw ServiceError(
        .badContent, Phrase(vi: "\(name) là một chuỗi.", en: "\(name) is a string."), parameter: name)
    }
    guard text.utf8.count <= limit else {
      throw ServiceError(
        .badContent, Phrase(vi: "\(name) dài quá \(limit) byte.", en: "\(name) is longer than \(limit) bytes."),
        parameter: name)
    }
    return text.isEmpty ? nil : text
  }

  private func header(_ name: String, of request: Request, limit: Int) throws(ServiceError) -> String? {
    guard var value = request.headers[name] else { return nil }
    // RFC 8187, for clients that keep fields to ASCII.
    if value.lowercased().hasPrefix("utf-8''") { value = String(value.dropFirst(7)).removingPercentEncoding ?? "" }
    guard value.utf8.count <= limit else {
      throw ServiceError(
        .badParameter, Phrase(vi: "\(name) dài quá \(limit) byte.", en: "\(name) is longer than \(limit) bytes."),
        parameter: name)
    }
    let trimmed = value.drop { $0 == " " }
    return trimmed.isEmpty ? nil : String(trimmed)
  }

  // MARK: answers

  /// A JSON answer of the office.
  func json(
    _ exchange: Exchange, _ status: Status = .ok, type: String = "application/json", revision: Int? = nil,
    _ members: (inout JSONWriter) -> Void
  ) -> Response {
    Self.json(exchange, status, type: type, revision: revision, members)
  }

  /// A JSON answer of the office, made on any thread.
  static func json(
    _ exchange: Exchange, _ status: Status = .ok, type: String = "application/json", revision: Int? = nil,
    _ members: (inout JSONWriter) -> Void
  ) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    members(&writer)
    writer.endObject()
    return Representation(status: status, contentType: type, bytes: writer.take(), revision: revision)
      .response(to: exchange)
  }

  /// An answer that leaves only once its entry stands in the audit.
  func audited(_ exchange: Exchange, _ entry: AuditEntry, _ response: Response) -> Reply {
    changing(exchange) { change in
      try change.append(entry)
      return response
    }
  }

  /// A change of the office, answered once it is on the disk.
  func changing(_ exchange: Exchange, _ body: @escaping @Sendable (OfficeChange) throws -> Response) -> Reply {
    let writer = office.writer
    return .deferred { completion in
      writer.write(body) { result in
        switch result {
        case .success(let response): completion(response)
        case .failure(let error): completion(Self.problem(ServiceError(error), exchange))
        }
      }
    }
  }
}
