public import Cadastre

/// Which state of the land is asked for: as of a day, and as known at a revision.
public struct Moment: Hashable, Sendable {
  /// The revision whose knowledge counts; `nil` for the newest.
  public var revision: Int?
  /// The day whose state of the land is asked for; `nil` for the newest state known.
  public var asOf: Day?

  /// Makes a moment.
  public init(revision: Int? = nil, asOf: Day? = nil) {
    self.revision = revision
    self.asOf = asOf
  }

  /// The newest state by the newest knowledge: what the layers of the file hold.
  public static let now = Moment()
}
