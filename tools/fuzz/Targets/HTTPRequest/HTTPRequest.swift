import HTTP
import Harness

/// Any bytes, whole and in pieces, give the same requests and the same refusal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTPRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  for limits in [Limits(), tight] {
    let whole = transcript([input], limits)
    demand(transcript(input.map { [$0] }, limits) == whole, "byte by byte is not as whole")
    demand(transcript(pieces(input, seed: seed(input)), limits) == whole, "in pieces is not as whole")
  }
  return 0
}

private let tight: Limits = {
  var limits = Limits()
  limits.requestLine = 40
  limits.headers = 100
  limits.fields = 4
  limits.content = 20
  limits.chunkLine = 24
  limits.chunkExtensions = 16
  return limits
}()

private func transcript(_ pieces: [[UInt8]], _ limits: Limits) -> [String] {
  var parser = RequestParser(limits: limits)
  var lines: [String] = []
  var content: [UInt8] = []
  for piece in pieces {
    var position = 0
    reading: while true {
      let before = position
      do throws(HTTPError) {
        switch try parser.consume(piece, &position, piece.count) {
        case .needsMore:
          demand(position == piece.count, "more is wanted while there is more")
          break reading
        case .head: lines.append(describe(parser.request))
        case .content(let range):
          demand(range.lowerBound >= before && range.upperBound == position, "content outside of what was taken")
          content += piece[range]
        case .end:
          lines.append("content \(content)")
          content = []
          if parser.declaredLength == nil { lines += parser.trailers.all.map { "trailer \($0.name)=\($0.value)" } }
        }
        demand(position >= before && position <= piece.count, "the position leaves the input")
      } catch {
        lines.append("content \(content)")
        lines.append("refused \(error.status.code) \(error.code.rawValue) at \(error.offset)")
        return lines
      }
    }
  }
  lines.append("content \(content) inside \(parser.isInsideRequest)")
  return lines
}

private func describe(_ request: Request) -> String {
  demand(request.headers.contains("Host") || request.version == .http10, "no Host")
  let fields = request.headers.all.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
  return "\(request.method) \(request.target) \(request.version) \(request.isPersistent) \(request.expectsContinue) "
    + "\(request.host ?? "-") \(request.path.segments) \(request.query.items.map { "\($0.name)=\($0.value)" }) \(fields)"
}
