import Glibc

/// A mutual exclusion of pthreads, which the thread sanitizer knows.
@safe struct PthreadMutex: ~Copyable, @unchecked Sendable {
  fileprivate let pointer: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(pointer, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(pointer)
    unsafe pointer.deallocate()
  }

  @inline(__always)
  func lock() {
    let code = unsafe pthread_mutex_lock(pointer)
    assert(code == 0, "a mutex is not locked twice by one thread")
  }

  @inline(__always)
  func unlock() { unsafe pthread_mutex_unlock(pointer) }
}

/// A condition that threads wait for, on the monotonic clock.
@safe struct PthreadCondition: ~Copyable, @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: pthread_cond_t())
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(pointer, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(pointer)
    unsafe pointer.deallocate()
  }

  func broadcast() { unsafe pthread_cond_broadcast(pointer) }

  func wait(_ mutex: borrowing PthreadMutex) { unsafe pthread_cond_wait(pointer, mutex.pointer) }

  /// Waits until an instant of the monotonic clock at most; false says that it has come.
  func wait(_ mutex: borrowing PthreadMutex, until nanoseconds: UInt64) -> Bool {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    return unsafe pthread_cond_timedwait(pointer, mutex.pointer, &time) != ETIMEDOUT
  }
}

/// A value that one thread at a time may touch.
///
/// Over `pthread_mutex_t`: `Synchronization.Mutex` gives false reports under the thread sanitizer.
@safe public final class Locked<Value: ~Copyable>: @unchecked Sendable {
  private let mutex = PthreadMutex()
  private var value: Value

  /// Takes a value over.
  public init(_ value: consuming sending Value) { self.value = value }

  /// Lends the value to a closure while every other thread waits; the closure must not come here again.
  public func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    mutex.lock()
    defer { mutex.unlock() }
    return try body(&value)
  }
}

/// A value that threads share, and wait for changes of.
@safe public final class Monitor<Value: Sendable>: @unchecked Sendable {
  private let mutex = PthreadMutex()
  private let condition = PthreadCondition()
  private var value: Value

  /// Takes a value over.
  public init(_ value: Value) { self.value = value }

  /// Lends the value to a closure and wakes whoever waits.
  public func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    mutex.lock()
    defer { mutex.unlock() }
    let result = body(&value)
    condition.broadcast()
    return result
  }

  /// Waits until a closure finds what it looks for.
  public func wait<Result: Sendable>(_ find: (inout Value) -> Result?) -> Result {
    mutex.lock()
    defer { mutex.unlock() }
    while true {
      if let result = find(&value) { return result }
      condition.wait(mutex)
    }
  }

  /// Waits until a closure finds what it looks for, or so long; then nil.
  public func wait<Result: Sendable>(atMost duration: Duration, _ find: (inout Value) -> Result?) -> Result? {
    let end = SystemClock().nanoseconds() + duration.nanoseconds
    mutex.lock()
    defer { mutex.unlock() }
    while true {
      if let result = find(&value) { return result }
      guard condition.wait(mutex, until: end) else { return find(&value) }
    }
  }
}
