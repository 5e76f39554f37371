import HTTP
import VietText

/// One request being answered: what its client reads and in which form.
struct Exchange {
  /// The forms of an answer, the preferred one first.
  enum Form: Int {
    case geoJSON
    case json
    case html
    case csv

    static let types = ["application/geo+json", "application/json", "text/html"]
    static let typesWithTable = types + ["text/csv"]

    var contentType: String {
      switch self {
      case .geoJSON: "application/geo+json"
      case .json: "application/json"
      case .html: Page.mediaType
      case .csv: "text/csv; charset=utf-8"
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
    let route = Route(request.path)
    self.route = route
    language = request.preferredLanguage(among: ["vi", "en"]) == 1 ? .english : .vietnamese
    if route == .api {
      // The description has one form, under the name that the client knows.
      self.form = request.preferredType(among: OpenAPI.types) == nil ? nil : .json
      return
    }
    let types = route.hasTable ? Form.typesWithTable : Form.types
    let form = request.preferredType(among: types).flatMap(Form.init(rawValue:))
    // The answer to a list has the form of the list, whatever is preferred.
    self.form = form ?? (route == .lookup && request.method == .post ? .json : nil)
  }
}
