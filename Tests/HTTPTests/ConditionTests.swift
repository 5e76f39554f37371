import HTTP
import Testing

@Suite struct `Conditional requests` {
  private let strong = EntityTag("12-a")
  private let weak = EntityTag("12-a", isWeak: true)

  private func outcome(
    of method: HTTP.Method = .get, _ fields: Headers, tag: EntityTag?, lastModified: Int? = nil, exists: Bool = true
  ) throws -> ConditionOutcome {
    var headers: Headers = ["Host": "a"]
    for (name, value) in fields.all { headers.append(name, value) }
    return try Request(method, "/", headers: headers)
      .evaluateConditions(tag: tag, lastModified: lastModified, exists: exists)
  }

  @Test func `without a condition proceed`() throws {
    #expect(try outcome([:], tag: strong) == .proceed)
  }

  @Test(arguments: ["\"12-a\"", "W/\"12-a\"", "*", "\"x\", \"12-a\"", "\"x,\\\" , W/\"12-a\" , \"y\"", ", \"12-a\","])
  func `answer 304 to a tag that matches weakly`(_ value: String) throws {
    #expect(try outcome(["If-None-Match": value], tag: strong) == .notModified)
    #expect(try outcome(of: .head, ["If-None-Match": value], tag: weak) == .notModified)
    #expect(try outcome(of: .put, ["If-None-Match": value], tag: strong) == .preconditionFailed)
  }

  @Test(arguments: ["\"12-b\"", "12-a", "\"12-a", "w/\"12-a\"", "\"\"", "\"12-A\"", ""])
  func `proceed when no tag matches`(_ value: String) throws {
    #expect(try outcome(["If-None-Match": value], tag: strong) == .proceed)
  }

  @Test func `look at each line of a field`() throws {
    #expect(try outcome(["If-None-Match": "\"x\"", "if-none-match": "\"12-a\""], tag: strong) == .notModified)
  }

  @Test func `demand the same bytes for If-Match`() throws {
    #expect(try outcome(of: .put, ["If-Match": "\"12-a\""], tag: strong) == .proceed)
    #expect(try outcome(of: .put, ["If-Match": "W/\"12-a\""], tag: strong) == .preconditionFailed)
    #expect(try outcome(of: .put, ["If-Match": "\"12-a\""], tag: weak) == .preconditionFailed)
    #expect(try outcome(of: .put, ["If-Match": "\"x\""], tag: strong) == .preconditionFailed)
  }

  @Test func `ask with a star whether there is anything`() throws {
    #expect(try outcome(of: .put, ["If-Match": "*"], tag: nil) == .proceed)
    #expect(try outcome(of: .put, ["If-Match": "*"], tag: nil, exists: false) == .preconditionFailed)
    #expect(try outcome(of: .put, ["If-None-Match": "*"], tag: nil, exists: false) == .proceed)
    #expect(try outcome(of: .put, ["If-None-Match": "*"], tag: nil) == .preconditionFailed)
  }

  private let date = "Sun, 06 Nov 1994 08:49:37 GMT"
  private let second = 784_111_777

  @Test func `compare dates to the second`() throws {
    #expect(try outcome(["If-Modified-Since": date], tag: nil, lastModified: second) == .notModified)
    #expect(try outcome(["If-Modified-Since": date], tag: nil, lastModified: second + 1) == .proceed)
    #expect(try outcome(of: .post, ["If-Modified-Since": date], tag: nil, lastModified: second) == .proceed)
    #expect(try outcome(of: .put, ["If-Unmodified-Since": date], tag: nil, lastModified: second) == .proceed)
    #expect(
      try outcome(of: .put, ["If-Unmodified-Since": date], tag: nil, lastModified: second + 1) == .preconditionFailed)
    #expect(try outcome(["If-Modified-Since": "yesterday"], tag: nil, lastModified: second) == .proceed)
  }

  @Test func `let tags go before dates`() throws {
    let fields: Headers = ["If-None-Match": "\"x\"", "If-Modified-Since": date]
    #expect(try outcome(fields, tag: strong, lastModified: second) == .proceed)
    let both: Headers = ["If-Match": "\"12-a\"", "If-Unmodified-Since": date]
    #expect(try outcome(of: .put, both, tag: strong, lastModified: second + 9) == .proceed)
  }

  @Test func `judge If-Match before If-None-Match`() throws {
    let fields: Headers = ["If-None-Match": "\"12-a\"", "If-Match": "\"x\""]
    #expect(try outcome(fields, tag: strong) == .preconditionFailed)
  }

  @Test func `write tags as they are read`() {
    #expect(strong.description == "\"12-a\"")
    #expect(weak.description == "W/\"12-a\"")
  }
}

@Suite struct `Dates of HTTP` {
  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_751_302_800, "Mon, 30 Jun 2025 17:00:00 GMT"),
    (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func `are written and read`(_ seconds: Int, _ text: String) {
    #expect(HTTPDate.text(unixSeconds: seconds) == text)
    #expect(HTTPDate.unixSeconds(text) == seconds)
  }

  @Test func `are read in the two old forms`() {
    #expect(HTTPDate.unixSeconds("Sunday, 06-Nov-94 08:49:37 GMT", now: 1_000_000_000) == 784_111_777)
    #expect(HTTPDate.unixSeconds("Sun Nov  6 08:49:37 1994") == 784_111_777)
    #expect(HTTPDate.unixSeconds("Wednesday, 01-Jan-70 00:00:00 GMT", now: 1_800_000_000) == 3_155_760_000)
    #expect(HTTPDate.unixSeconds("Wednesday, 01-Jan-99 00:00:00 GMT", now: 1_800_000_000) == 915_148_800)
  }

  @Test(arguments: [
    "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "1994-11-06",
  ])
  func `are refused in any other form`(_ text: String) { #expect(HTTPDate.unixSeconds(text) == nil) }

  @Test func `survive writing and reading on every day of four centuries`() {
    for day in stride(from: 0, to: 146_097, by: 7) {
      let seconds = day * 86_400 + day % 86_400
      #expect(HTTPDate.unixSeconds(HTTPDate.text(unixSeconds: seconds)) == seconds)
    }
  }
}
