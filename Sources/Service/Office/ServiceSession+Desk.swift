import Cadastre
import Digest
import HTTP
import HTTPServer
import MapSheet
import Office
import Passwords
import VietText

extension ServiceSession {
  private static let title = Phrase(vi: "Bàn một cửa", en: "The clerk's desk")

  /// The form: to log in, or a dossier number and a parcel.
  func deskForm(_ exchange: Exchange) throws(ServiceError) -> Reply {
    guard let user = try cookieUser(of: exchange.request) else { return .response(loginPage(exchange, nil)) }
    return .response(deskPage(exchange, user, DeskQuestion()) { _ in })
  }

  /// Logs in: the password is tried by the heavy pool, and not at all while the door is locked.
  func logIn(_ exchange: Exchange) throws(ServiceError) -> Reply {
    let fields = try formFields(of: exchange)
    guard let login = fields["login"], let password = fields["password"], !login.isEmpty else {
      return .response(
        loginPage(exchange, Phrase(vi: "Hãy nhập tên và mật khẩu.", en: "Type the login and the password.")))
    }
    return .heavy(
      HeavyWork { (session: ServiceSession, _) in
        do throws(ServiceError) {
          return try session.tryPassword(exchange, login, password)
        } catch {
          return Self.problem(error, exchange)
        }
      })
  }

  private func tryPassword(_ exchange: Exchange, _ login: String, _ password: String) throws(ServiceError) -> Response {
    let (origin, bound, now) = (exchange.request.origin, exchange.request.binding, settings.clock.unixSeconds())
    let gate = try asking { reader throws(OfficeError) in try reader.gate(login: login, from: origin, at: now) }
    let writer = office.writer
    do throws(OfficeError) {
      switch gate {
      case .locked(let end):
        var response = loginPage(exchange, Self.locked, status: .tooManyRequests)
        response.headers.append("Retry-After", "\(max(1, end - now))")
        return response
      case .open(let hash, let user):
        let matches = hash.matches(password)
        guard matches, let user else {
          let end = try writer.write { change in try change.noteFailedLogin(login: login, from: origin) }
          let words = Phrase(vi: "Tên hoặc mật khẩu không đúng.", en: "The login or the password is wrong.")
          return loginPage(exchange, end == nil ? words : Self.locked, status: .unauthorized)
        }
        let opened = try writer.write { change in try change.openSession(user: user, from: origin, bound: bound) }
        var response = Response(.seeOther, headers: Representation.fields(exchange, tag: nil, revision: nil))
        let secure = settings.publicURL.hasPrefix("https:") ? "; Secure" : ""
        response.headers.append(
          "Set-Cookie",
          "\(Self.cookieName)=\(opened.cookie); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(LoginRules.sessionLength)\(secure)"
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers.append("Location", "/desk")
        return response
      }
    } catch {
      throw ServiceError(error)
    }
  }

  private static let locked = Phrase(
    vi: "Sai mật khẩu quá nhiều lần; hãy đợi rồi thử lại.", en: "Too many wrong passwords; wait, then try again.")

  /// Does what a button of the form asks for.
  func deskAction(_ exchange: Exchange) throws(ServiceError) -> Reply {
    let fields = try formFields(of: exchange)
    guard let user = try cookieUser(of: exchange.request) else {
      return .response(
        loginPage(exchange, Phrase(vi: "Phiên đã hết; hãy đăng nhập lại.", en: "The session has ended; log in again.")))
    }
    guard fields["form"] == Self.formToken(user.formSecret) else {
      throw ServiceError(
        .formExpired,
        Phrase(
          vi: "Biểu mẫu không thuộc phiên này; hãy mở lại /desk.",
          en: "The form is not of this session; open /desk again."))
    }
    if fields["action"] == "logout" { return logOut(exchange, user) }
    let question = DeskQuestion(fields)
    let visit = Visit(exchange: exchange, identity: user.identity, dossier: question.dossier, purpose: nil)
    try allow(visit)
    guard DossierCode.isUsable(question.dossier) else {
      return .response(
        deskPage(exchange, user, question) { page in
          page.note(Phrase(vi: "Cần số hồ sơ.", en: "A dossier number is needed.")[exchange.language])
        })
    }
    return .heavy(
      HeavyWork { (session: ServiceSession, _) in
        do throws(ServiceError) {
          return try session.handle(visit, question, prints: fields["action"] == "print", user)
        } catch {
          // What is wrong with the question stands above the form, so that nothing is typed twice.
          return session.deskPage(exchange, user, question) { page in page.note(error.detail[exchange.language]) }
        }
      })
  }

  private func handle(
    _ visit: Visit, _ question: DeskQuestion, prints: Bool, _ user: DeskUser
  ) throws(ServiceError) -> Response {
    let (identity, code, exchange) = (visit.identity, question.dossier, visit.exchange)
    var parcels: [DossierParcel] = []
    if !question.number.isEmpty {
      parcels = [
        try desk.parcelToAttach(ParcelQuestion(ward: question.ward, sheet: question.sheet, number: question.number))
      ]
    }
    let attached = parcels
    let opening = visit.entry(.dossierOpened, dossier: code)
    let attaching = visit.entry(.parcelAttached, dossier: code, subjects: attached.map { "parcel:\($0.id)" })
    let reading = visit.entry(.dossierRead, dossier: code)
    let dossier: Dossier
    do throws(OfficeError) {
      dossier = try office.writer.write { change in
        if try change.standing(ofDossier: code) == nil {
          _ = try change.putDossier(
            code, DossierContent(office: identity.office), parcels: nil, by: identity, entry: opening)
        }
        if attached.isEmpty {
          try change.append(reading)
          guard let dossier = try change.dossier(code) else { throw OfficeError(.notThere, vi: "", en: "") }
          return dossier
        }
        return try change.attach(attached, to: code, by: identity, entry: attaching).dossier
      }
    } catch {
      throw ServiceError(error)
    }
    guard identity.reaches(office: dossier.content.office) else { throw Self.otherOffice }
    let standings = try desk.standings(of: dossier.parcels)
    let open = try asking { reader throws(OfficeError) in
      try reader.openDossiers(onParcels: standings.flatMap { [$0.parcel.id] + $0.overlaps.map(\.id) }, except: code)
    }
    var extract: Extract?
    if prints, !dossier.parcels.isEmpty {
      let drawing = try ExtractDrawing(
        desk: desk, dossier: dossier, options: SheetOptions(), overlays: [], by: identity, base: settings.publicURL,
        language: exchange.language)
      let entry = visit.entry(
        .extractMade, dossier: code, subjects: ["extract:\(drawing.draft.names.name)"])
      do throws(OfficeError) {
        extract = try office.writer.write { change in try change.keep(drawing.draft, by: identity, entry: entry) }
      } catch {
        throw ServiceError(error)
      }
    }
    let conflicts = DossierConflict.all(standings, open: open)
    return deskPage(exchange, user, question) { page in
      page.heading(Phrase(vi: "Hồ sơ \(code)", en: "Dossier \(code)"))
      page.row(Phrase(vi: "Trạng thái", en: "State"), dossier.content.state.phrase[exchange.language])
      for parcel in dossier.parcels {
        page.row(
          Phrase(vi: "Thửa", en: "Parcel"),
          Phrase(
            vi: "\(parcel.key.number), tờ \(parcel.key.sheet), xã \(parcel.key.ward)",
            en: "\(parcel.key.number), sheet \(parcel.key.sheet), ward \(parcel.key.ward)")[exchange.language])
      }
      for conflict in conflicts { page.note(conflict.phrase[exchange.language]) }
      if let extract {
        page.row(Phrase(vi: "Tỷ lệ", en: "Scale"), "1:\(extract.scale)")
        page.row(Phrase(vi: "Mã kiểm tra", en: "Verification code"), VerificationCode.printed(extract.code))
        for kind in ["pdf", "svg", "geojson"] {
          page.link("so-do-\(extract.name).\(kind)", "/extracts/\(extract.name).\(kind)")
        }
      }
    }
  }

  private func logOut(_ exchange: Exchange, _ user: DeskUser) -> Reply {
    let (cookie, identity, origin) = (user.cookie, user.identity, exchange.request.origin)
    var response = Response(.seeOther, headers: Representation.fields(exchange, tag: nil, revision: nil))
    response.headers.append("Set-Cookie", "\(Self.cookieName)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
    response.headers.append("Location", "/desk")
    return changing(exchange) { [response] change in
      try change.closeSession(cookie: cookie, by: identity, from: origin)
      return response
    }
  }

  // MARK: pages

  private func loginPage(_ exchange: Exchange, _ note: Phrase?, status: Status = .ok) -> Response {
    var page = DeskPage(exchange.language)
    if let note { page.note(note[exchange.language]) }
    page.form(
      "/desk/login",
      fields: [
        ("login", Phrase(vi: "Tên đăng nhập", en: "Login"), "", false),
        ("password", Phrase(vi: "Mật khẩu", en: "Password"), "", true),
      ], secret: "", buttons: [("login", Phrase(vi: "Đăng nhập", en: "Log in"))])
    return shown(exchange, page, status)
  }

  private func deskPage(
    _ exchange: Exchange, _ user: DeskUser, _ question: DeskQuestion, _ answer: (inout DeskPage) -> Void
  ) -> Response {
    var page = DeskPage(exchange.language)
    answer(&page)
    let secret = Self.formToken(user.formSecret)
    page.form(
      "/desk",
      fields: [
        ("dossier", Phrase(vi: "Số hồ sơ", en: "Dossier number"), question.dossier, false),
        ("ward", Phrase(vi: "Mã xã", en: "Ward code"), question.ward, false),
        ("sheet", Phrase(vi: "Tờ bản đồ", en: "Sheet"), question.sheet, false),
        ("number", Phrase(vi: "Số thửa", en: "Parcel number"), question.number, false),
      ], secret: secret,
      buttons: [
        ("attach", Phrase(vi: "Gắn thửa, xem xung đột", en: "Attach, show conflicts")),
        ("print", Phrase(vi: "Gắn thửa và in sơ đồ", en: "Attach and print")),
      ])
    page.form(
      "/desk", fields: [], secret: secret,
      buttons: [("logout", Phrase(vi: "Đăng xuất (\(user.identity.name))", en: "Log out (\(user.identity.name))"))])
    return shown(exchange, page, .ok)
  }

  private func shown(_ exchange: Exchange, _ page: DeskPage, _ status: Status) -> Response {
    var headers = Representation.fields(exchange, tag: nil, revision: nil)
    headers["Cache-Control"] = "private, no-store"
    headers.append("Content-Type", Page.mediaType)
    headers.append(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
    return Response(status, headers: headers, body: .bytes(page.html(Self.title)))
  }

  // MARK: forms

  typealias DeskUser = (identity: Identity, formSecret: [UInt8], cookie: String)

  private static func formToken(_ secret: [UInt8]) -> String {
    HMAC.authenticate(Array("desk".utf8), key: secret).hexadecimal
  }

  /// The fields of a form that was sent from a page of this service.
  private func formFields(of exchange: Exchange) throws(ServiceError) -> [String: String] {
    let request = exchange.request
    let host = request.host ?? ""
    let site = request.headers["Sec-Fetch-Site"]
    let isOwn = request.headers["Origin"].map { origin in
      origin == settings.publicURL || origin.split(separator: "/").last.map(String.init) == host
    }
    guard isOwn ?? true, site == nil || site == "same-origin" || site == "none" else {
      throw ServiceError(
        .formExpired, Phrase(vi: "Biểu mẫu phải được gửi từ trang này.", en: "The form must be sent from this site."))
    }
    guard let content = try? request.body.bytes(atMost: 8192),
      let parsed = try? Request(.post, "/desk?" + String(decoding: content, as: UTF8.self))
    else {
      throw ServiceError(.badContent, Phrase(vi: "Không đọc được biểu mẫu.", en: "The form cannot be read."))
    }
    return Dictionary(parsed.query.map { ($0.name, $0.value) }) { first, _ in first }
  }
}

/// What stands in the form of the desk.
struct DeskQuestion: Sendable {
  var dossier = ""
  var ward = ""
  var sheet = ""
  var number = ""

  init() {}

  init(_ fields: [String: String]) {
    func field(_ name: String) -> String {
      String((fields[name] ?? "").drop { $0 == " " }.prefix(100)).split(separator: " ").joined(separator: " ")
    }
    dossier = field("dossier")
    ward = field("ward")
    sheet = field("sheet")
    number = field("number")
  }
}
