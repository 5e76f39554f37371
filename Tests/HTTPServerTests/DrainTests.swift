import Glibc
import HTTP
import Testing

@testable import HTTPServer

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Draining` {
    private func respond(_ gate: Gate) -> @Sendable (Request) -> Reply {
      { request in
        switch request.path.raw {
        case "/heavy":
          .heavy(
            HeavyWork { (_: ClosureSession, _) in
              gate.pass()
              return Response(.ok, text: "done")
            })
        case "/large": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 20 << 20), length: 20 << 20))))
        default: hello(request)
        }
      }
    }

    /// Orders the end from another thread.
    private func drain(_ server: Server) throws -> Monitor<Bool> {
      let ended = Monitor(false)
      try PosixThread.run("test-drain") {
        server.drain()
        ended.change { $0 = true }
      }
      return ended
    }

    @Test func `lets what is under way end, and closes the rest`() throws {
      let gate = Gate()
      // Longer than the test may take: nothing may have to be cut.
      try withServer(respond(gate), { $0.deadlines.drain = .seconds(100) }) { server in
        let idle = try Client(server)
        #expect(try idle.ask(get("/a")).status == 200)
        let heavy = try Client(server)
        try heavy.send(get("/heavy"))
        gate.waitForArrivals(1)
        let large = try Client(server, receiveBuffer: 65_536)
        try large.send(get("/large"))
        _ = try large.read(10)
        let half = try Client(server)
        try half.send(get("/first") + "GET /half HTTP/1.1\r\n")
        #expect(try half.answer().text == "hello /first")

        let ended = try drain(server)
        #expect(try idle.readAll().isEmpty)
        #expect(throws: Client.Failure.self) {
          try eventually {
            _ = try Client(server); return false
          }
        }
        #expect(ended.change { $0 } == false)

        try half.send("Host: a\r\n\r\n")
        let late = try half.answer()
        #expect(late.text == "hello /half")
        #expect(late.fields["connection"] == "close")
        gate.open()
        #expect(try heavy.answer().text == "done")
        #expect(try large.countAll() > 20 << 20)
        for client in [half, heavy, large] { client.close() }
        _ = ended.wait { $0 ? true : nil }
        #expect(server.connectionCount == 0)
        server.wait()
      }
    }

    @Test func `cuts what does not end in time`() throws {
      let gate = Gate()
      try withServer(respond(gate), { $0.deadlines.drain = .milliseconds(50) }) { server in
        let heavy = try Client(server)
        try heavy.send(get("/heavy"))
        gate.waitForArrivals(1)
        let ended = try drain(server)
        #expect(try heavy.readAll().isEmpty)
        gate.open()
        _ = ended.wait { $0 ? true : nil }
      }
    }

    @Test func `answers a first request that is on its way`() throws {
      try withServer(respond(Gate())) { server in
        let early = try Client(server)
        let ended = try drain(server)
        eventually { server.isDraining }
        try early.send(get("/early"))
        let answer = try early.answer()
        #expect(answer.text == "hello /early")
        #expect(answer.fields["connection"] == "close")
        early.close()
        _ = ended.wait { $0 ? true : nil }
      }
    }

    @Test func `may be ordered twice, and before anyone came`() throws {
      try withServer(hello) { server in
        server.drain()
        server.drain()
        #expect(server.isDraining)
      }
    }
  }
}
