import HTTP
import Office
import VietText

/// What one method does at one path, drawn from the tables by which requests are answered.
struct APIOperation: Sendable {
  /// Who may.
  enum Access: Sendable {
    case everybody
    /// Everybody, or those with a token where the service says so.
    case land
    case staff
  }

  let template: String
  /// In small letters, as descriptions write it.
  let method: String
  let summary: Phrase
  let access: Access
  var parameters: [APIParameter]
  /// The media types of the content; none where there is none.
  var content: [String] = []
  /// The media types of the answer.
  var answers: [String]
  /// The name of the answer's schema.
  var schema: String?

  /// The first segment of the path.
  var folder: String { String(template.dropFirst().prefix { $0 != "/" && $0 != "{" }) }

  /// A name for programs that are made of the description: `getParcelsWardSheetNumber`.
  var name: String {
    let words = template.split { "/{}.".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return method + (words.isEmpty ? "Landing" : words.joined())
  }

  /// Everything there is to do, path by path.
  static let all: [APIOperation] = Route.described.flatMap(operations) + OfficeRoute.described.flatMap(operations)

  private static func operations(_ route: Route) -> [APIOperation] {
    shown(route.methods).map { method in
      let isPost = method == "POST"
      let template = route.template
      // A list of places brings its coordinates as content.
      let names = isPost && route == .lookup ? route.parameters.filter { $0 != "at" } : route.parameters
      var operation = APIOperation(
        template: template, method: method.lowercased(), summary: route.summary(method),
        access: route.isLand ? .land : .everybody,
        parameters: path(template) + names.map { query($0, isRequired: required(route).contains($0)) },
        answers: route.isLand ? Exchange.Form.types : ["application/json", "text/html"])
      if route == .areas { operation.parameters += reason }
      if isPost, let posting = route.posting { operation.content = posting.types }
      if isPost, route == .lookup { operation.answers = BatchForm.mediaTypes }
      if route.hasTable { operation.answers = Exchange.Form.typesWithTable }
      if route == .api { operation.answers = OpenAPI.types.dropLast() }
      if route.isLand, route != .revisions { operation.schema = route == .areas ? "Area" : "FeatureCollection" }
      return operation
    }
  }

  private static func operations(_ route: OfficeRoute) -> [APIOperation] {
    shown(route.methods).map { method in
      let template = route.template
      let changes = method != "GET"
      // What filters a list means nothing to what is added to it.
      let names = changes && route.methods.contains("GET") ? [] : route.parameters
      var operation = APIOperation(
        template: template, method: method.lowercased(), summary: route.summary(method),
        access: route.isPublic ? .everybody : .staff,
        parameters: path(template) + names.map { query($0, isRequired: false) }, answers: ["application/json"])
      if !route.isPublic { operation.parameters += reason }
      if changes, !route.isPublic, route != .holderSearch {
        if method == "POST" { operation.parameters.append(header("Idempotency-Key")) }
        if template.hasPrefix("/dossiers/") { operation.parameters.append(header("If-Match")) }
      }
      if ["POST", "PUT"].contains(method) { operation.content = ["application/json"] }
      switch route {
      case .holderParcels, .dossierParcels: if !changes { operation.answers = ["application/geo+json"] }
      case .extractFile:
        operation.answers = ["application/geo+json", "image/svg+xml", "application/pdf", "image/png"]
      case .fileVerification:
        operation.content = ["application/octet-stream"]
        operation.answers = ["application/json", "text/html"]
      case .verification, .dossierStatus: operation.answers = ["application/json", "text/html"]
      case .desk, .login:
        operation.answers = ["text/html"]
        if changes { operation.content = ["application/x-www-form-urlencoded"] }
      default: break
      }
      return operation
    }
  }

  /// The methods that are worth telling; HEAD and OPTIONS are everywhere.
  private static func shown(_ methods: [String]) -> [String] { methods.filter { $0 != "HEAD" && $0 != "OPTIONS" } }

  private static func required(_ route: Route) -> [String] {
    switch route {
    case .lookup: ["at"]
    case .parcels: ["ward", "sheet"]
    case .search: ["q"]
    case .landing, .parcel, .neighbours, .vertices, .areas, .corners, .ward, .wards, .revisions, .api, .health, .ready,
      .unknown:
      []
    }
  }

  /// The values in a path.
  private static func path(_ template: String) -> [APIParameter] {
    template.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }.map {
      APIParameter(name: String($0), place: .path, isRequired: true)
    }
  }

  private static func query(_ name: String, isRequired: Bool) -> APIParameter {
    APIParameter(name: name, place: .query, isRequired: isRequired)
  }

  private static func header(_ name: String) -> APIParameter {
    APIParameter(name: name, place: .header, isRequired: false)
  }

  private static let reason = [header("Diaba-Dossier"), header("Diaba-Purpose")]
}
