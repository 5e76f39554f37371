import CLinux
import Glibc
public import HTTP
import Synchronization

/// An HTTP/1.1 server: some threads that wait on one epoll, a pool for heavy work, and a supervisor.
///
/// A thread that gets an event reads, parses, has its session answer, sends, and waits again: nothing is handed over.
public final class Server: Sendable {
  private enum Phase: Sendable {
    case idle
    case running
    case ended
  }

  private let application: any Application
  private let core: Core
  private let workers: Int
  private let heavyWorkers: Int
  private let phase = Monitor(Phase.idle)
  /// Threads that have not ended.
  private let threads = Monitor(0)
  private let heavyThreads = Monitor(0)
  /// Where the server listens: with port 0 asked for, the one that was free.
  public let address: PeerAddress

  /// Begins to listen; nobody is served before ``start()``.
  ///
  /// - Throws: `addressInUse`, `badHost`, `notPermitted`, or what the system failed with.
  public init(_ application: any Application, configuration: Configuration = Configuration()) throws(ServerError) {
    self.application = application
    workers = max(1, configuration.workers ?? PosixThread.cores)
    heavyWorkers = max(1, configuration.heavyWorkers ?? PosixThread.cores / 2)
    Server.raiseDescriptorLimit()
    core = try Core(configuration, heavyWorkers: heavyWorkers)
    address = core.address
  }

  /// The port.
  public var port: Int { address.port }

  /// Connections that are open.
  public var connectionCount: Int { core.table.count }

  /// Heavy work that waits for a thread.
  public var heavyWaiting: Int { core.pool.waiting }

  /// Whether the server was told to end.
  public var isDraining: Bool { core.isDraining.load(ordering: .acquiring) }

  /// Starts the threads, one after another: each makes its session before the next is started.
  ///
  /// - Throws: `session` if the application could not make one; then the server has ended.
  public func start() throws(ServerError) {
    let isFirst = phase.change { phase in
      guard case .idle = phase else { return false }
      phase = .running
      return true
    }
    precondition(isFirst, "a server is started once")
    do throws(ServerError) {
      let core = core
      for _ in 0..<workers {
        try startThread("diaba-worker", threads) { session in Worker(core: core, session: session).run() }
      }
      for _ in 0..<heavyWorkers {
        try startThread("diaba-heavy", heavyThreads) { session in core.pool.serve(with: session) }
      }
      let supervisor = try Supervisor(core: core)
      try startSupervisor(supervisor)
    } catch {
      end()
      throw error
    }
  }

  private func startThread(
    _ name: StaticString, _ count: Monitor<Int>, _ body: @escaping @Sendable (any ApplicationSession) -> Void
  ) throws(ServerError) {
    let outcome = Monitor<Result<Void, ServerError>?>(nil)
    let application = application
    count.change { $0 += 1 }
    do throws(ServerError) {
      try PosixThread.run(name) {
        do {
          let session = try application.makeSession()
          outcome.change { $0 = .success(()) }
          body(session)
        } catch {
          outcome.change { $0 = .failure(ServerError(.session, "\(error)")) }
        }
        count.change { $0 -= 1 }
      }
    } catch {
      count.change { $0 -= 1 }
      throw error
    }
    try outcome.wait { $0 }.get()
  }

  private func startSupervisor(_ supervisor: sending Supervisor) throws(ServerError) {
    let held = Locked<Supervisor?>(supervisor)
    try PosixThread.run("diaba-super") { [self] in
      held.withLock { $0?.run() }
      end()
    }
  }

  /// Stops the threads and says that the server has ended.
  private func end() {
    core.isDraining.store(true, ordering: .releasing)
    core.listener.withLock { $0 = nil }
    core.closeAll()
    core.isStopped.store(true, ordering: .releasing)
    core.pool.stop()
    core.stopEvent.signal()
    _ = threads.wait { $0 == 0 ? true : nil }
    // A call into a library cannot be interrupted: such a thread ends with the process.
    _ = heavyThreads.wait(atMost: .milliseconds(500)) { $0 == 0 ? true : nil }
    phase.change { $0 = .ended }
  }

  /// Stops accepting, lets requests and answers that are under way end, closes everything, and returns then.
  ///
  /// After ``Deadlines/drain`` what is left is cut. It may be called from any thread but the server's own.
  public func drain() {
    core.isDraining.store(true, ordering: .releasing)
    core.supervisorEvent.signal()
    wait()
  }

  /// Waits for the end, however it comes.
  public func wait() {
    _ = phase.wait { phase -> Bool? in
      if case .running = phase { nil } else { true }
    }
  }

  /// Looks after deadlines at once, as the supervisor does four times a second: for a clock that was moved by hand.
  public func checkDeadlines() { core.closeExpired() }

  /// Lets the process have as many descriptors as it may.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 65_536))
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
