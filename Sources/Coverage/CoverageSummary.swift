/// What a check of the parcels of one grid went through, and how much it found.
public struct CoverageSummary: Hashable, Sendable {
  /// The parcels that were checked.
  public var parcels = 0
  /// The parcels that could not be checked: without polygons, or with positions that are no numbers or absurdly far away.
  public var skippedParcels = 0
  /// The pairs of parcels that the exact filter left for measuring.
  public var measuredPairs = 0
  /// The pairs whose overlap is within the tolerance, which are not reported.
  public var negligiblePairs = 0
  /// The pairs whose overlap could not be computed, because a parcel is not valid even after repair.
  public var unmeasurablePairs = 0
  /// The findings reported.
  public var findings = 0
  /// The vertices without a counterpart on the other parcel's edge.
  public var unmatchedVertices = 0
}
