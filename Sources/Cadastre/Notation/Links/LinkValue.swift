/// A position in a part of a link.
enum LinkValue {
  /// Reads `15.1205,108.7923`, with a label, a height or a zoom behind it, or any notation of the text box.
  ///
  /// - Returns: the readings; `nil` for a value without a position, such as the name of a place.
  /// - Throws: ``CadastreError`` for two numbers that make no position.
  static func readings(of value: String, eastFirst: Bool) throws(CadastreError) -> [CoordinateReading]? {
    var body = value[...].drop(while: \.isWhitespace)
    for prefix in ["loc:", "point:", "geo:", "@"] where body.lowercased().hasPrefix(prefix) {
      body = body.dropFirst(prefix.count)
      break
    }
    if let bracket = body.firstIndex(of: "("), body.distance(from: body.startIndex, to: bracket) > 2 {
      body = body[..<bracket]
    }
    guard body.utf8.contains(where: LetterFolding.isDigit) else { return nil }
    let numbers = body.split { [",", " ", "~", "_", "|", ";"].contains($0) }.map { PlainNumber($0) }
    if numbers.count >= 2, let first = numbers[0], let second = numbers[1] {
      do {
        return try pair(first, second, eastFirst: eastFirst, hasHeight: numbers.count > 2 && numbers[2] != nil)
      } catch {
        // `345 12 Hùng Vương` is an address.
        if numbers.count == 2 { throw error }
        return nil
      }
    }
    // A value holds no further link, so that this does not go on.
    guard !body.contains("://"), let text = try? CoordinateNotation.parseNotation(String(body)) else { return nil }
    return text.readings
  }

  /// The readings of two numbers.
  static func pair(
    _ first: PlainNumber, _ second: PlainNumber, eastFirst: Bool, hasHeight: Bool = false
  ) throws(CadastreError) -> [CoordinateReading] {
    var readings = try FormatPair.readings(
      first.value, second.value, decimals: min(max(first.decimals, second.decimals), Numeral.mostFraction),
      eastFirst: eastFirst)
    if hasHeight { for index in readings.indices { readings[index].remarks.append(.heightDropped) } }
    return readings
  }
}
