import HTTP
import Synchronization

/// One connection's state, between two turns of whatever worker serves it.
///
/// Everything but `deadline` belongs to whoever holds the lock.
@safe final class Connection: @unchecked Sendable {
  /// What the connection is doing.
  enum Phase {
    case closed
    /// A request is awaited or being read.
    case reading
    /// Other threads work on the answer.
    case parked(Pending)
    /// The bytes of a long answer are being sent, from this one on.
    case sending([UInt8], from: Int)
    /// A long answer is being made and sent.
    case streaming(Stream)
    /// The request took too long; it will be answered so.
    case late
    /// The last answer is on its way.
    case ending
    /// This side is closed; the client's is awaited, so that it can read the last answer.
    case lingering
  }

  /// An answer that is made piece by piece.
  struct Stream {
    let producer: any BodyProducer
    let framing: ResponseWriter.Framing
    var produced = 0
    var isComplete = false
  }

  /// Where the content of a request goes.
  enum Content: ~Copyable {
    case none
    case memory([UInt8])
    case file(Spool)
  }

  let slot: UInt32
  private let mutex = PthreadMutex()
  /// When the supervisor looks after this connection, on the server's clock.
  let deadline = Atomic<UInt64>(.max)

  var generation: UInt32 = 0
  var socket: Descriptor?
  var peer = PeerAddress(high: 0, low: 0, port: 0)
  var phase = Phase.closed
  var parser = RequestParser()
  /// Input that was received and not yet read.
  var input: [UInt8] = []
  /// Output that the socket did not take yet.
  var output: [UInt8] = []
  /// The request whose content is read, or that is being answered.
  var request: Request?
  var content = Content.none
  var terms = ResponseWriter.Terms.refused
  var owesContinue = false
  /// Whether a request has been answered here already.
  var hasServed = false
  /// When the first byte of the present request came.
  var requestStart: UInt64 = 0
  var answerStatus = Status.ok
  var answerBytes = 0

  init(slot: UInt32) { self.slot = slot }

  var token: EventToken { EventToken(slot: slot, generation: generation) }

  /// The socket's number; -1 when closed.
  var number: Int32 { socket?.number ?? -1 }

  var isClosed: Bool { if case .closed = phase { true } else { false } }

  /// Whether it waits for a request of which no byte has come.
  var isIdle: Bool {
    guard case .reading = phase else { return false }
    return !parser.isInsideRequest && input.isEmpty && output.isEmpty
  }

  @inline(__always) func lock() { mutex.lock() }
  @inline(__always) func unlock() { mutex.unlock() }

  /// Takes a new socket.
  func open(_ socket: consuming Descriptor, _ peer: PeerAddress, limits: Limits) {
    self.socket = consume socket
    self.peer = peer
    phase = .reading
    parser = RequestParser(limits: limits)
    hasServed = false
  }

  /// Closes the socket and forgets everything; events still on their way are stale from now on.
  func close() {
    deadline.store(.max, ordering: .relaxed)
    if case .parked(let pending) = phase { pending.cancellation.cancel() }
    phase = .closed
    generation &+= 1
    socket = nil
    parser = RequestParser()
    input = []
    output = []
    request = nil
    content = .none
    owesContinue = false
  }
}
