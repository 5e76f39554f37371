/// What counts as a fault between parcels; lengths in the unit of the grid, which is metres.
public struct CoverageRules: Hashable, Sendable {
  /// Positions that are no farther apart are taken for one, and overlaps no wider are not reported.
  public var tolerance: Double
  /// A gap between parcels is reported when it is nowhere wider; wider ones are streets, rivers, or land not surveyed.
  public var gapWidth: Double
  /// Two parcels are duplicates when their overlap is at least this share (0 to 1) of the larger one.
  public var duplicateShare: Double

  /// Makes rules.
  ///
  /// - Parameters:
  ///   - tolerance: from 0 to 1 m; other values are brought into that range.
  ///   - gapWidth: from 0, which looks for no gaps, to 10 m; other values are brought into that range.
  ///   - duplicateShare: the share of the larger parcel.
  public init(tolerance: Double = 0.001, gapWidth: Double = 0.5, duplicateShare: Double = 0.95) {
    self.tolerance = min(max(tolerance, 0), 1)
    self.gapWidth = min(max(gapWidth, 0), 10)
    self.duplicateShare = duplicateShare
  }
}
