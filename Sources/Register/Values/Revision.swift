public import Cadastre

/// One published state of the register.
public struct Revision: Sendable, Hashable, Identifiable {
  /// How a revision came to be.
  public enum Kind: String, Sendable {
    /// Data were imported.
    case `import`
    /// An earlier revision was restored.
    case rollback
  }

  /// The number, from 1, without gaps.
  public var id: Int
  /// How it came to be.
  public var kind: Kind
  /// The layer that was imported; `nil` for a rollback.
  public var layer: Layer?
  /// When it was published, seconds since 1970-01-01T00:00:00Z.
  public var publishedAt: Int
  /// Who staged it.
  public var stagedBy: String
  /// Who published it.
  public var publishedBy: String
  /// The day whose state of the land the data describe; `nil` for a rollback.
  public var dataDate: Day?
  /// The revision that a rollback restored.
  public var restored: Int?
  /// The source files.
  public var sources: [Origin.Source]
  /// What the import was allowed to replace.
  public var scope: ScopeRule?
  /// The settings of the import, JSON text.
  public var settings: String
  /// A remark.
  public var note: String?
  /// How many rows it added, changed, removed, and found unchanged.
  public var counts: ChangeCounts
  /// The table of facts that was imported, instead of a layer.
  public var facts: FactTable?

  /// What was imported, a layer or a table of facts, by its stable name; `nil` for a rollback.
  public var subject: String? { layer?.rawValue ?? facts?.rawValue }
}

/// How many rows a change touches, by kind.
public struct ChangeCounts: Sendable, Hashable {
  /// Rows that the register did not have.
  public var added = 0
  /// Rows whose geometry or attributes differ.
  public var changed = 0
  /// Rows that are no longer there.
  public var removed = 0
  /// Rows that are the same.
  public var unchanged = 0

  /// Makes counts.
  public init(added: Int = 0, changed: Int = 0, removed: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.changed = changed
    self.removed = removed
    self.unchanged = unchanged
  }

  /// Whether nothing changes.
  public var isEmpty: Bool { added == 0 && changed == 0 && removed == 0 }
}
