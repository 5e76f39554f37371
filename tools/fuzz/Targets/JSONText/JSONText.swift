import Harness
import JSON

/// Any text, whole and in pieces, gives the same events and the same error; a value that was read can be written and
/// read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let whole = events([input])
  demand(events(pieces(input, seed: seed(input))) == whole, "in pieces is not as whole")
  demand(events(input.map { [$0] }) == whole, "byte by byte is not as whole")
  let kept = JSONParser.Options(duplicateNames: .kept)
  guard let value = try? JSONParser.parse(input, options: kept) else { return 0 }
  var writer = JSONWriter()
  writer.value(value)
  do throws(JSONError) {
    let again = try JSONParser.parse(writer.bytes, options: kept)
    var second = JSONWriter()
    second.value(again)
    demand(second.bytes == writer.bytes, "a value does not come back")
  } catch {
    fatalError("what was written is no JSON: \(error)")
  }
  return 0
}

private func events(_ pieces: [[UInt8]]) -> [String] {
  var parser = JSONParser(options: JSONParser.Options(maximumDepth: 20, maximumStringLength: 300))
  var lines: [String] = []
  do throws(JSONError) {
    for piece in pieces {
      parser.feed(piece)
      while let event = try parser.next() { lines.append(describe(event, parser)) }
    }
    parser.finish()
    while let event = try parser.next() { lines.append(describe(event, parser)) }
    demand(parser.isAtEnd, "the parser has not ended")
  } catch {
    lines.append("\(error)")
  }
  return lines
}

private func describe(_ event: JSONParser.Event, _ parser: JSONParser) -> String {
  switch event {
  case .name, .string:
    demand(parser.textEquals(parser.text), "a text is not equal to itself")
    return "\(event) \(parser.text) \(parser.depth) \(parser.tokenPosition)"
  case .number:
    demand(parser.number == Double(parser.numeral), "\(parser.numeral) was read as \(parser.number)")
    return "number \(parser.numeral) \(parser.integer.map { "\($0)" } ?? "-") \(parser.depth)"
  default: return "\(event) \(parser.depth)"
  }
}
