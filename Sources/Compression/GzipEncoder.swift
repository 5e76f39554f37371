internal import CZlib

/// Compresses bytes to gzip (RFC 1952), piece by piece.
///
/// The same bytes with the same level give the same gzip: no time or name is written.
/// It may go from thread to thread, but serves one at a time.
@safe
public struct GzipEncoder: ~Copyable, @unchecked Sendable {
  private let stream: Stream

  /// Begins a gzip with a level from 1 (quick) to 9 (small).
  public init(level: Int = 6) throws(CompressionError) {
    precondition((1...9).contains(level), "levels go from 1 to 9")
    stream = try .deflating(level: level)
  }

  /// Adds bytes; what is ready of the gzip is appended to `output`.
  public mutating func encode(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(CompressionError) {
    if !bytes.isEmpty { try run(bytes, Z_NO_FLUSH, &output) }
  }

  /// Adds bytes; what is ready of the gzip is appended to `output`.
  public mutating func encode(_ bytes: [UInt8], into output: inout [UInt8]) throws(CompressionError) {
    try encode(bytes.span, into: &output)
  }

  /// Appends all of the gzip that the bytes so far give, so that a reader can have them now; costs some bytes.
  public mutating func flush(into output: inout [UInt8]) throws(CompressionError) {
    try run(Span(), Z_SYNC_FLUSH, &output)
  }

  /// Ends the gzip, appends the rest of it, and is ready to begin another.
  public mutating func finish(into output: inout [UInt8]) throws(CompressionError) {
    try run(Span(), Z_FINISH, &output)
    reset()
  }

  /// Forgets what was begun and begins another gzip, which is quicker than another encoder.
  public mutating func reset() { _ = unsafe deflateReset(stream.pointer) }

  private mutating func run(_ bytes: Span<UInt8>, _ flush: Int32, _ output: inout [UInt8]) throws(CompressionError) {
    var taken = 0
    while true {
      let step = stream.step(bytes, from: taken, flush: flush)
      taken += step.taken
      unsafe output.append(contentsOf: stream.output(step))
      switch step.code {
      case Z_STREAM_END: return
      case Z_OK, Z_BUF_ERROR: if taken == bytes.count && !stream.isFull(step) { return }
      default: throw CompressionError(.library(code: Int(step.code)))
      }
    }
  }
}
