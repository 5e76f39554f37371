internal import SpatiaLite
internal import Threads

/// The one thread of a process that writes the office file.
///
/// Changes that wait are committed together, each in a savepoint of its own: one that fails takes none of the others
/// with it. An answer is given only once its change is on the disk.
public final class OfficeWriter: Sendable {
  private struct Job: Sendable {
    /// Does the change; `false` takes it back.
    let run: @Sendable (OfficeChange) -> Bool
    /// Tells how it ended, with the failure of the whole group if there was one.
    let finish: @Sendable (OfficeError?) -> Void
  }

  /// The file.
  public let path: String
  private let makesFile: Bool
  private let queue = BoundedQueue<Job>(capacity: 4096)
  private let thread: Locked<WorkerThread?>
  private let clock: @Sendable () -> Int

  /// Makes a writer; the file is opened with the first change.
  ///
  /// - Parameters:
  ///   - path: the office file.
  ///   - makesFile: whether the file is made when there is none.
  ///   - clock: seconds since 1970-01-01T00:00:00Z; the machine's when not given.
  public init(path: String, makesFile: Bool, clock: (@Sendable () -> Int)? = nil) {
    self.path = path
    self.makesFile = makesFile
    self.clock = clock ?? { DatabaseFile.now() }
    thread = Locked(nil)
  }

  /// Makes a change and tells how it ended, on the writer's thread.
  ///
  /// - Parameters:
  ///   - body: the change; an error takes it back.
  ///   - answer: gets the result once it is durable.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (OfficeChange) throws -> Value,
    then answer: @escaping @Sendable (Result<Value, OfficeError>) -> Void
  ) {
    let result = Locked<Result<Value, OfficeError>?>(nil)
    let path = path
    start()
    let isTaken = queue.offer(
      Job(
        run: { change in
          let outcome: Result<Value, OfficeError>
          do { outcome = .success(try body(change)) } catch { outcome = .failure(OfficeError(any: error, file: path)) }
          result.withLock { $0 = outcome }
          if case .success = outcome { return true }
          return false
        },
        finish: { failure in
          if let failure { return answer(.failure(failure)) }
          if let outcome = result.withLock({ $0 }) { answer(outcome) }
        }))
    guard !isTaken else { return }
    answer(
      .failure(
        OfficeError(
          .busy, vi: "quá nhiều thay đổi đang chờ; hãy thử lại sau",
          en: "too many changes are waiting; try again later")))
  }

  /// Makes a change and waits for its end; for programs, never for a worker of the server.
  ///
  /// - Throws: ``OfficeError``.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (OfficeChange) throws -> Value
  ) throws(OfficeError) -> Value {
    let results = BoundedQueue<Result<Value, OfficeError>>(capacity: 1)
    write(body) { _ = results.push($0) }
    guard let result = results.pop() else {
      throw OfficeError(.interrupted, vi: "bị ngắt", en: "interrupted")
    }
    return try result.get()
  }

  /// Ends the thread after what is waiting.
  public func stop() {
    queue.finish()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  private func start() {
    thread.withLock { thread in
      if thread == nil { thread = WorkerThread { [self] in run() } }
    }
  }

  private func run() {
    var change: OfficeChange?
    while let jobs = queue.popAll() {
      // A file that was deleted or restored under our feet must not swallow a change.
      if let open = change, !open.isCurrent { change = nil }
      var failure: OfficeError?
      do throws(OfficeError) {
        let open: OfficeChange
        if let change { open = change } else { open = try self.open() }
        change = open
        try commit(jobs, on: open)
      } catch {
        failure = error
        if error.code != .busy { change = nil }
      }
      for job in jobs { job.finish(failure) }
    }
  }

  private func open() throws(OfficeError) -> OfficeChange {
    OfficeChange(
      database: makesFile ? try OfficeFile.openOrMake(path) : try OfficeFile.open(path, access: .readWrite))
  }

  private func commit(_ jobs: [Job], on change: OfficeChange) throws(OfficeError) {
    change.now = clock()
    try OfficeError.wrapping(file: path) {
      try change.database.connection.writing {
        for job in jobs {
          try change.database.run("SAVEPOINT job")
          if !job.run(change) { try change.database.run("ROLLBACK TO job") }
          try change.database.run("RELEASE job")
        }
      }
    }
  }
}
