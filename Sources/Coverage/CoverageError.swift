/// Why a check of parcels could not be carried out.
public struct CoverageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Reason: Sendable {
    /// The system gave no thread.
    case noThread
    /// GEOS could not be started.
    case noGEOS
  }

  /// What went wrong.
  public var reason: Reason

  /// Makes an error.
  public init(_ reason: Reason) { self.reason = reason }

  /// What went wrong, in English.
  public var description: String {
    switch reason {
    case .noThread: "the system gave no thread for the check of parcels"
    case .noGEOS: "GEOS could not be started"
    }
  }
}
