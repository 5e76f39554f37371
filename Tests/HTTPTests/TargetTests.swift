import Testing

@testable import HTTP

@Suite struct `Path of a target` {
  @Test(arguments: [
    ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("/a/b", ["a", "b"]), ("//a", ["", "a"]), ("/a//b", ["a", "", "b"]),
    ("/a?b/c", ["a"]), ("/1%2F500", ["1/500"]), ("/Ph%C6%B0%E1%BB%9Dng", ["Phường"]), ("/a+b", ["a+b"]),
    ("/%2e%2E/x", ["..", "x"]), ("/a;b=c", ["a;b=c"]), ("/[a]|b", ["[a]|b"]), ("/%25", ["%"]), ("/%20", [" "]),
    ("http://h", []), ("http://h?x", []), ("https://h:80/a", ["a"]), ("HTTP://h/a/b", ["a", "b"]),
  ])
  func `is split before it is decoded`(_ target: String, _ expected: [String]) throws {
    #expect(try Request(.get, target).path.segments == expected)
  }

  @Test func `is given as sent, too`() throws {
    let request = try Request(.get, "/a%2Fb/c?d=e")
    #expect(request.path.raw == "/a%2Fb/c")
    #expect(request.target == "/a%2Fb/c?d=e")
  }

  @Test func `of a star has no segment`() throws {
    #expect(try Request(.options, "*").path.segments == [])
  }

  @Test func `names the host of the absolute form, else of the field`() throws {
    #expect(try Request(.get, "http://there:81/a").host == "there:81")
    #expect(try Request(.get, "/a").host == "localhost")
  }
}

@Suite struct `Query of a target` {
  private func pairs(_ query: String) throws -> [String] {
    try Request(.get, "/x?" + query).query.map { "\($0.name)=\($0.value)" }
  }

  @Test func `keeps order and repetition`() throws {
    #expect(try pairs("b=1&a=2&b=3") == ["b=1", "a=2", "b=3"])
  }

  @Test func `reads parts without a value, without a name, and empty ones`() throws {
    #expect(try pairs("a&b=&=c&&d=e=f&") == ["a=", "b=", "=c", "d=e=f"])
  }

  @Test func `decodes names and values`() throws {
    #expect(try pairs("t%C3%AAn=tr%E1%BA%A7n%26a&%61=%3D") == ["tên=trần&a", "a=="])
  }

  @Test func `reads a plus as the space of a form`() throws {
    #expect(try pairs("q=to+12+thua+345&p=%2B15.1") == ["q=to 12 thua 345", "p=+15.1"])
    #expect(try pairs("at=+15.1,+108.7") == ["at= 15.1, 108.7"])
  }

  @Test func `takes what browsers leave as it is`() throws {
    #expect(try pairs("a={b}|\\^`[c]'") == ["a={b}|\\^`[c]'"])
  }

  @Test func `gives the first value of a name, the items and the text as sent`() throws {
    let query = try Request(.get, "/x?a=1&b=%20&a=2").query
    #expect(query["a"] == "1")
    #expect(query["b"] == " ")
    #expect(query["c"] == nil)
    #expect(query.items.count == 3)
    #expect(query.raw == "a=1&b=%20&a=2")
    #expect(!query.isEmpty)
  }

  @Test(arguments: ["/x", "/x?", "/x?&&"])
  func `may be empty`(_ target: String) throws {
    let query = try Request(.get, target).query
    #expect(query.isEmpty)
    #expect(query.items.isEmpty)
  }
}

@Suite struct `Sets of bytes` {
  private let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
  private let delimiters = "!$&'()*+,;="

  @Test func `are those of the grammar`() {
    let alphanumeric = String(unreserved.dropLast(4))
    for (set, members) in [
      (ByteSet.token, "!#$%&'*+-.^_`|~" + alphanumeric), (.path, unreserved + delimiters + ":@/%[]|"),
      (.query, unreserved + delimiters + ":@/?%[]{}|\\^`"), (.host, unreserved + delimiters + "%:[]"),
    ] {
      let expected = Set(members.utf8)
      for byte in UInt8.min...UInt8.max { #expect(set.contains(byte) == expected.contains(byte), "\(byte)") }
    }
  }

  @Test func `check UTF-8 as the standard library does`() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<20_000 {
      let lead: [UInt8] = [0x41, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x80, 0xC1]
      var bytes = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        UInt8.random(in: 0x7E...0xC3, using: &generator)
      }
      bytes[0] = lead.randomElement(using: &generator) ?? 0
      var check = UTF8Check()
      let accepted = bytes.allSatisfy { check.accept($0) } && check.isComplete
      #expect(accepted == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
