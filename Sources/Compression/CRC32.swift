internal import CZlib

/// The cyclic redundancy check of gzip and zip (polynomial 0xEDB88320), computed piece by piece.
public struct CRC32: Sendable, Hashable {
  /// The check of the bytes so far.
  public private(set) var value: UInt32 = 0

  /// Begins with no bytes.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      value = UInt32(truncatingIfNeeded: unsafe crc32_z(UInt(value), buffer.baseAddress, buffer.count))
    }
  }

  /// The check of some bytes.
  public static func of(_ bytes: [UInt8]) -> UInt32 {
    var check = CRC32()
    check.update(bytes.span)
    return check.value
  }
}
