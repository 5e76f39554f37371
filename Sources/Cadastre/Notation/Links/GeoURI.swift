/// `geo:15.1205,108.7923;u=35`, latitude first (RFC 5870), with the `?q=` that telephones add.
enum GeoURI {
  /// What stands behind `geo:`, spaces dropped; `nil` for any other text.
  static func remainder(of text: String) -> String? {
    let trimmed = text.drop { $0.isWhitespace || $0 == "<" || $0 == "\u{FEFF}" }
    guard trimmed.prefix(4).lowercased() == "geo:" else { return nil }
    let rest = trimmed.dropFirst(4).filter { !$0.isWhitespace && $0 != ">" }
    return String(rest.hasPrefix("//") ? rest.dropFirst(2) : rest[...])
  }

  /// Reads the part before the query: numbers, then parameters.
  static func read(_ body: String, question: String?, text: String) throws(CadastreError) -> CoordinateText {
    let parts = body.split(separator: ";", omittingEmptySubsequences: false)
    var accuracy: Double?
    for parameter in parts.dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      switch pair[0].lowercased() {
      // Another system is unheard of, and not to be guessed.
      case "crs" where pair[1].lowercased() != "wgs84": throw CadastreError(.link)
      case "u": accuracy = PlainNumber(pair[1]).map(\.value).flatMap { $0 >= 0 ? $0 : nil }
      default: break
      }
    }
    var readings = try LinkValue.readings(of: question ?? "", eastFirst: false) ?? []
    if readings.isEmpty, let first = parts.first {
      readings = try LinkValue.readings(of: String(first), eastFirst: false) ?? []
    }
    guard !readings.isEmpty else { throw CadastreError(.link) }
    for index in readings.indices { readings[index].remarks.append(.fromLink) }
    return CoordinateText(text: text, readings: readings, statedDatum: .wgs84, statedAccuracy: accuracy)
  }
}
