import Glibc
import HTTP
import Synchronization
import Testing

@testable import HTTPServer

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Heavy work` {
    private func heavy(_ gate: Gate) -> @Sendable (Request) -> Reply {
      { request in
        guard request.path.raw.hasPrefix("/heavy") else { return hello(request) }
        let path = request.path.raw
        return .heavy(
          HeavyWork { (_: ClosureSession, _) in
            gate.pass()
            return Response(.ok, text: "done \(path)")
          })
      }
    }

    private func one(_ configuration: inout Configuration) {
      configuration.workers = 1
      configuration.heavyWorkers = 1
      configuration.heavyQueue = 1
    }

    @Test func `leaves the worker to others, and answers when it is done`() throws {
      let gate = Gate()
      try withServer(heavy(gate), one) { server in
        let waiting = try Client(server)
        try waiting.send(get("/heavy"))
        gate.waitForArrivals(1)
        let quick = try Client(server)
        for _ in 0..<50 { #expect(try quick.ask(get("/a")).text == "hello /a") }
        #expect(try !waiting.isClosed())
        gate.open()
        #expect(try waiting.answer().text == "done /heavy")
        #expect(try waiting.ask(get("/b")).text == "hello /b")
      }
    }

    @Test func `keeps the order of pipelined requests`() throws {
      let gate = Gate()
      try withServer(heavy(gate), one) { server in
        let client = try Client(server)
        try client.send(get("/1") + get("/heavy/2") + get("/3") + get("/heavy/4") + get("/5"))
        #expect(try client.answer().text == "hello /1")
        gate.waitForArrivals(1)
        gate.open()
        for text in ["done /heavy/2", "hello /3", "done /heavy/4", "hello /5"] {
          #expect(try client.answer().text == text)
        }
      }
    }

    @Test func `beyond the queue is answered 503 at once`() throws {
      let gate = Gate()
      try withServer(heavy(gate), one) { server in
        let running = try Client(server)
        try running.send(get("/heavy/running"))
        gate.waitForArrivals(1)
        let queued = try Client(server)
        try queued.send(get("/heavy/queued"))
        eventually { server.heavyWaiting == 1 }
        let refused = try Client(server).ask(get("/heavy/refused"))
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "2")
        #expect(refused.text.contains("\"code\":\"overloaded\""))
        gate.open()
        #expect(try running.answer().text == "done /heavy/running")
        #expect(try queued.answer().text == "done /heavy/queued")
      }
    }

    @Test func `that waits is given up when its client goes away`() throws {
      let gate = Gate()
      try withServer(heavy(gate), one) { server in
        let running = try Client(server)
        try running.send(get("/heavy/running"))
        gate.waitForArrivals(1)
        let queued = try Client(server)
        try queued.send(get("/heavy/queued"))
        eventually { server.heavyWaiting == 1 }
        queued.close()
        eventually { server.heavyWaiting == 0 && server.connectionCount == 1 }
        gate.open()
        #expect(try running.answer().text == "done /heavy/running")
      }
    }

    @Test func `that has begun is told when its client goes away`() throws {
      let begun = Gate()
      begun.open()
      let cancelled = Gate()
      cancelled.open()
      let respond: @Sendable (Request) -> Reply = { request in
        guard request.path.raw == "/heavy" else { return hello(request) }
        return .heavy(
          HeavyWork { (_: ClosureSession, cancellation) in
            begun.pass()
            eventually { cancellation.isCancelled }
            cancelled.pass()
            return Response(.ok, text: "in haste")
          })
      }
      try withServer(respond) { server in
        let gone = try Client(server)
        try gone.send(get("/heavy"))
        begun.waitForArrivals(1)
        gone.reset()
        cancelled.waitForArrivals(1)
        // One that only finished sending still gets what there is.
        let half = try Client(server)
        try half.send(get("/heavy"))
        begun.waitForArrivals(2)
        half.finishSending()
        #expect(try half.answer().text == "in haste")
        eventually { server.connectionCount == 0 }
      }
    }

    @Test func `may answer with a long stream`() throws {
      try withServer({ _ in
        .heavy(
          HeavyWork { (_: ClosureSession, _) in Response(.ok, body: .stream(BodyStream(Pattern(total: 1 << 20)))) })
      }) { server in
        let client = try Client(server)
        for _ in 0..<3 { #expect(try client.ask(get("/")).content.count == 1 << 20) }
      }
    }

    @Test func `of many clients is answered to each`() throws {
      try withServer(
        { request in
          let path = request.path.raw
          return .heavy(HeavyWork { (_: ClosureSession, _) in Response(.ok, text: path) })
        },
        {
          $0.heavyWorkers = 2
          $0.heavyQueue = 100
        },
        { server in
          let clients = try (0..<50).map { _ in try Client(server) }
          for round in 0..<10 {
            for (index, client) in clients.enumerated() { try client.send(get("/\(round)/\(index)")) }
            for (index, client) in clients.enumerated() { #expect(try client.answer().text == "/\(round)/\(index)") }
          }
        })
    }
  }
}

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Deferred answers` {
    private func ask(_ start: @escaping @Sendable (Completion) -> Void) throws -> Client.Answer {
      var answer: Client.Answer?
      try withServer({ request in request.path.raw == "/later" ? .deferred(start) : hello(request) }) { server in
        let client = try Client(server)
        try client.send(get("/later") + get("/after"))
        answer = try client.answer()
        #expect(try client.answer().text == "hello /after")
      }
      return try #require(answer)
    }

    @Test func `may come at once`() throws {
      #expect(try ask { completion in completion(Response(.ok, text: "now")) }.text == "now")
    }

    @Test func `may come from another thread`() throws {
      let answer = try ask { completion in
        try? PosixThread.run("test-other") { completion(Response(.ok, text: "later")) }
      }
      #expect(answer.text == "later")
    }

    @Test func `that never come are answered 500`() throws {
      #expect(try ask { _ in }.status == 500)
    }

    @Test func `count once`() throws {
      let answer = try ask { completion in
        completion(Response(.ok, text: "first"))
        completion(Response(.ok, text: "second"))
      }
      #expect(answer.text == "first")
    }
  }
}
