import Glibc
import HTTP
import Testing

@testable import HTTPServer

extension ServerTests {
  /// Deadlines by a clock that is moved by hand: nothing here waits for time to pass.
  @Suite(.timeLimit(.minutes(1))) struct `Deadlines` {
    private let clock = ManualClock()

    private func withClock(_ body: (Server) throws -> Void) throws {
      let respond: @Sendable (Request) -> Reply = { request in
        request.path.raw == "/large"
          ? .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 100 << 20))))) : hello(request)
      }
      try withServer(respond, { $0.clock = clock }, body)
    }

    /// Lets time pass, a step after another, until a condition holds.
    private func pass(_ step: Duration, on server: Server, until condition: () throws -> Bool) rethrows {
      try eventually {
        clock.advance(by: step)
        server.checkDeadlines()
        return try condition()
      }
    }

    /// Lets time pass once, and waits for what follows from it.
    ///
    /// Were it to pass again meanwhile, a server that is just answering would be late with that too.
    private func passOnce(_ step: Duration, on server: Server, until condition: () throws -> Bool) rethrows {
      clock.advance(by: step)
      try eventually {
        server.checkDeadlines()
        return try condition()
      }
    }

    @Test func `close a connection that sends nothing`() throws {
      try withClock { server in
        let client = try Client(server)
        try pass(.seconds(16), on: server) { try client.isClosed() }
        #expect(try client.readAll().isEmpty)
      }
    }

    @Test func `close a connection that asks nothing more`() throws {
      try withClock { server in
        let client = try Client(server)
        #expect(try client.ask(get("/a")).status == 200)
        try pass(.seconds(76), on: server) { try client.isClosed() }
        #expect(try client.readAll().isEmpty)
      }
    }

    @Test func `leave a connection alone that is in time`() throws {
      try withClock { server in
        let client = try Client(server)
        for _ in 0..<10 {
          #expect(try client.ask(get("/a")).status == 200)
          clock.advance(by: .seconds(9))
          server.checkDeadlines()
        }
      }
    }

    @Test func `answer 408 to a head that does not end`() throws {
      try withClock { server in
        let client = try Client(server)
        // Together with a whole request, so that the answer to it says that the half one is there too.
        try client.send(get("/a") + "GET /b HTTP/1.1\r\nHo")
        #expect(try client.answer().status == 200)
        try passOnce(.seconds(11), on: server) { try client.isClosed() }
        let answer = try client.answer()
        #expect(answer.status == 408)
        #expect(answer.fields["connection"] == "close")
      }
    }

    @Test func `answer 408 to a content that does not end, but give it more time`() throws {
      try withClock { server in
        let client = try Client(server)
        try client.send(get("/a") + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx")
        #expect(try client.answer().status == 200)
        clock.advance(by: .seconds(60))
        server.checkDeadlines()
        #expect(try !client.isClosed())
        try passOnce(.seconds(61), on: server) { try client.isClosed() }
        #expect(try client.answer().status == 408)
      }
    }

    @Test func `are not put off by a byte now and then`() throws {
      try withClock { server in
        let client = try Client(server)
        try client.send(get("/a") + "GET /b HTTP/1.1\r\nX: ")
        #expect(try client.answer().status == 200)
        try pass(.seconds(3), on: server) {
          try? client.send("x")
          return try client.isClosed()
        }
        #expect(try client.answer().status == 408)
      }
    }

    @Test func `cut a client that takes nothing of what it is sent`() throws {
      try withClock { server in
        let client = try Client(server, receiveBuffer: 4096)
        try client.send(get("/large"))
        _ = try client.read(1)
        pass(.seconds(31), on: server) { server.connectionCount == 0 }
        #expect(try client.countAll() < 100 << 20)
      }
    }

    @Test func `close a connection whose client keeps its side open`() throws {
      try withClock { server in
        let client = try Client(server)
        try client.send(get("/a", "Connection: close"))
        #expect(try client.readAll().hasSuffix("hello /a"))
        #expect(server.connectionCount == 1)
        pass(.seconds(3), on: server) { server.connectionCount == 0 }
      }
    }
  }
}
