import Register
import Threads
import VietText

/// Answers a list with several threads, in its order.
///
/// The calling thread reads and writes; between it and the threads stand a few pieces only, so a list of any length takes
/// the same memory.
public struct BatchRun {
  private let register: String
  private let index: SharedIndex
  private var settings: BatchSettings
  private let workers: Int
  private let clock: any WallClock

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - register: the path of the land register.
  ///   - settings: what holds for every row.
  ///   - loadsIndex: whether all parcels are taken into memory first, which pays for more than some thousand rows.
  ///   - workers: how many threads answer.
  ///   - clock: tells what day it is.
  /// - Throws: ``ServiceError`` when the register cannot be read, or has no such day or revision.
  public init(
    register: String, settings: BatchSettings, loadsIndex: Bool, workers: Int, clock: any WallClock = MachineClock()
  ) throws(ServiceError) {
    self.register = register
    self.settings = settings
    self.workers = max(1, workers)
    self.clock = clock
    index = SharedIndex()
    let desk = try Desk(register: register, index: index, clock: clock)
    try desk.verify()
    if loadsIndex { try index.refresh(from: desk.reader) }
    let revision = try desk.reading(settings.moment) { _, scene in
      if let crs = settings.crs { _ = try desk.systems.isGeographic(crs) }
      return scene.revision.id
    }
    if revision > 0 { self.settings.moment.revision = revision }
  }

  /// Answers a list.
  ///
  /// - Parameters:
  ///   - source: the list, with what was fed already.
  ///   - read: gives the next bytes, none at the end.
  ///   - write: takes the answers, in order.
  ///   - progress: told now and then what is done.
  /// - Returns: how many rows were answered, and how; its bytes are empty.
  /// - Throws: ``ServiceError`` when the content is no list, or the register fails; and what `read` and `write` throw.
  public func run(
    _ source: BatchSource, read: () throws -> [UInt8], write: ([UInt8]) throws -> Void,
    progress: (BatchOutput) -> Void = { _ in }
  ) throws -> BatchOutput {
    var source = source
    var hasEnded = false
    let lanes = (0..<workers).map { _ in Lane(register, index, settings, clock) }
    defer { for lane in lanes { lane.stop() } }
    var (given, taken) = (0, 0)
    var total = BatchOutput()
    while true {
      if !hasEnded, given - taken < 2 * workers {
        if let piece = try source.next() {
          lanes[given % workers].give(piece)
          given += 1
        } else {
          let bytes = try read()
          if bytes.isEmpty {
            source.finish()
            while let piece = try source.next() {
              lanes[given % workers].give(piece)
              given += 1
              if given - taken >= 2 * workers { try take() }
            }
            hasEnded = true
          } else {
            source.feed(bytes)
          }
        }
      } else if taken < given {
        try take()
      } else {
        return total
      }
    }

    func take() throws {
      let output = try lanes[taken % workers].take()
      taken += 1
      try write(output.bytes)
      total.rows += output.rows
      total.found += output.found
      total.faults += output.faults
      progress(total)
    }
  }
}

/// A thread with its desk, and the pieces on their way to it and back.
private final class Lane: Sendable {
  private let pieces = BoundedQueue<BatchPiece>(capacity: 3)
  private let outputs = BoundedQueue<Result<BatchOutput, ServiceError>>(capacity: 3)
  private let thread: Locked<WorkerThread?>

  init(_ register: String, _ index: SharedIndex, _ settings: BatchSettings, _ clock: any WallClock) {
    thread = Locked(nil)
    let (pieces, outputs) = (pieces, outputs)
    let started = WorkerThread {
      do throws(ServiceError) {
        let clerk = BatchClerk(try Desk(register: register, index: index, clock: clock), settings)
        while let piece = pieces.pop() {
          guard outputs.push(.success(try clerk.answer(piece))) else { return }
        }
      } catch {
        _ = outputs.push(.failure(error))
      }
      outputs.finish()
    }
    if started == nil { outputs.finish() }
    thread.withLock { $0 = started }
  }

  /// Hands a piece over; there is always room for those that a run gives.
  func give(_ piece: BatchPiece) { _ = pieces.push(piece) }

  /// The answers to the oldest piece.
  func take() throws(ServiceError) -> BatchOutput {
    guard let output = outputs.pop() else {
      throw ServiceError(.fault, Phrase(vi: "Không mở được luồng xử lý.", en: "A thread ended without an answer."))
    }
    return try output.get()
  }

  func stop() {
    pieces.cancel()
    outputs.cancel()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }
}
