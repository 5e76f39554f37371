/// What became of a ward on a day: the whole of it, or a part, went to another one.
///
/// A ward that only changed its name, its kind or its code went to its successor whole.
public struct WardSuccession: Hashable, Sendable {
  /// How much of the old ward went to the new one.
  public enum Extent: String, Hashable, Sendable, CaseIterable {
    /// All of it.
    case whole
    /// A part; other wards got the rest.
    case part
  }

  /// The code of the ward that ended.
  public var oldCode: String
  /// The name of the ward that ended, as the source writes it.
  public var oldName: String?
  /// The first day of the ward that ended, if known; its last one is the day before ``day``.
  public var oldFrom: Day?
  /// The code of the ward that began.
  public var newCode: String
  /// The name of the ward that began, as the source writes it.
  public var newName: String?
  /// The first day of the ward that began.
  public var day: Day
  /// How much of the old ward went to the new one.
  public var extent: Extent
  /// The share of the old ward's area that went to the new one, 0 to 1, if known; 1 for the whole.
  public var share: Double?
  /// What says so: a resolution, or a data set.
  public var source: String?
  /// Whether somebody has compared it with the legal text.
  public var isVerified: Bool

  /// Makes a succession.
  public init(
    oldCode: String, oldName: String? = nil, oldFrom: Day? = nil, newCode: String, newName: String? = nil, day: Day,
    extent: Extent = .whole, share: Double? = nil, source: String? = nil, isVerified: Bool = false
  ) {
    self.oldCode = oldCode
    self.oldName = oldName
    self.oldFrom = oldFrom
    self.newCode = newCode
    self.newName = newName
    self.day = day
    self.extent = extent
    self.share = share
    self.source = source
    self.isVerified = isVerified
  }
}
