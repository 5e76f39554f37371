import CLinux
import HTTP

/// Threads of low priority for work that would hold a worker up, and a short queue before them.
final class HeavyPool: Sendable {
  struct Job: Sendable {
    let work: HeavyWork
    let pending: Pending
  }

  private struct State: Sendable {
    var queue: [Job] = []
    var running: [ObjectIdentifier: Cancellation] = [:]
    var isStopped = false
  }

  private let state = Monitor(State())
  private let room: Int

  /// Makes a pool for so many threads, which run ``serve(with:)``.
  init(threads: Int, queue: Int) { room = threads + queue }

  /// Work that waits for a thread.
  var waiting: Int { state.change { $0.queue.count } }

  /// Takes work, or says that the queue is full.
  func submit(_ job: Job) -> Bool {
    state.change { state in
      guard !state.isStopped, state.queue.count + state.running.count < room else { return false }
      state.queue.append(job)
      return true
    }
  }

  /// Gives up work that nobody waits for; false if it has begun, or is not in the queue.
  @discardableResult
  func withdraw(_ pending: Pending) -> Bool {
    state.change { state in
      guard let index = state.queue.firstIndex(where: { $0.pending === pending }) else { return false }
      state.queue.remove(at: index)
      return true
    }
  }

  /// Ends the threads after what they are doing, which is told to make haste.
  func stop() {
    state.change { state in
      state.isStopped = true
      state.queue = []
      for cancellation in state.running.values { cancellation.cancel() }
    }
  }

  /// Does work until the pool is stopped.
  func serve(with session: any ApplicationSession) {
    _ = diaba_nice_thread(10)
    while let job = next() {
      let response = job.work.run(session, job.pending.cancellation)
      _ = state.change { $0.running.removeValue(forKey: ObjectIdentifier(job.pending)) }
      job.pending.answer(response)
    }
  }

  private func next() -> Job? {
    state.wait { state -> Job?? in
      if state.isStopped { return .some(nil) }
      guard !state.queue.isEmpty else { return nil }
      let job = state.queue.removeFirst()
      state.running[ObjectIdentifier(job.pending)] = job.pending.cancellation
      return job
    }
  }
}
