import HTTP
import Testing

/// A reading of a request's head by cutting texts, to compare with.
///
/// It knows nothing of limits, offsets or pieces: only whether the head is good, and the fields.
private func naiveHead(_ bytes: [UInt8]) -> [String]? {
  guard let end = (0...max(0, bytes.count - 4)).first(where: { Array(bytes[$0...].prefix(4)) == [13, 10, 13, 10] })
  else {
    return nil
  }
  let head = bytes[..<end].map { Character(UnicodeScalar($0)) }
  guard head.allSatisfy({ $0 == "\t" || $0 == "\r" || $0 == "\n" || ($0 >= " " && $0 != "\u{7F}") }) else { return nil }
  var lines: [String] = [""]
  var index = 0
  while index < head.count {
    if head[index] == "\r" {
      guard index + 1 < head.count, head[index + 1] == "\n" else { return nil }
      lines.append("")
      index += 2
    } else {
      guard head[index] != "\n" else { return nil }
      lines[lines.count - 1].append(head[index])
      index += 1
    }
  }
  let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
  let token = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
  guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(token.contains), words[0] != "CONNECT",
    ["HTTP/1.0", "HTTP/1.1"].contains(words[2]), words[1].first == "/"
  else { return nil }
  var fields: [String] = []
  var hosts = 0
  var lengths = 0
  for line in lines.dropFirst() {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, line[..<colon].allSatisfy(token.contains)
    else {
      return nil
    }
    var value = line[line.index(after: colon)...]
    while value.first == " " || value.first == "\t" { value.removeFirst() }
    while value.last == " " || value.last == "\t" { value.removeLast() }
    let name = line[..<colon].lowercased()
    if name == "host" {
      hosts += 1
      let parts = value.split(separator: ":", omittingEmptySubsequences: false)
      let name = Set("!$&'()*+,;=-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
      guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].allSatisfy(name.contains),
        parts.count == 1 || parts[1].isEmpty || parts[1].allSatisfy({ ("0"..."9").contains($0) })
      else { return nil }
    }
    if name == "content-length" {
      lengths += 1
      guard !value.isEmpty, value.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    }
    fields.append("\(line[..<colon])=\(value)")
  }
  guard hosts == 1 || (hosts == 0 && words[2] == "HTTP/1.0"), lengths <= 1 else { return nil }
  return fields
}

@Suite struct `Requests with random faults` {
  private static let models = [
    "GET /abc HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nX-Y: \t z \r\n\r\n",
    "POST /abc HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
    "POST /a HTTP/1.0\r\nHost: a\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n",
    "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0\r\nA: b\r\n\r\n",
  ]

  /// A model with some bytes changed, doubled, left out or brought in, of those that the grammar turns on.
  private func mutant(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array((Self.models.randomElement(using: &generator) ?? "").utf8)
    let spice = Array("\r\n \t:;,=+-0aA\0\u{7F}/%\"".utf8)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let byte = spice.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.remove(at: place)
      default: bytes.insert(bytes[place], at: place)
      }
    }
    return bytes
  }

  @Test(arguments: [UInt64](1...20))
  func `read the same however they are cut`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let bytes = mutant(&generator)
      let whole = transcript([bytes])
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 1...9, using: &generator))
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(transcript(pieces) == whole, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      #expect(transcript(bytes.map { [$0] }) == whole, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: [UInt64](101...110))
  func `are judged as a naive reading judges them`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let bytes = mutant(&generator)
      let text = String(decoding: bytes, as: UTF8.self)
      // The naive reading knows no transfer coding, no encoded target and no empty line before.
      guard !text.contains("ransfer-"), !text.contains("%"), bytes.first != 13 else { continue }
      var parser = RequestParser()
      var position = 0
      let event = try? parser.consume(bytes, &position, bytes.count)
      let fields = event == .head ? parser.request.headers.all.map { "\($0.name)=\($0.value)" } : nil
      let isTargetGood = naiveHead(bytes).map { _ in !text.prefix(16).contains { "\"".contains($0) } } ?? true
      guard isTargetGood else { continue }
      #expect(fields == naiveHead(bytes), "seed \(seed): \(text)")
    }
  }
}
