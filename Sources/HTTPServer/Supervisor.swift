import CLinux
import Glibc
import HTTP
import Synchronization

/// The thread that looks after signals, deadlines and the end.
final class Supervisor {
  private let core: Core
  private let timer: Descriptor
  private let signals: WakeEvent
  private var signalCount = 0
  private var drainEnd: UInt64?

  init(core: Core) throws(ServerError) {
    self.core = core
    timer = try Descriptor(
      owning: timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK)),
      from: "timerfd_create")
    var interval = itimerspec()
    interval.it_interval.tv_nsec = 250_000_000
    interval.it_value.tv_nsec = 250_000_000
    guard unsafe timerfd_settime(timer.number, 0, &interval, nil) == 0 else { throw .system("timerfd_settime") }
    signals = try WakeEvent()
    // Not signalfd: it sees nothing of a signal that some thread does not block, and libraries start threads.
    if core.configuration.handlesSignals, diaba_watch_signals(signals.descriptor.number) != 0 {
      throw .system("sigaction")
    }
  }

  deinit {
    // A signal that came later would write into whatever file has the number then.
    if core.configuration.handlesSignals { _ = diaba_watch_signals(-1) }
  }

  /// Works until the server has drained.
  func run() {
    while true {
      var polled = [
        pollfd(fd: core.supervisorEvent.descriptor.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: timer.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.descriptor.number, events: Int16(POLLIN), revents: 0),
      ]
      _ = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, 3, -1) }
      if polled[0].revents != 0 { core.supervisorEvent.clear() }
      if polled[1].revents != 0 { tick() }
      if polled[2].revents != 0 { takeSignal() }
      if core.isDraining.load(ordering: .acquiring), isEnded() { return }
    }
  }

  private func tick() {
    var count: UInt64 = 0
    _ = unsafe Glibc.read(timer.number, &count, 8)
    core.closeExpired()
    core.resumeAccepting()
  }

  private func takeSignal() {
    signalCount += signals.clear()
    core.isDraining.store(true, ordering: .releasing)
    // Asked a second time, it ends at once.
    if signalCount > 1 { drainEnd = 0 }
  }

  /// Whether nothing is left to do; begins the end when it was ordered just now.
  private func isEnded() -> Bool {
    let now = SystemClock().nanoseconds()
    guard let drainEnd else {
      drainEnd = now + core.configuration.deadlines.drain.nanoseconds
      core.beginDraining()
      return core.table.count == 0
    }
    if core.table.count == 0 { return true }
    guard now >= drainEnd else { return false }
    core.closeAll()
    return true
  }
}

extension Core {
  /// Closes the connections whose deadline has come, and answers 408 where a request is half read.
  func closeExpired() {
    let now = now
    for connection in table.used where connection.deadline.load(ordering: .relaxed) <= now {
      connection.lock()
      defer { connection.unlock() }
      guard connection.deadline.load(ordering: .relaxed) <= now else { continue }
      if case .reading = connection.phase, connection.parser.isInsideRequest, connection.output.isEmpty {
        connection.phase = .late
        connection.deadline.store(now + configuration.deadlines.stall.nanoseconds, ordering: .relaxed)
        poller.arm(connection.number, connection.token, .write)
      } else {
        close(connection)
      }
    }
  }

  /// Goes on accepting after a shortage.
  func resumeAccepting() {
    guard isAcceptPaused.exchange(false, ordering: .acquiringAndReleasing) else { return }
    listener.withLock { listener in
      if let number = listener?.number { poller.arm(number, .listener, .read) }
    }
  }

  /// Takes what already waits at the door, closes it, and gives the connections that wait for nothing a short time.
  ///
  /// Closed at once, a connection would cut off a request that its client is just sending.
  func beginDraining() {
    // All that can wait at the door, and not whoever comes meanwhile.
    acceptWaiting(atMost: Listener.backlog)
    listener.withLock { $0 = nil }
    let end = now + configuration.deadlines.grace.nanoseconds
    for connection in table.used {
      connection.lock()
      defer { connection.unlock() }
      if connection.isIdle { connection.deadline.store(end, ordering: .relaxed) }
    }
  }

  /// Cuts whatever is left.
  func closeAll() {
    for connection in table.used {
      connection.lock()
      defer { connection.unlock() }
      close(connection)
    }
  }
}
