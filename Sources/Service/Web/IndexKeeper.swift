import Register
import Synchronization
import Threads

/// The thread that brings the index in memory to the newest revision whenever a desk has missed it.
final class IndexKeeper: Sendable {
  private let calls = BoundedQueue<Void>(capacity: 2)
  private let isCalled = Atomic(false)
  private let thread: Locked<WorkerThread?>
  /// Why the last attempt failed; `nil` when it did not.
  let failure = Locked(ServiceError?.none)

  init(register: String, index: SharedIndex) {
    thread = Locked(nil)
    let started = WorkerThread { [self] in run(register, index) }
    thread.withLock { $0 = started }
  }

  /// Asks for the newest revision; does not wait.
  func wake() {
    // One call at a time stands in the queue, so that pushing never waits.
    guard !isCalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    _ = calls.push(())
  }

  /// Ends the thread and waits for it.
  func stop() {
    calls.finish()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  private static func open(_ register: String) throws(ServiceError) -> RegisterReader {
    try ServiceError.wrapping { try RegisterReader(path: register) }
  }

  private func run(_ register: String, _ index: SharedIndex) {
    var reader: RegisterReader?
    while calls.pop() != nil {
      isCalled.store(false, ordering: .releasing)
      do throws(ServiceError) {
        let open: RegisterReader
        if let reader { open = reader } else { open = try Self.open(register) }
        reader = open
        try index.refresh(from: open)
        failure.withLock { $0 = nil }
      } catch {
        reader = nil
        failure.withLock { $0 = error }
      }
    }
  }
}
