import Compression
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
    let tag = EntityTag(Digest.text(of: bytes) + (isCoded ? "-g" : ""))
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

/// A quick digest of bytes for entity tags: 64 bits, folded multiplication of eight bytes at a time.
enum Digest {
  /// The digest as 13 letters and digits.
  static func text(of bytes: [UInt8]) -> String { text(value(of: bytes.span)) }

  /// The digest of a text.
  static func text(of text: String) -> String { self.text(of: Array(text.utf8)) }

  private static func text(_ value: UInt64) -> String {
    var rest = value
    var letters = ""
    for _ in 0..<13 {
      let digit = UInt8(rest & 31)
      letters.unicodeScalars.append(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x57 + digit))
      rest >>= 5
    }
    return letters
  }

  static func value(of bytes: Span<UInt8>) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      var word: UInt64 = 0
      for offset in 0..<8 { word |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
      state = fold(state ^ word, 0xD6E8_FEB8_6659_FD93)
      place += 8
    }
    var word: UInt64 = 0
    while place < bytes.count {
      word = word << 8 | UInt64(bytes[place])
      place += 1
    }
    return fold(fold(state ^ word, 0xA076_1D64_78BD_642F), 0xE703_7ED1_A0B4_28DB)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low ^ left
  }
}
