import HTTP
import VietText

/// One request being answered: what its client reads and in which form.
struct Exchange {
  /// The forms of an answer, the preferred one first.
  enum Form: Int {
    case geoJSON
    case json
    case html

    static let types = ["application/geo+json", "application/json", "text/html"]

    var contentType: String {
      switch self {
      case .geoJSON: "application/geo+json"
      case .json: "application/json"
      case .html: Page.mediaType
      }
    }
  }

  let request: Request
  let route: Route
  let requestID: String
  let language: Language
  /// `nil` when the client accepts none of the forms.
  let form: Form?

  init(_ request: Request, requestID: String) {
    self.request = request
    self.requestID = requestID
    route = Route(request.path)
    language = request.preferredLanguage(among: ["vi", "en"]) == 1 ? .english : .vietnamese
    form = request.preferredType(among: Form.types).flatMap(Form.init(rawValue:))
  }
}
