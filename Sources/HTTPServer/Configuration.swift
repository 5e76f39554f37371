public import HTTP

/// How a server listens and what it bears.
public struct Configuration: Sendable {
  /// The address to listen on: an IPv4 or IPv6 address, or a name that has one.
  public var host = "127.0.0.1"
  /// The port; 0 takes any free one.
  public var port = 8080
  /// Threads that serve; nil takes one for each core.
  public var workers: Int?
  /// Threads for heavy work; nil takes half as many as cores, at least one.
  public var heavyWorkers: Int?
  /// Heavy work that may wait; nil takes twice the threads.
  public var heavyQueue: Int?
  /// Connections at once; beyond it a connection is answered 503 and closed.
  public var connections = 10_000
  /// The limits of a request.
  public var limits = Limits()
  /// Content up to this length stays in memory; a longer one goes to a temporary file.
  public var contentInMemory = 65_536
  /// Where temporary files lie; nil takes `TMPDIR`, else `/var/tmp`.
  public var temporaryDirectory: String?
  /// How long a client may take.
  public var deadlines = Deadlines()
  /// Whether SIGTERM and SIGINT drain the server, and a second one ends it at once; for one server of a process.
  public var handlesSignals = false
  /// The clock that deadlines are measured by.
  public var clock: any ServerClock = SystemClock()
  /// Called after each answer, on the worker's thread; it must not wait.
  public var accessLog: (@Sendable (AccessRecord) -> Void)?
  /// Called for what the operator should know: no file descriptors left, a producer that failed.
  public var notice: (@Sendable (Notice) -> Void)?

  /// The service's own settings.
  public init() {}
}

/// How long a client may take before its connection is closed.
public struct Deadlines: Hashable, Sendable {
  /// From the connection to its first byte; then it is closed without a word.
  public var firstByte: Duration = .seconds(15)
  /// From the first byte of a request to the end of its head; then 408.
  public var head: Duration = .seconds(10)
  /// From the first byte of a request to its end; then 408.
  public var request: Duration = .seconds(120)
  /// Between two requests; then it is closed without a word.
  public var idle: Duration = .seconds(75)
  /// During which a client that is sent something takes not one byte of it; then it is cut.
  public var stall: Duration = .seconds(30)
  /// For the client to close its side after the last answer.
  public var linger: Duration = .seconds(2)
  /// From the order to end until a connection is closed that asks nothing; a request may be on its way to it.
  public var grace: Duration = .milliseconds(500)
  /// From the order to end until everything is cut.
  public var drain: Duration = .seconds(4)

  /// The service's own deadlines.
  public init() {}
}

/// One answer, for the access log: nothing of the query, where names and places stand.
public struct AccessRecord: Sendable {
  /// The method; nil if the request could not be read.
  public let method: HTTP.Method?
  /// The path as sent, without its query.
  public let path: String
  /// The status answered.
  public let status: Status
  /// The bytes handed to the network, head included.
  public let bytes: Int
  /// From the request's first byte to the end of its answer.
  public let duration: Duration
  /// Who asked.
  public let peer: PeerAddress
  /// Whether the whole answer was sent.
  public let isComplete: Bool
}

/// Something that the operator should know.
public enum Notice: Sendable, CustomStringConvertible {
  /// Connections wait because no descriptor is left.
  case outOfDescriptors
  /// Connections wait because the system is short of memory or buffers; the number is errno.
  case acceptPaused(Int32)
  /// The connection table is full.
  case tableFull
  /// A producer failed in the middle of an answer.
  case producerFailed(String)
  /// A temporary file could not be made, written or read.
  case storageFailed(ServerError)

  /// One sentence.
  public var description: String {
    switch self {
    case .outOfDescriptors: "No file descriptor is left for new connections; raise the limit (ulimit -n)."
    case .acceptPaused(let code): "New connections wait: \(ServerError.text(code))."
    case .tableFull: "Every place for a connection is taken; new ones are answered 503."
    case .producerFailed(let what): "An answer was cut: \(what)"
    case .storageFailed(let error): error.description
    }
  }
}
