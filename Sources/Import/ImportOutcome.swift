public import Geo
public import Register
public import VietText

/// What an import did.
public struct ImportOutcome: Sendable {
  /// How it ended.
  public enum End: Sendable {
    /// The register has a new revision.
    case published(Revision)
    /// The register held the same already: no revision was made.
    case unchanged
    /// The change waits in a file for a person to publish it, because that was asked or because it removes much.
    case staged(path: String, needsConsent: Bool)
  }

  /// How long a stage took.
  public struct StageTime: Sendable {
    /// The stage's name.
    public var stage: String
    /// Its time in seconds.
    public var seconds: Double
  }

  /// How it ended.
  public var end: End
  /// How many rows the files had.
  public var rows: Int
  /// How many of them were taken.
  public var taken: Int
  /// How many are in quarantine: listed in the report, not in the register.
  public var quarantined: Int
  /// What differs from the register.
  public var comparison: Comparison
  /// The coordinate reference system of the files and the grid of areas.
  public var crs: CRS
  /// The grid in which areas were measured.
  public var areaCRS: CRS
  /// How many findings there are of each kind.
  public var counts: [Finding.Code: Int]
  /// The first findings of each kind.
  public var samples: [Finding.Code: [Finding]]
  /// How long each stage took, in their order.
  public var seconds: [StageTime]
  /// The folder with the whole report; `nil` when it could not be written.
  public var reportDirectory: String?
  /// Why the report could not be written, although the import was done.
  public var reportFault: Phrase?

  /// Whether a person should look at it: a warning, a row in quarantine, or a change that waits.
  public var needsPerson: Bool {
    if case .staged(_, let needsConsent) = end, needsConsent { return true }
    return quarantined > 0 || reportFault != nil || samples.values.contains { $0.contains { $0.severity != .note } }
  }
}
