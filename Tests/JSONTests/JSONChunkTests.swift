import JSON
import Testing

/// What a parser says of a text: its events with their content, and its fault.
private struct Transcript: Hashable {
  var lines: [String] = []
  var error: JSONError?
  var hasByteOrderMark = false

  init(_ chunks: [[UInt8]], options: JSONParser.Options = JSONParser.Options()) {
    var parser = JSONParser(options: options)
    do {
      for chunk in chunks {
        parser.feed(chunk)
        try drain(&parser)
      }
      parser.finish()
      try drain(&parser)
    } catch {
      self.error = error
    }
    hasByteOrderMark = parser.hasByteOrderMark
  }

  private mutating func drain(_ parser: inout JSONParser) throws(JSONError) {
    while let event = try parser.next() {
      switch event {
      case .name, .string: lines.append("\(event) \(parser.text) at \(parser.tokenPosition)")
      case .number: lines.append("\(parser.numeral) \(parser.number) \(String(describing: parser.integer))")
      default: lines.append("\(event) \(parser.depth)")
      }
    }
  }
}

@Suite struct JSONChunkTests {
  private static let sample =
    "\u{FEFF}{\"tờ\": [12, -3.25e-2, 0, 108.792300000,\n true , false,null],\r\n \"s\\u1EA1\\n\" : \"\\uD83D\\uDE00 đ😀\", \"e\":{}}\n"

  static let texts: [String] = [
    sample, "1", "12 ", "[1e999]", "[1,2", "{\"a\":tru}", "\"\\uD83D\\uDE0\"", "[\"\\uD83Dx\"]", "[01]", "[1.]", "[1e]",
    "-", "[\"a\nb\"]", "\u{FEFF}", "\u{FEFF}1", "[" + String(repeating: "9", count: 30) + "]", "[] x", "[nulL]",
    "falsy",
  ]

  @Test(arguments: texts) func `says the same wherever a text is cut in two`(text: String) {
    let bytes = Array(text.utf8)
    let whole = Transcript([bytes])
    for cut in 0...bytes.count {
      #expect(Transcript([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
    }
    #expect(Transcript(bytes.map { [$0] }) == whole, "byte by byte")
  }

  @Test func `says the same of broken UTF-8 wherever it is cut`() {
    for broken in [[0xE1, 0xBA, 0x20], [0xC3], [0xF0, 0x9F, 0x98], [0x80], [0xED, 0xA0, 0x80]] as [[UInt8]] {
      let bytes = Array("[\"ab".utf8) + broken + Array("\"]".utf8)
      let whole = Transcript([bytes])
      #expect(whole.error?.kind == .invalidUTF8)
      for cut in 0...bytes.count {
        #expect(Transcript([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
      }
    }
  }

  @Test(arguments: [31, 32] as [UInt64]) func `a mutated text is read or refused, and the same in any chunks`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let original = Array(Self.sample.utf8)
    for _ in 0..<2_000 {
      var bytes = original
      for _ in 0...Int.random(in: 0...3, using: &generator) {
        guard let index = bytes.indices.randomElement(using: &generator) else { continue }
        switch Int.random(in: 0...3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      let whole = Transcript([bytes])
      var chunks: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...7, using: &generator)
        chunks.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      guard Transcript(chunks) == whole else {
        Issue.record("seed \(seed): \(bytes)")
        return
      }
    }
  }

  @Test func `limits are the same in any chunks`() {
    let options = JSONParser.Options(maximumStringLength: 10)
    for text in ["[\"0123456789\"]", "[\"01234567890\"]", "[\"012345678\\u1EA1 \"]", "[\"0123456789"] {
      let bytes = Array(text.utf8)
      let whole = Transcript([bytes], options: options)
      #expect(Transcript(bytes.map { [$0] }, options: options) == whole)
    }
    for digits in [4095, 4096, 4097, 4098] {
      let bytes = Array(("[0." + String(repeating: "1", count: digits - 2) + "x").utf8)
      let whole = Transcript([bytes])
      #expect(whole.error?.kind == (digits <= 4096 ? .malformedNumber : .tooLong))
      #expect(Transcript([Array(bytes.prefix(4090))] + bytes.dropFirst(4090).map { [$0] }) == whole)
    }
  }

  @Test func `a long string in small chunks is not read again and again`() throws {
    var parser = JSONParser()
    parser.feed([0x22])
    let chunk = [UInt8](repeating: 0x61, count: 16)
    for _ in 0..<20_000 {
      parser.feed(chunk)
      #expect(try parser.next() == nil)
    }
    parser.feed([0x22])
    parser.finish()
    #expect(try parser.next() == .string)
    #expect(parser.text.utf8.count == 320_000)
  }

  @Test func `throws the same fault again`() {
    var parser = JSONParser(Array("[x".utf8))
    #expect(throws: Never.self) { try parser.next() }
    let first = #expect(throws: JSONError.self) { try parser.next() }
    let second = #expect(throws: JSONError.self) { try parser.next() }
    #expect(first == second)
  }

  @Test func `skips a value whole`() throws {
    var parser = JSONParser(Array(#"{"a":{"b":[1,{"c":2}]},"d":3}"#.utf8))
    #expect(try parser.next() == .beginObject)
    #expect(try parser.next() == .name)
    #expect(try parser.skipValue())
    #expect(try parser.next() == .name)
    #expect(parser.textEquals("d"))
    #expect(parser.text == "d")
  }
}
