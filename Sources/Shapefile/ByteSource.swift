/// The bytes of one file of a shapefile, wherever they are.
///
/// Readers ask for about a megabyte at a time, mostly forwards, so one call may cost a system call.
public protocol ByteSource {
  /// How many bytes there are.
  var count: Int { get }

  /// Makes a buffer hold exactly the bytes of a range, which lies within `0..<count`.
  ///
  /// Afterwards `buffer.count == count`. The buffer comes back filled from the last call, so that it need not be made
  /// anew. Throws ``ShapefileError/Kind/unreadable(_:)`` if the bytes cannot be had, a file that has become shorter
  /// included.
  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ShapefileError)
}

/// Bytes in memory as a source.
public struct MemoryBytes: ByteSource, Sendable {
  /// The bytes.
  public let bytes: [UInt8]

  /// Wraps bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes there are.
  public var count: Int { bytes.count }

  /// Copies a range of the bytes into a buffer.
  public func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ShapefileError) {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[offset..<offset + count])
  }
}
