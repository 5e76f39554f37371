import Cadastre
import Glibc

/// Tells what day it is in Viet Nam.
public protocol WallClock: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  func unixSeconds() -> Int
}

/// The clock of the machine.
public struct MachineClock: WallClock {
  /// Makes the clock.
  public init() {}

  /// Seconds since 1970-01-01T00:00:00Z, to a few milliseconds.
  public func unixSeconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec
  }
}
