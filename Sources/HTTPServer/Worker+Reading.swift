import Glibc
import HTTP
import Synchronization

/// Receiving and reading requests.
extension Worker {
  /// Reads requests and begins their answers; nil goes on with the connection's next phase.
  func read(_ connection: Connection) -> Ending? {
    while true {
      if position < end || connection.parser.isInsideContent {
        if position < end, !connection.parser.isInsideRequest { connection.requestStart = turnStart }
        do throws(HTTPError) {
          while true {
            let event = try connection.parser.consume(input, &position, end)
            if event == .needsMore { break }
            if take(event, connection) { return nil }
            // Answers to pipelined requests gather in the output, but not beyond a turn.
            if event == .end, position < end, output.count >= Worker.sendBytes || isTurnOver { break }
          }
        } catch {
          refuse(error, connection)
          return nil
        }
      }
      if connection.owesContinue {
        connection.owesContinue = false
        ResponseWriter.writeContinue(into: &output)
      }
      switch flush(connection.number, more: false) {
      case .done: break
      case .blocked: return .wait(.write)
      case .failed: return .abort
      }
      if position < end {
        // What is received already makes no event of its own.
        if isTurnOver { return .wait(.write) }
        continue
      }
      if isDrained || (turnCount > 0 && isTurnOver) { return .wait(.read) }
      switch receive(connection.number) {
      case .done: break
      case .blocked: return .wait(.read)
      case .failed: return .close
      }
    }
  }

  /// Acts on an event of the parser; true if the connection is in another phase now.
  private func take(_ event: RequestParser.Event, _ connection: Connection) -> Bool {
    switch event {
    case .needsMore: return false
    case .head: return !begin(connection)
    case .content(let range):
      connection.owesContinue = false
      return !keep(range, connection)
    case .end:
      connection.deadline.store(.max, ordering: .relaxed)
      answer(connection)
      guard case .reading = connection.phase else { return true }
      return false
    }
  }

  /// Begins a request whose head is there; false if it is refused already.
  private func begin(_ connection: Connection) -> Bool {
    var request = connection.parser.request
    request.peer = connection.peer
    connection.terms = ResponseWriter.Terms(
      isHead: request.method == .head, version: request.version, isPersistent: request.isPersistent)
    guard connection.parser.declaredLength != 0 else {
      connection.request = request
      return true
    }
    connection.parser.limits.content = session.contentLimit(for: request) ?? core.configuration.limits.content
    if let refusal = session.refuse(request) {
      connection.request = request
      connection.terms.isPersistent = false
      begin(refusal, connection)
      return false
    }
    connection.owesContinue = request.expectsContinue
    var memory: [UInt8] = []
    memory.reserveCapacity(min(connection.parser.declaredLength ?? 0, core.configuration.contentInMemory))
    connection.content = .memory(memory)
    connection.request = request
    return true
  }

  /// Keeps a piece of content, in memory or in a file; false if there is no room.
  private func keep(_ range: Range<Int>, _ connection: Connection) -> Bool {
    turnCount += range.count
    do throws(ServerError) {
      try connection.content.append(
        input[range], inMemory: core.configuration.contentInMemory, directory: core.temporaryDirectory)
      return true
    } catch {
      core.configuration.notice?(.storageFailed(error))
      connection.terms.isPersistent = false
      begin(session.response(to: .storage(connection.request)), connection)
      return false
    }
  }

  /// Has the session answer the request that is complete.
  private func answer(_ connection: Connection) {
    guard var request = connection.request else { return }
    request.body = connection.content.finish()
    // The connection lets the request go, so that its storage serves the next one when the session keeps nothing.
    connection.request = core.configuration.accessLog == nil ? nil : request
    switch session.respond(to: request) {
    case .response(let response): begin(response, connection)
    case .heavy(let work):
      let pending = Pending(connection.token, core)
      if core.pool.submit(HeavyPool.Job(work: work, pending: pending)) {
        connection.phase = .parked(pending)
      } else {
        begin(session.response(to: .overloaded(request)), connection)
      }
    case .deferred(let start):
      let pending = Pending(connection.token, core)
      connection.phase = .parked(pending)
      start(Completion(pending, abandoned: session.response(to: .abandoned(request))))
    }
  }

  /// Answers what cannot be read on, and closes.
  func refuse(_ error: HTTPError, _ connection: Connection) {
    if connection.request == nil { connection.terms = .refused }
    connection.terms.isPersistent = false
    connection.owesContinue = false
    begin(session.response(to: .malformed(error, connection.request)), connection)
  }

  /// Looks whether a parked connection's answer is there.
  func collect(_ pending: Pending, _ connection: Connection, _ events: Interest) -> Ending? {
    if let response = pending.takeOrPark() {
      begin(response, connection)
      return nil
    }
    // A client that closes its side while it waits is gone, most likely: what has not begun is given up. What has begun
    // is told to make haste, and its answer is sent to whoever still listens.
    if events.contains(.hangup) {
      if core.pool.withdraw(pending) { return .abort }
      pending.cancellation.cancel()
    }
    let watched: Interest = pending.cancellation.isCancelled ? [] : .hangup
    switch flush(connection.number, more: false) {
    case .done: return .wait(watched)
    case .blocked: return .wait(watched.union(.write))
    case .failed: return .abort
    }
  }

  enum Transfer {
    case done
    case blocked
    case failed
  }

  /// Receives what the socket has, up to the buffer's size; `failed` also at the end of the client's side.
  func receive(_ number: Int32) -> Transfer {
    while true {
      let count = unsafe input.withUnsafeMutableBytes { unsafe recv(number, $0.baseAddress, $0.count, 0) }
      if count > 0 {
        position = 0
        end = count
        isDrained = count < input.count
        return .done
      }
      if count == 0 { return .failed }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .blocked : .failed
    }
  }

  /// Reads and forgets what a client still sends after the last answer, until it closes its side.
  func drain(_ connection: Connection) -> Ending? {
    for _ in 0..<4 {
      switch receive(connection.number) {
      case .done:
        position = end
        if isDrained { return .wait(.read) }
      case .blocked: return .wait(.read)
      case .failed: return .close
      }
    }
    return .wait(.read)
  }
}

extension Connection.Content {
  /// Adds a piece; what becomes too long for memory goes to a file.
  mutating func append(_ bytes: ArraySlice<UInt8>, inMemory limit: Int, directory: String) throws(ServerError) {
    switch consume self {
    case .none: self = .memory(Array(bytes))
    case .memory(var kept):
      if kept.count + bytes.count <= limit {
        kept.append(contentsOf: bytes)
        self = .memory(kept)
      } else {
        self = .none
        var spool = try Spool(in: directory)
        try spool.write(kept[...])
        try spool.write(bytes)
        self = .file(spool)
      }
    case .file(var spool):
      self = .none
      try spool.write(bytes)
      self = .file(spool)
    }
  }

  /// Takes the whole content out.
  mutating func finish() -> RequestBody {
    let whole = consume self
    self = .none
    switch consume whole {
    case .none: return .none
    case .memory(let bytes): return bytes.isEmpty ? .none : .bytes(bytes)
    case .file(let spool): return .spooled(SpooledBody(spool))
    }
  }
}
