import HTTP
import JSON
import VietText

/// The description of the service for programs (OpenAPI 3.0), made of the tables by which it answers.
struct OpenAPI {
  /// The media type of the description.
  static let mediaType = "application/vnd.oai.openapi+json;version=3.0"
  /// The media types that a client may ask for; a browser gets JSON.
  static let types = ["application/vnd.oai.openapi+json", "application/json", "text/html"]

  let settings: ServiceSettings
  let language: Language

  /// Writes the whole document.
  func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("openapi")
    writer.string("3.0.3")
    writer.key("info")
    writer.beginObject()
    writer.key("title")
    writer.string(Phrase(vi: "Địa Bạ: tra cứu thửa đất", en: "Địa Bạ: land lookup")[language])
    writer.key("version")
    writer.string(settings.version.isEmpty ? "0" : settings.version)
    writer.key("description")
    writer.string(Self.description[language])
    writer.endObject()
    writer.key("servers")
    writer.beginArray()
    writer.beginObject()
    writer.key("url")
    writer.string(settings.publicURL.isEmpty ? "/" : settings.publicURL)
    writer.endObject()
    writer.endArray()
    writer.key("paths")
    writer.beginObject()
    var template: String?
    for operation in APIOperation.all {
      if operation.template != template {
        if template != nil { writer.endObject() }
        template = operation.template
        writer.key(operation.template)
        writer.beginObject()
      }
      write(operation, into: &writer)
    }
    if template != nil { writer.endObject() }
    writer.endObject()
    writer.key("components")
    writer.raw(Self.components)
    writer.endObject()
  }

  private func write(_ operation: APIOperation, into writer: inout JSONWriter) {
    writer.key(operation.method)
    writer.beginObject()
    writer.key("operationId")
    writer.string(operation.name)
    writer.key("summary")
    writer.string(operation.summary[language])
    writer.key("tags")
    writer.beginArray()
    writer.string(operation.folder.isEmpty ? "service" : operation.folder)
    writer.endArray()
    writer.key("security")
    switch operation.access {
    case .everybody: writer.raw("[]")
    case .land: writer.raw(settings.publicAccess == .parcels ? #"[{},{"bearer":[]}]"# : #"[{"bearer":[]}]"#)
    case .staff: writer.raw(#"[{"bearer":[]}]"#)
    }
    writer.key("parameters")
    writer.beginArray()
    for parameter in operation.parameters { write(parameter, in: operation.folder, into: &writer) }
    writer.endArray()
    if !operation.content.isEmpty {
      writer.key("requestBody")
      writer.beginObject()
      writer.key("required")
      // A sheet is drawn, and taken back, without anything more being said.
      writer.bool(operation.access != .staff || operation.folder == "holders")
      write(operation.content, schema: nil, into: &writer)
      writer.endObject()
    }
    writer.key("responses")
    writer.beginObject()
    writer.key(operation.access == .staff && operation.method != "get" ? "2XX" : "200")
    writer.beginObject()
    writer.key("description")
    writer.string(Phrase(vi: "Câu trả lời", en: "The answer")[language])
    write(operation.answers, schema: operation.schema, into: &writer)
    writer.endObject()
    writer.key("default")
    writer.raw(##"{"$ref":"#/components/responses/Problem"}"##)
    writer.endObject()
    writer.endObject()
  }

  private func write(_ parameter: APIParameter, in folder: String, into writer: inout JSONWriter) {
    let values = parameter.values(in: folder)
    writer.beginObject()
    writer.key("name")
    writer.string(parameter.name)
    writer.key("in")
    writer.string(parameter.place.rawValue)
    writer.key("required")
    writer.bool(parameter.isRequired)
    if let values {
      writer.key("description")
      writer.string(values.phrase[language])
    }
    writer.key("schema")
    writer.raw(values?.schema ?? "{}")
    writer.endObject()
  }

  private func write(_ types: [String], schema: String?, into writer: inout JSONWriter) {
    writer.key("content")
    writer.beginObject()
    for type in types {
      writer.key(type)
      writer.beginObject()
      writer.key("schema")
      switch type {
      case "application/json", "application/geo+json", "application/vnd.oai.openapi+json":
        if let schema { writer.raw("{\"$ref\":\"#/components/schemas/\(schema)\"}") } else { writer.raw("{}") }
      case "application/pdf", "image/png", "application/octet-stream":
        writer.raw(#"{"type":"string","format":"binary"}"#)
      case "application/x-www-form-urlencoded": writer.raw(#"{"type":"object"}"#)
      default: writer.raw(#"{"type":"string"}"#)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private static let description = Phrase(
    vi: "Câu hỏi sai được trả lời bằng problem+json (RFC 9457) với code cố định. Tham số lạ hoặc lặp lại bị từ chối. "
      + "HEAD và OPTIONS dùng được ở mọi nơi có GET.",
    en: "What is wrong with a question is told as problem+json (RFC 9457) with a stable code. Parameters that are not "
      + "known, or given twice, are refused. HEAD works wherever GET does, OPTIONS everywhere.")
}

extension ServiceSession {
  /// The description of the service for programs.
  func api(_ exchange: Exchange) -> Response {
    let isNamed = exchange.request.preferredType(among: OpenAPI.types) == 0
    var writer = JSONWriter()
    OpenAPI(settings: settings, language: exchange.language).write(into: &writer)
    return Representation(contentType: isNamed ? OpenAPI.mediaType : "application/json", bytes: writer.take())
      .response(to: exchange)
  }
}
