/// What a staged change would do to the register.
public struct Comparison: Sendable, Hashable {
  /// The revision that it was compared with; 0 for a register without any, or that does not exist yet.
  public var baseRevision: Int
  /// What it may remove.
  public var scope: ScopeRule
  /// How many rows it adds, changes, removes and leaves.
  public var counts: ChangeCounts
  /// Of the changed rows, how many have another geometry.
  public var changedGeometries: Int
  /// How many rows of the register lie in the scope that is replaced.
  public var scopeSize: Int

  /// The share of the replaced scope that would vanish, 0 to 1.
  public var removalShare: Double { scopeSize == 0 ? 0 : Double(counts.removed) / Double(scopeSize) }
  /// Whether publishing needs removals to be allowed: above a tenth of the scope.
  public var needsConsent: Bool { removalShare > 0.1 }
}

/// Rows of one import that bear the same key.
public struct DuplicateRows: Sendable, Hashable {
  /// One of the rows.
  public struct Row: Sendable, Hashable {
    /// The place of the row in the staged file, in order of appending from 1.
    public var position: Int
    /// The row in its source file.
    public var row: Int
    /// The place of the source file in ``Origin/sources``.
    public var source: Int
    /// Whether it is the same as the first of them in every respect.
    public var isSameAsFirst: Bool
  }

  /// The key, as text for people: ward, sheet and number; or code and first day of a ward.
  public var key: String
  /// The rows, two at least.
  public var rows: [Row]
}
