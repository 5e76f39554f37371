import VietText

/// A page of HTML in the making, in both languages at once: a switch without script shows one of them.
struct HTML {
  private(set) var text = ""

  /// Text as it stands in HTML.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default:
        // Control characters are no text in HTML.
        if scalar.value >= 0x20 || scalar == "\n" || scalar == "\t" { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  /// A phrase in both languages.
  static func both(_ phrase: Phrase) -> String {
    phrase.vietnamese == phrase.english
      ? escaped(phrase.vietnamese)
      : "<span lang=\"vi\">\(escaped(phrase.vietnamese))</span><span lang=\"en\">\(escaped(phrase.english))</span>"
  }

  /// A phrase in both languages.
  static func both(_ vietnamese: String, _ english: String) -> String { both(Phrase(vi: vietnamese, en: english)) }

  /// Appends HTML as it is.
  mutating func raw(_ html: String) { text += html }

  /// Appends a heading with a name that links find.
  mutating func heading(_ level: Int, _ vietnamese: String, _ english: String, id: String? = nil) {
    let name = id.map { " id=\"\($0)\"" } ?? ""
    text += "<h\(level)\(name)>\(Self.both(vietnamese, english))</h\(level)>\n"
  }

  /// Appends a table; cells are HTML.
  mutating func table(_ heads: [String], _ rows: [[String]], numeric: Set<Int> = []) {
    guard !rows.isEmpty else { return }
    text += "<table><thead><tr>"
    for (index, head) in heads.enumerated() {
      text += "<th\(numeric.contains(index) ? " class=\"n\"" : "")>\(head)</th>"
    }
    text += "</tr></thead><tbody>\n"
    for row in rows {
      text += "<tr>"
      for (index, cell) in row.enumerated() {
        text += "<td\(numeric.contains(index) ? " class=\"n\"" : "")>\(cell)</td>"
      }
      text += "</tr>\n"
    }
    text += "</tbody></table>\n"
  }

  /// The whole page with its style sheet and the switch of languages.
  static func page(_ title: Phrase, _ language: Language, style: String, body: String) -> String {
    let isVietnamese = language == .vietnamese
    return """
      <!DOCTYPE html>
      <html lang="\(isVietnamese ? "vi" : "en")"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title[language]))</title>
      <style>\(style)</style></head><body>
      <input type="radio" name="lang" id="vi"\(isVietnamese ? " checked" : "")><label for="vi">Tiếng Việt</label>
      <input type="radio" name="lang" id="en"\(isVietnamese ? "" : " checked")><label for="en">English</label>
      <main>
      \(body)</main></body></html>

      """
  }
}
