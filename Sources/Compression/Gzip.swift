/// Whole buffers to gzip and back.
public enum Gzip {
  /// Compresses bytes with a level from 1 (quick) to 9 (small); the same bytes give the same gzip.
  public static func compress(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
    var encoder = try GzipEncoder(level: level)
    var output: [UInt8] = []
    try encoder.encode(bytes, into: &output)
    try encoder.finish(into: &output)
    return output
  }

  /// Expands a whole gzip, within limits.
  public static func expand(
    _ bytes: [UInt8], limits: ExpansionLimits = ExpansionLimits()
  ) throws(CompressionError) -> [UInt8] {
    var decoder = try GzipDecoder(limits: limits)
    var output: [UInt8] = []
    try decoder.decode(bytes, into: &output)
    try decoder.finish()
    return output
  }

  /// Whether bytes begin as a gzip does.
  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }
}
