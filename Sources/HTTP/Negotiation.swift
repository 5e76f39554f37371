/// Which of several representations a client prefers (RFC 9110 §12.5).
extension Request {
  /// The media type that the client prefers, by its place in the server's own order of preference.
  ///
  /// The most specific range of `Accept` gives a type its weight; equal weights leave the server's order. Parameters of
  /// a range other than `q` are not compared. Without the field the first is chosen.
  ///
  /// - Parameter types: what there is, `application/geo+json` before `text/html`.
  /// - Returns: the index of the one preferred, or nil if none is acceptable.
  public func preferredType(among types: [String]) -> Int? {
    guard headers.contains("Accept") else { return types.isEmpty ? nil : 0 }
    return best(types) { type in headers.weight("Accept") { headers.bytes.fit(ofMediaRange: $0, to: type) } }
  }

  /// The language that the client prefers, by its place in the server's own order; the first if none fits.
  ///
  /// A range fits a tag that it equals or begins (RFC 4647 §3.3.1), and one that the tag begins: `en-GB` gets `en`.
  public func preferredLanguage(among tags: [String]) -> Int {
    guard headers.contains("Accept-Language") else { return 0 }
    return best(tags) { tag in
      headers.weight("Accept-Language") { headers.bytes.fit(ofLanguageRange: $0, to: tag) }
    } ?? 0
  }

  /// Whether a content coding may be used, `gzip` for one; without the field it may not, to be on the safe side.
  public func accepts(coding: String) -> Bool {
    headers.weight("Accept-Encoding") { range in
      let bytes = headers.bytes
      if bytes.equalsIgnoringCase(coding, in: range) { return 2 }
      // The name of old, which still means the same (RFC 9110 §8.4.1.3).
      if bytes.equalsIgnoringCase("x-gzip", in: range), coding == "gzip" { return 2 }
      return bytes.isStar(range) ? 1 : 0
    } > 0
  }

  private func best(_ choices: [String], weight: (String) -> Int) -> Int? {
    var winner: (index: Int, weight: Int)?
    for (index, choice) in choices.enumerated() {
      let weight = weight(choice)
      if weight > winner?.weight ?? 0 { winner = (index, weight) }
    }
    return winner?.index
  }
}

extension [UInt8] {
  fileprivate func isStar(_ range: Range<Int>) -> Bool { range.count == 1 && self[range.lowerBound] == 42 }

  /// How closely a media range names a type: 3 by its name, 2 by its family, 1 by `*/*`, 0 not at all.
  fileprivate func fit(ofMediaRange range: Range<Int>, to type: String) -> Int {
    let isWild =
      range.count >= 3 && self[range.upperBound - 1] == 42 && self[range.upperBound - 2] == 47
    guard isWild else { return equalsIgnoringCase(type, in: range) ? 3 : 0 }
    let family = range.lowerBound..<(range.upperBound - 1)
    if family.count == 2, self[family.lowerBound] == 42 { return 1 }
    return beginsIgnoringCase(type, with: family) ? 2 : 0
  }

  /// How closely a language range fits a tag: 3 as itself, 2 when one begins the other, 1 by `*`, 0 not at all.
  fileprivate func fit(ofLanguageRange range: Range<Int>, to tag: String) -> Int {
    if equalsIgnoringCase(tag, in: range) { return 3 }
    if isStar(range) { return 1 }
    let count = tag.utf8.count
    if range.count > count {
      let prefix = range.lowerBound..<(range.lowerBound + count)
      return self[prefix.upperBound] == 45 && equalsIgnoringCase(tag, in: prefix) ? 2 : 0
    }
    return tag.utf8.dropFirst(range.count).first == 45 && beginsIgnoringCase(tag, with: range) ? 2 : 0
  }

  /// Whether a text begins with the bytes of a range, whatever the case of ASCII letters.
  private func beginsIgnoringCase(_ text: String, with range: Range<Int>) -> Bool {
    guard text.utf8.count >= range.count else { return false }
    return zip(text.utf8, self[range]).allSatisfy { $0.lowered == $1.lowered }
  }
}

extension Headers {
  /// The weight in thousandths of the member that fits best, in a list of `text *( ; name=value )` with `q` (RFC 9110
  /// §12.4.2); of equally fitting ones the greatest.
  ///
  /// Malformed members are left out.
  fileprivate func weight(_ name: String, _ fit: (Range<Int>) -> Int) -> Int {
    var bestFit = 0
    var best = 0
    forEachMember(of: name) { range in
      let end = bytes[range].firstIndex(of: 59) ?? range.upperBound
      let fitness = fit(bytes.trimmed(range.lowerBound..<end))
      guard fitness > 0, fitness >= bestFit, let weight = weight(after: end, upTo: range.upperBound) else { return }
      if fitness > bestFit || weight > best {
        bestFit = fitness
        best = weight
      }
    }
    return best
  }

  private func weight(after start: Int, upTo end: Int) -> Int? {
    var index = start
    while index < end {
      let next = bytes[(index + 1)..<end].firstIndex(of: 59) ?? end
      let parameter = bytes.trimmed((index + 1)..<next)
      if parameter.count >= 2, bytes[parameter.lowerBound].lowered == 113, bytes[parameter.lowerBound + 1] == 61 {
        return thousandths((parameter.lowerBound + 2)..<parameter.upperBound)
      }
      index = next
    }
    return 1000
  }

  private func thousandths(_ range: Range<Int>) -> Int? {
    guard (1...5).contains(range.count), bytes[range.lowerBound] == 48 || bytes[range.lowerBound] == 49 else {
      return nil
    }
    guard range.count == 1 || bytes[range.lowerBound + 1] == 46 else { return nil }
    var value = Int(bytes[range.lowerBound] - 48) * 1000
    var place = 100
    for digit in bytes[range].dropFirst(2) {
      guard digit.isDigit else { return nil }
      value += Int(digit - 48) * place
      place /= 10
    }
    return value <= 1000 ? value : nil
  }
}
