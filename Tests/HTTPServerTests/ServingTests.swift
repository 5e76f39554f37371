import Glibc
import HTTP
import Testing

@testable import HTTPServer

extension ServerTests {
  @Suite(.timeLimit(.minutes(1))) struct `Serving` {
    @Test func `answers requests on one connection, one after another`() throws {
      try withServer(hello) { server in
        let client = try Client(server)
        for path in ["/a", "/b", "/c"] {
          let answer = try client.ask(get(path))
          #expect(answer.status == 200)
          #expect(answer.text == "hello \(path)")
          #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
          #expect(answer.fields["connection"] == nil)
        }
        #expect(server.connectionCount == 1)
      }
    }

    @Test func `answers HEAD with the fields of GET and no content`() throws {
      try withServer(hello) { server in
        let client = try Client(server)
        try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"))
        let head = try client.answer(toHead: true)
        #expect(head.fields["content-length"] == "8")
        #expect(try client.answer().text == "hello /b")
      }
    }

    @Test func `closes when the client asks it to, and for HTTP 1 0`() throws {
      try withServer(hello) { server in
        for request in [get("/a", "Connection: close"), "GET /a HTTP/1.0\r\n\r\n"] {
          let client = try Client(server)
          try client.send(request)
          let text = try client.readAll()
          #expect(text.contains("\r\nConnection: close\r\n"))
          #expect(text.hasSuffix("hello /a"))
        }
        let client = try Client(server)
        let answer = try client.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(answer.fields["connection"] == "keep-alive")
        #expect(try client.ask(get("/b")).text == "hello /b")
      }
    }

    @Test func `answers pipelined requests in their order`() throws {
      try withServer(hello) { server in
        let client = try Client(server)
        try client.send((0..<300).map { get("/\($0)") }.joined())
        for number in 0..<300 { #expect(try client.answer().text == "hello /\(number)") }
      }
    }

    @Test func `answers a request that comes byte by byte`() throws {
      try withServer(hello) { server in
        let client = try Client(server)
        for byte in (get("/a") + get("/b")).utf8 { try client.send([byte]) }
        #expect(try client.answer().text == "hello /a")
        #expect(try client.answer().text == "hello /b")
      }
    }

    @Test func `holds pipelined answers back for a client that does not read, and loses none`() throws {
      let content = String(repeating: "x", count: 4000)
      try withServer({ request in .response(Response(.ok, text: request.path.raw + content)) }) { server in
        let client = try Client(server, receiveBuffer: 4096)
        // More answers than all buffers between the two sides take.
        let thread = Monitor(false)
        try PosixThread.run("test-client") {
          _ = try? client.send((0..<5000).map { get("/\($0)") }.joined())
          thread.change { $0 = true }
        }
        let other = try Client(server)
        #expect(try other.ask(get("/other")).status == 200)
        for number in 0..<5000 { #expect(try client.answer().text == "/\(number)" + content) }
        _ = thread.wait { $0 ? true : nil }
      }
    }

    @Test func `sends a long content from memory`() throws {
      let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 >> 4) }
      try withServer({ _ in .response(Response(.ok, type: "a/b", content)) }) { server in
        let client = try Client(server)
        try client.send(get("/a") + get("/b"))
        #expect(try client.answer().content == content)
        #expect(try client.answer().content == content)
      }
    }

    @Test func `tells who asks`() throws {
      try withServer({ request in .response(Response(.ok, text: "\(request.peer?.isLoopback ?? false)")) }) { server in
        let answer = try Client(server).ask(get("/"))
        #expect(answer.text == "true")
      }
    }

    @Test func `writes paths into the access log, and nothing of a query`() throws {
      let log = Monitor<[String]>([])
      try withServer(
        hello,
        { configuration in
          configuration.accessLog = { record in
            let method = record.method?.description ?? "-"
            log.change { $0.append("\(method) \(record.path) \(record.status.code) \(record.isComplete)") }
          }
        },
        { server in
          let client = try Client(server)
          #expect(try client.ask(get("/a%20b?name=secret")).status == 200)
          #expect(try client.ask("GET\r\n\r\n").status == 400)
          #expect(log.change { $0 } == ["GET /a%20b 200 true", "-  400 true"])
        })
    }

    @Test(arguments: [
      ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/3.0\r\n", 505),
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "a", count: 40_000))\r\n", 431),
      ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
      ("POST / HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n", 417),
      ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400),
    ])
    func `answers a bad request with a problem and closes`(_ request: String, _ status: Int) throws {
      try withServer(hello) { server in
        let client = try Client(server)
        // What stands behind a refused request is not read as another.
        try client.send(get("/first") + request + get("/smuggled"))
        #expect(try client.answer().text == "hello /first")
        let answer = try client.answer()
        #expect(answer.status == status)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.fields["connection"] == "close")
        #expect(answer.text.contains("\"status\":\(status)"))
        #expect(try client.readAll().isEmpty)
      }
    }
  }
}
