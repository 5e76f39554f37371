import Glibc
import HTTP
import Synchronization

/// What the threads of one server share.
final class Core: Sendable {
  let configuration: Configuration
  let poller: Poller
  let table: ConnectionTable
  let pool: HeavyPool
  let listener: Locked<Listener?>
  /// Wakes every worker at the end.
  let stopEvent: WakeEvent
  /// Wakes the supervisor.
  let supervisorEvent: WakeEvent
  let isDraining = Atomic(false)
  let isStopped = Atomic(false)
  /// Whether new connections wait for the supervisor's next round.
  let isAcceptPaused = Atomic(false)
  let temporaryDirectory: String
  let address: PeerAddress

  init(_ configuration: Configuration, heavyWorkers: Int) throws(ServerError) {
    self.configuration = configuration
    poller = try Poller()
    stopEvent = try WakeEvent()
    supervisorEvent = try WakeEvent()
    table = ConnectionTable(capacity: max(1, configuration.connections))
    pool = HeavyPool(threads: heavyWorkers, queue: configuration.heavyQueue ?? 2 * heavyWorkers)
    temporaryDirectory = configuration.temporaryDirectory ?? Core.environmentDirectory ?? "/var/tmp"
    let listener = try Listener.listening(on: configuration.host, port: configuration.port)
    let number = listener.number
    address = listener.address
    self.listener = Locked(consume listener)
    guard poller.addForAll(stopEvent.descriptor.number, .stop), poller.add(number, .listener, .read) else {
      throw .system("epoll_ctl")
    }
  }

  private static var environmentDirectory: String? { unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } }

  /// Nanoseconds on the server's clock.
  var now: UInt64 { configuration.clock.nanoseconds() }

  /// Tells a parked connection that its answer is there: whichever worker is free goes on with it.
  func wake(_ token: EventToken) {
    let connection = table[token.slot]
    connection.lock()
    defer { connection.unlock() }
    guard connection.generation == token.generation, case .parked = connection.phase else { return }
    poller.arm(connection.number, token, .write)
  }

  /// Closes a connection whose lock is held.
  func close(_ connection: Connection) {
    guard !connection.isClosed else { return }
    if case .parked(let pending) = connection.phase { pool.withdraw(pending) }
    connection.close()
    if table.give(connection) == 0, isDraining.load(ordering: .acquiring) { supervisorEvent.signal() }
  }

  /// Takes the connections that wait, as many as a turn may.
  func acceptWaiting(atMost count: Int = 64) {
    listener.withLock { listener in
      var left = count
      while left > 0, let arrival = listener?.accept() {
        switch arrival {
        case .connection(let socket, let peer):
          admit(socket, peer)
          left -= 1
        case .none: left = 0
        case .outOfDescriptors: return pauseAccepting(.outOfDescriptors)
        case .failed(let code): return pauseAccepting(.acceptPaused(code))
        }
      }
      if let number = listener?.number { poller.arm(number, .listener, .read) }
    }
  }

  private func pauseAccepting(_ notice: Notice) {
    if !isAcceptPaused.exchange(true, ordering: .acquiringAndReleasing) { configuration.notice?(notice) }
  }

  private func admit(_ number: Int32, _ peer: PeerAddress) {
    guard let socket = try? Descriptor(owning: number, from: "accept4") else { return }
    guard let connection = table.take() else {
      configuration.notice?(.tableFull)
      Core.turnAway(number)
      return
    }
    connection.lock()
    defer { connection.unlock() }
    connection.open(socket, peer, limits: configuration.limits)
    let patience =
      isDraining.load(ordering: .acquiring) ? configuration.deadlines.grace : configuration.deadlines.firstByte
    connection.deadline.store(now + patience.nanoseconds, ordering: .relaxed)
    if !poller.add(number, connection.token, .read) { close(connection) }
  }

  private static func turnAway(_ number: Int32) {
    let message = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    let bytes = Array(message.utf8)
    // Whether it arrives does not matter: the connection is closed either way.
    _ = unsafe bytes.withUnsafeBytes { unsafe send(number, $0.baseAddress, $0.count, SendFlags.noSignal) }
  }
}
