import HTTP
import Testing

@Suite struct `Choice of a representation` {
  private func request(_ name: String, _ values: String...) throws -> Request {
    var headers: Headers = ["Host": "a"]
    for value in values { headers.append(name, value) }
    return try Request(.get, "/", headers: headers)
  }

  private let types = ["application/geo+json", "text/html", "text/csv"]

  @Test(arguments: [
    ("*/*", 0), ("text/html", 1), ("text/*", 1), ("TEXT/CSV", 2), ("text/csv, */*;q=0.1", 2),
    ("text/html;q=0.5, text/csv;q=0.501", 2), ("text/*;q=0.5, text/html;q=0.1", 2), ("*/*;q=0.5, text/html", 1),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", 1),
    ("application/geo+json;q=0, */*", 1), ("text/html;level=1;q=0.2, text/csv;q=0.1", 1), ("text/html; Q=0.1, */*", 0),
    ("image/png", nil), ("*/*;q=0", nil), ("text/html;q=0.0", nil), ("text/html;q=2, text/csv", 2),
    ("text/html;q=0.1234, text/csv;q=0.1", 2), ("", nil), ("text/html;q=, text/csv", 2), ("*", nil),
  ])
  func `follows Accept`(_ accept: String, _ index: Int?) throws {
    #expect(try request("Accept", accept).preferredType(among: types) == index)
  }

  @Test func `takes the first without Accept, and reads several lines`() throws {
    #expect(try request("Accept").preferredType(among: types) == 0)
    #expect(try request("Accept", "image/png", "text/csv").preferredType(among: types) == 2)
    #expect(try request("Accept").preferredType(among: []) == nil)
  }

  @Test(arguments: [
    ("vi", 0), ("en", 1), ("en-GB", 1), ("en-US,en;q=0.9,vi;q=0.8", 1), ("vi-VN,vi;q=0.9,en;q=0.8", 0),
    ("fr", 0), ("fr;q=1, en;q=0.1", 1), ("*", 0), ("vi;q=0, *", 1), ("EN", 1), ("english", 0), ("", 0),
  ])
  func `follows Accept-Language`(_ accept: String, _ index: Int) throws {
    #expect(try request("Accept-Language", accept).preferredLanguage(among: ["vi", "en"]) == index)
  }

  @Test func `speaks the first language without Accept-Language`() throws {
    #expect(try request("Accept-Language").preferredLanguage(among: ["vi", "en"]) == 0)
  }

  @Test(arguments: [
    ("gzip", true), ("x-gzip", true), ("GZIP", true), ("deflate, gzip;q=0.5, br", true), ("*", true),
    ("gzip;q=0", false), ("gzip;q=0, *", false), ("*;q=0", false), ("br", false), ("identity", false), ("", false),
    ("*;q=0, gzip", true),
  ])
  func `follows Accept-Encoding`(_ accept: String, _ accepted: Bool) throws {
    #expect(try request("Accept-Encoding", accept).accepts(coding: "gzip") == accepted)
  }

  @Test func `uses no coding without Accept-Encoding`() throws {
    #expect(try !request("Accept-Encoding").accepts(coding: "gzip"))
  }
}
