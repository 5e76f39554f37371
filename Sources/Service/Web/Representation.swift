import Compression
import Digest
import HTTP

/// The bytes of an answer with the fields that every answer has.
struct Representation {
  /// What a client may compare: answers differ by token, form, language and coding.
  private static let fixed: Headers = [
    "Vary": "Authorization, Accept, Accept-Language, Accept-Encoding", "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  ]
  /// What is told to whoever proved who they are stays with them.
  private static let personal: Headers = [
    "Vary": "Authorization, Accept, Accept-Language, Accept-Encoding", "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
  ]
  /// Below this length the coding costs more time than the network saves.
  private static let shortestCoded = 2048

  var status: Status = .ok
  var contentType: String
  var bytes: [UInt8]
  /// The revision that answers; `nil` for what is no land data.
  var revision: Int?

  /// Makes the response, or 304 when the client has these very bytes.
  func response(to exchange: Exchange) -> Response {
    let request = exchange.request
    let isCoded = bytes.count >= Self.shortestCoded && request.accepts(coding: "gzip")
    let tag = EntityTag(QuickDigest.text(of: bytes) + (isCoded ? "-g" : ""))
    if status == .ok, request.evaluateConditions(tag: tag) == .notModified {
      return Response(.notModified, headers: Self.fields(exchange, tag: tag, revision: revision))
    }
    var response = Response(status, headers: Self.fields(exchange, tag: tag, revision: revision))
    response.headers.append("Content-Type", contentType)
    if contentType == Page.mediaType {
      response.headers.append("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
    }
    if isCoded, let coded = try? Gzip.compress(bytes, level: Self.level(bytes.count)) {
      response.headers.append("Content-Encoding", "gzip")
      response.body = .bytes(coded)
    } else {
      response.body = .bytes(bytes)
    }
    return response
  }

  /// The fields that answers on land data have.
  static func fields(_ exchange: Exchange, tag: EntityTag?, revision: Int?) -> Headers {
    var headers = exchange.request.bearsCredentials ? personal : fixed
    headers.append("X-Request-Id", exchange.requestID)
    if let tag { headers.append("ETag", tag.description) }
    if let revision { headers.append("Diaba-Revision", String(revision)) }
    return headers
  }

  /// How hard gzip works: less for long answers, which hold a thread.
  static func level(_ count: Int) -> Int {
    switch count {
    case ..<65_536: 6
    case ..<524_288: 4
    default: 1
    }
  }
}
