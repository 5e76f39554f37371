import Foundation
import Glibc
import Import

/// Ctrl-C and its kind, made into a wish that a long command ends cleanly; a second one ends it at once.
final class Interruption: @unchecked Sendable {
  // Sendable because `received` is written by the waiting thread before the wish, and read after the wish was seen.
  /// What the import looks at.
  let stop = StopRequest()
  private var received: Int32 = 0

  /// Begins to wait for signals; to be made before any other thread, so that all of them leave the signals to it.
  init() {
    var signals = Self.signals
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let thread = Thread { [self] in
      var signals = Self.signals
      var number: Int32 = 0
      while unsafe sigwait(&signals, &number) != 0 {}
      received = number
      stop.stop()
      // From now on they have their usual effect.
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
    thread.start()
  }

  /// Ends the program as the signal would have, so that shells and supervisors know why.
  func end() -> Never {
    var signals = Self.signals
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    _ = signal(received, SIG_DFL)
    raise(received)
    exit(128 + received)
  }

  private static var signals: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
    return set
  }
}
