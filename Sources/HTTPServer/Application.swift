public import HTTP

/// What a server serves: it makes one session for each thread.
public protocol Application: Sendable {
  /// The things of one thread.
  associatedtype Session: ApplicationSession

  /// Makes a session; called on the thread that will use it, one thread after another.
  ///
  /// - Throws: ends the start of the server.
  func makeSession() throws -> Session
}

/// The things of one thread: connections, statements, geometry contexts.
///
/// It is made, used and let go on that thread.
public protocol ApplicationSession: AnyObject, SendableMetatype {
  /// Answers a request in a few milliseconds, without waiting for anything.
  func respond(to request: Request) -> Reply

  /// Judges a request by its head before its content is read; nil reads on.
  ///
  /// Called only for a request that brings content. An answer here closes the connection, the content unread.
  func refuse(_ head: Request) -> Response?

  /// The most bytes of content that a request may bring, by its head; nil leaves the server's limit.
  func contentLimit(for head: Request) -> Int?

  /// Answers what never became a request, or could not be served.
  func response(to refusal: Refusal) -> Response
}

extension ApplicationSession {
  /// Reads on.
  public func refuse(_ head: Request) -> Response? { nil }

  /// Leaves the server's limit.
  public func contentLimit(for head: Request) -> Int? { nil }

  /// Answers with a problem in English.
  public func response(to refusal: Refusal) -> Response { refusal.response }
}

/// Why the server answers in the application's place.
public enum Refusal: Sendable {
  /// The request breaks the protocol or a limit; its head is there if it was read before that.
  case malformed(HTTPError, Request?)
  /// The heavy pool's queue is full.
  case overloaded(Request)
  /// The temporary file for a long content could not be written.
  case storage(Request?)
  /// Heavy or deferred work ended without an answer.
  case abandoned(Request)

  /// A problem in English, with `Retry-After` where it helps.
  public var response: Response {
    switch self {
    case .malformed(let error, _): return Response(Problem(error))
    case .overloaded:
      var response = Response(
        Problem(
          .serviceUnavailable, code: "overloaded",
          detail: "Too much heavy work is waiting; ask again in a few seconds."))
      response.headers.append("Retry-After", "2")
      return response
    case .storage:
      return Response(
        Problem(.insufficientStorage, code: "storage", detail: "The content could not be kept: no room on disk."))
    case .abandoned:
      return Response(Problem(.internalServerError, code: "internal", detail: "The work ended without an answer."))
    }
  }
}

/// How a session answers.
public enum Reply {
  /// At once.
  case response(Response)
  /// From the heavy pool, with a session of its own; the connection is parked meanwhile.
  case heavy(HeavyWork)
  /// Later, from whatever thread calls the completion; the connection is parked meanwhile.
  ///
  /// The closure is called at once on the worker's thread and only hands the completion over.
  case deferred((Completion) -> Void)
}

/// Work of more than a few milliseconds, done by the heavy pool.
public struct HeavyWork: Sendable {
  let run: @Sendable (any ApplicationSession, Cancellation) -> Response

  /// Makes work.
  ///
  /// - Parameter work: what to do with the session of the pool's thread. It looks at the cancellation now and then.
  public init<Session: ApplicationSession>(_ work: @escaping @Sendable (Session, Cancellation) -> Response) {
    run = { session, cancellation in
      guard let session = session as? Session else { preconditionFailure("heavy work is of its application's session") }
      return work(session, cancellation)
    }
  }

  /// Does the work on this thread, for tests and for calls from inside.
  ///
  /// - Parameters:
  ///   - session: a session of the application that made the work.
  ///   - cancellation: whether the answer is still wanted.
  /// - Returns: the answer.
  public func perform(
    with session: some ApplicationSession, _ cancellation: Cancellation = Cancellation()
  ) -> Response { run(session, cancellation) }
}
