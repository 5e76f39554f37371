import HTTP
import HTTPServer
import Office
import Threads
import VietText

/// The window at which the public asks what of the office is public: how a dossier stands, what an extract was.
///
/// A public session has no way to the office file; it hands its question to this one thread, which gives nothing out but
/// the few answers that are written for it.
final class PublicWindow: Sendable {
  /// The things of the window's thread.
  struct Clerk {
    let office: OfficeDoor
    let land: Desk
  }

  private struct Job: Sendable {
    let exchange: Exchange
    let completion: Completion
    let answer: @Sendable (Clerk) throws(ServiceError) -> Response
  }

  private let queue = BoundedQueue<Job>(capacity: 1024)
  private let thread = Locked<WorkerThread?>(nil)
  private let settings: ServiceSettings
  private let index: SharedIndex
  private let writer: OfficeWriter

  init(_ settings: ServiceSettings, index: SharedIndex, writer: OfficeWriter) {
    self.settings = settings
    self.index = index
    self.writer = writer
  }

  /// Has a question answered by the window's thread.
  func ask(_ exchange: Exchange, _ answer: @escaping @Sendable (Clerk) throws(ServiceError) -> Response) -> Reply {
    .deferred { [self] completion in
      start()
      guard !queue.offer(Job(exchange: exchange, completion: completion, answer: answer)) else { return }
      completion(
        ServiceSession.problem(
          ServiceError(.busy, Phrase(vi: "Quá nhiều câu hỏi; hãy thử lại.", en: "Too many questions; try again.")),
          exchange))
    }
  }

  /// Ends the thread.
  func stop() {
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
    var desk: Clerk?
    while let jobs = queue.popAll() {
      for job in jobs {
        do throws(ServiceError) {
          let open: Clerk
          if let desk { open = desk } else { open = try self.open() }
          desk = open
          job.completion(try job.answer(open))
        } catch {
          job.completion(ServiceSession.problem(error, job.exchange))
        }
      }
    }
  }

  private func open() throws(ServiceError) -> Clerk {
    Clerk(
      office: OfficeDoor(path: OfficeFile.path(beside: settings.register), writer: writer),
      land: try Desk(register: settings.register, index: index, clock: settings.clock))
  }
}

extension PublicWindow.Clerk {
  /// Runs a question to the office file and gives its errors as the service's.
  func asking<Answer>(_ body: (OfficeReader) throws(OfficeError) -> Answer) throws(ServiceError) -> Answer {
    let reader = try office.reader()
    do throws(OfficeError) {
      return try body(reader)
    } catch {
      throw ServiceError(error)
    }
  }
}
