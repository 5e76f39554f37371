/// How much may come out of compressed bytes, so that a bomb is noticed early.
public struct ExpansionLimits: Sendable, Hashable {
  /// The most bytes that may come out in all.
  public var bytes: Int
  /// The greatest factor by which the bytes may expand.
  public var ratio: Int
  /// The bytes that may come out before the factor counts: small files of blanks expand by a thousand.
  public var bytesBeforeRatio: Int
  /// The most entries that an archive may have.
  public var entries: Int

  /// Makes limits: by default 16 GiB, a factor of 250 after 64 MiB, 10,000 entries.
  public init(
    bytes: Int = 16 << 30, ratio: Int = 250, bytesBeforeRatio: Int = 64 << 20, entries: Int = 10_000
  ) {
    self.bytes = bytes
    self.ratio = ratio
    self.bytesBeforeRatio = bytesBeforeRatio
    self.entries = entries
  }

  /// What is wrong with `produced` bytes out of `consumed`; nil when nothing is.
  func excess(produced: Int, consumed: Int) -> CompressionError.Problem? {
    if produced > bytes { return .tooManyBytes(limit: bytes) }
    guard produced > bytesBeforeRatio else { return nil }
    let (allowed, overflow) = max(consumed, 1).multipliedReportingOverflow(by: ratio)
    return !overflow && produced > allowed ? .ratio(limit: ratio) : nil
  }
}
