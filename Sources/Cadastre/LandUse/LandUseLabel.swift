/// A land-use label taken apart, with its raw text kept.
public struct LandUseLabel: Hashable, Sendable {
  /// One use within a label.
  public struct Part: Hashable, Sendable {
    /// The code as capitals if it is known, else the raw text.
    public let code: String
    /// The area that the label gives to it, m²; `nil` when it gives none or one that can be read in two ways.
    public let area: Double?
    /// Whether the code is in the table.
    public let isKnown: Bool

    /// The code's meaning, if it is known.
    public var meaning: LandUse.Code? { isKnown ? LandUse.code(code) : nil }
  }

  /// The label as written.
  public let raw: String
  /// Its uses in the order written.
  public let parts: [Part]
  /// Whether any use is, or may be, of defence or security; such land is in no public answer.
  public let isDefence: Bool

  /// Whether some part is not in the table.
  public var hasUnknown: Bool { parts.contains { !$0.isKnown } }

  /// Whether some code is of an earlier circular.
  public var hasLegacy: Bool {
    parts.contains { part in
      if case .legacy? = part.meaning?.status { true } else { false }
    }
  }

  /// The uses in Vietnamese words: `Đất ở tại nông thôn 200 m²; Đất trồng cây lâu năm 300 m²`.
  public var words: String {
    parts.map { part in
      let name = part.meaning?.name ?? part.code
      guard let area = part.area else { return name }
      return "\(name) \(Self.trimmed(area)) m²"
    }.joined(separator: "; ")
  }

  /// Takes a label apart.
  public init(_ label: String) {
    raw = label
    var parts: [Part] = []
    for piece in Self.pieces(of: label) { parts += Self.parts(of: piece) }
    self.parts = parts
    let key = LandUseLabel.folded(label)
    isDefence =
      parts.contains { LandUse.defenceCodes.contains($0.code) }
      || key.contains("CQP") || key.contains("CQA") || key.contains("QUOC PHONG") || key.contains("AN NINH")
      || key.split(separator: " ").contains("CAN")
  }

  private static func folded(_ label: String) -> String { LetterFolding.words(label) }

  private static func trimmed(_ area: Double) -> String {
    let tenths = (area * 10).rounded()
    guard tenths.magnitude < 1e15 else { return "\(area)" }
    let whole = Int64(tenths) / 10
    let rest = (Int64(tenths) % 10).magnitude
    return rest == 0 ? "\(whole)" : "\(whole),\(rest)"
  }

  /// The text between the marks `+ ; / & |` and line ends, and between commas that are no decimal marks.
  private static func pieces(of label: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = label.startIndex
    var index = start
    while index < label.endIndex {
      let next = label.index(after: index)
      let character = label[index]
      let isDecimal =
        character == "," && index > label.startIndex && next < label.endIndex
        && label[label.index(before: index)].isWholeNumber && label[next].isWholeNumber
        && !startsCode(label[next...])
      if "+;/&|\n\r\t".contains(character) || (character == "," && !isDecimal) {
        pieces.append(label[start..<index])
        start = next
      }
      index = next
    }
    pieces.append(label[start...])
    return pieces.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Whether a text begins with one of the codes that begin with a digit, `1L` and `2L`.
  private static func startsCode(_ text: Substring) -> Bool {
    guard let first = text.first, first == "1" || first == "2" else { return false }
    let rest = text.dropFirst()
    return (rest.first == "L" || rest.first == "l") && !(rest.dropFirst().first?.isLetter ?? false)
  }

  /// The uses in one piece: `ONT`, `ONT 200`, `ONT200m2`, `200 ONT`, `ONT: 200,5`, `ONT CLN`.
  private static func parts(of piece: Substring) -> [Part] {
    var found: [(code: String, isKnown: Bool, area: Double?)] = []
    var waiting: Double?
    for word in words(of: piece) {
      switch word {
      case .number(let area):
        if let last = found.indices.last, found[last].area == nil, waiting == nil {
          found[last].area = area
        } else {
          waiting = area
        }
      case .code(let code, let isKnown):
        found.append((code, isKnown, waiting))
        waiting = nil
      }
    }
    if found.isEmpty || found.contains(where: { !$0.isKnown }) {
      let knownOnly = found.filter(\.isKnown)
      let raw = trimmedText(piece)
      if knownOnly.isEmpty, found.count != 1 { return [Part(code: raw, area: nil, isKnown: false)] }
    }
    return found.map { Part(code: $0.code, area: $0.area, isKnown: $0.isKnown) }
  }

  private static func trimmedText(_ piece: Substring) -> String {
    var piece = piece
    while let first = piece.first, first.isWhitespace { piece.removeFirst() }
    while let last = piece.last, last.isWhitespace { piece.removeLast() }
    return String(piece)
  }

  private enum Word {
    case code(String, isKnown: Bool)
    case number(Double?)
  }

  private static func words(of piece: Substring) -> [Word] {
    var words: [Word] = []
    var rest = piece
    while let first = rest.first {
      if startsCode(rest) {
        words.append(.code(rest.prefix(2).uppercased(), isKnown: true))
        rest = rest.dropFirst(2)
      } else if first.isASCII, first.isWholeNumber {
        let number = rest.prefix { $0.isASCII && ($0.isWholeNumber || $0 == "." || $0 == ",") }
        words.append(.number(area(number)))
        rest = rest.dropFirst(number.count)
        rest = droppingUnit(rest)
      } else if first.isLetter {
        let letters = rest.prefix { $0.isLetter }
        let known = LandUse.code(String(letters))
        words.append(.code(known?.code ?? String(letters), isKnown: known != nil))
        rest = rest.dropFirst(letters.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return words
  }

  private static func droppingUnit(_ text: Substring) -> Substring {
    let rest = text.drop { $0 == " " }
    guard let unit = rest.first, unit == "m" || unit == "M" else { return text }
    let after = rest.dropFirst()
    if let square = after.first, square == "2" || square == "²" {
      return after.dropFirst().first?.isLetter == true ? text : after.dropFirst()
    }
    return after.first?.isLetter == true ? text : after
  }

  /// Reads `200`, `200.5`, `200,5`, `1.234,5`; nothing for `1.234`, which may be 1.2 or 1234.
  private static func area(_ text: Substring) -> Double? {
    let marks = text.filter { $0 == "." || $0 == "," }
    let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard groups.count <= 5, text.count <= 20, !groups.contains("") else { return nil }
    switch marks.count {
    case 0: return Double(text)
    case 1: return groups[1].count == 3 ? nil : Double("\(groups[0]).\(groups[1])")
    default:
      let last = groups.count - 1
      let isGrouped = groups[0].count <= 3 && groups[1..<last].allSatisfy { $0.count == 3 }
      guard isGrouped, let lead = marks.first, marks.dropLast().allSatisfy({ $0 == lead }) else { return nil }
      if marks.last == lead {
        return groups[last].count == 3 ? Double(groups.joined()) : nil
      }
      return Double("\(groups[..<last].joined()).\(groups[last])")
    }
  }
}
