internal import Threads

/// Work in numbered shares, done by several threads, its results in the order of the shares.
enum WorkShares {
  /// Does all shares; each thread makes its own worker first, and asks it for one share after the other.
  ///
  /// - Returns: the results, or the error of a worker that could not be made.
  static func run<Result: Sendable>(
    _ count: Int, threads: Int, _ makeWorker: @escaping @Sendable () throws(CoverageError) -> (Int) -> Result
  ) throws(CoverageError) -> [Result] {
    let next = Locked(0)
    let results = Locked([Result?](repeating: nil, count: count))
    let failure = Locked<CoverageError?>(nil)
    let body: @Sendable () -> Void = {
      do throws(CoverageError) {
        let work = try makeWorker()
        while true {
          let share = next.withLock { next in
            defer { next += 1 }
            return next
          }
          guard share < count else { return }
          let result = work(share)
          results.withLock { $0[share] = result }
        }
      } catch {
        failure.withLock { $0 = error }
        next.withLock { $0 = count }
      }
    }
    var workers: [WorkerThread] = []
    for _ in 0..<min(max(threads, 1), max(count, 1)) {
      if let worker = WorkerThread(body) { workers.append(worker) }
    }
    for worker in workers { worker.join() }
    if let error = failure.withLock({ $0 }) { throw error }
    guard !workers.isEmpty else { throw CoverageError(.noThread) }
    return results.withLock { $0 }.compactMap { $0 }
  }
}
