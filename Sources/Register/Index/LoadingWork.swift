internal import Threads

/// The wards that several threads read, and what they have read.
final class LoadingWork: Sendable {
  private struct State: Sendable {
    var next = 0
    var found: [[ParcelIndex.Chunk]?]
  }

  private let state: Locked<State>

  init(_ wards: [String]) { state = Locked(State(found: Array(repeating: nil, count: wards.count))) }

  /// The next ward that nobody reads yet; `nil` when there is none.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.found.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// Lets nobody begin another ward.
  func stop() { state.withLock { $0.next = $0.found.count } }

  /// Keeps what was read of a ward.
  func put(_ chunks: [ParcelIndex.Chunk], at place: Int) { state.withLock { $0.found[place] = chunks } }

  /// What was read of each ward; `nil` where a thread failed.
  func results() -> [[ParcelIndex.Chunk]?] { state.withLock { $0.found } }
}
