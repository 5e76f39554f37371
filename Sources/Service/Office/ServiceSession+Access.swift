import HTTP
import Office
import VietText

extension ServiceSession {
  /// The name of the cookie of the desk form.
  static let cookieName = "diaba"

  /// Who sends a request; `nil` for the public, for whom the office file is never opened.
  ///
  /// - Throws: ``ServiceError`` for a token that proves nothing.
  func identity(of request: Request) throws(ServiceError) -> Identity? {
    if let credentials = request.headers["Authorization"] { return try identity(credentials) }
    if let login = settings.trustedUser(of: request) {
      let user = try asking { reader throws(OfficeError) in try reader.user(login: login) }
      guard let user else {
        throw ServiceError(
          .tokenUnknown,
          Phrase(vi: "Người dùng này không có trong sổ người dùng.", en: "This person is not among the users."))
      }
      return user.identity(.proxy(user: user.id))
    }
    return try cookieUser(of: request)?.identity
  }

  /// The user of the desk form, with what their forms are signed with.
  func cookieUser(of request: Request) throws(ServiceError) -> (
    identity: Identity, formSecret: [UInt8], cookie: String
  )? {
    guard let cookie = request.cookie(Self.cookieName), office.exists else { return nil }
    let now = settings.clock.unixSeconds()
    let bound = request.binding
    let found = try asking { reader throws(OfficeError) in try reader.user(ofCookie: cookie, bound: bound, at: now) }
    return found.map { ($0.user.identity(.session(user: $0.user.id)), $0.formSecret, cookie) }
  }

  /// Runs a question to the office file and gives its errors as the service's.
  func asking<Answer>(_ body: (OfficeReader) throws(OfficeError) -> Answer) throws(ServiceError) -> Answer {
    let reader = try office.reader()
    do throws(OfficeError) {
      return try body(reader)
    } catch {
      throw ServiceError(error)
    }
  }

  private func identity(_ credentials: String) throws(ServiceError) -> Identity {
    let parts = credentials.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw ServiceError(
        .tokenUnknown,
        Phrase(
          vi: "Mã truy cập ghi dạng: Authorization: Bearer MÃ.", en: "A token is sent as Authorization: Bearer TOKEN."),
        allowed: ["Bearer"])
    }
    let token = parts[1].drop { $0 == " " }
    let now = settings.clock.unixSeconds()
    // Without an office file nobody was given a token.
    let proof =
      office.exists
      ? try asking { reader throws(OfficeError) in try reader.proof(ofToken: String(token), at: now) } : .unknown
    switch proof {
    case .valid(let identity): return identity
    case .expired:
      throw ServiceError(
        .tokenExpired, Phrase(vi: "Mã truy cập đã hết hạn.", en: "The token has expired."))
    case .revoked:
      throw ServiceError(
        .tokenRevoked, Phrase(vi: "Mã truy cập đã bị thu hồi.", en: "The token has been revoked."))
    case .unknown:
      throw ServiceError(
        .tokenUnknown,
        Phrase(
          vi: "Mã truy cập này không có trong sổ; bỏ Authorization để hỏi dữ liệu công khai.",
          en: "This token is not known here; leave Authorization out to ask for what is public."))
    }
  }
}

extension Request {
  /// The address that the request came from, without its port; of a proxy if there is one.
  var origin: String { peer?.address ?? "-" }

  /// What a session of the desk form is bound to, so that a copied cookie opens nothing elsewhere.
  var binding: String { "\(origin) \(headers["User-Agent"] ?? "")" }

  /// Whether the request brings anything that proves who sends it.
  var bearsCredentials: Bool { headers.contains("Authorization") || headers.contains("Cookie") }

  /// The value of a cookie.
  func cookie(_ name: String) -> String? {
    for line in headers.values(of: "Cookie") {
      for part in line.split(separator: ";") {
        let pair = part.split(separator: "=", maxSplits: 1)
        guard pair.count == 2, pair[0].drop(while: { $0 == " " }) == name else { continue }
        return String(pair[1])
      }
    }
    return nil
  }
}

extension ServiceSettings {
  /// The login that a trusted proxy names; `nil` when none is trusted, or the request does not come from this machine.
  func trustedUser(of request: Request) -> String? {
    guard let trustedHeader, let name = request.headers[trustedHeader], !name.isEmpty else { return nil }
    guard request.peer?.isLoopback == true, request.headers.values(of: trustedHeader).count == 1 else { return nil }
    return name
  }
}
