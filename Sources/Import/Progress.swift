/// How far a long piece of work has come.
public struct Progress: Sendable {
  /// The stages of an import, in order.
  public enum Stage: Sendable {
    /// Reading and checking the files into the staged change.
    case staging
    /// Checking the parcels against one another.
    case checking
    /// Comparing the staged change with the register.
    case comparing
    /// Writing the differences to the register.
    case publishing
  }

  /// The stage at work.
  public var stage: Stage
  /// How many rows are done in this stage.
  public var rows: Int
  /// How many rows the stage has; `nil` when that is not known beforehand.
  public var totalRows: Int?
  /// The fraction of the stage that is done, from 0 to 1.
  public var fraction: Double
}
