extension UTMZone {
  /// Takes the zone out of some tokens, if one is written there.
  ///
  /// A zone is known by the words UTM, zone, múi before it, by its letter in front of metres at the beginning of the
  /// text, or behind them at its end.
  static func take(from tokens: inout [CoordinateToken], text: String) throws(CadastreError) -> UTMZone? {
    let saysUTM = tokens.contains { $0.word == "UTM" }
    for index in tokens.indices {
      guard let digits = tokens[index].digits, digits.count <= 2, !isPartOfNumber(index, tokens) else { continue }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard (1...60).contains(number) else { continue }
      let lead = lead(before: index, tokens, number)
      let letter = letter(after: index, tokens, isFree: lead != nil || index == beginning(of: tokens))
      guard
        lead != nil
          || letter != nil
            && (saysUTM && tokens[index + 1].isTight && digits.count == 2
              || index == beginning(of: tokens) && hasMetres(after: index + 2, tokens)
              || index + 2 == end(of: tokens) && tokens[index + 1].isTight && hasMetres(before: index, tokens))
      else { continue }
      let zone: UTMZone
      do {
        zone = try UTMZone(number: number, letter: letter)
      } catch {
        throw CadastreError(error.code, at: CoordinateLexer.place(tokens[index].offset, in: text))
      }
      var stop = index + (letter == nil ? 1 : 2)
      while let kind = tokens[safe: stop]?.kind, [.colon, .comma, .divider, .equals].contains(kind) { stop += 1 }
      tokens.replaceSubrange(
        (lead ?? index)..<stop, with: [CoordinateToken(kind: .gap, offset: tokens[index].offset, isTight: false)])
      return zone
    }
    return nil
  }

  /// Whether digits belong to a number with a decimal mark.
  private static func isPartOfNumber(_ index: Int, _ tokens: [CoordinateToken]) -> Bool {
    func isMark(_ token: CoordinateToken?) -> Bool { token?.kind == .dot || token?.kind == .comma }
    if isMark(tokens[safe: index + 1]), tokens[index + 1].isTight, tokens[safe: index + 2]?.digits != nil,
      tokens[index + 2].isTight
    {
      return true
    }
    return tokens[index].isTight && isMark(tokens[safe: index - 1])
  }

  /// Where the words before a zone begin.
  private static func lead(before index: Int, _ tokens: [CoordinateToken], _ number: Int) -> Int? {
    var start = index
    while let kind = tokens[safe: start - 1]?.kind, [.gap, .minus, .colon, .equals].contains(kind) { start -= 1 }
    switch tokens[safe: start - 1]?.word {
    case "UTM": return start - 1
    // `múi 3°` and `múi 6°` tell the width.
    case "MUI" where number != 3 && number != 6, "ZONE":
      return tokens[safe: start - 2]?.word == "UTM" ? start - 2 : start - 1
    default: return nil
    }
  }

  /// The letter of a zone, which may stand apart from its number only where it is `isFree` to.
  private static func letter(after index: Int, _ tokens: [CoordinateToken], isFree: Bool) -> UInt8? {
    guard let token = tokens[safe: index + 1], let word = token.word, word.utf8.count == 1,
      let letter = word.utf8.first.map({ $0 & 0xDF }), (0x43...0x58).contains(letter), letter != 0x49, letter != 0x4F
    else { return nil }
    // Apart, E and X are labels: `UTM 48 E 584963 N 2326802`.
    return token.isTight || isFree && (0x4E...0x53).contains(letter) ? letter : nil
  }

  private static func beginning(of tokens: [CoordinateToken]) -> Int? { tokens.firstIndex { $0.kind != .gap } }

  private static func end(of tokens: [CoordinateToken]) -> Int? {
    tokens.lastIndex { $0.kind != .gap }.map { $0 + 1 }
  }

  private static func hasMetres(after index: Int, _ tokens: [CoordinateToken]) -> Bool {
    let digits = tokens.dropFirst(index).compactMap(\.digits)
    guard let first = digits.first else { return false }
    // Or with thousands marks, as `263 456 1 672 422`, which no degrees have so many of.
    return first.count >= 5
      || digits.count >= 4 && digits[1].count == 3 && digits.reduce(0) { $0 + $1.count } >= 12
  }

  private static func hasMetres(before index: Int, _ tokens: [CoordinateToken]) -> Bool {
    tokens.indices.prefix(index).contains { position in
      guard (tokens[position].digits?.count ?? 0) >= 6 else { return false }
      return !tokens[position].isTight || position == 0
        || ![.dot, .comma].contains(tokens[position - 1].kind)
    }
  }
}
