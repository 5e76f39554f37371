public import HTTPServer
import Office
import Synchronization

/// The service over HTTP: what `diaba serve` serves.
public final class ServiceApplication: Application {
  let settings: ServiceSettings
  let index = SharedIndex()
  let keeper: IndexKeeper
  let writer: OfficeWriter
  let window: PublicWindow

  /// Opens the register once to see that it can be read and that the projection is right, and begins to load the index.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read, or the pinned vectors fail.
  public init(_ settings: ServiceSettings) throws(ServiceError) {
    self.settings = settings
    try Desk(register: settings.register, clock: settings.clock).verify()
    keeper = IndexKeeper(register: settings.register, index: index)
    writer = OfficeWriter(path: OfficeFile.path(beside: settings.register), makesFile: false)
    window = PublicWindow(settings, index: index, writer: writer)
    keeper.wake()
  }

  /// Makes the things of one thread, and asks the first questions of it, so that no client waits for them.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read, or the pinned vectors fail on this thread.
  public func makeSession() throws -> ServiceSession {
    let desk = try Desk(register: settings.register, index: index, clock: settings.clock)
    try desk.verify()
    return ServiceSession(desk: desk, settings: settings, keeper: keeper, writer: writer, window: window)
  }

  /// Whether the index is loaded, so that answers come at full speed.
  public var isReady: Bool { index.heldRevision != nil }

  /// Ends the threads that keep the index and write the office file; to be called once the server has ended.
  public func stop() {
    keeper.stop()
    window.stop()
    writer.stop()
  }
}
