import VietText

/// An answer as a page for a browser, with nothing loaded from anywhere.
enum Page {
  /// The media type.
  static let mediaType = "text/html; charset=utf-8"

  /// Makes the page of a card; every text in it is escaped.
  static func html(_ card: Card, _ language: Language) -> [UInt8] {
    var html =
      "<!doctype html><html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
      + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>\(escaped(card.heading))</title>"
      + "<style>\(style)</style></head><body><main><h1>\(escaped(card.heading))</h1>"
    for note in card.notes { html += "<p class=\"note\">\(escaped(note))</p>" }
    if let thumbnail = card.thumbnail { html += "<p>\(thumbnail.svg)</p>" }
    for section in card.sections where !section.rows.isEmpty {
      html += "<section>"
      if !section.heading.isEmpty { html += "<h2>\(escaped(section.heading))</h2>" }
      html += "<dl>"
      for row in section.rows {
        let value = escaped(row.value)
        // Only paths of this service become links, so no text can smuggle in another scheme.
        let linked =
          row.path.flatMap {
            $0.hasPrefix("/") && !$0.hasPrefix("//") ? "<a href=\"\(escaped($0))\">\(value)</a>" : nil
          }
        html += "<dt>\(escaped(row.label))</dt><dd>\(linked ?? value)</dd>"
      }
      html += "</dl></section>"
    }
    html += "</main></body></html>\n"
    return Array(html.utf8)
  }

  /// A text with the five characters that HTML gives a meaning written as references.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let style =
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f6f7f4;color:#1c211b}"
    + "main{max-width:44rem;margin:0 auto;padding:1.5rem}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}"
    + "dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.2rem 1rem;background:#fff;padding:1rem;margin:0;"
    + "border:1px solid #d9ddd3;border-radius:.4rem}dt{color:#5b6457}dd{margin:0;overflow-wrap:anywhere}"
    + ".note{background:#fff8db;border-left:.25rem solid #d9b300;padding:.4rem .8rem;margin:.4rem 0}"
    + "@media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}"
}
