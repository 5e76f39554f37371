import Glibc
import HTTP
import Testing

@testable import HTTPServer

private struct Unready: Error, CustomStringConvertible {
  let description = "The register is missing."
}

private struct UnreadyApplication: Application {
  func makeSession() throws -> ClosureSession { throw Unready() }
}

private func server(_ change: (inout Configuration) -> Void) throws -> Server {
  var configuration = Configuration()
  configuration.port = 0
  change(&configuration)
  return try Server(ClosureApplication(respond: hello), configuration: configuration)
}

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Listening` {
    @Test func `says which port is in use`() throws {
      let first = try server { _ in }
      let error = #expect(throws: ServerError.self) { try server { $0.port = first.port } }
      #expect(error?.kind == .addressInUse)
      #expect(
        error?.description
          == "Port \(first.port) on 127.0.0.1 is in use by another program; stop it or choose another port.")
    }

    @Test(arguments: ["no such host", "203.0.113.9", "::zz", ""])
    func `says which host is none of its own`(_ host: String) throws {
      let error = #expect(throws: ServerError.self) { try server { $0.host = host } }
      #expect(error?.kind == .badHost)
    }

    @Test(arguments: [-1, 65_536])
    func `refuses a port that is none`(_ port: Int) throws {
      let error = #expect(throws: ServerError.self) { try server { $0.port = port } }
      #expect(error?.description == "Port \(port) is not one of 0 to 65535.")
    }

    @Test func `listens on IPv6, too`() throws {
      let server = try server { $0.host = "::1" }
      #expect(server.address.isLoopback)
      #expect(server.address.description == "[::1]:\(server.port)")
    }

    @Test func `does not start without its sessions`() throws {
      var configuration = Configuration()
      configuration.port = 0
      let server = try Server(UnreadyApplication(), configuration: configuration)
      let error = #expect(throws: ServerError.self) { try server.start() }
      #expect(error?.kind == .session)
      #expect(error?.description == "The register is missing.")
      server.wait()
    }
  }
}

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Many connections` {
    @Test func `beyond the table are answered 503`() throws {
      try withServer(hello, { $0.connections = 3 }) { server in
        let clients = try (0..<3).map { _ in try Client(server) }
        for client in clients { #expect(try client.ask(get("/a")).status == 200) }
        let refused = try Client(server)
        #expect(try refused.readAll().hasPrefix("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n"))
        clients[0].close()
        eventually { server.connectionCount == 2 }
        #expect(try Client(server).ask(get("/b")).status == 200)
      }
    }

    @Test(arguments: [UInt64](1...4))
    func `that come and go in any way leave nothing behind`(seed: UInt64) throws {
      let respond: @Sendable (Request) -> Reply = { request in
        switch request.path.raw {
        case "/heavy": .heavy(HeavyWork { (_: ClosureSession, _) in Response(.ok, text: "done") })
        case "/large": .response(Response(.ok, body: .stream(BodyStream(Pattern(total: 1 << 18)))))
        default: hello(request)
        }
      }
      try withServer(
        respond,
        {
          $0.connections = 8
          $0.heavyQueue = 1000
        },
        { server in
          let done = Monitor(0)
          for thread in 0..<3 {
            try PosixThread.run("test-client") {
              var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(thread)
              for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                guard let client = try? Client(server) else { continue }
                let path = ["/a", "/heavy", "/large"][Int(state >> 33) % 3]
                let text = Array(get(path).utf8)
                switch (state >> 40) % 5 {
                case 0: try? client.send(Array(text.prefix(Int(state >> 50) % text.count)))
                case 1: try? client.send(text)
                case 2: try? client.send(text + text)
                default: #expect(throws: Never.self, "seed \(seed)") { try client.ask(get(path)).status == 200 }
                }
                if (state >> 43) % 2 == 0 { client.reset() } else { client.close() }
              }
              done.change { $0 += 1 }
            }
          }
          _ = done.wait { $0 == 3 ? true : nil }
          eventually { server.connectionCount == 0 }
          #expect(try Client(server).ask(get("/after")).text == "hello /after", "seed \(seed)")
        })
    }

    @Test func `leave events behind that do not reach their successors`() throws {
      try withServer(hello) { server in
        let table = ConnectionTable(capacity: 1)
        let connection = try #require(table.take())
        #expect(table.take() == nil)
        let stale = connection.token
        let file = try Descriptor(owning: unsafe open("/dev/null", O_RDONLY), from: "open")
        connection.open(file, PeerAddress(high: 0, low: 1, port: 1), limits: Limits())
        connection.close()
        #expect(connection.token != stale)
        #expect(connection.token.slot == stale.slot)
        #expect(EventToken(packed: stale.packed) == stale)
        #expect(table.give(connection) == 0)
        #expect(table.take() === connection)
      }
    }
  }
}

extension ServerTests {
  /// What concerns the whole process happens in one of its own.
  @Suite(.timeLimit(.minutes(1))) struct `The process of a server` {
    @Test(arguments: [SIGTERM, SIGINT])
    func `ends in order when it is told to`(_ signal: Int32) async {
      await #expect(processExitsWith: .exitCode(7)) { [signal] in
        let gate = Gate()
        var configuration = Configuration()
        configuration.port = 0
        configuration.handlesSignals = true
        let server = try Server(
          ClosureApplication(respond: { _ in
            .heavy(
              HeavyWork { (_: ClosureSession, _) in
                gate.pass()
                return Response(.ok, text: "done")
              })
          }), configuration: configuration)
        try server.start()
        let client = try Client(server)
        try client.send(get("/"))
        gate.waitForArrivals(1)
        kill(getpid(), signal)
        eventually { server.isDraining }
        gate.open()
        let answer = try client.answer()
        client.close()
        server.wait()
        exit(answer.text == "done" && answer.fields["connection"] == "close" ? 7 : 1)
      }
    }

    @Test func `goes on when no descriptor is left`() async {
      await #expect(processExitsWith: .exitCode(7)) {
        let notices = Monitor(0)
        var configuration = Configuration()
        configuration.port = 0
        configuration.notice = { notice in if case .outOfDescriptors = notice { notices.change { $0 += 1 } } }
        let server = try Server(ClosureApplication(respond: hello), configuration: configuration)
        try server.start()
        let first = try Client(server)
        guard try first.ask(get("/a")).status == 200 else { exit(1) }
        // The next descriptor is the last: a client that comes takes it from the server's side.
        var spare: [Int32] = []
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = 64
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        while case let number = dup(0), number >= 0 { spare.append(number) }
        if let last = spare.popLast() { close(last) }
        let second = try Client(server)
        _ = notices.wait { $0 > 0 ? true : nil }
        guard try first.ask(get("/b")).status == 200 else { exit(2) }
        // The one who waited was turned away, and whoever comes when there is room again is served.
        _ = try? second.readAll()
        for number in spare { close(number) }
        guard try Client(server).ask(get("/c")).status == 200 else { exit(3) }
        server.drain()
        exit(7)
      }
    }
  }
}
