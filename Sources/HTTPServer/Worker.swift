import CLinux
import Glibc
import HTTP
import Synchronization

/// One of the threads that serve: it takes a connection's turn, and owns a session.
///
/// A turn lasts 5 ms and makes 256 KiB at most, and never waits: what is left goes on at the connection's next turn, with
/// whichever worker is free then.
final class Worker {
  static let turnDuration: UInt64 = 5_000_000
  static let turnBytes = 262_144
  /// What is gathered before it is sent.
  static let sendBytes = 65_536

  /// How a turn ends.
  enum Ending {
    /// The connection's next turn comes with such an event.
    case wait(Interest)
    case close
    /// It is closed so that the client sees the answer is not whole.
    case abort
  }

  let core: Core
  let session: any ApplicationSession
  var writer = ResponseWriter()

  // The turn at hand.
  var turnStart: UInt64 = 0
  var turnCount = 0
  /// Input: received bytes, of which those from `position` to `end` are not yet read.
  var input = [UInt8](repeating: 0, count: 65_536)
  var position = 0
  var end = 0
  /// Whether the socket had no more than what was received last.
  var isDrained = false
  /// Output, of which the first `sent` bytes are with the socket.
  var output: [UInt8] = []
  var sent = 0
  var hasProgressed = false

  init(core: Core, session: any ApplicationSession) {
    self.core = core
    self.session = session
    output.reserveCapacity(Worker.sendBytes + 4096)
  }

  /// Serves until the server is stopped.
  func run() {
    var events = Events(capacity: 4)
    while !core.isStopped.load(ordering: .acquiring) {
      core.poller.wait(&events)
      for index in 0..<events.count {
        let (token, interest) = events[index]
        switch token {
        case .stop: return
        case .listener: core.acceptWaiting()
        default: takeTurn(token, interest)
        }
      }
    }
  }

  private func takeTurn(_ token: EventToken, _ events: Interest) {
    let connection = core.table[token.slot]
    connection.lock()
    defer { connection.unlock() }
    guard connection.generation == token.generation, !connection.isClosed else { return }
    beginTurn(connection)
    switch serve(connection, events) {
    case .close: core.close(connection)
    case .abort:
      resetOnClose(connection.number)
      core.close(connection)
    case .wait(let interest): endTurn(connection, interest)
    }
    position = 0
    end = 0
    output.removeAll(keepingCapacity: true)
    sent = 0
  }

  private func beginTurn(_ connection: Connection) {
    turnStart = core.now
    turnCount = 0
    isDrained = false
    hasProgressed = false
    if !connection.input.isEmpty {
      end = connection.input.count
      input.replaceSubrange(0..<end, with: connection.input)
      connection.input = []
    }
    if !connection.output.isEmpty { swap(&output, &connection.output) }
  }

  private func endTurn(_ connection: Connection, _ interest: Interest) {
    if position < end { connection.input = Array(input[position..<end]) }
    if sent < output.count {
      if sent > 0 { output.removeSubrange(0..<sent) }
      swap(&output, &connection.output)
    }
    setDeadline(connection)
    core.poller.arm(connection.number, connection.token, interest)
  }

  private func setDeadline(_ connection: Connection) {
    let deadlines = core.configuration.deadlines
    let deadline: UInt64
    switch connection.phase {
    case .closed, .late: return
    case .lingering:
      // Set once, when it began: what still comes in does not prolong it.
      return
    case .reading where connection.output.isEmpty:
      if connection.parser.isInsideRequest || !connection.input.isEmpty {
        let patience = connection.parser.isInsideContent ? deadlines.request : deadlines.head
        deadline = connection.requestStart + patience.nanoseconds
      } else if core.isDraining.load(ordering: .relaxed) {
        deadline = turnStart + deadlines.grace.nanoseconds
      } else if connection.hasServed {
        deadline = turnStart + deadlines.idle.nanoseconds
      } else {
        return
      }
    case .parked where connection.output.isEmpty: deadline = .max
    case .reading, .parked, .sending, .streaming, .ending:
      guard hasProgressed || connection.deadline.load(ordering: .relaxed) == .max else { return }
      deadline = turnStart + deadlines.stall.nanoseconds
    }
    connection.deadline.store(deadline, ordering: .relaxed)
  }

  /// Whether the connection must leave the thread to others.
  var isTurnOver: Bool { turnCount >= Worker.turnBytes || core.now &- turnStart >= Worker.turnDuration }

  /// Goes on with a connection until it has to wait.
  private func serve(_ connection: Connection, _ events: Interest) -> Ending {
    if !events.isDisjoint(with: .failure) {
      // Both sides are closed, or the network says it is over: nobody reads an answer.
      guard case .lingering = connection.phase else { return .abort }
      return .close
    }
    while true {
      let ending: Ending?
      switch connection.phase {
      case .closed: return .close
      case .reading: ending = read(connection)
      case .parked(let pending): ending = collect(pending, connection, events)
      case .sending(let bytes, let start): ending = send(bytes, from: start, connection)
      case .streaming(let stream): ending = proceed(with: stream, connection)
      case .late:
        refuse(HTTPError(.timeout, at: 0), connection)
        ending = nil
      case .ending: ending = finish(connection)
      case .lingering: ending = drain(connection)
      }
      if let ending { return ending }
    }
  }
}
