public import HTTP

/// What a parked connection waits for, between the thread that answers and the worker that sends.
final class Pending: Sendable {
  private struct State: Sendable {
    var answer: Response?
    var isAnswered = false
    var isParked = false
  }

  private let state = Locked(State())
  private let token: EventToken
  private let core: Core
  let cancellation = Cancellation()

  init(_ token: EventToken, _ core: Core) {
    self.token = token
    self.core = core
  }

  /// Keeps the first answer, and wakes the connection if it is parked already.
  func answer(_ response: Response) {
    let wakes = state.withLock { state in
      guard !state.isAnswered else { return false }
      state.isAnswered = true
      state.answer = response
      return state.isParked
    }
    if wakes { core.wake(token) }
  }

  /// The answer if it is there; otherwise the one to come wakes the connection.
  func takeOrPark() -> Response? {
    state.withLock { state in
      state.isParked = true
      let answer = state.answer
      state.answer = nil
      return answer
    }
  }
}

/// The right to give a deferred answer, once, from any thread; let go unused, the client gets 500.
public final class Completion: Sendable {
  private let pending: Pending?
  private let abandoned: Response
  private let answer: @Sendable (Response) -> Void

  init(_ pending: Pending, abandoned: Response) {
    self.pending = pending
    self.abandoned = abandoned
    answer = { pending.answer($0) }
  }

  /// Makes a right whose answer somebody else takes, for calls from inside; it may be called more than once.
  public init(abandoned: Response, _ answer: @escaping @Sendable (Response) -> Void) {
    pending = nil
    self.abandoned = abandoned
    self.answer = answer
  }

  /// Whether nobody waits for the answer any more.
  public var isCancelled: Bool { pending?.cancellation.isCancelled ?? false }

  /// Answers; a second answer is not sent.
  public func callAsFunction(_ response: Response) { answer(response) }

  deinit { answer(abandoned) }
}
