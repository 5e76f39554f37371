import HTTP
import Testing

/// What a parser makes of bytes that come in such pieces: one line for each event.
func transcript(_ pieces: [[UInt8]], limits: Limits = Limits()) -> [String] {
  var parser = RequestParser(limits: limits)
  var lines: [String] = []
  var content: [UInt8] = []
  for piece in pieces {
    var position = 0
    reading: while true {
      do throws(HTTPError) {
        switch try parser.consume(piece, &position, piece.count) {
        case .needsMore: break reading
        case .head: lines.append(describe(parser.request))
        case .content(let range): content += piece[range]
        case .end:
          if !content.isEmpty { lines.append("content " + String(decoding: content, as: UTF8.self)) }
          content = []
          lines += parser.declaredLength == nil ? parser.trailers.all.map { "trailer \($0.name)=\($0.value)" } : []
          lines.append("end")
        }
      } catch {
        if !content.isEmpty { lines.append("content " + String(decoding: content, as: UTF8.self)) }
        lines.append("refused \(error.status.code) \(error.code.rawValue) at \(error.offset)")
        return lines
      }
    }
  }
  if !content.isEmpty { lines.append("content " + String(decoding: content, as: UTF8.self)) }
  return lines
}

private func describe(_ request: Request) -> String {
  var words = ["\(request.method) \(request.target)"]
  if request.version == .http10 { words.append("1.0") }
  words.append(request.isPersistent ? "stays" : "closes")
  if request.expectsContinue { words.append("waits") }
  words += request.headers.all.map { "\($0.name)=\($0.value)" }
  return words.joined(separator: " ")
}

/// Input of the corpus and what is expected of it.
struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let input: String
  let expected: [String]

  init(_ name: String, _ input: String, _ expected: String...) {
    self.name = name
    self.input = input
    self.expected = expected
  }

  var testDescription: String { name }
  var bytes: [UInt8] { Array(input.utf8) }
}

/// A small generator whose numbers follow from its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
