import Glibc
import HTTP
import Synchronization
import Testing

@testable import HTTPServer

/// All tests of the server, one after another: each has threads of its own that want the cores.
@Suite(.serialized) struct ServerTests {}

/// An application of one closure.
struct ClosureApplication: Application {
  let respond: @Sendable (Request) -> Reply
  var refuse: @Sendable (Request) -> Response? = { _ in nil }
  var limit: @Sendable (Request) -> Int? = { _ in nil }

  func makeSession() throws -> ClosureSession { ClosureSession(application: self) }
}

/// Its session.
final class ClosureSession: ApplicationSession {
  private let application: ClosureApplication

  init(application: ClosureApplication) { self.application = application }

  func respond(to request: Request) -> Reply { application.respond(request) }
  func refuse(_ head: Request) -> Response? { application.refuse(head) }
  func contentLimit(for head: Request) -> Int? { application.limit(head) }
}

/// A clock that goes when told.
final class ManualClock: ServerClock {
  private let time = Atomic<UInt64>(1_000_000_000)

  func nanoseconds() -> UInt64 { time.load(ordering: .acquiring) }
  func advance(by duration: Duration) { time.wrappingAdd(duration.nanoseconds, ordering: .acquiringAndReleasing) }
}

/// A place to wait at until it is opened.
final class Gate: Sendable {
  private let state = Monitor((isOpen: false, arrived: 0))

  /// Waits until the gate is open.
  func pass() {
    state.change { $0.arrived += 1 }
    _ = state.wait { $0.isOpen ? true : nil }
  }

  func open() { state.change { $0.isOpen = true } }

  /// Waits until so many wait at the gate.
  func waitForArrivals(_ count: Int) { _ = state.wait { $0.arrived >= count ? true : nil } }
}

/// A server on a free port of the loopback, drained at the end of the closure.
func withServer(
  _ respond: @escaping @Sendable (Request) -> Reply, _ change: (inout Configuration) -> Void = { _ in },
  _ body: (Server) throws -> Void
) throws {
  try withServer(ClosureApplication(respond: respond), change, body)
}

func withServer(
  _ application: ClosureApplication, _ change: (inout Configuration) -> Void = { _ in }, _ body: (Server) throws -> Void
) throws {
  var configuration = Configuration()
  configuration.port = 0
  configuration.workers = 2
  configuration.connections = 256
  change(&configuration)
  let server = try Server(application, configuration: configuration)
  try server.start()
  defer { server.drain() }
  try body(server)
}

/// Tries again until a condition holds; the test's time limit ends it otherwise.
func eventually(_ condition: () throws -> Bool) rethrows {
  while try !condition() { sched_yield() }
}

func hello(_ request: Request) -> Reply { .response(Response(.ok, text: "hello \(request.path.raw)")) }

func get(_ path: String, _ fields: String...) -> String {
  "GET \(path) HTTP/1.1\r\nHost: localhost\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// Makes so many bytes, in pieces that begin with their number.
final class Pattern: BodyProducer {
  private let total: Int
  private var template: [UInt8]
  private var made = 0

  init(total: Int) {
    self.total = total
    template = [UInt8](repeating: 120, count: 16_384)
  }

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    template[0] = UInt8(truncatingIfNeeded: made / template.count)
    let count = min(template.count, total - made)
    if count == template.count { outbox.append(contentsOf: template) } else { outbox += Array(template[..<count]) }
    made += count
    return made < total
  }
}
