import Glibc
import HTTP
import Testing

@testable import HTTPServer

private struct Broken: Error {}

/// Makes one piece, then fails.
private final class Failing: BodyProducer {
  private var calls = 0

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    calls += 1
    guard calls == 1 else { throw Broken() }
    outbox.append(contentsOf: "begun".utf8)
    return true
  }
}

/// Makes many pieces of nothing and a few of something.
private final class Hesitant: BodyProducer {
  private var calls = 0

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    calls += 1
    if calls % 100 == 0 { outbox.append(contentsOf: "\(calls) ".utf8) }
    return calls < 500
  }
}

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Long answers` {
    private static let megabytes = 100

    private func respond(_ request: Request) -> Reply {
      switch request.path.raw {
      case "/large": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: Self.megabytes << 20)))))
      case "/known": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 1 << 20), length: 1 << 20))))
      case "/short": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 1000), length: 1001))))
      case "/over": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 1000), length: 999))))
      case "/empty": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 0)))))
      case "/failing": .response(Response(.ok, body: .stream(BodyStream(Failing()))))
      case "/hesitant": .response(Response(.ok, body: .stream(BodyStream(Hesitant()))))
      default: hello(request)
      }
    }

    @Test func `leave the worker to others while their reader is slow`() throws {
      // With one worker, a turn that waited would stop everything.
      try withServer(respond, { $0.workers = 1 }) { server in
        let slow = try [Client(server, receiveBuffer: 4096), Client(server, receiveBuffer: 4096)]
        for client in slow { try client.send(get("/large")) }
        for client in slow { #expect(try client.read(15) == Array("HTTP/1.1 200 OK".utf8)) }
        let quick = try Client(server)
        for number in 0..<200 {
          #expect(try quick.ask(get("/\(number)")).text == "hello /\(number)")
          for client in slow { _ = try client.read(1) }
        }
      }
    }

    @Test func `come whole, and the connection goes on`() throws {
      try withServer(respond) { server in
        let client = try Client(server)
        try client.send(get("/large") + get("/after"))
        var line = ""
        while !line.hasSuffix("\r\n\r\n") { line += String(decoding: try client.read(1), as: UTF8.self) }
        #expect(line.contains("Transfer-Encoding: chunked\r\n"))
        var count = 0
        while true {
          let size = Int(String(decoding: try client.read(8), as: UTF8.self), radix: 16)
          guard let size, size > 0 else { break }
          _ = try client.read(2)
          #expect(try client.read(1) == [UInt8(truncatingIfNeeded: count / 16_384)])
          try client.skip(size - 1)
          count += size
          _ = try client.read(2)
          if count == Self.megabytes << 20 { break }
        }
        #expect(count == Self.megabytes << 20)
        #expect(try client.read(5) == Array("0\r\n\r\n".utf8))
        #expect(try client.answer().text == "hello /after")
      }
    }

    @Test func `may know their length, be empty, or hesitate`() throws {
      try withServer(respond) { server in
        let client = try Client(server)
        let known = try client.ask(get("/known"))
        #expect(known.fields["content-length"] == "1048576")
        #expect(known.content.count == 1 << 20)
        #expect(try client.ask(get("/empty")).content.isEmpty)
        #expect(try client.ask(get("/hesitant")).text == "100 200 300 400 500 ")
        try client.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.answer(toHead: true).fields["transfer-encoding"] == "chunked")
        #expect(try client.ask(get("/after")).text == "hello /after")
      }
    }

    @Test func `end with the connection for HTTP 1 0`() throws {
      try withServer(respond) { server in
        let client = try Client(server)
        let answer = try client.ask("GET /hesitant HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(answer.fields["connection"] == "close")
        #expect(answer.text == "100 200 300 400 500 ")
      }
    }

    @Test(arguments: ["/failing", "/short", "/over"])
    func `are cut when they fail, so that nobody takes them for whole`(_ path: String) throws {
      let notices = Monitor(0)
      try withServer(
        respond,
        { configuration in
          configuration.notice = { notice in if case .producerFailed = notice { notices.change { $0 += 1 } } }
        },
        { server in
          let client = try Client(server)
          try client.send(get(path))
          let text = try client.readAll()
          #expect(!text.hasSuffix("0\r\n\r\n"))
          let content = text.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first ?? ""
          #expect(content.utf8.count < 999)
          #expect(notices.change { $0 } == 1)
        })
    }

    @Test func `end when their reader goes away`() throws {
      try withServer(respond) { server in
        for round in 0..<10 {
          let client = try Client(server, receiveBuffer: 4096)
          try client.send(get("/large"))
          _ = try client.read(100)
          if round % 2 == 0 { client.close() } else { client.reset() }
        }
        eventually { server.connectionCount == 0 }
      }
    }
  }
}
