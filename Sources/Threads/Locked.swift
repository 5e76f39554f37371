import Glibc

/// A value that several threads share, each access under a lock.
///
/// Built on `pthread_mutex_t`, because the thread sanitizer understands it: `Synchronization.Mutex` is reported as a race
/// when contended.
@safe
public final class Locked<Value>: @unchecked Sendable {
  // Sendable because `value` is read and written with `mutex` held only, and never handed out.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  /// Puts a value under a lock.
  public init(_ value: sending Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Lends the value to a closure while the lock is held.
  public func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
