/// Checked reading of little-endian numbers at any offset.
extension RawSpan {
  /// The byte at an offset; outside the bytes is a bug of the caller.
  @inlinable
  public func byte(at offset: Int) -> UInt8 { unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self) }

  /// The 32 bits at an offset, little-endian.
  @inlinable
  public func bits32(at offset: Int) -> UInt32 {
    UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The 64 bits at an offset, little-endian.
  @inlinable
  public func bits64(at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The double at an offset, little-endian.
  @inlinable
  public func double(at offset: Int) -> Double { Double(bitPattern: bits64(at: offset)) }
}

extension Span<UInt8> {
  /// The 64 bits at an offset, little-endian.
  @inlinable
  public func bits64(at offset: Int) -> UInt64 { unsafe bytes.bits64(at: offset) }
}

extension [UInt8] {
  /// Lends the bytes for checked reading.
  @inlinable
  public func withRawSpan<Result, Failure>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe span.bytes)
  }
}
