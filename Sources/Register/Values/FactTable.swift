/// A table of facts about the land that have no geometry of their own.
public enum FactTable: String, Sendable, CaseIterable {
  /// What became of wards: which went to which, whole or in part.
  case lineage
  /// Which sheets got other numbers.
  case renumbering
}

/// What publishing facts did, or would do.
public struct FactOutcome: Sendable, Hashable {
  /// The revision; `nil` when the register holds the same already.
  public var revision: Revision?
  /// How many rows were added, changed, removed and left.
  public var counts: ChangeCounts
}
