import Cadastre
import Digest
import Geo
import HTTP
import HTTPServer
import JSON
import MapSheet
import Office
import Register
import VietText

extension ServiceSession {
  // MARK: issuing

  /// Draws the map sheet of a dossier, and keeps it as made.
  func makeExtract(_ visit: Visit, _ code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let object = visit.exchange.request.body.count == 0 ? JSONObject() : try object(of: visit)
    let dossier = try existing(code, visit)
    guard !dossier.parcels.isEmpty else {
      throw ServiceError(
        .stateConflict,
        Phrase(
          vi: "Hồ sơ chưa gắn thửa nào; hãy gắn thửa trước khi in.",
          en: "No parcel is attached to the dossier; attach one before printing."), parameter: "parcels")
    }
    let options = try sheetOptions(of: object)
    var overlays: [SheetDrawing] = []
    if let value = object["overlay"], !value.isNull {
      var writer = JSONWriter()
      writer.value(value)
      overlays = try SheetDrawing.drawings(writer.take())
    }
    let exchange = visit.exchange
    return .heavy(
      HeavyWork { [overlays] (session: ServiceSession, _) in
        do throws(ServiceError) {
          return try session.draw(visit, dossier, options, overlays)
        } catch {
          return Self.problem(error, exchange)
        }
      })
  }

  private func draw(
    _ visit: Visit, _ dossier: Dossier, _ options: SheetOptions, _ overlays: [SheetDrawing]
  ) throws(ServiceError) -> Response {
    let issued = try ExtractDrawing(
      desk: desk, dossier: dossier, options: options, overlays: overlays, by: visit.identity, base: settings.publicURL,
      language: visit.exchange.language
    )
    let (exchange, identity, base) = (visit.exchange, visit.identity, settings.publicURL)
    let entry = visit.entry(
      .extractMade, dossier: dossier.code,
      subjects: ["extract:\(issued.draft.names.name)"] + issued.draft.parts.map { "parcel:\($0.id)" })
    let body = idempotent(visit) { change in
      let extract = try change.keep(issued.draft, by: identity, entry: entry)
      return Self.plain(exchange, .created, version: nil, location: base + "/extracts/\(extract.name)") { writer in
        ExtractAnswer(extract: extract, base: base, language: exchange.language).write(into: &writer)
      }
    }
    // The heavy pool may wait for the disk; an answer before that could be for nothing.
    do throws(OfficeError) {
      return try office.writer.write(body)
    } catch {
      throw ServiceError(error)
    }
  }

  private func sheetOptions(of object: JSONObject) throws(ServiceError) -> SheetOptions {
    var options = SheetOptions()
    func refused(_ name: String, _ allowed: [String]) -> ServiceError {
      ServiceError(
        .badContent, Phrase(vi: "\(name) là một trong allowed.", en: "\(name) is one of allowed."), parameter: name,
        allowed: allowed)
    }
    if let value = object["paper"], !value.isNull {
      guard
        let paper = SheetOptions.Paper.allCases.first(where: { $0.rawValue.lowercased() == value.string?.lowercased() })
      else { throw refused("paper", SheetOptions.Paper.allCases.map(\.rawValue)) }
      options.paper = paper
    }
    if let value = object["layout"], !value.isNull {
      guard let layout = value.string.flatMap({ SheetOptions.Layout(rawValue: $0) }) else {
        throw refused("layout", SheetOptions.Layout.allCases.map(\.rawValue))
      }
      options.layout = layout
    }
    if let value = object["scale"], !value.isNull {
      guard let scale = value.integer, SheetOptions.scales.contains(scale) else {
        throw refused("scale", SheetOptions.scales.map { "\($0)" })
      }
      options.scale = scale
    }
    return options
  }

  // MARK: reading

  /// The extracts of a dossier.
  func extracts(_ visit: Visit, ofDossier code: String) throws(ServiceError) -> Reply {
    try allow(visit)
    _ = try existing(code, visit)
    let extracts = try asking { reader throws(OfficeError) in try reader.extracts(ofDossier: code) }
    let response = json(visit.exchange) { writer in
      writer.key("extracts")
      writer.beginArray()
      for extract in extracts {
        writer.beginObject()
        ExtractAnswer(extract: extract, base: settings.publicURL, language: visit.exchange.language).write(
          into: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.key("numberReturned")
      writer.integer(extracts.count)
    }
    return audited(visit.exchange, visit.entry(.extractRead, dossier: code), response)
  }

  /// What was issued under a name.
  func extract(_ visit: Visit, _ name: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let extract = try existing(extract: name, visit)
    let response = json(visit.exchange) { writer in
      ExtractAnswer(extract: extract, base: settings.publicURL, language: visit.exchange.language).write(into: &writer)
    }
    return audited(
      visit.exchange, visit.entry(.extractRead, dossier: extract.dossier, subjects: ["extract:\(name)"]), response)
  }

  /// A file of an extract: what was stored, or made of it once and stored then.
  func file(_ visit: Visit, _ name: String, _ kind: ExtractFileKind) throws(ServiceError) -> Reply {
    try allow(visit)
    let extract = try existing(extract: name, visit)
    let entry = visit.entry(
      .extractRead, dossier: extract.dossier, subjects: ["extract:\(name)"], shown: [kind.rawValue])
    let exchange = visit.exchange
    if let bytes = try asking({ reader throws(OfficeError) in try reader.file(kind, ofExtract: name) }) {
      return audited(exchange, entry, Self.file(exchange, extract, kind, bytes))
    }
    return .heavy(
      HeavyWork { (session: ServiceSession, _) in
        do throws(ServiceError) {
          let svg = try session.asking { reader throws(OfficeError) in try reader.file(.svg, ofExtract: name) } ?? []
          let maker = SheetMaker()
          let made = kind == .pdf ? try maker.pdf(svg, at: extract.madeAt) : try maker.png(svg)
          do throws(OfficeError) {
            let kept = try session.office.writer.write { change in
              try change.append(entry)
              return try change.keep(kind, made, ofExtract: name)
            }
            return Self.file(exchange, extract, kind, kept)
          } catch {
            throw ServiceError(error)
          }
        } catch {
          return Self.problem(error, exchange)
        }
      })
  }

  private static func file(
    _ exchange: Exchange, _ extract: Extract, _ kind: ExtractFileKind, _ bytes: [UInt8]
  ) -> Response {
    let tag = EntityTag(String(SHA256.hex(of: bytes).prefix(32)))
    var headers = Representation.fields(exchange, tag: tag, revision: extract.revision)
    if exchange.request.evaluateConditions(tag: tag) == .notModified { return Response(.notModified, headers: headers) }
    let type =
      switch kind {
      case .geojson: "application/geo+json"
      case .svg: "image/svg+xml"
      case .pdf: "application/pdf"
      case .png: "image/png"
      }
    headers.append("Content-Type", type)
    headers.append("Content-Disposition", "inline; filename=\"so-do-\(extract.name).\(kind.rawValue)\"")
    // A sheet opened by itself loads nothing and runs nothing.
    headers.append("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
    return Response(.ok, headers: headers, body: .bytes(bytes))
  }

  /// Takes an extract back.
  func revokeExtract(_ visit: Visit, _ name: String) throws(ServiceError) -> Reply {
    try allow(visit)
    let object = try object(of: visit)
    guard let reason = try text("reason", of: object, limit: 2000) else {
      throw ServiceError(
        .missingParameter, Phrase(vi: "Cần reason: lý do thu hồi.", en: "reason is needed: why it is revoked."),
        parameter: "reason")
    }
    let extract = try existing(extract: name, visit)
    let (exchange, identity, base) = (visit.exchange, visit.identity, settings.publicURL)
    let entry = visit.entry(.extractRevoked, dossier: extract.dossier, subjects: ["extract:\(name)"])
    return changing(visit) { change in
      let revoked = try change.revokeExtract(name, reason: reason, by: identity, entry: entry)
      return Self.plain(exchange, .ok, version: nil) { writer in
        ExtractAnswer(extract: revoked, base: base, language: exchange.language).write(into: &writer)
      }
    }
  }

  private func existing(extract name: String, _ visit: Visit) throws(ServiceError) -> Extract {
    guard let extract = try asking({ reader throws(OfficeError) in try reader.extract(named: name) }) else {
      throw ServiceError(.notThere, Phrase(vi: "Không có bản trích này.", en: "There is no such extract."))
    }
    _ = try existing(extract.dossier, visit)
    return extract
  }
}
