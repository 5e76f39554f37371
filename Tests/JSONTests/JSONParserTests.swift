import Foundation
import JSON
import Testing

@Suite struct JSONParserTests {
  @Test func `reads every kind of value in order`() throws {
    let value = try JSONParser.parse(
      " { \"b\" : [ 1 , -2.5, 1e3, true,false , null ] ,\n\"a\":{}, \"\":\"x\\u1EA1\\uD83D\\uDE00\\n\" } ")
    #expect(
      value
        == .object([
          "b": .array([.integer(1), .number(-2.5), .number(1000), .bool(true), .bool(false), .null]),
          "a": .object([:]), "": .string("xạ😀\n"),
        ]))
    #expect(value["b"]?.array?[1].double == -2.5)
    #expect(value["a"]?.object?.members.isEmpty == true)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
      ("\"a", .unexpectedEnd, 2), ("tru", .unexpectedEnd, 3), ("{\"a\"", .unexpectedEnd, 4),
      ("[1,]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1),
      ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2), ("{\"a\" 1}", .unexpectedByte, 5),
      ("'a'", .unexpectedByte, 0), ("]", .unexpectedByte, 0), ("\u{FEFF}\u{FEFF}1", .unexpectedByte, 3),
      (" \u{FEFF}1", .unexpectedByte, 1), ("\u{A0}1", .unexpectedByte, 0), ("/* */1", .unexpectedByte, 0),
      ("NaN", .unknownLiteral, 0), ("[Infinity]", .unknownLiteral, 1), ("nul0", .unknownLiteral, 0),
      ("True", .unknownLiteral, 0), ("undefined", .unknownLiteral, 0),
      ("01", .malformedNumber, 1), ("-", .malformedNumber, 1), ("1.", .malformedNumber, 2), (".5", .unexpectedByte, 0),
      ("1e", .malformedNumber, 2), ("1e+", .malformedNumber, 3), ("+1", .unexpectedByte, 0),
      ("-a", .malformedNumber, 1),
      ("1.2.3", .malformedNumber, 3), ("0x10", .malformedNumber, 1), ("-Infinity", .malformedNumber, 1),
      ("1e999", .numberOutOfRange, 0), ("[-1e400]", .numberOutOfRange, 1), ("1.8e308", .numberOutOfRange, 0),
      ("\"a\nb\"", .controlCharacter, 2), ("\"\u{1F}\"", .controlCharacter, 1), ("\"\0\"", .controlCharacter, 1),
      ("\"\\x\"", .malformedEscape, 1), ("\"\\u12G4\"", .malformedEscape, 1), ("\"\\u12\"", .malformedEscape, 1),
      ("\"\\uD800\"", .loneSurrogate, 1), ("\"\\uDC00\"", .loneSurrogate, 1), ("\"\\uD800\\n\"", .loneSurrogate, 1),
      ("\"\\uD800\\uD800\"", .loneSurrogate, 1), ("{\"a\":1,\"a\":2}", .duplicateName, 7),
      ("{\"a\":1,\"\\u0061\":2}", .duplicateName, 7), ("1 2", .trailingBytes, 2), ("{}{}", .trailingBytes, 2),
      ("[]]", .trailingBytes, 2),
    ] as [(String, JSONError.Kind, Int)])
  func `refuses what is not JSON, with its place`(text: String, kind: JSONError.Kind, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    #expect(error?.kind == kind)
    #expect(error?.place.offset == offset)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE1, 0xBA], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE1, 0xBA, 0xC0],
    ] as [[UInt8]]) func `refuses what is not UTF-8`(bytes: [UInt8])
  {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0x61] + bytes + [0x22]) }
    #expect(error?.kind == .invalidUTF8)
    #expect(error?.place.offset == 2)
  }

  @Test func `tells the line and column of a fault`() {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse("{\n  \"a\": 1,\n  \"b\": x\n}") }
    #expect(error?.place == JSONPlace(offset: 19, line: 3, column: 8))
    #expect(error?.description.contains("line 3, column 8 (byte 19)") == true)
  }

  @Test func `passes over a byte order mark and tells of it`() throws {
    var parser = JSONParser([0xEF, 0xBB, 0xBF] + Array("[]".utf8))
    #expect(try parser.document() == .array([]))
    #expect(parser.hasByteOrderMark)
    #expect(parser.isAtEnd)
  }

  @Test func `stops at the depth that is allowed`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONParser.parse(nested(64))
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(nested(65)) }
    #expect(error?.kind == .tooDeep)
    #expect(error?.place.offset == 64)
    _ = try JSONParser.parse(nested(1024), options: JSONParser.Options(maximumDepth: 5000))
    #expect(throws: JSONError.self) { try JSONParser.parse(nested(1_000_000)) }
  }

  @Test func `keeps members of the same name when asked to`() throws {
    let options = JSONParser.Options(duplicateNames: .kept)
    let object = try #require(try JSONParser.parse(#"{"a":1,"b":2,"a":3,"a":4}"#, options: options).object)
    #expect(object.members.map(\.name) == ["a", "b", "a", "a"])
    #expect(object["a"] == .integer(4))
    #expect(object.duplicateNames == ["a"])
  }

  @Test func `finds a repeated name among many`() {
    let names = (0..<500).map { "\"n\($0)\":0" }.joined(separator: ",")
    #expect(throws: Never.self) { try JSONParser.parse("{\(names)}") }
    let error = #expect(throws: JSONError.self) { try JSONParser.parse("{\(names),\"n3\":0}") }
    #expect(error?.kind == .duplicateName)
  }

  @Test func `keeps the text of numbers that a Double does not hold to the last digit`() throws {
    #expect(try JSONParser.parse("9223372036854775807") == .integer(.max))
    #expect(try JSONParser.parse("-9223372036854775808") == .integer(.min))
    #expect(try JSONParser.parse("9223372036854775808") == .numeral("9223372036854775808"))
    #expect(try JSONParser.parse("123456789012345.0") == .number(123_456_789_012_345))
    #expect(try JSONParser.parse("230.12449999999998") == .number(230.12449999999998))
    #expect(try JSONParser.parse("230.12449999999997") == .numeral("230.12449999999997"))
    #expect(try JSONParser.parse("0.1") == .number(0.1))
    #expect(try JSONParser.parse("0.00000000000000000000000123") == .number(1.23e-24))
    #expect(try JSONParser.parse("1234567890.12345678") == .numeral("1234567890.12345678"))
    #expect(try JSONParser.parse("-0").double?.sign == .minus)
    #expect(try JSONParser.parse("3.0").integer == 3)
  }

  @Test func `reads numbers of hundreds of digits and refuses those of thousands`() throws {
    let digits = String(repeating: "7", count: 300)
    #expect(try JSONParser.parse(digits).double == Double(digits))
    #expect(try JSONParser.parse("0." + digits).double == 7.0 / 9)
    #expect(try JSONParser.parse("1e-" + digits).double == 0)
    #expect(try JSONParser.parse("0." + String(repeating: "0", count: 400) + "1").double == 0)
    #expect(try JSONParser.parse("0e" + digits).double == 0)
    #expect(try JSONParser.parse(String(repeating: "7", count: 400) + "e-390").double == 7e10 / 9)
    for (text, kind) in [
      (digits + digits, JSONError.Kind.numberOutOfRange), ("1e" + digits, .numberOutOfRange),
      (String(repeating: "7", count: 5000), .tooLong), ("0." + String(repeating: "7", count: 1 << 20), .tooLong),
    ] {
      let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
      #expect(error?.kind == kind)
    }
  }

  @Test(arguments: [21, 22, 23] as [UInt64]) func `rounds every number as strtod does`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20_000 {
      let text = randomNumeral(round, &generator)
      var parser = JSONParser(Array(text.utf8))
      #expect(try parser.next() == .number)
      let expected = unsafe strtod(text, nil)
      guard parser.number == expected else {
        Issue.record("seed \(seed): \(text) gives \(parser.number), not \(expected)")
        return
      }
      #expect(parser.numeral == text)
    }
  }

  private func randomNumeral(_ round: Int, _ generator: inout SeededGenerator) -> String {
    let sign = Bool.random(using: &generator) ? "-" : ""
    let whole = Int.random(in: 0...2_000_000, using: &generator)
    switch round % 6 {
    case 0: return sign + "\(whole).\(generator.next() % 1_000_000_000)"
    case 1: return sign + "\(whole % 180).\(generator.next())"
    case 2: return sign + "\(generator.next())"
    case 3:
      return sign + "\(generator.next() % 10).\(generator.next())e\(Int.random(in: -320...300, using: &generator))"
    case 4:
      // The exact decimal of a value between two doubles, where a wrong rounding shows.
      let bits = Double(whole % 180).bitPattern + generator.next() % (1 << 40)
      let value = Double(bitPattern: bits)
      return sign + String(format: "%.19f", value.magnitude)
    default:
      let any = Double(bitPattern: generator.next())
      return any.isFinite ? any.description.replacingOccurrences(of: "e+", with: "E+") : "0"
    }
  }
}
