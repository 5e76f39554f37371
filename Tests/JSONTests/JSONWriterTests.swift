import Foundation
import JSON
import Testing

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test func `sets commas and colons itself`() {
    let text = written { writer in
      writer.beginObject()
      writer.key("a")
      writer.beginArray()
      writer.integer(1)
      writer.beginArray()
      writer.endArray()
      writer.beginObject()
      writer.endObject()
      writer.null()
      writer.endArray()
      writer.key("b")
      writer.bool(true)
      writer.key("c")
      writer.raw("[1]")
      writer.key("d")
      writer.string(nil)
      writer.endObject()
    }
    #expect(text == #"{"a":[1,[],{},null],"b":true,"c":[1],"d":null}"#)
  }

  @Test func `escapes what RFC 8259 demands and nothing else`() {
    #expect(
      written { $0.string("\" \\ / \u{8} \t \n \u{C} \r \0 \u{1F} \u{7F} ạ 😀") }
        == #""\" \\ / \b \t \n \f \r \u0000 \u001f "# + "\u{7F} ạ 😀\"")
    #expect(
      written {
        $0.beginObject()
        $0.key("tờ \"12\"")
        $0.integer(0)
        $0.endObject()
      } == #"{"tờ \"12\"":0}"#)
  }

  @Test(arguments: [0, 1, -1, 9, 10, 99, 100, 1_234_567_890, Int.max, Int.min]) func `writes integers`(value: Int) {
    #expect(written { $0.integer(value) } == value.description)
  }

  @Test func `writes the shortest number that reads back`() {
    #expect(written { $0.number(221.3) } == "221.3")
    #expect(written { $0.number(3) } == "3")
    #expect(written { $0.number(-12) } == "-12")
    #expect(written { $0.number(-0.0) } == "-0.0")
    #expect(written { $0.number(1e300) } == "1e+300")
    #expect(written { $0.number(.nan) } == "null")
    #expect(written { $0.number(-.infinity) } == "null")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `fixed decimals are those of printf`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20_000 {
      let decimals = round % 4 == 0 ? Int.random(in: 0...17, using: &generator) : 9
      let value = randomValue(round, decimals, &generator)
      let expected = String(format: "%.\(decimals)f", value)
      let text = written { $0.fixed(value, decimals: decimals) }
      guard text == expected else {
        Issue.record("seed \(seed): \(value) with \(decimals) decimals gives \(text), not \(expected)")
        return
      }
    }
  }

  private func randomValue(_ round: Int, _ decimals: Int, _ generator: inout SeededGenerator) -> Double {
    switch round % 5 {
    case 0: return Double.random(in: -180...180, using: &generator)
    case 1: return Double.random(in: -1e6...1e6, using: &generator)
    case 2:
      // Ties: odd multiples of a power of two.
      let exponent = -Int.random(in: 1...20, using: &generator)
      return Double(sign: .plus, exponent: exponent, significand: Double(Int.random(in: -999...999, using: &generator)))
    case 3:
      let bits = generator.next()
      let any = Double(bitPattern: bits)
      return any.isFinite && any.magnitude < 0x1p63 ? any : 0.5
    default:
      // Next to a decimal half.
      let near = (Double(Int.random(in: 0...1000, using: &generator)) + 0.5) / 1000
      return [near, near.nextUp, near.nextDown][Int.random(in: 0...2, using: &generator)]
    }
  }

  @Test func `fixed decimals carry, round ties to even and keep the sign`() {
    #expect(written { $0.fixed(0.999_999_999_9, decimals: 9) } == "1.000000000")
    #expect(written { $0.fixed(0.5, decimals: 0) } == "0")
    #expect(written { $0.fixed(1.5, decimals: 0) } == "2")
    #expect(written { $0.fixed(0.125, decimals: 2) } == "0.12")
    #expect(written { $0.fixed(-1e-12, decimals: 9) } == "-0.000000000")
    #expect(written { $0.fixed(0x1p62, decimals: 1) } == "4611686018427387904.0")
    #expect(written { $0.fixed(.greatestFiniteMagnitude, decimals: 3) } == "1.7976931348623157e+308")
    #expect(written { $0.fixed(.nan, decimals: 3) } == "null")
    #expect(written { $0.position(108.5, 15, decimals: 3) } == "[108.500,15.000]")
  }

  @Test func `appends to a buffer and gives it back`() {
    var writer = JSONWriter(appendingTo: Array("data: ".utf8))
    writer.integer(1)
    #expect(String(decoding: writer.take(), as: UTF8.self) == "data: 1")
    #expect(writer.bytes.isEmpty)
    var buffer = Array("old".utf8)
    buffer.reserveCapacity(1000)
    let reused = JSONWriter(reusing: buffer)
    #expect(reused.bytes.isEmpty && reused.bytes.capacity >= 1000)
  }

  @Test(arguments: [11, 12, 13] as [UInt64]) func `what is written reads back the same`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let value = JSONValue.random(depth: 4, &generator)
      var writer = JSONWriter()
      writer.value(value)
      #expect(try JSONParser.parse(writer.bytes) == value, "seed \(seed): \(writer.text)")
      // Foundation reads it too.
      _ = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
    }
  }
}

extension JSONValue {
  /// Any value that the parser would give.
  static func random(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0...(depth > 0 ? 8 : 5), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2: .integer(Int.random(in: -1_000_000...1_000_000, using: &generator))
    case 3: .number(Double(Int.random(in: 1...999_999, using: &generator)) / 1000 + 0.0005)
    case 4: .numeral("0.\(UInt64.random(in: 1...9, using: &generator))\(UInt64.max - generator.next() % 1_000_000)")
    case 5, 6: .string(randomText(&generator))
    case 7: .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
    default:
      .object(
        JSONObject(
          members: (0..<Int.random(in: 0...20, using: &generator)).map { index in
            JSONObject.Member(name: "\(index)" + randomText(&generator), value: random(depth: depth - 1, &generator))
          }))
    }
  }

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    let letters = Array("ab\"\\/\n\t\u{1}ạđờ😀 {}[]:,")
    return String(
      (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in letters.randomElement(using: &generator) })
  }
}

@Test(arguments: [1, 2, 3]) func `billionths are what nine decimals say`(seed: UInt64) {
  var state = seed &* 0x9E37_79B9_7F4A_7C15
  for round in 0..<20_000 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var value = Double(Int64(bitPattern: state) >> 11) / 0x1p52 * (round % 3 == 0 ? 8e9 : 180)
    // Numbers that lie near the middle between two decimals, too.
    if round % 5 == 0 { value = ((value * 1e9).rounded(.down) + 0.5) / 1e9 }
    var writer = JSONWriter()
    writer.fixed(value, decimals: 9)
    let digits = writer.text.filter { $0 != "." }
    #expect(JSONWriter.billionths(value) == Int64(digits), "seed \(seed): \(value)")
  }
}
