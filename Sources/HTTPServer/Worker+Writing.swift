import Glibc
import HTTP
import Synchronization

/// Writing and sending answers.
extension Worker {
  /// Begins an answer, and ends it when it is short.
  func begin(_ response: Response, _ connection: Connection) {
    if core.isDraining.load(ordering: .relaxed) { connection.terms.isPersistent = false }
    connection.answerStatus = response.status
    let start = output.count
    let framing = writer.writeHead(
      response, terms: &connection.terms, unixSeconds: wallClockSeconds(), into: &output)
    connection.answerBytes = output.count - start
    switch response.body {
    case .bytes(let bytes) where framing != .none:
      connection.answerBytes += bytes.count
      if bytes.count <= Worker.sendBytes {
        output.append(contentsOf: bytes)
        conclude(connection)
      } else {
        connection.phase = .sending(bytes, from: 0)
      }
    case .stream(let stream) where framing != .none:
      connection.phase = .streaming(Connection.Stream(producer: stream.producer, framing: framing))
    case .empty, .bytes, .stream: conclude(connection)
    }
    turnCount += output.count - start
  }

  /// Ends an answer: the connection reads on, or closes once everything is sent.
  private func conclude(_ connection: Connection, isComplete: Bool = true) {
    connection.hasServed = true
    if let log = core.configuration.accessLog {
      let request = connection.request
      log(
        AccessRecord(
          method: request?.method, path: request?.path.raw ?? "", status: connection.answerStatus,
          bytes: connection.answerBytes,
          duration: .nanoseconds(Int64(clamping: core.now &- connection.requestStart)), peer: connection.peer,
          isComplete: isComplete))
    }
    connection.request = nil
    connection.content = .none
    connection.phase = connection.terms.isPersistent ? .reading : .ending
  }

  /// Sends what is written, all in one call if the socket takes it.
  func flush(_ number: Int32, more: Bool) -> Transfer {
    while sent < output.count {
      let start = sent
      let flags = SendFlags.noSignal | (more ? SendFlags.more : 0)
      let count = unsafe output.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe Glibc.send(number, base + start, bytes.count - start, flags)
      }
      if count > 0 {
        sent += count
        hasProgressed = true
        continue
      }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .blocked : .failed
    }
    output.removeAll(keepingCapacity: true)
    sent = 0
    return .done
  }

  /// Sends a long answer that is in memory.
  func send(_ bytes: [UInt8], from start: Int, _ connection: Connection) -> Ending? {
    switch flush(connection.number, more: true) {
    case .done: break
    case .blocked: return .wait(.write)
    case .failed: return .abort
    }
    var start = start
    while start < bytes.count {
      if turnCount >= Worker.turnBytes {
        connection.phase = .sending(bytes, from: start)
        return .wait(.write)
      }
      let from = start
      let number = connection.number
      let count = unsafe bytes.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe Glibc.send(
          number, base + from, min(bytes.count - from, Worker.turnBytes), SendFlags.noSignal)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        guard errno == EAGAIN else { return .abort }
        connection.phase = .sending(bytes, from: start)
        return .wait(.write)
      }
      start += count
      turnCount += count
      hasProgressed = true
    }
    conclude(connection)
    return nil
  }

  /// Makes and sends the next pieces of a long answer.
  func proceed(with begun: Connection.Stream, _ connection: Connection) -> Ending? {
    var stream = begun
    while true {
      // What stands in the output may still have room for a first piece beside it: head and piece leave together.
      if output.count >= Worker.sendBytes || stream.isComplete || stream.produced > 0 {
        switch flush(connection.number, more: false) {
        case .done: break
        case .blocked:
          connection.phase = .streaming(stream)
          return .wait(.write)
        case .failed:
          connection.phase = .streaming(stream)
          return .abort
        }
      }
      if stream.isComplete {
        conclude(connection)
        return nil
      }
      if isTurnOver {
        connection.phase = .streaming(stream)
        return .wait(.write)
      }
      let before = output.count
      // The client took everything: it is not what holds the answer up.
      hasProgressed = true
      guard fill(&stream) else {
        // What was made before the failure is sent still; the missing end says that it is not whole.
        _ = flush(connection.number, more: false)
        conclude(connection, isComplete: false)
        return .abort
      }
      turnCount += output.count - before
      connection.answerBytes += output.count - before
    }
  }

  /// Has the producer append to the output; false if it failed.
  private func fill(_ stream: inout Connection.Stream) -> Bool {
    let isChunked = stream.framing == .chunked
    let start = isChunked ? ResponseWriter.beginChunk(in: &output) : output.count
    var isMore = true
    do {
      while isMore, output.count - start < Worker.sendBytes {
        let before = output.count
        isMore = try stream.producer.produce(into: &output, session: session)
        precondition(output.count >= before, "a producer only appends")
        stream.produced += output.count - before
        if isTurnOver { break }
      }
    } catch {
      output.removeLast(output.count - start)
      core.configuration.notice?(.producerFailed("\(error)"))
      return false
    }
    if case .length(let length) = stream.framing, stream.produced > length || (!isMore && stream.produced < length) {
      output.removeLast(output.count - start)
      core.configuration.notice?(.producerFailed("\(stream.produced) bytes were made where \(length) were promised"))
      return false
    }
    if isChunked { ResponseWriter.endChunk(from: start, in: &output) }
    if !isMore {
      stream.isComplete = true
      if isChunked { ResponseWriter.writeLastChunk(into: &output) }
    }
    return true
  }

  /// Sends the rest, closes this side, and waits for the client to close its own.
  ///
  /// Closed at once, with input unread, the socket would answer with a reset, and the client could lose the answer (RFC
  /// 9112 §9.6).
  func finish(_ connection: Connection) -> Ending? {
    switch flush(connection.number, more: false) {
    case .done: break
    case .blocked: return .wait(.write)
    case .failed: return .abort
    }
    guard shutdown(connection.number, Int32(SHUT_WR)) == 0 else { return .close }
    position = end
    connection.phase = .lingering
    connection.deadline.store(turnStart + core.configuration.deadlines.linger.nanoseconds, ordering: .relaxed)
    return nil
  }

  /// Has the coming close tell the client that something is missing.
  func resetOnClose(_ number: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
