import Threads

/// Judges the rows of one source on several threads, and hands them on in the order of the file.
///
/// One thread reads, several judge, and the caller's thread takes the results: the queues between them are short, so
/// that a file of any length needs the memory of a few thousand rows.
enum Pipeline {
  private struct Batch: Sendable {
    var number: Int
    var rows: [RawFeature]
    var fraction: Double
  }

  private struct Judged: Sendable {
    var number: Int
    var rows: [JudgedRow]
    var fraction: Double
  }

  /// How many rows travel together.
  static let batchSize = 1000

  /// Runs a source to its end.
  ///
  /// - Parameters:
  ///   - source: the file; it is used by one other thread until this returns.
  ///   - judges: how many threads judge.
  ///   - makeJudge: makes the judge of a thread, on that thread.
  ///   - take: receives the judged rows of a batch, in the file's order, and the fraction read.
  /// - Throws: what the source, a judge's making or `take` throws; everything is stopped then.
  static func run(
    _ source: any FeatureSource, judges: Int, makeJudge: @escaping @Sendable () throws -> RowJudgement,
    take: ([JudgedRow], Double) throws -> Void
  ) throws {
    let raw = BoundedQueue<Batch>(capacity: judges * 2)
    let judged = BoundedQueue<Judged>(capacity: judges * 4)
    // What one slow row holds up waits in memory, so the reader may be no more than this many batches ahead of it.
    let ahead = BoundedQueue<Void>(capacity: judges * 8)
    let failure = Locked<(any Error)?>(nil)
    let running = Locked(judges)
    @Sendable func fail(_ error: any Error) {
      failure.withLock { $0 = $0 ?? error }
      raw.cancel()
      judged.cancel()
      ahead.cancel()
    }
    let handed = HandedOver(source)
    var threads: [WorkerThread] = []
    func start(_ body: @escaping @Sendable () -> Void) throws {
      guard let thread = WorkerThread(body) else {
        throw Refusal(
          "noThread", cause: .environment, vi: "hệ thống không cấp thêm luồng", en: "the system has no thread to give")
      }
      threads.append(thread)
    }
    defer {
      raw.cancel()
      judged.cancel()
      ahead.cancel()
      for thread in threads { thread.join() }
    }
    try start {
      do throws(Refusal) {
        var number = 0
        while true {
          let rows = try handed.source.next(limit: batchSize)
          guard !rows.isEmpty else { break }
          guard ahead.push(()) else { return }
          guard raw.push(Batch(number: number, rows: rows, fraction: handed.source.fractionRead)) else { return }
          number += 1
        }
        raw.finish()
      } catch {
        fail(error)
      }
    }
    for _ in 0..<judges {
      try start {
        do {
          let judge = try makeJudge()
          while let batch = raw.pop() {
            let rows = batch.rows.map { judge.judge($0) }
            guard judged.push(Judged(number: batch.number, rows: rows, fraction: batch.fraction)) else { return }
          }
          let isLast = running.withLock { count in
            count -= 1
            return count == 0
          }
          if isLast { judged.finish() }
        } catch {
          fail(error)
        }
      }
    }
    try takeInOrder(judged) { rows, fraction in
      try take(rows, fraction)
      _ = ahead.pop()
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Takes batches as they come and hands them on by number.
  private static func takeInOrder(
    _ judged: BoundedQueue<Judged>, _ take: ([JudgedRow], Double) throws -> Void
  ) throws {
    var waiting: [Int: Judged] = [:]
    var next = 0
    while let batch = judged.pop() {
      waiting[batch.number] = batch
      while let ready = waiting.removeValue(forKey: next) {
        try take(ready.rows, ready.fraction)
        next += 1
      }
    }
  }

  /// A source on its way to the reading thread, which alone uses it until the run is over.
  private final class HandedOver: @unchecked Sendable {
    let source: any FeatureSource

    init(_ source: any FeatureSource) { self.source = source }
  }
}
