import Cadastre
import Digest
import HTTP
import HTTPServer
import JSON
import Office
import VietText

extension ServiceSession {
  /// The longest file that can be verified, bytes.
  static let longestVerified = 8 << 20

  /// Whether a code is one of an extract, and how that stands.
  func verify(_ exchange: Exchange, _ text: String) -> Reply {
    let base = settings.publicURL
    return window.ask(exchange) { desk throws(ServiceError) in
      guard let code = VerificationCode.read(text), desk.office.exists,
        let extract = try desk.asking({ reader throws(OfficeError) in try reader.extract(code: code) })
      else { return Self.notGenuine(exchange, isFile: false) }
      return try Self.verified(exchange, extract, base: base, desk) { _ in }
    }
  }

  /// Whether the bytes of a file are those of an extract.
  func verifyFile(_ exchange: Exchange) -> Reply {
    let base = settings.publicURL
    return window.ask(exchange) { desk throws(ServiceError) in
      guard let bytes = try? exchange.request.body.bytes(atMost: Self.longestVerified) else {
        throw ServiceError(
          .contentTooLarge, Phrase(vi: "Tệp dài quá 8 MiB.", en: "The file is longer than 8 MiB."))
      }
      guard !bytes.isEmpty else {
        throw ServiceError(
          .missingContent, Phrase(vi: "Hãy gửi tệp cần kiểm tra.", en: "Send the file that is to be verified."))
      }
      let sha256 = SHA256.hex(of: bytes)
      guard desk.office.exists,
        let found = try desk.asking({ reader throws(OfficeError) in try reader.extract(holdingFile: sha256) })
      else { return Self.notGenuine(exchange, isFile: true) }
      return try Self.verified(exchange, found.extract, base: base, desk) { writer in
        writer.key("matches")
        writer.string(found.kind.rawValue)
        writer.key("fileSha256")
        writer.string(sha256)
      }
    }
  }

  private static func verified(
    _ exchange: Exchange, _ extract: Extract, base: String, _ desk: PublicWindow.Clerk,
    _ more: (inout JSONWriter) -> Void
  ) throws(ServiceError) -> Response {
    let hasChanged = try desk.land.hasChanged(extract)
    let thumbnail = desk.land.thumbnail(of: extract)
    let answer = ExtractAnswer(extract: extract, base: base, language: exchange.language)
    if exchange.form == .html {
      var page = card(extract, hasChanged, exchange.language)
      page.thumbnail = thumbnail
      return Representation(contentType: Page.mediaType, bytes: Page.html(page, exchange.language))
        .response(to: exchange)
    }
    return json(exchange) { writer in
      answer.writePublic(into: &writer, changedSince: hasChanged, thumbnail)
      more(&writer)
    }
  }

  private static func notGenuine(_ exchange: Exchange, isFile: Bool) -> Response {
    let detail =
      isFile
      ? Phrase(
        vi: "Không có bản nào được cấp với đúng các byte này: tệp đã bị sửa, hoặc không do hệ thống này cấp.",
        en: "Nothing was issued with these bytes: the file was changed, or is not from here.")
      : Phrase(
        vi: "Không có bản nào mang mã này: hãy xem lại từng ký tự.",
        en: "Nothing was issued under this code: look at each letter again.")
    if exchange.form == .html {
      var section = Card.Section(heading: "")
      section.rows.append(
        Card.Row(label: "", value: Phrase(vi: "KHÔNG XÁC NHẬN ĐƯỢC", en: "NOT GENUINE")[exchange.language], path: nil))
      let page = Card(
        heading: Phrase(vi: "Kiểm tra sơ đồ", en: "Verification")[exchange.language], sections: [section],
        notes: [detail[exchange.language]])
      return Representation(
        status: .notFound, contentType: Page.mediaType, bytes: Page.html(page, exchange.language)
      ).response(to: exchange)
    }
    return json(exchange, .notFound, type: "application/problem+json") { writer in
      writer.key("type")
      writer.string("about:blank")
      writer.key("title")
      writer.string(Phrase(vi: "Không xác nhận được", en: "Not genuine")[exchange.language])
      writer.key("status")
      writer.integer(404)
      writer.key("code")
      writer.string("notGenuine")
      writer.key("genuine")
      writer.bool(false)
      writer.key("detail")
      writer.string(detail[exchange.language])
      writer.key("requestId")
      writer.string(exchange.requestID)
    }
  }

  private static func card(_ extract: Extract, _ hasChanged: Bool, _ language: Language) -> Card {
    var section = Card.Section(heading: "")
    section.add(Phrase(vi: "Tình trạng", en: "State"), extract.state.phrase[language], language)
    section.add(
      Phrase(vi: "Thửa đất từ đó đến nay", en: "The land since then"),
      (hasChanged
        ? Phrase(vi: "Đã thay đổi trong sổ", en: "Has changed in the register")
        : Phrase(vi: "Không thay đổi", en: "Has not changed"))[language], language)
    for part in extract.parts {
      section.add(
        Phrase(vi: "Thửa", en: "Parcel"),
        Phrase(
          vi:
            "thửa \(part.key.number), tờ \(part.key.sheet), xã \(part.key.ward): \((part.mapArea * 10).rounded() / 10) m²",
          en:
            "parcel \(part.key.number), sheet \(part.key.sheet), ward \(part.key.ward): \((part.mapArea * 10).rounded() / 10) m²"
        )[language], language)
    }
    section.add(Phrase(vi: "Bản của sổ", en: "Revision"), "\(extract.revision)", language)
    section.add(Phrase(vi: "SHA-256 của SVG", en: "SHA-256 of the SVG"), extract.sha256, language)
    return Card(
      heading: Phrase(vi: "Sơ đồ do hệ thống này cấp", en: "Issued by this service")[language], sections: [section],
      notes: [ExtractAnswer.note[language]])
  }
}
