import Glibc
import HTTP
import Testing

@testable import HTTPServer

/// Answers with the content's length, where it was kept, and a sum over it.
private func weigh(_ request: Request) -> Reply {
  var sum: UInt64 = 0
  var offset = 0
  while let piece = try? request.body.read(at: offset, maximum: 50_000), !piece.isEmpty {
    for byte in piece { sum = sum &* 31 &+ UInt64(byte) }
    offset += piece.count
  }
  let place =
    switch request.body {
    case .none: "nowhere"
    case .bytes: "memory"
    case .spooled: "file"
    }
  return .response(Response(.ok, text: "\(offset) \(place) \(sum)"))
}

private func weight(_ bytes: [UInt8], _ place: String) -> String {
  "\(bytes.count) \(place) \(bytes.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) })"
}

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Content of a request` {
    private func post(_ length: Int, _ fields: String = "") -> String {
      "POST /a HTTP/1.1\r\nHost: a\r\n\(fields)Content-Length: \(length)\r\n\r\n"
    }

    @Test(arguments: [(0, "nowhere"), (1, "memory"), (65_536, "memory"), (65_537, "file"), (900_000, "file")])
    func `is kept in memory, or in a file when it is long`(_ count: Int, _ place: String) throws {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
      try withServer(weigh) { server in
        let client = try Client(server)
        for _ in 0..<2 {
          try client.send(Array(post(count).utf8) + content)
          #expect(try client.answer().text == weight(content, place))
        }
      }
    }

    @Test func `is put together from chunks`() throws {
      let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
      var message = Array("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
      var start = 0
      while start < content.count {
        let end = min(content.count, start + 7_777)
        message += Array("\(String(end - start, radix: 16));x=y\r\n".utf8) + content[start..<end] + [13, 10]
        start = end
      }
      message += Array("0\r\nA: b\r\n\r\n".utf8)
      try withServer(weigh) { server in
        let client = try Client(server)
        try client.send(message + Array(get("/b").utf8))
        #expect(try client.answer().text == weight(content, "file"))
        #expect(try client.answer().text == weight([], "nowhere"))
      }
    }

    @Test func `beyond the limit is refused so that the client can read why`() throws {
      try withServer(weigh) { server in
        let client = try Client(server)
        try client.send(post(50_000_000))
        // The answer is there while the client goes on sending: a reset would destroy it.
        for _ in 0..<40 { try? client.send([UInt8](repeating: 0, count: 50_000)) }
        client.finishSending()
        #expect(try client.answer().status == 413)
        #expect(try client.readAll().isEmpty)
      }
    }

    @Test func `has a limit of its own where the application says so`() throws {
      let application = ClosureApplication(respond: weigh, limit: { $0.path.raw == "/a" ? 10 : nil })
      try withServer(application) { (server) throws in
        #expect(try Client(server).ask(post(10) + "0123456789").status == 200)
        #expect(try Client(server).ask(post(11) + "0123456789a").status == 413)
      }
    }

    @Test func `is waited for after the interim answer`() throws {
      try withServer(weigh) { server in
        let client = try Client(server)
        try client.send(post(3, "Expect: 100-continue\r\n"))
        #expect(try client.answer().status == 100)
        #expect(try client.ask("abc").text == weight(Array("abc".utf8), "memory"))
        // A client that did not wait needs no interim answer.
        #expect(try client.ask(post(3, "Expect: 100-continue\r\n") + "abc").status == 200)
      }
    }

    @Test func `is not asked for when it is too long`() throws {
      try withServer(weigh) { server in
        let client = try Client(server)
        #expect(try client.ask(post(2_000_000, "Expect: 100-continue\r\n")).status == 413)
        #expect(try client.readAll().isEmpty)
      }
    }

    @Test func `is not asked for when the head is refused`() throws {
      let application = ClosureApplication(respond: weigh, refuse: { _ in Response(.unauthorized) })
      try withServer(application) { server in
        let client = try Client(server)
        let answer = try client.ask(post(3, "Expect: 100-continue\r\n"))
        #expect(answer.status == 401)
        #expect(answer.fields["connection"] == "close")
        #expect(try client.readAll().isEmpty)
      }
    }

    @Test func `too long to keep is refused when there is no place for it`() throws {
      let notices = Monitor(0)
      try withServer(
        weigh,
        { configuration in
          configuration.temporaryDirectory = "/nonexistent"
          configuration.notice = { notice in if case .storageFailed = notice { notices.change { $0 += 1 } } }
        },
        { server in
          let client = try Client(server)
          try client.send(Array(post(100_000).utf8) + [UInt8](repeating: 0, count: 100_000))
          #expect(try client.answer().status == 507)
          #expect(notices.change { $0 } == 1)
        })
    }

    @Test func `may be cut off without harm`() throws {
      try withServer(weigh) { server in
        for _ in 0..<20 {
          let client = try Client(server)
          try client.send(Array(post(100_000).utf8) + [UInt8](repeating: 0, count: 70_000))
          client.close()
        }
        #expect(try Client(server).ask(get("/")).status == 200)
      }
    }
  }
}
