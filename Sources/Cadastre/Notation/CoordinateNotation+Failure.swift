extension CoordinateNotation {
  /// Says as exactly as possible why no pair could be read.
  static func failure(
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
