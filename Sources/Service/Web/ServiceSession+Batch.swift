import HTTP
import HTTPServer
import Register
import VietText

extension ServiceSession {
  /// Answers a list of places row by row while it is sent.
  func batch(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    if let at = parameters.text("at") {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "Với POST, tọa độ nằm trong nội dung; hãy bỏ at, hoặc hỏi bằng GET.",
          en: "With POST the coordinates are in the content; leave out at, or ask with GET."),
        parameter: "at", value: at)
    }
    let request = exchange.request
    var settings = BatchSettings(
      crs: try parameters.crs("crs"), accuracy: try parameters.metres("accuracy", upTo: 10_000),
      moment: try parameters.moment(), language: exchange.language)
    // The whole list is answered from one revision; a system or a day that there is not is refused before the first row.
    let revision = try desk.reading(settings.moment) { snapshot, scene in
      if let crs = settings.crs { _ = try desk.systems.isGeographic(crs) }
      return scene.revision.id
    }
    if revision > 0 { settings.moment.revision = revision }
    var reading = BatchReading(form: Self.form(of: request))
    do {
      reading.pending = try reading.next(from: request.body)
    } catch let error as ServiceError {
      throw error
    } catch {
      throw ServiceError(.fault, Phrase(vi: "Không đọc lại được nội dung.", en: "The content cannot be read again."))
    }
    let isCoded = request.accepts(coding: "gzip")
    var headers = Representation.fields(exchange, tag: nil, revision: revision > 0 ? revision : nil)
    headers.append("Content-Type", (reading.form ?? .table).mediaType)
    if isCoded { headers.append("Content-Encoding", "gzip") }
    let producer = BatchProducer(request.body, reading, settings, isCoded: isCoded)
    return .response(Response(.ok, headers: headers, body: .stream(BodyStream(producer))))
  }

  /// The form that the request states.
  private static func form(of request: Request) -> BatchForm? {
    guard let type = request.headers["Content-Type"] else { return nil }
    return BatchForm(mediaType: type.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" })
  }
}
