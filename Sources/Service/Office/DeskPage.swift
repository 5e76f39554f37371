import HTTP
import VietText

/// The pages of the form at the clerk's desk: plain HTML without script.
struct DeskPage {
  let language: Language
  private(set) var body = ""

  init(_ language: Language) { self.language = language }

  mutating func heading(_ text: Phrase) { body += "<h2>\(Page.escaped(text[language]))</h2>" }

  mutating func note(_ text: String) { body += "<p class=\"note\">\(Page.escaped(text))</p>" }

  mutating func row(_ label: Phrase, _ value: String) {
    body += "<p><b>\(Page.escaped(label[language])):</b> \(Page.escaped(value))</p>"
  }

  /// A link of this service.
  mutating func link(_ text: String, _ path: String) {
    body += "<p><a href=\"\(Page.escaped(path))\">\(Page.escaped(text))</a></p>"
  }

  mutating func form(
    _ action: String, fields: [(name: String, label: Phrase, value: String, isSecret: Bool)], secret: String,
    buttons: [(value: String, label: Phrase)]
  ) {
    body += "<form method=\"post\" action=\"\(action)\" autocomplete=\"off\">"
    if !secret.isEmpty { body += "<input type=\"hidden\" name=\"form\" value=\"\(secret)\">" }
    for field in fields {
      body +=
        "<p><label>\(Page.escaped(field.label[language]))<br><input name=\"\(field.name)\" "
        + "type=\"\(field.isSecret ? "password" : "text")\" maxlength=\"200\" value=\"\(Page.escaped(field.value))\">"
        + "</label></p>"
    }
    body += "<p>"
    for button in buttons {
      body += "<button name=\"action\" value=\"\(button.value)\">\(Page.escaped(button.label[language]))</button> "
    }
    body += "</p></form>"
  }

  /// The page.
  func html(_ title: Phrase) -> [UInt8] {
    let heading = Page.escaped(title[language])
    return Array(
      ("<!doctype html><html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>\(heading)</title><style>"
        + "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f6f7f4;color:#1c211b}"
        + "main{max-width:36rem;margin:0 auto;padding:1.5rem}h1{font-size:1.4rem}h2{font-size:1.1rem}"
        + "form{background:#fff;border:1px solid #d9ddd3;border-radius:.4rem;padding:1rem;margin:1rem 0}"
        + "input{font:inherit;width:100%;box-sizing:border-box;padding:.4rem}button{font:inherit;padding:.4rem 1rem}"
        + ".note{background:#fff8db;border-left:.25rem solid #d9b300;padding:.4rem .8rem}"
        + "</style></head><body><main><h1>\(heading)</h1>\(body)</main></body></html>\n").utf8)
  }
}
