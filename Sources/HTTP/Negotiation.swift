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
    let ranges = headers.weighted("Accept")
    return best(types) { type in
      let slash = type.utf8.firstIndex(of: 47).map { type.utf8.distance(from: type.utf8.startIndex, to: $0) } ?? 0
      let family = String(type.utf8.prefix(slash + 1)) ?? ""
      return ranges.weight { text in
        equal(text, type) ? 3 : equal(text, family + "*") ? 2 : text == "*/*" ? 1 : 0
      }
    }
  }

  /// The language that the client prefers, by its place in the server's own order; the first if none fits.
  ///
  /// A range fits a tag that it equals or begins (RFC 4647 §3.3.1), and one that the tag begins: `en-GB` gets `en`.
  public func preferredLanguage(among tags: [String]) -> Int {
    let ranges = headers.weighted("Accept-Language")
    guard !ranges.isEmpty else { return 0 }
    return best(tags) { tag in
      ranges.weight { text in
        equal(text, tag) ? 3 : begins(text, with: tag) || begins(tag, with: text) ? 2 : text == "*" ? 1 : 0
      }
    } ?? 0
  }

  /// Whether a content coding may be used, `gzip` for one; without the field it may not, to be on the safe side.
  public func accepts(coding: String) -> Bool {
    guard headers.contains("Accept-Encoding") else { return false }
    let ranges = headers.weighted("Accept-Encoding")
    let alias = equal(coding, "gzip") ? "x-gzip" : coding
    return ranges.weight { equal($0, coding) || equal($0, alias) ? 2 : $0 == "*" ? 1 : 0 } > 0
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

/// The members of a weighted list: a text in the client's case, and its weight in thousandths.
private typealias Weighted = [(text: String, weight: Int)]

extension Weighted {
  /// The weight of the member that fits best; of equally fitting ones the greatest.
  fileprivate func weight(_ fit: (String) -> Int) -> Int {
    var bestFit = 0
    var weight = 0
    for member in self {
      let fitness = fit(member.text)
      if fitness > bestFit || (fitness > 0 && fitness == bestFit && member.weight > weight) {
        bestFit = fitness
        weight = member.weight
      }
    }
    return weight
  }
}

extension Headers {
  /// Reads a list of `text *( ; name=value )` with `q` (RFC 9110 §12.4.2); malformed members are left out.
  fileprivate func weighted(_ name: String) -> Weighted {
    var members: Weighted = []
    forEachMember(of: name) { range in
      let end = bytes[range].firstIndex(of: 59) ?? range.upperBound
      let text = bytes.trimmed(range.lowerBound..<end)
      guard !text.isEmpty, let weight = weight(after: end, upTo: range.upperBound) else { return }
      members.append((bytes.text(text), weight))
    }
    return members
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

private func equal(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8) { $0.lowered == $1.lowered }
}

/// Whether a language tag begins with another and a hyphen follows.
private func begins(_ tag: String, with prefix: String) -> Bool {
  let count = prefix.utf8.count
  guard tag.utf8.count > count else { return false }
  let bytes = Array(tag.utf8)
  return bytes[count] == 45 && bytes.equalsIgnoringCase(prefix, in: 0..<count)
}
