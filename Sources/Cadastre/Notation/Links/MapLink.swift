/// A link to a map in a text: of Google, Apple, OpenStreetMap, of a messenger that shares one of them, or a `geo:` URI.
struct MapLink {
  /// The link.
  let address: WebAddress
  /// The text around it.
  let rest: String

  /// The first link in a text; `nil` when there is none.
  init?(in text: String) {
    if let uri = GeoURI.remainder(of: text) {
      address = WebAddress("geo://" + uri)
      rest = ""
      return
    }
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard let range = Self.link(in: word) else { continue }
      address = WebAddress(word[range])
      rest = String(text[..<range.lowerBound]) + " " + String(text[range.upperBound...])
      return
    }
    return nil
  }

  /// Where in a word a link stands: from its scheme on, or from a host name with a path behind it.
  private static func link(in word: Substring) -> Range<Substring.Index>? {
    let outer: Set<Character> = ["<", ">", "(", ")", "\"", "“", "”", "'", ",", ";"]
    var start = word.firstIndex { !outer.contains($0) } ?? word.endIndex
    var end = word.endIndex
    while end > start, case let last = word.index(before: end), outer.contains(word[last]) { end = last }
    let small = word.lowercased()
    if small.contains("://") {
      for scheme in ["https://", "http://"] {
        // Both strings have the same characters, so that distances agree.
        guard let range = small.firstRange(of: scheme), small.count == word.count else { continue }
        start = word.index(word.startIndex, offsetBy: small.distance(from: small.startIndex, to: range.lowerBound))
        break
      }
      return start < end ? start..<end : nil
    }
    let body = word[start..<end]
    let host = body.prefix { $0 != "/" && $0 != "?" }.lowercased()
    guard host.count < body.count || host.hasPrefix("www.") else { return nil }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy({ $0.isASCII && $0.isLetter }),
      labels.allSatisfy({ label in
        !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      })
    else { return nil }
    return start..<end
  }

  /// Whether only its server knows where the link leads.
  var isShort: Bool {
    let hosts: Set<String> = [
      "maps.app.goo.gl", "app.goo.gl", "goo.gl", "g.co", "g.page", "share.google", "maps.apple", "bit.ly",
      "tinyurl.com",
      "t.co", "is.gd",
    ]
    if hosts.contains(address.host) { return true }
    return ["osm.org", "www.openstreetmap.org", "openstreetmap.org"].contains(address.host)
      && address.path.first == "go"
  }

  /// Whether it leads from one place to another.
  var isRoute: Bool {
    if address.path.prefix(2) == ["maps", "dir"] || address.path.first == "directions" || address.path.first == "dir" {
      return true
    }
    return ["saddr", "origin", "waypoints", "route"].contains { address.value($0).map { !$0.isEmpty } ?? false }
  }
}
