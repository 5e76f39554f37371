import Synchronization

/// Whether an answer is still wanted: not after the client went away, nor when the server must end.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// Makes one that is not cancelled.
  public init() {}

  /// Whether nobody waits for the answer any more.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Says that nobody waits.
  public func cancel() { flag.store(true, ordering: .relaxed) }
}
