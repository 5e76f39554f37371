import Compression
import Harness

/// Any bytes, whole and in pieces, expand to the same or are refused; what comes out can be compressed and expanded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGzipStream(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let whole = expand([input])
  demand(expand(pieces(input, seed: seed(input))) == whole, "in pieces is not as whole")
  do throws(CompressionError) {
    demand(try Gzip.expand(try Gzip.compress(input, level: 1)) == input, "bytes do not come back")
  } catch {
    fatalError("what was compressed is no gzip: \(error)")
  }
  return 0
}

private struct Expansion: Equatable {
  var output: [UInt8] = []
  var error: String?
}

private func expand(_ pieces: [[UInt8]]) -> Expansion {
  var result = Expansion()
  do throws(CompressionError) {
    var decoder = try GzipDecoder(limits: ExpansionLimits(bytes: 1 << 20, ratio: 100, bytesBeforeRatio: 1 << 16))
    for piece in pieces { try decoder.decode(piece, into: &result.output) }
    try decoder.finish()
    demand(decoder.produced == result.output.count, "the count is wrong")
  } catch {
    demand(result.output.count <= 1 << 20, "more came out than allowed")
    // How far zlib looks ahead depends on the pieces, so only the kind and what came out before are compared.
    result.error = error.description.prefix { !$0.isNumber }.description
    result.output = []
  }
  return result
}
