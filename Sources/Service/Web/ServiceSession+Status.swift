import HTTP
import HTTPServer
import JSON
import Register
import VietText

extension ServiceSession {
  /// What there is, for whoever comes without a path.
  func landing(_ exchange: Exchange) -> Response {
    let language = exchange.language
    let title = Phrase(vi: "Địa Bạ: tra cứu thửa đất", en: "Địa Bạ: land lookup")
    let links = [
      Link("self", "/", type: "application/json"),
      Link("lookup", "/lookup?at=15.1205,108.7923", title: Phrase(vi: "Tra một vị trí", en: "Look a place up")),
      Link(
        "parcel", "/parcels/{ward}/{sheet}/{number}",
        title: Phrase(vi: "Một thửa theo xã, tờ, số thửa", en: "A parcel by ward, sheet and number")),
      Link(
        "search", "/search?q=to%2012%20thua%20345",
        title: Phrase(vi: "Tìm theo tờ, thửa, tên xã", en: "Search by sheet, number, name of a ward")),
      Link(
        "areas", "/areas",
        title: Phrase(vi: "Các thửa trong một vùng (POST GeoJSON)", en: "The parcels in an area (POST GeoJSON)")),
      Link(
        "corners", "/corners",
        title: Phrase(vi: "Bảng tọa độ góc ranh (POST)", en: "A table of corners (POST)")),
      Link("wards", "/wards", title: Phrase(vi: "Các xã", en: "The wards")),
      Link("ward", "/wards/{code}", title: Phrase(vi: "Một xã theo mã", en: "A ward by its code")),
      Link(
        "revisions", "/revisions", type: "application/json",
        title: Phrase(vi: "Các phiên bản của sổ", en: "The revisions of the register")),
      Link(
        "service-desc", "/api", type: OpenAPI.mediaType,
        title: Phrase(vi: "Mô tả dịch vụ (OpenAPI)", en: "What the service takes and gives (OpenAPI)")),
      Link("health", "/health", type: "application/json", title: Phrase(vi: "Dịch vụ còn sống", en: "Alive")),
      Link("ready", "/ready", type: "application/json", title: Phrase(vi: "Dịch vụ sẵn sàng", en: "Ready")),
    ]
    if exchange.form == .html {
      var section = Card.Section(heading: "")
      for link in links.dropFirst() {
        section.rows.append(
          Card.Row(
            label: link.title?[language] ?? link.relation, value: link.path,
            path: link.path.contains("{") ? nil : link.path))
      }
      let card = Card(heading: title[language], sections: [section])
      return Representation(contentType: Page.mediaType, bytes: Page.html(card, language)).response(to: exchange)
    }
    return json(exchange) { writer in
      writer.key("title")
      writer.string(title[language])
      writer.key("version")
      writer.string(settings.version)
      writer.links(links, base: settings.publicURL, language)
    }
  }

  /// Alive, whatever the register does.
  func health(_ exchange: Exchange) -> Response {
    json(exchange) { writer in
      writer.key("status")
      writer.raw("\"alive\"")
      writer.key("version")
      writer.string(settings.version)
    }
  }

  /// Whether questions are answered at full speed: the vectors verified, the index loaded.
  func ready(_ exchange: Exchange) throws(ServiceError) -> Response {
    let newest = try desk.newestRevision()
    guard let held = desk.shared.heldRevision else {
      throw ServiceError(
        .notReady,
        Phrase(vi: "Đang nạp chỉ mục; hãy hỏi lại sau.", en: "The index is being loaded; ask again in a moment."))
    }
    // While a newer revision is loaded, the register itself answers it.
    return json(exchange, revision: newest) { writer in
      writer.key("status")
      writer.raw("\"ready\"")
      writer.key("revision")
      writer.integer(newest)
      writer.key("indexRevision")
      writer.integer(held)
    }
  }

  /// The revisions, newest first, without the names of those who made them.
  func revisions(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let limit = try parameters.integer("limit", in: 1...1000) ?? 100
    let before = try parameters.integer("cursor", in: 1...999_999_999)
    let (newest, list) = try desk.revisions(before: before, limit: limit)
    var links = [Link("self", "/revisions", type: "application/json")]
    if list.count == limit, let last = list.last, last.id > 1 {
      links.append(Link("next", "/revisions?limit=\(limit)&cursor=\(last.id)", type: "application/json"))
    }
    if exchange.form == .html {
      let page = Page.html(Self.card(of: list, exchange.language), exchange.language)
      return .response(
        Representation(contentType: Page.mediaType, bytes: page, revision: newest).response(to: exchange))
    }
    return .response(
      json(exchange, revision: newest) { writer in
        writer.key("revisions")
        writer.beginArray()
        for revision in list { revision.write(into: &writer) }
        writer.endArray()
        writer.links(links, base: settings.publicURL, exchange.language)
      })
  }

  private static func card(of list: [Revision], _ language: Language) -> Card {
    var section = Card.Section(heading: "")
    for revision in list {
      let (counts, kind) = (revision.counts, revision.kind)
      section.rows.append(
        Card.Row(
          label: "\(revision.id)",
          value: Phrase(
            vi:
              "\(kind == .import ? "nhập" : "khôi phục"): thêm \(counts.added), đổi \(counts.changed), bỏ \(counts.removed)",
            en: "\(kind.rawValue): \(counts.added) added, \(counts.changed) changed, \(counts.removed) removed")[
              language]))
    }
    return Card(heading: Phrase(vi: "Các phiên bản của sổ", en: "Revisions")[language], sections: [section])
  }

  /// A JSON object that is no GeoJSON.
  private func json(_ exchange: Exchange, revision: Int? = nil, _ members: (inout JSONWriter) -> Void) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    members(&writer)
    writer.endObject()
    return Representation(contentType: "application/json", bytes: writer.take(), revision: revision)
      .response(to: exchange)
  }
}

extension Revision {
  /// Writes what everybody may know of a revision.
  fileprivate func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.integer(id)
    writer.key("kind")
    writer.string(kind.rawValue)
    writer.key("layer")
    writer.string(subject)
    writer.key("publishedAt")
    writer.instant(unixSeconds: publishedAt)
    writer.key("dataDate")
    writer.day(dataDate)
    writer.key("restored")
    if let restored { writer.integer(restored) } else { writer.null() }
    for (name, count) in [
      ("added", counts.added), ("changed", counts.changed), ("removed", counts.removed),
      ("unchanged", counts.unchanged),
    ] {
      writer.key(name)
      writer.integer(count)
    }
    writer.endObject()
  }
}
