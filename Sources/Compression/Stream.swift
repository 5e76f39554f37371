internal import CZlib

/// A stream of zlib at a fixed address, for zlib keeps a pointer back to it, with a buffer for what comes out.
@safe
struct Stream: ~Copyable {
  /// What zlib answered, and how much came out and was taken.
  struct Step {
    let code: Int32
    let produced: Int
    let taken: Int
  }

  let pointer: UnsafeMutablePointer<z_stream>
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private let deflates: Bool

  /// A stream that compresses to gzip with a level.
  static func deflating(level: Int) throws(CompressionError) -> Stream { try Stream(level: level) }

  /// A stream that expands gzip.
  static func inflating() throws(CompressionError) -> Stream { try Stream(level: nil) }

  private init(level: Int?) throws(CompressionError) {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: z_stream())
    unsafe buffer = .allocate(capacity: 64 << 10)
    deflates = level != nil
    let gzip = MAX_WBITS + 16
    let code =
      if let level { unsafe diaba_deflate_init(pointer, Int32(level), gzip) } else {
        unsafe diaba_inflate_init(pointer, gzip)
      }
    // The deinitialiser runs then too: ending a stream that never began does nothing.
    guard code == Z_OK else { throw CompressionError(.library(code: Int(code))) }
  }

  deinit {
    _ = deflates ? unsafe deflateEnd(pointer) : unsafe inflateEnd(pointer)
    unsafe pointer.deallocate()
    unsafe buffer.deallocate()
  }

  /// Lets zlib work once on what of the input was not taken yet.
  func step(_ input: Span<UInt8>, from start: Int, flush: Int32) -> Step {
    unsafe input.withUnsafeBufferPointer { input in
      // zlib counts in 32 bits.
      let available = UInt32(min(input.count - start, Int(Int32.max)))
      unsafe pointer.pointee.next_in = unsafe UnsafeMutablePointer(
        mutating: input.baseAddress.map { unsafe $0 + start })
      unsafe pointer.pointee.avail_in = available
      unsafe pointer.pointee.next_out = buffer.baseAddress
      unsafe pointer.pointee.avail_out = UInt32(buffer.count)
      let code = deflates ? unsafe deflate(pointer, flush) : unsafe inflate(pointer, flush)
      return unsafe Step(
        code: code, produced: buffer.count - Int(unsafe pointer.pointee.avail_out),
        taken: Int(available - (unsafe pointer.pointee.avail_in)))
    }
  }

  /// What came out of the last step.
  func output(_ step: Step) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: buffer[..<step.produced])
  }

  /// Whether the last step filled the buffer, so that more may come out without more input.
  func isFull(_ step: Step) -> Bool { unsafe step.produced == buffer.count }
}
