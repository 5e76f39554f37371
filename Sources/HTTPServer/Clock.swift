import Glibc

/// A clock that never goes back.
public protocol ServerClock: Sendable {
  /// Nanoseconds since some instant in the past.
  func nanoseconds() -> UInt64
}

/// The system's monotonic clock.
public struct SystemClock: ServerClock {
  /// Makes the clock.
  public init() {}

  /// Nanoseconds since the machine started.
  public func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

extension Duration {
  /// The duration in nanoseconds, for deadlines of less than centuries.
  var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds / 1_000_000_000))
  }
}

/// Seconds since 1970 as the wall clock shows them.
func wallClockSeconds() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
  return time.tv_sec
}
