internal import VietText

/// Text from outside made fit for one place on paper.
enum SheetText {
  /// More than this is never looked at; no place on a sheet holds as much.
  private static let limit = 400

  /// The text in NFC on one line, without anything that is not seen or that changes the direction of what follows.
  static func clean(_ text: String) -> String {
    if text.utf8.count < limit, isClean(text) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    var kept = 0
    for scalar in text.unicodeScalars.prefix(limit * 4) {
      if scalar.properties.isWhitespace || scalar.value < 0x20 {
        if result.last != " ", kept > 0 { result.append(" ") }
        continue
      }
      guard isShown(scalar) else { continue }
      // No letter of the languages of Viet Nam bears more than three marks.
      marks = scalar.properties.canonicalCombiningClass != .notReordered ? marks + 1 : 0
      guard marks <= 3 else { continue }
      result.append(scalar)
      kept += 1
      if kept > limit { break }
    }
    if result.last == " " { result.removeLast() }
    return Composition.compose(String(result))
  }

  /// Whether a text is as it would be cleaned: whole Vietnamese letters and the usual marks, single inner spaces.
  private static func isClean(_ text: String) -> Bool {
    var wasSpace = true
    for scalar in text.unicodeScalars {
      guard GlyphWidths.isUsual(scalar), !(scalar == " " && wasSpace) else { return false }
      wasSpace = scalar == " "
    }
    return !wasSpace
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .enclosingMark: false
    default: scalar.value & 0xFFFE != 0xFFFE && scalar.value != 0xFFFD
    }
  }

  /// The text, or its beginning and `…`, no wider than a width.
  static func fit(_ text: String, _ width: Double, _ style: TextStyle) -> String {
    guard style.width(text) > width else { return text }
    var kept = ""
    var used = style.width("…")
    for character in text {
      used += style.width(String(character))
      if used > width { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// The text in lines no wider than a width; the last one ends in `…` when there are more than allowed.
  static func wrap(_ text: String, _ width: Double, _ style: TextStyle, lines maximum: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var words = text.split(separator: " ").map(String.init)[...]
    while let word = words.first {
      let longer = line.isEmpty ? word : line + " " + word
      if style.width(longer) <= width {
        line = longer
        words.removeFirst()
        continue
      }
      if lines.count == maximum - 1 {
        let rest = ([line] + words).filter { !$0.isEmpty }.joined(separator: " ")
        return lines + [fit(rest, width, style)]
      }
      if line.isEmpty {
        let piece = start(of: word, width, style)
        lines.append(String(piece))
        words[words.startIndex] = String(word.dropFirst(piece.count))
        if words[words.startIndex].isEmpty { words.removeFirst() }
      } else {
        lines.append(line)
        line = ""
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func start(of word: String, _ width: Double, _ style: TextStyle) -> Substring {
    var end = word.startIndex
    var used = 0.0
    while end < word.endIndex {
      used += style.width(String(word[end]))
      if used > width, end > word.startIndex { break }
      end = word.index(after: end)
    }
    return word[..<end]
  }
}
