import Cadastre
import HTTP
import HTTPServer
import JSON
import Office
import VietText

extension ServiceSession {
  // MARK: one dossier

  /// Keeps a dossier under its number, or opens one.
  func putDossier(_ visit: Visit, _ code: String?) throws(ServiceError) -> Reply {
    try allow(visit)
    let object = try object(of: visit)
    let stated = try text("code", of: object, limit: 400)
    guard let code = code ?? stated else {
      throw ServiceError(
        .missingParameter, Phrase(vi: "Cần code: số hồ sơ.", en: "code is needed: the dossier's number."),
        parameter: "code")
    }
    if let stated, stated != code {
      throw ServiceError(
        .badContent,
        Phrase(vi: "code trong nội dung khác với địa chỉ.", en: "code in the content is not that of the address."),
        parameter: "code")
    }
    guard DossierCode.isUsable(code) else {
      throw ServiceError(
        .badContent,
        Phrase(
          vi: "Số hồ sơ trống, dài quá 100 byte hoặc có ký tự điều khiển.",
          en: "The number is empty, longer than 100 bytes, or has control characters."), parameter: "code")
    }
    var warnings: [(code: String, message: Phrase)] = []
    if !DossierCode.isUsual(code) {
      warnings.append(
        (
          "unusualCode",
          Phrase(
            vi: "Số hồ sơ không theo dạng thường thấy (như H48.21-261120-0001); vẫn ghi.",
            en: "The number has not the usual form (such as H48.21-261120-0001); it is kept all the same.")
        ))
    }
    let content = try content(of: object, visit, &warnings)
    let parcels = try parcels(of: object, &warnings)
    let isPut = visit.exchange.request.method == .put
    let (exchange, identity, day, base) = (visit.exchange, visit.identity, desk.currentDay(), settings.publicURL)
    let entry = visit.entry(
      .dossierOpened, dossier: code, subjects: parcels?.map { "parcel:\($0.id)" } ?? [],
      shown: ["state=\(content.state.rawValue)"])
    let standings = try desk.standings(of: parcels ?? [])
    let path = base + "/dossiers/\(Link.encoded(code))"
    return changing(visit) { [warnings] change in
      if !isPut, try change.standing(ofDossier: code) != nil {
        var error = ServiceError(
          .dossierExists,
          Phrase(vi: "Hồ sơ này đã có, ở \(path).", en: "There is a dossier of this number, at \(path)."),
          parameter: "code")
        error.suggestion = path
        var response = Self.problem(error, exchange)
        response.headers.append("Location", path)
        return response
      }
      let outcome = try change.putDossier(
        code, content, parcels: parcels, by: identity, entry: entry
      ) { version in exchange.isExpected(version) }
      let open = try change.openDossiers(
        onParcels: standings.flatMap { [$0.parcel.id] + $0.overlaps.map(\.id) }, except: code)
      let answer = DossierAnswer(dossier: outcome.dossier, day: day, language: exchange.language, base: base)
      return Self.plain(
        exchange, outcome.isNew ? .created : .ok, version: outcome.dossier.version,
        location: outcome.isNew ? path : nil
      ) { writer in
        answer.write(into: &writer)
        writer.conflicts(DossierConflict.all(standings, open: open), exchange.language)
        writer.warnings(warnings, exchange.language)
        writer.links(answer.links, base: base, exchange.language)
      }
    }
  }

  /// One dossier, with what conflicts with it now.
  func dossier(_ visit: Visit, _ code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let dossier = try existing(code, visit)
    let standings = try desk.standings(of: Array(dossier.parcels.prefix(50)))
    let open = try asking { reader throws(OfficeError) in
      try reader.openDossiers(onParcels: standings.flatMap { [$0.parcel.id] + $0.overlaps.map(\.id) }, except: code)
    }
    let procedure = try procedureName(of: dossier)
    let answer = DossierAnswer(
      dossier: dossier, day: desk.currentDay(), language: visit.exchange.language, base: settings.publicURL)
    let response = Self.plain(visit.exchange, .ok, version: dossier.version) { writer in
      answer.write(into: &writer, procedure: procedure)
      writer.conflicts(DossierConflict.all(standings, open: open), visit.exchange.language)
      writer.links(answer.links, base: settings.publicURL, visit.exchange.language)
    }
    return audited(visit.exchange, visit.entry(.dossierRead, dossier: code, shown: ["applicant"]), response)
  }

  /// A list of dossiers, or their parcels as one GeoJSON.
  func dossiers(_ visit: Visit, _ parameters: Parameters) throws(ServiceError) -> Reply {
    try allow(visit)
    var filter = DossierFilter()
    if let text = parameters.text("state") {
      switch text {
      case "open": filter.isOpen = true
      case "closed": filter.isOpen = false
      default:
        guard let state = DossierState(rawValue: text) else {
          throw ServiceError(
            .badParameter, Phrase(vi: "state không hợp lệ.", en: "state is not valid."), parameter: "state",
            value: text,
            allowed: DossierState.allCases.map(\.rawValue) + ["open", "closed"])
        }
        filter.state = state
      }
    }
    filter.procedure = try parameters.word("procedure")
    filter.unit = try parameters.word("unit")
    filter.ward = try parameters.word("ward")
    filter.office = try parameters.word("office")
    filter.receivedFrom = try parameters.day("receivedFrom")
    filter.receivedTo = try parameters.day("receivedTo")
    if parameters.flag("overdue") { filter.overdueOn = desk.currentDay() }
    if let own = visit.identity.office {
      guard filter.office == nil || filter.office == own else { throw Self.otherOffice }
      filter.office = own
    }
    let limit = try parameters.integer("limit", in: 1...1000) ?? 100
    let cursor = parameters.text("cursor")
    let page: DossierPage
    do throws(ServiceError) {
      page = try asking { [filter] reader throws(OfficeError) in
        try reader.dossiers(filter, limit: limit, cursor: cursor)
      }
    } catch  where error.code == .badContent {
      throw ServiceError(.badCursor, error.detail, parameter: "cursor")
    }
    let isMap =
      visit.exchange.request.preferredType(among: ["application/json", "application/geo+json", "text/html"]) == 1
    var links = [Link("self", visit.exchange.request.target, type: "application/json")]
    if let next = page.next {
      let others = visit.exchange.request.query.filter { $0.name != "cursor" }
        .map { "\(Link.encoded($0.name))=\(Link.encoded($0.value))&" }.joined()
      links.append(Link("next", "/dossiers?\(others)cursor=\(Link.encoded(next))", type: "application/json"))
    }
    let entry = visit.entry(.dossiersListed, shown: ["dossiers=\(page.dossiers.count)"])
    let day = desk.currentDay()
    if isMap { return try map(visit, page, links, entry) }
    let response = json(visit.exchange) { writer in
      writer.key("dossiers")
      writer.beginArray()
      for dossier in page.dossiers {
        writer.beginObject()
        DossierAnswer(dossier: dossier, day: day, language: visit.exchange.language, base: settings.publicURL)
          .write(into: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(page.dossiers.count)
      writer.links(links, base: settings.publicURL, visit.exchange.language)
    }
    return audited(visit.exchange, entry, response)
  }

  /// The parcels of dossiers as GeoJSON; nothing personal is in it.
  private func map(
    _ visit: Visit, _ page: DossierPage, _ links: [Link], _ entry: AuditEntry
  ) throws(ServiceError) -> Reply {
    let pairs = page.dossiers.flatMap { dossier in dossier.parcels.map { (dossier, $0) } }.prefix(2000)
    let land = try desk.land(of: pairs.map { HeldLand.Question(id: $0.1.id, key: $0.1.key) })
    let response = json(visit.exchange, type: "application/geo+json", revision: land.revision.id) { writer in
      writer.key("type")
      writer.raw("\"FeatureCollection\"")
      writer.key("features")
      writer.beginArray()
      for (position, feature) in land.features {
        writer.beginObject()
        feature.writeMembers(into: &writer)
        writer.key("dossier")
        writer.string(pairs[position].0.code)
        writer.key("state")
        writer.string(pairs[position].0.content.state.rawValue)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(land.features.count)
      writer.links(links, base: settings.publicURL, visit.exchange.language)
    }
    return audited(visit.exchange, entry, response)
  }

  // MARK: parcels

  /// Attaches parcels, and tells what conflicts.
  func attach(_ visit: Visit, _ code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let object = try object(of: visit)
    let named = object["parcels"]?.array ?? [.object(object)]
    guard (1...100).contains(named.count) else {
      throw ServiceError(
        .badContent, Phrase(vi: "parcels có 1 đến 100 thửa.", en: "parcels has 1 to 100 parcels."), parameter: "parcels"
      )
    }
    var parcels: [DossierParcel] = []
    for value in named { parcels.append(try desk.parcelToAttach(try question(value))) }
    _ = try existing(code, visit)
    let standings = try desk.standings(of: parcels)
    let (exchange, identity, base) = (visit.exchange, visit.identity, settings.publicURL)
    let entry = visit.entry(.parcelAttached, dossier: code, subjects: parcels.map { "parcel:\($0.id)" })
    return changing(visit) { [parcels] change in
      let (dossier, isNew) = try change.attach(parcels, to: code, by: identity, entry: entry) { version in
        exchange.isExpected(version)
      }
      let open = try change.openDossiers(
        onParcels: standings.flatMap { [$0.parcel.id] + $0.overlaps.map(\.id) }, except: code)
      let location = parcels.first.map { base + "/dossiers/\(Link.encoded(code))/parcels/\($0.id)" }
      return Self.plain(exchange, isNew ? .created : .ok, version: dossier.version, location: isNew ? location : nil) {
        writer in
        writer.key("dossier")
        writer.string(code)
        writer.key("parcels")
        writer.beginArray()
        for parcel in dossier.parcels where parcels.contains(where: { $0.id == parcel.id }) {
          writer.beginObject()
          writer.parcel(id: Int(parcel.id), parcel.key)
          writer.key("revision")
          writer.integer(parcel.revision)
          writer.endObject()
        }
        writer.endArray()
        writer.conflicts(DossierConflict.all(standings, open: open), exchange.language)
      }
    }
  }

  /// The parcels of a dossier, as features.
  func parcels(_ visit: Visit, ofDossier code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let dossier = try existing(code, visit)
    let page = DossierPage(dossiers: [dossier], next: nil)
    return try map(
      visit, page, [Link("self", "/dossiers/\(Link.encoded(code))/parcels")], visit.entry(.dossierRead, dossier: code))
  }

  /// Takes a parcel off a dossier.
  func detach(_ visit: Visit, _ code: String, _ parcel: Int) throws(ServiceError) -> Reply {
    try allow(visit)
    let (exchange, identity) = (visit.exchange, visit.identity)
    let entry = visit.entry(.parcelDetached, dossier: code, subjects: ["parcel:\(parcel)"])
    return changing(visit) { change in
      let dossier = try change.detach(Int64(parcel), from: code, by: identity, entry: entry) { version in
        exchange.isExpected(version)
      }
      return Response(
        .noContent,
        headers: Representation.fields(exchange, tag: EntityTag("v\(dossier.version)"), revision: nil))
    }
  }

  /// The dossiers on a parcel that are still open.
  func dossiers(
    _ visit: Visit, ward: String, sheet: String, number: String, _ parameters: Parameters
  ) throws(ServiceError) -> Reply {
    try allow(visit)
    let parcel = try desk.parcelToAttach(
      ParcelQuestion(
        ward: try Parameters.word(ward, "ward"), sheet: try Parameters.word(sheet, "sheet"),
        number: try Parameters.word(number, "number"), series: try parameters.word("series"),
        wardFrom: try parameters.day("wardFrom")))
    let open = try asking { reader throws(OfficeError) in try reader.openDossiers(onParcels: [parcel.id]) }
    let response = json(visit.exchange) { writer in
      writer.key("parcel")
      writer.beginObject()
      writer.parcel(id: Int(parcel.id), parcel.key)
      writer.endObject()
      writer.key("dossiers")
      writer.beginArray()
      for entry in open {
        writer.beginObject()
        writer.key("code")
        writer.string(entry.dossier)
        writer.key("office")
        writer.string(entry.office)
        writer.key("since")
        writer.instant(unixSeconds: entry.since)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(open.count)
    }
    return audited(visit.exchange, visit.entry(.dossiersListed, subjects: ["parcel:\(parcel.id)"]), response)
  }

  // MARK: the way through the office

  /// Takes a dossier a step on its way.
  func addEvent(_ visit: Visit, _ code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let object = try object(of: visit)
    let word = try text("kind", of: object, limit: 100)
    guard let kind = word.flatMap({ DossierEventKind(rawValue: $0) }) else {
      throw ServiceError(
        .badContent, Phrase(vi: "kind là một trong allowed.", en: "kind is one of allowed."), parameter: "kind",
        value: word, allowed: DossierEventKind.allCases.map(\.rawValue))
    }
    let unit = try text("unit", of: object)
    let note = try text("note", of: object, limit: 4000)
    let (exchange, identity, day, base) = (visit.exchange, visit.identity, desk.currentDay(), settings.publicURL)
    let entry = visit.entry(.dossierEvent, dossier: code, shown: ["kind=\(kind.rawValue)"])
    return changing(visit) { change in
      let (dossier, event) = try change.addEvent(kind, unit: unit, note: note, to: code, by: identity, entry: entry) {
        version in exchange.isExpected(version)
      }
      let answer = DossierAnswer(dossier: dossier, day: day, language: exchange.language, base: base)
      return Self.plain(exchange, .created, version: dossier.version) { writer in
        writer.key("code")
        writer.string(code)
        writer.key("event")
        event.write(into: &writer)
        answer.writeStanding(into: &writer)
      }
    }
  }

  /// The steps of a dossier.
  func events(_ visit: Visit, _ code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let dossier = try existing(code, visit)
    let events = try asking { reader throws(OfficeError) in try reader.events(ofDossier: code) }
    let response = Self.plain(visit.exchange, .ok, version: dossier.version) { writer in
      writer.key("code")
      writer.string(code)
      writer.key("events")
      writer.beginArray()
      for event in events { event.write(into: &writer) }
      writer.endArray()
    }
    return audited(visit.exchange, visit.entry(.dossierRead, dossier: code), response)
  }

  /// How a dossier stands, for everybody who knows its number; nobody's name is in it.
  func status(_ exchange: Exchange, _ code: String) -> Reply {
    let base = settings.publicURL
    return window.ask(exchange) { desk throws(ServiceError) in
      guard DossierCode.isUsable(code), desk.office.exists,
        let dossier = try desk.asking({ reader throws(OfficeError) in try reader.dossier(code) })
      else {
        throw ServiceError(.notThere, Phrase(vi: "Không có hồ sơ số này.", en: "There is no dossier of this number."))
      }
      let day = desk.land.currentDay()
      let procedure = try desk.asking { reader throws(OfficeError) in
        try dossier.content.procedure.flatMap { code throws(OfficeError) in try reader.procedure(code, on: "\(day)") }
      }
      return Self.json(exchange) { writer in
        writer.key("code")
        writer.string(dossier.code)
        writer.key("procedure")
        writer.string(dossier.content.procedure)
        writer.key("procedureName")
        writer.string(procedure?.name)
        DossierAnswer(dossier: dossier, day: day, language: exchange.language, base: base)
          .writeStanding(into: &writer)
        writer.key("withheld")
        writer.beginArray()
        for field in ["applicant", "parcels", "notes"] { writer.string(field) }
        writer.endArray()
      }
    }
  }

  // MARK: parts

  func allow(_ visit: Visit) throws(ServiceError) {
    guard visit.identity.role.handlesDossiers else { throw Self.roleNotAllowed(visit.identity.role) }
  }

  /// A dossier that the visitor may see.
  func existing(_ code: String, _ visit: Visit) throws(ServiceError) -> Dossier {
    guard let dossier = try asking({ reader throws(OfficeError) in try reader.dossier(code) }) else {
      throw ServiceError(.notThere, Phrase(vi: "Không có hồ sơ này.", en: "There is no such dossier."))
    }
    guard visit.identity.reaches(office: dossier.content.office) else { throw Self.otherOffice }
    return dossier
  }

  private func procedureName(of dossier: Dossier) throws(ServiceError) -> String? {
    guard let code = dossier.content.procedure else { return nil }
    let day = dossier.content.receivedAt.map { String($0.prefix(10)) } ?? "\(desk.currentDay())"
    return try asking { reader throws(OfficeError) in try reader.procedure(code, on: day)?.name }
  }
}
