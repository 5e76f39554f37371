import HTTP
import Testing

@Suite struct `Response writer` {
  private final class Empty: BodyProducer {
    func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool { false }
  }

  private func head(
    _ response: Response, isHead: Bool = false, version: Version = .http11, isPersistent: Bool = true
  ) -> (text: String, framing: ResponseWriter.Framing, stays: Bool) {
    var writer = ResponseWriter()
    var terms = ResponseWriter.Terms(isHead: isHead, version: version, isPersistent: isPersistent)
    var outbox: [UInt8] = []
    let framing = writer.writeHead(response, terms: &terms, unixSeconds: 784_111_777, into: &outbox)
    let text = String(decoding: outbox, as: UTF8.self)
      .replacing("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", with: "D\n").replacing("\r\n", with: "\n")
    return (text, framing, terms.isPersistent)
  }

  @Test func `writes status, date, fields and length`() {
    let written = head(Response(.ok, text: "hello"))
    #expect(
      written.text == "HTTP/1.1 200 OK\nD\nContent-Type: text/plain; charset=utf-8\nContent-Length: 5\n\n")
    #expect(written.framing == .length(5))
    #expect(written.stays)
  }

  @Test func `writes the same head for HEAD, and no content`() {
    let answer = Response(.ok, text: "hello")
    #expect(head(answer, isHead: true).text == head(answer).text)
    #expect(head(answer, isHead: true).framing == .none)
  }

  @Test func `gives an empty content a length of zero`() {
    #expect(head(Response(.notFound)).text == "HTTP/1.1 404 Not Found\nD\nContent-Length: 0\n\n")
  }

  @Test(arguments: [Status.noContent, .notModified])
  func `gives no length to what has no content`(_ status: Status) {
    let written = head(Response(status, body: .bytes([1])))
    #expect(!written.text.contains("Content-Length"))
    #expect(written.framing == .none)
  }

  @Test func `sends a stream in chunks, or with the length it knows`() {
    let chunked = head(Response(.ok, body: .stream(BodyStream(Empty()))))
    #expect(chunked.text == "HTTP/1.1 200 OK\nD\nTransfer-Encoding: chunked\n\n")
    #expect(chunked.framing == .chunked)
    let known = head(Response(.ok, body: .stream(BodyStream(Empty(), length: 1_234_567_890))))
    #expect(known.text.hasSuffix("Content-Length: 1234567890\n\n"))
  }

  @Test func `ends a stream for HTTP/1.0 with the connection`() {
    let written = head(Response(.ok, body: .stream(BodyStream(Empty()))), version: .http10)
    #expect(written.text == "HTTP/1.1 200 OK\nD\nConnection: close\n\n")
    #expect(written.framing == .untilClose)
    #expect(!written.stays)
  }

  @Test func `says whether the connection stays`() {
    #expect(head(Response(.ok), version: .http10).text.contains("Connection: keep-alive\n"))
    #expect(!head(Response(.ok)).text.contains("Connection"))
    #expect(head(Response(.ok), isPersistent: false).text.contains("Connection: close\n"))
    let closing = head(Response(.ok, closesConnection: true))
    #expect(closing.text.contains("Connection: close\n"))
    #expect(!closing.stays)
  }

  @Test func `does not send the fields that are its own to write`() {
    let headers: Headers = [
      "content-length": "7", "Transfer-Encoding": "x", "CONNECTION": "y", "Date": "z", "ETag": "\"a\"",
    ]
    #expect(head(Response(.ok, headers: headers)).text == "HTTP/1.1 200 OK\nD\nETag: \"a\"\nContent-Length: 0\n\n")
  }

  @Test func `lets no value end its line`() {
    let headers: Headers = ["Location": "/a\r\nSet-Cookie: b\0\u{7F}"]
    #expect(head(Response(.found, headers: headers)).text.contains("\nLocation: /a  Set-Cookie: b  \n"))
  }

  @Test(arguments: [(1, "00000001"), (15, "0000000f"), (65_536, "00010000"), (74_565, "00012345")])
  func `writes a chunk's size before its data`(_ count: Int, _ size: String) {
    var outbox = Array("head".utf8)
    let start = ResponseWriter.beginChunk(in: &outbox)
    outbox.append(contentsOf: repeatElement(120, count: count))
    ResponseWriter.endChunk(from: start, in: &outbox)
    #expect(outbox == Array("head\(size)\r\n".utf8) + Array(repeating: 120, count: count) + [13, 10])
  }

  @Test func `leaves an empty chunk out, since it would be the last`() {
    var outbox = Array("head".utf8)
    ResponseWriter.endChunk(from: ResponseWriter.beginChunk(in: &outbox), in: &outbox)
    #expect(outbox == Array("head".utf8))
    ResponseWriter.writeLastChunk(into: &outbox)
    #expect(outbox == Array("head0\r\n\r\n".utf8))
  }

  @Test func `makes chunks that the parser reads`() {
    var message = Array("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
    for piece in ["Đất ", "ở"] {
      let start = ResponseWriter.beginChunk(in: &message)
      message += Array(piece.utf8)
      ResponseWriter.endChunk(from: start, in: &message)
    }
    ResponseWriter.writeLastChunk(into: &message)
    #expect(transcript([message]).suffix(2) == ["content Đất ở", "end"])
  }

  @Test func `writes the interim answer`() {
    var outbox: [UInt8] = []
    ResponseWriter.writeContinue(into: &outbox)
    #expect(String(decoding: outbox, as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
  }
}

@Suite struct `Header fields` {
  @Test func `are found whatever the case, first or all`() {
    let headers: Headers = ["Accept": "a", "X-Y": "b", "accept": "c"]
    #expect(headers["ACCEPT"] == "a")
    #expect(headers.values(of: "Accept") == ["a", "c"])
    #expect(headers.contains("x-y"))
    #expect(!headers.contains("x"))
    #expect(headers["Accep"] == nil)
    #expect(headers.count == 3)
  }

  @Test func `are replaced and removed`() {
    var headers: Headers = ["A": "1", "B": "2", "a": "3"]
    headers["A"] = "4"
    #expect(headers.all.map { "\($0.name)\($0.value)" } == ["B2", "A4"])
    headers["b"] = nil
    headers["a"] = nil
    #expect(headers.isEmpty)
  }
}

@Suite struct `Problem details` {
  @Test func `is written as RFC 9457 says`() {
    let problem = Problem(
      .badRequest, code: "badCoordinate", title: "Tọa độ sai", detail: "a \"b\" \\ \n\u{1}", instance: "/x",
      type: "https://example.org/p",
      members: [
        ("allowed", .array([.number(1.5), .integer(-3), .number(.nan)])), ("given", .string("đ")), ("a", .bool(true)),
        ("b", .null),
      ])
    #expect(
      String(decoding: problem.json(), as: UTF8.self)
        == #"{"type":"https://example.org/p","title":"Tọa độ sai","status":400,"code":"badCoordinate","#
        + #""detail":"a \"b\" \\ \u000a\u0001","instance":"/x","allowed":[1.5,-3,null],"given":"đ","a":true,"b":null}"#)
  }

  @Test func `answers with its own status and media type`() {
    let response = Response(Problem(HTTPError(.contentTooLarge, at: 3)))
    #expect(response.status == .contentTooLarge)
    #expect(response.headers["content-type"] == "application/problem+json")
  }

  @Test(arguments: HTTPError.Code.allCases)
  func `says what is wrong for each refusal`(_ code: HTTPError.Code) {
    let error = HTTPError(code, at: 7)
    #expect((400...599).contains(error.status.code))
    #expect(error.explanation.hasSuffix("."))
    #expect(error.description.hasPrefix("\(code.rawValue) at byte 7: "))
  }
}

@Suite struct `Address of a peer` {
  @Test(
    arguments: [
      (0, 0xFFFF_7F00_0001, "127.0.0.1:80", true), (0, 0xFFFF_7FFF_FFFF, "127.255.255.255:80", true),
      (0, 0xFFFF_0A00_0001, "10.0.0.1:80", false), (0, 1, "[::1]:80", true), (0, 0, "[::]:80", false),
      (0x2001_0DB8_0000_0000, 1, "[2001:db8::1]:80", false),
      (0x2001_0DB8_0000_0001, 0x0001_0001_0001_0001, "[2001:db8:0:1:1:1:1:1]:80", false),
      (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "[2001:0:0:1::1]:80", false),
      (0xFE80_0000_0000_0000, 0, "[fe80::]:80", false),
    ] as [(UInt64, UInt64, String, Bool)])
  func `is written as RFC 5952 says`(_ high: UInt64, _ low: UInt64, _ text: String, _ isLoopback: Bool) {
    let peer = PeerAddress(high: high, low: low, port: 80)
    #expect(peer.description == text)
    #expect(peer.isLoopback == isLoopback)
  }
}
