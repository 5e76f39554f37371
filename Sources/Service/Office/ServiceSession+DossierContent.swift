import Cadastre
import Digest
import HTTP
import HTTPServer
import JSON
import Office
import VietText

extension ServiceSession {
  private static let members: Set<String> = [
    "code", "procedure", "office", "applicant", "parcels", "state", "receivedAt", "dueAt",
  ]

  /// Reads what a one-stop system says of a dossier.
  func content(
    of object: JSONObject, _ visit: Visit, _ warnings: inout [(code: String, message: Phrase)]
  ) throws(ServiceError) -> DossierContent {
    var content = DossierContent()
    content.procedure = try text("procedure", of: object, limit: 200)
    content.office = try text("office", of: object, limit: 200) ?? visit.identity.office
    if let name = object["applicant"]?.string {
      content.applicant = name.isEmpty ? nil : name
    } else if let applicant = object["applicant"], !applicant.isNull {
      guard case .object(let person) = applicant else {
        throw ServiceError(
          .badContent, Phrase(vi: "applicant là một đối tượng có name.", en: "applicant is an object with a name."),
          parameter: "applicant")
      }
      content.applicant = try text("name", of: person)
    }
    if (content.applicant?.utf8.count ?? 0) > 1000 {
      throw ServiceError(
        .badContent, Phrase(vi: "applicant.name dài quá 1000 byte.", en: "applicant.name is longer than 1000 bytes."),
        parameter: "applicant.name")
    }
    if let word = try text("state", of: object, limit: 100) {
      guard let state = DossierState(rawValue: word) else {
        throw ServiceError(
          .badContent, Phrase(vi: "state là một trong allowed.", en: "state is one of allowed."), parameter: "state",
          value: word, allowed: DossierState.allCases.map(\.rawValue))
      }
      content.state = state
    }
    content.receivedAt = try date("receivedAt", of: object)
    content.dueAt = try date("dueAt", of: object)
    let unknown = object.members.map(\.name).filter { !Self.members.contains($0) }
    if !unknown.isEmpty {
      let names = unknown.prefix(10).map { String($0.prefix(40)) }.joined(separator: ", ")
      warnings.append(
        (
          "unknownMembers",
          Phrase(vi: "Không dùng đến: \(names).", en: "Not used: \(names).")
        ))
    }
    return content
  }

  /// The parcels that a content names; one that the register does not know is told, and the dossier kept without it.
  func parcels(
    of object: JSONObject, _ warnings: inout [(code: String, message: Phrase)]
  ) throws(ServiceError) -> [DossierParcel]? {
    guard let value = object["parcels"], !value.isNull else { return nil }
    guard let named = value.array, named.count <= 100 else {
      throw ServiceError(
        .badContent, Phrase(vi: "parcels là một mảng, nhiều nhất 100 thửa.", en: "parcels is an array of at most 100."),
        parameter: "parcels")
    }
    var parcels: [DossierParcel] = []
    for (index, value) in named.enumerated() {
      let question = try question(value)
      do throws(ServiceError) {
        let parcel = try desk.parcelToAttach(question)
        if !parcels.contains(where: { $0.id == parcel.id }) { parcels.append(parcel) }
      } catch  where [.parcelNotFound, .sheetNotFound, .wardNotFound, .defenceLand].contains(error.code) {
        warnings.append(
          (
            error.code.rawValue,
            Phrase(
              vi: "parcels[\(index)]: \(error.detail.vietnamese)", en: "parcels[\(index)]: \(error.detail.english)")
          ))
      }
    }
    return parcels
  }

  /// Reads which parcel is meant.
  func question(_ value: JSONValue) throws(ServiceError) -> ParcelQuestion {
    guard case .object(let object) = value else {
      throw ServiceError(
        .badContent,
        Phrase(vi: "Một thửa là {ward, sheet, number}.", en: "A parcel is {ward, sheet, number}."), parameter: "parcels"
      )
    }
    func word(_ name: String) throws(ServiceError) -> String? {
      // Sheets and numbers often come as numbers.
      if let number = object[name]?.integer { return "\(number)" }
      return try text(name, of: object, limit: 100).map { text throws(ServiceError) in
        try Parameters.word(text, name)
      }
    }
    guard let ward = try word("ward"), let sheet = try word("sheet"), let number = try word("number") else {
      throw ServiceError(
        .badContent, Phrase(vi: "Một thửa cần ward, sheet và number.", en: "A parcel needs ward, sheet and number."),
        parameter: "parcels", allowed: ["ward", "sheet", "number", "series", "wardFrom"])
    }
    var from: Day?
    if let text = try word("wardFrom") {
      guard let day = Day(text) else {
        throw ServiceError(
          .badContent,
          Phrase(vi: "wardFrom là ngày dạng 2025-07-01.", en: "wardFrom is a date of the form 2025-07-01."),
          parameter: "wardFrom", value: text)
      }
      from = day
    }
    return ParcelQuestion(ward: ward, sheet: sheet, number: number, series: try word("series"), wardFrom: from)
  }

  private func date(_ name: String, of object: JSONObject) throws(ServiceError) -> String? {
    guard let text = try text(name, of: object, limit: 100) else { return nil }
    if Day(text.prefix(10)) != nil, text.utf8.count == 10 || text.utf8.dropFirst(10).first == 0x54 { return text }
    let parts = text.prefix { $0 != " " }.split { "/-.".contains($0) }.compactMap { Int($0) }
    if parts.count == 3, let day = Day(year: parts[2], month: parts[1], day: parts[0]) { return "\(day)" }
    throw ServiceError(
      .badContent,
      Phrase(
        vi: "\(name) là ngày dạng 2026-11-20 hoặc có giờ.", en: "\(name) is a date such as 2026-11-20, or with a time."),
      parameter: name, value: text, allowed: ["YYYY-MM-DD", "YYYY-MM-DDThh:mm:ss+07:00"])
  }

  // MARK: answers to changes

  /// An answer of JSON that bears a version.
  static func plain(
    _ exchange: Exchange, _ status: Status, version: Int?, location: String? = nil,
    _ members: (inout JSONWriter) -> Void
  ) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    members(&writer)
    writer.endObject()
    var headers = Representation.fields(exchange, tag: version.map { EntityTag("v\($0)") }, revision: nil)
    headers.append("Content-Type", "application/json")
    if let location { headers.append("Location", location) }
    return Response(status, headers: headers, body: .bytes(writer.take()))
  }

  /// A change, answered once it is on the disk; a request of the same `Idempotency-Key` gets the same answer again.
  func changing(_ visit: Visit, _ body: @escaping @Sendable (OfficeChange) throws -> Response) -> Reply {
    changing(visit.exchange, idempotent(visit, body))
  }

  /// Gives a change a memory: what was answered under an `Idempotency-Key` is kept with it, in one transaction.
  func idempotent(
    _ visit: Visit, _ body: @escaping @Sendable (OfficeChange) throws -> Response
  ) -> @Sendable (OfficeChange) throws -> Response {
    let exchange = visit.exchange
    let request = exchange.request
    guard request.method == .post, let word = request.headers["Idempotency-Key"], !word.isEmpty, word.utf8.count <= 300
    else { return body }
    let content = (try? request.body.bytes(atMost: 1 << 20)) ?? []
    let key = SHA256.hash(of: Array("\(visit.identity.name)\n\(word)".utf8))
    let asked = SHA256.hash(of: Array("\(request.method) \(request.target)\n".utf8) + content)
    return { change in
      if let kept = try change.reply(toKey: key, asked: asked) {
        var headers = Representation.fields(exchange, tag: nil, revision: nil)
        for line in kept.headers.split(separator: "\n") {
          let pair = line.split(separator: ":", maxSplits: 1)
          if pair.count == 2 { headers.append(String(pair[0]), String(pair[1])) }
        }
        headers.append("Idempotent-Replayed", "true")
        return Response(Status(kept.status), headers: headers, body: .bytes(kept.body))
      }
      let response = try body(change)
      var lines: [String] = []
      for name in ["ETag", "Location", "Content-Type"] {
        if let value = response.headers[name] { lines.append("\(name):\(value)") }
      }
      var bytes: [UInt8] = []
      if case .bytes(let content) = response.body { bytes = content }
      try change.keepReply(
        key: key, asked: asked, status: response.status.code, headers: lines.joined(separator: "\n"), body: bytes)
      return response
    }
  }
}

extension Exchange {
  /// Whether the conditions of the request hold for a version, 0 for none.
  func isExpected(_ version: Int) -> Bool {
    request.evaluateConditions(tag: version > 0 ? EntityTag("v\(version)") : nil, exists: version > 0) == .proceed
  }
}

extension JSONWriter {
  mutating func conflicts(_ conflicts: [DossierConflict], _ language: Language) {
    key("conflicts")
    beginArray()
    for conflict in conflicts { conflict.write(into: &self, language) }
    endArray()
  }

  mutating func warnings(_ warnings: [(code: String, message: Phrase)], _ language: Language) {
    key("warnings")
    beginArray()
    for warning in warnings {
      beginObject()
      key("code")
      string(warning.code)
      key("message")
      string(warning.message[language])
      endObject()
    }
    endArray()
  }
}
