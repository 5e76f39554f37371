import HTTP
import Testing

@Suite struct `Request parser` {
  @Test(arguments: Corpus.all)
  func `gives the events of the corpus`(_ sample: Case) {
    #expect(transcript([sample.bytes]) == sample.expected)
  }

  @Test(arguments: Corpus.all)
  func `gives the same events byte by byte`(_ sample: Case) {
    #expect(transcript(sample.bytes.map { [$0] }) == sample.expected)
  }

  @Test(arguments: Corpus.all)
  func `gives the same events at every split point`(_ sample: Case) {
    let bytes = sample.bytes
    for split in 0...bytes.count {
      #expect(transcript([Array(bytes[..<split]), Array(bytes[split...])]) == sample.expected, "split at \(split)")
    }
  }

  @Test func `has a case of the corpus for each rule`() {
    let refusals = Corpus.all.compactMap(\.expected.last).filter { $0.hasPrefix("refused ") }
    let told = Set(refusals.map { String($0.split(separator: " ")[2]) })
    let untold = HTTPError.Code.allCases.map(\.rawValue).filter { !told.contains($0) }
    // The limits have tests of their own; the time is the server's.
    #expect(untold == ["targetTooLong", "headersTooLarge", "timeout"])
  }

  @Test func `stays refused`() throws {
    var parser = RequestParser()
    let bad = Array("GET\r\n".utf8)
    for _ in 0..<2 {
      var position = 0
      #expect(throws: HTTPError(.badRequestLine, at: 3)) { try parser.consume(bad, &position, bad.count) }
    }
  }

  @Test func `gives a content as places in the input, without a copy`() throws {
    var parser = RequestParser()
    let input = Array("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello!".utf8)
    var position = 0
    #expect(try parser.consume(input, &position, input.count) == .head)
    #expect(parser.declaredLength == 5)
    let start = position
    #expect(try parser.consume(input, &position, input.count) == .content(start..<(start + 5)))
    #expect(try parser.consume(input, &position, input.count) == .end)
    #expect(!parser.isInsideRequest)
    #expect(position == input.count - 1)
  }

  @Test func `takes another limit for the content between head and content`() throws {
    var parser = RequestParser()
    let input = Array("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello".utf8)
    var position = 0
    #expect(try parser.consume(input, &position, input.count) == .head)
    parser.limits.content = 4
    #expect(throws: HTTPError(.contentTooLarge, at: 46)) { try parser.consume(input, &position, input.count) }
  }

  @Test func `keeps the text of a request that is held while the next is read`() throws {
    var parser = RequestParser()
    let first = Array("GET /first?a=b HTTP/1.1\r\nHost: one\r\n\r\n".utf8)
    let second = Array("GET /other HTTP/1.1\r\nHost: two\r\n\r\n".utf8)
    var position = 0
    _ = try parser.consume(first, &position, first.count)
    let held = parser.request
    #expect(try parser.consume(first, &position, first.count) == .end)
    position = 0
    _ = try parser.consume(second, &position, second.count)
    #expect(held.target == "/first?a=b")
    #expect(held.headers["host"] == "one")
    #expect(parser.request.target == "/other")
  }
}

@Suite struct `Limits of a request` {
  private func outcome(_ text: String, _ change: (inout Limits) -> Void) -> [String] {
    var limits = Limits()
    change(&limits)
    let whole = transcript([Array(text.utf8)], limits: limits)
    #expect(transcript(text.utf8.map { [$0] }, limits: limits) == whole)
    return whole
  }

  @Test func `hold on both sides of the request line`() {
    let line = "GET /abc HTTP/1.1\r\n"
    let rest = "Host: a\r\n\r\n"
    #expect(outcome(line + rest) { $0.requestLine = line.utf8.count }.last == "end")
    #expect(outcome(line + rest) { $0.requestLine = line.utf8.count - 1 } == ["refused 414 targetTooLong at 18"])
  }

  @Test func `refuse an endless request line before its end`() {
    let endless = "GET /" + String(repeating: "a", count: 9000)
    #expect(outcome(endless) { _ in } == ["refused 414 targetTooLong at 8192"])
  }

  @Test func `hold on both sides of the header section`() {
    let fields = "Host: a\r\nX: y\r\n\r\n"
    let text = "GET / HTTP/1.1\r\n" + fields
    #expect(outcome(text) { $0.headers = fields.utf8.count }.last == "end")
    #expect(outcome(text) { $0.headers = fields.utf8.count - 1 } == ["refused 431 headersTooLarge at 32"])
  }

  @Test func `hold on both sides of the number of fields`() {
    let text = "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n"
    #expect(outcome(text) { $0.fields = 2 }.last == "end")
    #expect(outcome(text) { $0.fields = 1 } == ["refused 431 headersTooLarge at 31"])
  }

  @Test func `hold on both sides of a length`() {
    let text = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
    #expect(outcome(text) { $0.content = 3 }.last == "end")
    #expect(outcome(text) { $0.content = 2 }.last == "refused 413 contentTooLarge at 46")
  }

  @Test func `hold on both sides of a content in chunks`() {
    let text = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
    #expect(outcome(text) { $0.content = 3 }.last == "end")
    #expect(outcome(text) { $0.content = 2 }.last == "refused 413 contentTooLarge at 65")
  }

  @Test func `hold for the line before a chunk, and for all of them together`() {
    let head = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    let long = "1;" + String(repeating: "e", count: 30) + "\r\nx\r\n"
    let text = head + long + long + "0\r\n\r\n"
    #expect(outcome(text) { $0.chunkLine = 34 }.last == "end")
    #expect(outcome(text) { $0.chunkLine = 33 }.last == "refused 400 badChunkExtension at 88")
    #expect(outcome(text) { $0.chunkExtensions = 32 }.last == "end")
    #expect(outcome(text) { $0.chunkExtensions = 31 }.last == "refused 400 badChunkExtension at 126")
  }

  @Test func `hold for the trailers`() {
    let text = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\nC: d\r\n\r\n"
    #expect(outcome(text) { $0.fields = 2 }.last == "end")
    var limits = Limits()
    limits.headers = 60
    let endless = Array((text.dropLast(2) + String(repeating: "E: f\r\n", count: 20)).utf8)
    #expect(transcript([endless], limits: limits).last == "refused 431 headersTooLarge at 118")
  }
}
