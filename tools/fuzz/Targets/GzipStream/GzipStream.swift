import Compression
import Harness

/// Any bytes, whole and in pieces, expand to the same or are refused; what comes out can be compressed and expanded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGzipStream(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let parts = pieces(input, seed: seed(input))
  let ample = ExpansionLimits(bytes: 1 << 20, ratio: 1 << 30)
  // Which of several faults is met first depends on the pieces, but not whether there is one.
  demand(expand(parts, ample) == expand([input], ample), "in pieces is not as whole")
  _ = expand(parts, ExpansionLimits(bytes: 1 << 20, ratio: 100, bytesBeforeRatio: 1 << 10))
  do throws(CompressionError) {
    demand(try Gzip.expand(try Gzip.compress(input, level: 1)) == input, "bytes do not come back")
  } catch {
    fatalError("what was compressed is no gzip: \(error)")
  }
  return 0
}

/// What comes out; nil when the bytes are refused.
private func expand(_ pieces: [[UInt8]], _ limits: ExpansionLimits) -> [UInt8]? {
  var output: [UInt8] = []
  do throws(CompressionError) {
    var decoder = try GzipDecoder(limits: limits)
    for piece in pieces {
      try decoder.decode(piece, into: &output)
      demand(output.count <= limits.bytes, "more came out than allowed")
    }
    try decoder.finish()
    demand(decoder.produced == output.count, "the count is wrong")
    return output
  } catch {
    // A step brings out 64 KiB at most, and only then is judged.
    demand(!error.description.isEmpty && output.count <= limits.bytes + (1 << 16), "more came out than allowed")
    return nil
  }
}
