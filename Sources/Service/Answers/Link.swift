public import VietText
import JSON

/// A link of an answer (RFC 8288, written as in OGC API Features).
public struct Link: Hashable, Sendable {
  /// The path and query, from the root of the service.
  public var path: String
  /// The relation: `self`, `next`, `collection`.
  public var relation: String
  /// The media type of what lies there.
  public var type: String
  /// What lies there, for people.
  public var title: Phrase?

  /// Makes a link.
  public init(_ relation: String, _ path: String, type: String = "application/geo+json", title: Phrase? = nil) {
    self.path = path
    self.relation = relation
    self.type = type
    self.title = title
  }

  /// The path of a parcel: in segments when they can stand in a path, else in the query form.
  static func path(ward: String, sheet: String, number: String, extra: String = "") -> String {
    // Proxies decode %2F, and clients drop segments of dots, so such a sheet has no path of its own.
    let parts = [ward, sheet, number]
    if parts.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0x2F) && $0 != "." && $0 != ".." }) {
      let path = "/parcels/" + parts.map(encoded).joined(separator: "/")
      return extra.isEmpty ? path : path + "?" + extra
    }
    let query = "ward=\(encoded(ward))&sheet=\(encoded(sheet))&number=\(encoded(number))"
    return "/parcels?" + query + (extra.isEmpty ? "" : "&" + extra)
  }

  /// A text for a path segment or a query value: all but unreserved characters percent-encoded (RFC 3986 §2.3).
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

extension JSONWriter {
  /// Writes the member `links`.
  mutating func links(_ links: [Link], base: String, _ language: Language) {
    key("links")
    beginArray()
    for link in links {
      beginObject()
      key("href")
      string(base + link.path)
      key("rel")
      string(link.relation)
      key("type")
      string(link.type)
      if let title = link.title {
        key("title")
        string(title[language])
      }
      endObject()
    }
    endArray()
  }
}
