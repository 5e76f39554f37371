import HTTP
import VietText

extension ServiceError.Code {
  /// The status that tells it over HTTP: the one place where errors become statuses.
  var status: Status {
    switch self {
    case .badParameter, .unknownParameter, .repeatedParameter, .missingParameter, .badCoordinate,
      .ambiguousCoordinate, .contradiction, .badCRS, .badCursor, .missingContent, .badContent, .ambiguousParcel:
      .badRequest
    case .noHistory, .noSuchRevision, .parcelNotFound, .sheetNotFound, .wardNotFound, .unknownPath, .notThere: .notFound
    case .tokenRequired, .tokenUnknown, .tokenExpired, .tokenRevoked, .loginFailed: .unauthorized
    case .defenceLand, .roleNotAllowed, .otherOffice, .purposeRequired, .formExpired: .forbidden
    case .dossierExists, .stateConflict: .conflict
    case .preconditionFailed: .preconditionFailed
    case .keyReused: .unprocessableContent
    case .tooManyTries: .tooManyRequests
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .unsupportedContent: .unsupportedMediaType
    case .contentTooLarge: .contentTooLarge
    case .badGeometry, .tooMuchWork: .unprocessableContent
    case .programMissing: .serviceUnavailable
    case .programFailed: .internalServerError
    case .notReady, .busy, .officeUnavailable: .serviceUnavailable
    case .registerFailed, .fault: .internalServerError
    }
  }
}

extension ServiceError {
  /// The problem as a client reads it (RFC 9457).
  func problem(in language: Language, instance: String, requestID: String) -> Problem {
    var members: [(name: String, value: Problem.Value)] = []
    if let parameter { members.append(("parameter", .string(parameter))) }
    if let value { members.append(("value", .string(value))) }
    if !allowed.isEmpty { members.append(("allowed", .array(allowed.map { .string($0) }))) }
    if let suggestion { members.append(("suggestion", .string(suggestion))) }
    if !otherReadings.isEmpty {
      members.append(("otherReadings", .array(otherReadings.map { .string($0.path) })))
    }
    members.append(("requestId", .string(requestID)))
    return Problem(
      code.status, code: code.rawValue, title: code.title[language], detail: detail[language], instance: instance,
      members: members)
  }

  /// The problem as a page for a browser.
  func card(in language: Language, requestID: String) -> Card {
    var section = Card.Section(heading: "")
    section.add(Phrase(vi: "Tham số", en: "Parameter"), parameter, language)
    section.add(Phrase(vi: "Giá trị", en: "Value"), value, language)
    section.add(Phrase(vi: "Cho phép", en: "Allowed"), allowed.joined(separator: ", "), language)
    section.add(Phrase(vi: "Gợi ý", en: "Suggestion"), suggestion, language)
    for reading in otherReadings {
      section.rows.append(Card.Row(label: reading.title[language], value: reading.path, path: reading.path))
    }
    section.add(Phrase(vi: "Mã yêu cầu", en: "Request"), requestID, language)
    return Card(heading: code.title[language], sections: [section], notes: [detail[language]])
  }
}
