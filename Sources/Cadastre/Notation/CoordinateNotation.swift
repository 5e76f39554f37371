internal import Geo

/// Reads the coordinates that people type and paste, in notation alone: nothing is projected here.
///
/// What can be read in several ways is given in all of them; nothing is guessed away.
public enum CoordinateNotation {
  /// The longest text that is read, in bytes of UTF-8.
  public static let longestText = 1024

  /// Reads one position.
  ///
  /// - Returns: at least one reading, the most plausible first.
  /// - Throws: ``CadastreError`` with the place in the text.
  public static func parse(_ text: String) throws(CadastreError) -> CoordinateText {
    if let reading = PlainPair.reading(of: text) { return CoordinateText(text: text, readings: [reading]) }
    return try parseAnything(text)
  }

  /// Reads one position without the short cut for plain pairs.
  static func parseAnything(_ text: String) throws(CadastreError) -> CoordinateText {
    guard text.utf8.count <= longestText else { throw CadastreError(.tooLong) }
    guard !isLink(text) else { throw CadastreError(.link) }
    let raw = try CoordinateLexer.tokens(of: text)
    guard raw.contains(where: { $0.digits != nil || $0.word != nil }) else {
      throw CadastreError(raw.isEmpty ? .empty : .noNumber)
    }
    for token in raw {
      guard let digits = token.digits, digits.drop(while: { $0 == 0x30 }).count > Numeral.mostFraction else { continue }
      throw CadastreError(.numberTooLong, at: CoordinateLexer.place(token.offset, in: text))
    }
    if let code = try nationalCode(text, raw) { return code }
    let lexicon = try CoordinateLexicon(raw, text: text)
    var grammar = CoordinateGrammar(lexicon.tokens)
    var interpreter = CoordinateInterpreter()
    for (first, second) in grammar.pairs() { interpreter.take(first, second) }
    var readings = interpreter.chosen()
    guard !readings.isEmpty else { throw failure(of: text, lexicon, &grammar, interpreter) }
    for index in readings.indices {
      if lexicon.isMeridianSexagesimal { readings[index].remarks.append(.meridianSexagesimal) }
      if let crs = lexicon.crs, !suits(crs, readings[index].position) {
        readings[index].remarks.append(.statedSystemMismatch)
      }
    }
    return CoordinateText(text: text, readings: readings, statedCRS: lexicon.crs, statedDatum: lexicon.datum)
  }

  private static func isLink(_ text: String) -> Bool {
    let small = text.lowercased()
    return small.contains("://") || small.hasPrefix("www.") || small.contains("goo.gl") || small.hasPrefix("geo:")
  }

  /// A text of twelve letters and digits that begins with `w`, as all codes of Viet Nam do.
  private static func nationalCode(_ text: String, _ tokens: [CoordinateToken]) throws(CadastreError) -> CoordinateText?
  {
    let tokens = tokens.filter { $0.kind != .gap }
    guard tokens.allSatisfy({ $0.digits != nil || $0.word != nil }), tokens.dropFirst().allSatisfy(\.isTight) else {
      return nil
    }
    let plain = text.filter { $0.isASCII && !$0.isWhitespace }
    guard NationalParcelCode.isLikely(plain) else { return nil }
    let code = try NationalParcelCode(plain)
    let (center, cell) = (code.center, code.cell)
    let reading = CoordinateReading(
      position: .geographic(
        longitude: center.x, latitude: center.y, rounding: max(cell.maxX - cell.minX, cell.maxY - cell.minY) / 2),
      form: .nationalCode, eastFirst: false, evidence: .labels,
      plausibility: CoordinateRanges.plausibility(longitude: center.x, latitude: center.y))
    return CoordinateText(text: text, readings: [reading], statedDatum: .wgs84)
  }

  /// Whether a system is of the kind of a position, as far as this floor knows.
  private static func suits(_ crs: CRS, _ position: CoordinateReading.Position) -> Bool {
    let isGeographic: Bool
    switch crs.code {
    case 4326, 4756, 4979: isGeographic = true
    case 3405, 3406, 32648, 32649: isGeographic = false
    default:
      guard Meridians.meridian(of: crs) != nil else { return true }
      isGeographic = false
    }
    if case .geographic = position { return isGeographic }
    return !isGeographic
  }

  /// Says as exactly as possible why no pair could be read.
  private static func failure(
    of text: String, _ lexicon: CoordinateLexicon, _ grammar: inout CoordinateGrammar,
    _ interpreter: CoordinateInterpreter
  ) -> CadastreError {
    func error(_ code: CadastreError.Code, _ offset: Int?) -> CadastreError {
      CadastreError(code, at: offset.map { CoordinateLexer.place($0, in: text) })
    }
    let order: [CadastreError.Code] = [
      .zonePrefixHN72, .zonePrefixUTM, .signAndLetter, .letterContradicts, .sameAxis, .degreesRange, .mixedUnits,
    ]
    for code in order.prefix(2) {
      if let offset = interpreter.troubles[code] { return error(code, offset) }
    }
    let singles = grammar.singles()
    if let prefix = singles.lazy.compactMap({ CoordinateRanges.zonePrefix($0.value) }).first {
      return error(prefix, nil)
    }
    if let offset = grammar.sexagesimalOffset { return error(.sexagesimalRange, offset) }
    if let offset = exponent(in: lexicon.tokens) { return error(.exponent, offset) }
    for code in order.dropFirst(2) {
      if let offset = interpreter.troubles[code] { return error(code, offset) }
    }
    let numbers = lexicon.tokens.filter { $0.digits != nil }
    guard !numbers.isEmpty else { return error(.noNumber, nil) }
    if !singles.isEmpty { return error(.oneNumber, nil) }
    return error(countOfNumbers(lexicon.tokens) > 2 ? .tooManyNumbers : .notUnderstood, nil)
  }

  /// How many numbers there seem to be; 0 where marks make them angles.
  private static func countOfNumbers(_ tokens: [CoordinateToken]) -> Int {
    guard !tokens.contains(where: { [.degree, .minute, .second, .colon].contains($0.kind) }) else { return 0 }
    return tokens.indices.filter { index in
      guard tokens[index].digits != nil else { return false }
      guard index > 0, tokens[index].isTight, tokens[index - 1].isTight else { return true }
      return tokens[index - 1].kind != .dot && tokens[index - 1].kind != .comma
    }.count
  }

  /// The place of an `E` that stands tight between digits.
  private static func exponent(in tokens: [CoordinateToken]) -> Int? {
    for index in tokens.indices.dropLast(2) where tokens[index].digits != nil {
      guard tokens[index + 1].kind == .label(.east(.english)), tokens[index + 1].isTight else { continue }
      let hasSign = tokens[index + 2].kind == .plus || tokens[index + 2].kind == .minus
      guard let exponent = tokens[safe: hasSign ? index + 3 : index + 2], exponent.isTight,
        let digits = exponent.digits, digits.count <= 3
      else { continue }
      return tokens[index + 1].offset
    }
    return nil
  }
}
