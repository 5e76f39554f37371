import Cadastre
import HTTP
import HTTPServer
import JSON
import Office
import Register
import VietText

extension ServiceSession {
  /// Looks for holders; the words stand in the content, never in a URL.
  func searchHolders(_ visit: Visit) throws(ServiceError) -> Reply {
    let object = try object(of: visit)
    guard let question = try text("q", of: object) else {
      throw ServiceError(
        .missingParameter,
        Phrase(
          vi: "Cần q: họ tên, số định danh hoặc số giấy chứng nhận.",
          en: "q is needed: a name, an identity number or a certificate."),
        parameter: "q")
    }
    let ward = try text("ward", of: object, limit: 100)
    let limit = min(max(object["limit"]?.integer ?? 50, 1), 200)
    var visit = visit
    visit.dossier = try text("dossier", of: object, limit: 100) ?? visit.dossier
    visit.purpose = try text("purpose", of: object) ?? visit.purpose
    guard visit.dossier != nil, visit.purpose != nil else { throw Self.purposeRequired }
    let view = try view(visit, wantsAll: object["unmasked"]?.bool ?? false)
    let hits = try asking { reader throws(OfficeError) in
      try reader.searchHolders(question, ward: ward, limit: limit)
    }
    let response = json(visit.exchange) { writer in
      writer.key("holders")
      writer.beginArray()
      for (holder, match) in zip(hits.holders, hits.matches) {
        writer.beginObject()
        view.write(holder, into: &writer, visit.exchange.language)
        writer.key("matchedBy")
        writer.string(match.rawValue)
        writer.links(
          [Link("self", "/holders/\(holder.id)"), Link("parcels", "/holders/\(holder.id)/parcels")],
          base: settings.publicURL, visit.exchange.language)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(hits.holders.count)
      writer.key("hasMore")
      writer.bool(hits.hasMore)
      view.writeWithheld(into: &writer)
    }
    return audited(
      visit.exchange,
      visit.entry(
        .holderSearch, subjects: hits.holders.map { "holder:\($0.id)" }, shown: view.shown + ["q=\(question)"]),
      response)
  }

  /// One holder.
  func holder(_ visit: Visit, _ id: Int, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let view = try view(visit, wantsAll: parameters.flag("unmasked"))
    let holder = try existing(id)
    let day = "\(desk.currentDay())"
    let count = try asking { reader throws(OfficeError) in try reader.rights(ofHolder: id, on: day).count }
    let response = json(visit.exchange) { writer in
      view.write(holder, into: &writer, visit.exchange.language)
      writer.key("parcels")
      writer.integer(count)
      view.writeWithheld(into: &writer)
      writer.links(
        [
          Link("self", "/holders/\(id)", type: "application/json"), Link("parcels", "/holders/\(id)/parcels"),
        ], base: settings.publicURL, visit.exchange.language)
    }
    return audited(visit.exchange, visit.entry(.holderRead, subjects: ["holder:\(id)"], shown: view.shown), response)
  }

  /// What a holder holds, and how much in all, by use.
  func parcels(_ visit: Visit, ofHolder id: Int, _ parameters: Parameters) throws(ServiceError) -> Reply {
    let view = try view(visit, wantsAll: parameters.flag("unmasked"))
    let holder = try existing(id)
    let day = try parameters.day("asOf") ?? desk.currentDay()
    let rights = try asking { reader throws(OfficeError) in try reader.rights(ofHolder: id, on: "\(day)") }
    let land = try desk.land(of: rights.prefix(5000).map { HeldLand.Question($0) })
    let response = json(visit.exchange, type: "application/geo+json", revision: land.revision.id) { writer in
      writer.key("type")
      writer.raw("\"FeatureCollection\"")
      writer.key("holder")
      writer.beginObject()
      view.write(holder, into: &writer, visit.exchange.language)
      writer.endObject()
      land.writeTotals(into: &writer)
      writer.key("revision")
      writer.reference(land.revision)
      writer.key("numberReturned")
      writer.integer(land.features.count)
      writer.key("features")
      writer.beginArray()
      for (position, feature) in land.features {
        writer.beginObject()
        feature.writeMembers(into: &writer)
        writer.key("right")
        view.write(rights[position], into: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.key("unknownParcels")
      writer.beginArray()
      for position in land.unknown { view.write(rights[position], into: &writer) }
      writer.endArray()
      view.writeWithheld(into: &writer)
    }
    return audited(
      visit.exchange,
      visit.entry(
        .holderRead, subjects: ["holder:\(id)"] + land.features.map { "parcel:\($0.1.id)" },
        shown: view.shown + ["parcels"]), response)
  }

  /// Who holds a parcel.
  func holders(
    _ visit: Visit, ward: String, sheet: String, number: String, _ parameters: Parameters
  ) throws(ServiceError) -> Reply {
    let view = try view(visit, wantsAll: parameters.flag("unmasked"))
    let answer = try desk.parcel(
      ParcelQuestion(
        ward: try Parameters.word(ward, "ward"), sheet: try Parameters.word(sheet, "sheet"),
        number: try Parameters.word(number, "number"), series: try parameters.word("series"),
        wardFrom: try parameters.day("wardFrom")))
    let day = try parameters.day("asOf") ?? desk.currentDay()
    var found: [(right: HolderRight, holder: Holder)] = []
    for feature in answer.features {
      let key = feature.parcel.key
      found += try asking { reader throws(OfficeError) in
        try reader.reading {
          try reader.rights(
            onParcel: Int64(feature.id), ward: key.ward, series: key.series, sheet: key.sheet, number: key.number,
            on: "\(day)"
          ).compactMap { right in try reader.holder(right.holder).map { (right, $0) } }
        }
      }
    }
    let response = json(visit.exchange, revision: answer.revision.id) { writer in
      writer.key("parcels")
      writer.beginArray()
      for feature in answer.features {
        writer.beginObject()
        writer.parcel(id: feature.id, feature.parcel.key)
        writer.endObject()
      }
      writer.endArray()
      writer.key("holders")
      writer.beginArray()
      for (right, holder) in found {
        writer.beginObject()
        view.write(holder, into: &writer, visit.exchange.language)
        writer.key("right")
        view.write(right, into: &writer)
        writer.links(
          [Link("self", "/holders/\(holder.id)", type: "application/json")], base: settings.publicURL,
          visit.exchange.language)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(found.count)
      writer.key("revision")
      writer.reference(answer.revision)
      view.writeWithheld(into: &writer)
    }
    return audited(
      visit.exchange,
      visit.entry(
        .parcelHoldersRead,
        subjects: answer.features.map { "parcel:\($0.id)" } + found.map { "holder:\($0.holder.id)" },
        shown: view.shown), response)
  }

  private func existing(_ id: Int) throws(ServiceError) -> Holder {
    guard let holder = try asking({ reader throws(OfficeError) in try reader.holder(id) }) else {
      throw ServiceError(
        .notThere, Phrase(vi: "Không có chủ sử dụng số \(id).", en: "There is no holder \(id)."), value: "\(id)")
    }
    return holder
  }

  // MARK: who sees what

  /// How much of holders a visit may see.
  ///
  /// - Throws: ``ServiceError`` when more is wanted than the role, the dossier and the purpose allow.
  func view(_ visit: Visit, wantsAll: Bool) throws(ServiceError) -> HolderView {
    guard visit.identity.role.seesHolders else { throw Self.roleNotAllowed(visit.identity.role) }
    switch (visit.dossier, visit.purpose) {
    case (nil, nil) where !wantsAll: return HolderView(isMasked: true)
    case (let dossier?, let purpose?):
      guard purpose.count >= 3 else { throw Self.purposeRequired }
      // The content of a search names its reason; the fields ask for more than a mask.
      let asks = wantsAll || visit.exchange.request.headers.contains("Diaba-Purpose")
      guard asks else { return HolderView(isMasked: true) }
      guard visit.identity.role.unmasksHolders else {
        if wantsAll { throw Self.roleNotAllowed(visit.identity.role) }
        return HolderView(isMasked: true)
      }
      try check(dossier, visit)
      return HolderView(isMasked: false)
    default: throw Self.purposeRequired
    }
  }

  /// A dossier that the office knows must be open, and of the visitor's own office, to be a reason.
  private func check(_ code: String, _ visit: Visit) throws(ServiceError) {
    let known = try asking { reader throws(OfficeError) in try reader.standing(ofDossier: code) }
    guard let known else { return }
    guard visit.identity.reaches(office: known.office) else { throw Self.otherOffice }
    guard known.isOpen else {
      throw ServiceError(
        .purposeRequired,
        Phrase(
          vi: "Hồ sơ này đã kết thúc, nên không còn là lý do để xem đầy đủ.",
          en: "That dossier is closed, so it is no reason to see holders in full."), parameter: "Diaba-Dossier")
    }
  }

  static var purposeRequired: ServiceError {
    ServiceError(
      .purposeRequired,
      Phrase(
        vi: "Xem đầy đủ phải nêu số hồ sơ và mục đích: Diaba-Dossier và Diaba-Purpose (hoặc dossier, purpose khi tìm).",
        en:
          "To see holders in full, name the dossier and the purpose: Diaba-Dossier and Diaba-Purpose (or dossier and purpose in a search)."
      ),
      allowed: ["Diaba-Dossier", "Diaba-Purpose"])
  }

  static func roleNotAllowed(_ role: Role) -> ServiceError {
    ServiceError(
      .roleNotAllowed,
      Phrase(vi: "Vai trò \(role.rawValue) không được làm việc này.", en: "The role \(role.rawValue) may not do this."),
      value: role.rawValue)
  }

  static var otherOffice: ServiceError {
    ServiceError(
      .otherOffice,
      Phrase(vi: "Hồ sơ này thuộc cơ quan khác.", en: "This dossier belongs to another office."))
  }
}

extension Parameters {
  /// A switch: `true`, or given without a value.
  func flag(_ name: String) -> Bool { text(name).map { ["", "true", "1", "yes"].contains($0) } ?? false }
}
