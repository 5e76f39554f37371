import Foundation
import HTTP
import JSON
import Testing

@testable import Service

/// The description of the service says what the service does: no less, no more.
struct DescriptionTests {
  private func document(_ accept: String = "*/*") throws -> (answer: Answer, paths: [String: Any]) {
    let answer = try Answer(
      Land.shared.session(), "/api", headers: ["Host": "localhost", "Accept": accept, "Accept-Language": "en"])
    return (answer, try #require(try answer.json["paths"] as? [String: Any]))
  }

  /// A path of a template, with values that are of the form that each name has.
  private func path(_ template: String) throws -> HTTP.Path {
    let values = ["{id}": "1", "{name}": String(repeating: "a", count: 20), "{kind}": "svg"]
    var path = template
    for (name, value) in values { path = path.replacingOccurrences(of: name, with: value) }
    path = path.replacingOccurrences(of: "{", with: "%7B").replacingOccurrences(of: "}", with: "%7D")
    return try Request(.get, path, headers: ["Host": "localhost"]).path
  }

  private func names(_ operation: Any?, _ place: String) throws -> Set<String> {
    let parameters = try #require((operation as? [String: Any])?["parameters"] as? [[String: Any]])
    return Set(parameters.filter { $0["in"] as? String == place }.compactMap { $0["name"] as? String })
  }

  @Test func `every route is described by its methods and parameters`() throws {
    let paths = try document().paths
    var described: Set<String> = []
    for template in Route.templates {
      let route = try Route(path(template))
      #expect(route != .unknown && route.template == template, "\(template)")
      let operations = try #require(paths[template] as? [String: Any], "\(template)")
      let methods = Set(route.methods).subtracting(["HEAD", "OPTIONS"]).map { $0.lowercased() }
      #expect(Set(operations.keys) == Set(methods), "\(template)")
      let told = try operations.values.reduce(into: Set<String>()) { try $0.formUnion(names($1, "query")) }
      #expect(told == Set(route.parameters), "\(template)")
      described.insert(template)
    }
    for office in OfficeRoute.described {
      let template = office.template
      let route = try #require(try OfficeRoute(path(template)), "\(template)")
      #expect(route.template == template && route.methods == office.methods)
      let operations = try #require(paths[template] as? [String: Any], "\(template)")
      let methods = Set(route.methods).subtracting(["HEAD", "OPTIONS"]).map { $0.lowercased() }
      #expect(Set(operations.keys) == Set(methods), "\(template)")
      let told = try operations.values.reduce(into: Set<String>()) { try $0.formUnion(names($1, "query")) }
      #expect(told == Set(route.parameters), "\(template)")
      described.insert(template)
    }
    #expect(Set(paths.keys) == described)
  }

  @Test func `each parameter has its type, each value in a path its parameter, each operation its name`() throws {
    var names: Set<String> = []
    for (template, operations) in try document().paths {
      for (method, operation) in try #require(operations as? [String: [String: Any]]) {
        let place = "\(method) \(template)"
        let parameters = try #require(operation["parameters"] as? [[String: Any]])
        for parameter in parameters {
          #expect((parameter["schema"] as? [String: Any])?["type"] != nil, "\(place) \(parameter)")
          #expect((parameter["description"] as? String)?.isEmpty == false)
        }
        let braces = template.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
        #expect(try self.names(operation, "path") == Set(braces.map(String.init)), "\(place)")
        #expect((operation["summary"] as? String)?.isEmpty == false, "\(place)")
        #expect(names.insert(try #require(operation["operationId"] as? String)).inserted, "\(place)")
        let responses = try #require(operation["responses"] as? [String: Any])
        #expect((responses["default"] as? [String: String])?["$ref"] == "#/components/responses/Problem")
      }
    }
  }

  @Test func `each reference leads somewhere`() throws {
    let answer = try document().answer
    for part in answer.text.components(separatedBy: "\"$ref\":\"#/").dropFirst() {
      let steps = part.prefix { $0 != "\"" }.split(separator: "/").map(String.init)
      var value: Any? = try answer.json
      for step in steps { value = (value as? [String: Any])?[step] }
      #expect(value is [String: Any], "\(steps)")
    }
    let components = try #require(try answer.json["components"] as? [String: [String: Any]])
    #expect((components["securitySchemes"]?["bearer"] as? [String: Any])?["scheme"] as? String == "bearer")
    #expect(try answer.json["openapi"] as? String == "3.0.3")
  }

  @Test func `who needs a token is told`() throws {
    let paths = try document().paths
    func schemes(_ template: String, _ method: String) throws -> [[String: Any]] {
      let operations = try #require(paths[template] as? [String: [String: Any]])
      return try #require(operations[method]?["security"] as? [[String: Any]])
    }
    #expect(try schemes("/lookup", "get").count == 2)
    #expect(try schemes("/holders/{id}", "get").map { Array($0.keys) } == [["bearer"]])
    #expect(try schemes("/verify/{code}", "get").isEmpty)
    let session = try Land.shared.session(.nothing)
    let closed = try Answer(session, "/api")
    #expect(closed.status == 200 && closed.text.contains(#""get":{"operationId":"getLookup""#))
    #expect(!closed.text.contains("[{},"))
  }

  @Test func `it comes under its own name, as JSON to whoever asks for that, and from the landing page`() throws {
    #expect(try document().answer.headers["Content-Type"] == OpenAPI.mediaType)
    #expect(try document(OpenAPI.mediaType).answer.headers["Content-Type"] == OpenAPI.mediaType)
    #expect(try document("application/json").answer.headers["Content-Type"] == "application/json")
    #expect(try document("text/html").answer.headers["Content-Type"] == "application/json")
    let refused = try Answer(Land.shared.session(), "/api", headers: ["Host": "localhost", "Accept": "image/png"])
    #expect(refused.status == 406)
    let landing = try Answer(Land.shared.session(), "/").json
    let links = try #require(landing["links"] as? [[String: Any]])
    #expect(links.contains { $0["rel"] as? String == "service-desc" && $0["href"] as? String == "/api" })
  }
}
