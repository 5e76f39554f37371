import HTTP
import Harness

/// The first line is a target, the others are header fields: whatever the application asks of them is answered.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTPFields(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  var lines = input.split(separator: 10, omittingEmptySubsequences: false)
  guard !lines.isEmpty else { return 0 }
  let target = lines.removeFirst()
  var message = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: localhost\r\n".utf8)
  for line in lines where !line.isEmpty { message += line + [13, 10] }
  message += [13, 10]
  var parser = RequestParser()
  var position = 0
  guard let event = try? parser.consume(message, &position, message.count), event == .head else { return 0 }
  ask(parser.request)
  return 0
}

private func ask(_ request: Request) {
  let segments = request.path.segments
  demand(segments.allSatisfy { !$0.utf8.contains(0) }, "NUL in a segment")
  for item in request.query {
    demand(request.query[item.name] != nil, "a parameter that was listed is not found")
  }
  let types = ["application/geo+json", "application/json", "text/html"]
  if let index = request.preferredType(among: types) { demand(types.indices.contains(index), "no such type") }
  demand((0..<2).contains(request.preferredLanguage(among: ["vi", "en"])), "no such language")
  _ = request.accepts(coding: "gzip")
  for tag in [EntityTag("a4f"), EntityTag("a4f", isWeak: true), nil] {
    _ = request.evaluateConditions(tag: tag, lastModified: 1_700_000_000)
    _ = request.evaluateConditions(tag: tag, exists: false)
  }
  for (name, value) in request.headers.all {
    demand(request.headers.contains(name), "a field that was listed is not found")
    demand(request.headers.values(of: name).contains(value), "a value that was listed is not found")
    guard let seconds = HTTPDate.unixSeconds(value, now: 1_800_000_000), (0...253_402_300_799).contains(seconds)
    else { continue }
    demand(HTTPDate.unixSeconds(HTTPDate.text(unixSeconds: seconds)) == seconds, "a date does not come back")
  }
}
