internal import CGEOS
internal import Glibc

/// A context of GEOS, for one thread: everything that GEOS does happens in one, and reports its failures to it.
///
/// Contexts may be made on any thread at any time; they are made one after another, because GEOS 3.11 writes to shared
/// data while it makes one (GEOS issue 1311). A geometry keeps its context alive.
@safe
public final class GEOSContext {
  /// The message of the last failure; a C callback writes it.
  private final class Log {
    var message = ""
  }

  let handle: GEOSContextHandle_t
  private let log = Log()

  /// Makes a context.
  public init() throws(GEOSError) {
    guard let handle = unsafe SetUp.oneAtATime({ unsafe GEOS_init_r() }) else {
      throw GEOSError(.context, .exception("out of memory"))
    }
    unsafe self.handle = handle
    _ = unsafe GEOSContext_setErrorMessageHandler_r(
      handle,
      { message, data in
        guard let data = unsafe data, let message = unsafe message else { return }
        unsafe Unmanaged<Log>.fromOpaque(data).takeUnretainedValue().message = unsafe String(cString: message)
      }, Unmanaged.passUnretained(log).toOpaque())
    // Without a handler notices are dropped; that an invalid polygon is invalid is told by its validity.
  }

  deinit { SetUp.oneAtATime { unsafe GEOS_finish_r(handle) } }

  /// The version of GEOS and of its C interface: `3.11.1-CAPI-1.17.1`.
  public static var version: String {
    guard let version = unsafe GEOSversion() else { return "" }
    return unsafe String(cString: version)
  }

  /// The error of an operation that has just failed.
  func failure(_ operation: GEOSError.Operation) -> GEOSError {
    defer { log.message = "" }
    return GEOSError(operation, .exception(log.message.isEmpty ? "no reason given" : log.message))
  }

  /// Takes over what GEOS returned, or throws why it returned nothing.
  func own(_ pointer: OpaquePointer?, _ operation: GEOSError.Operation) throws(GEOSError) -> Geometry {
    guard let pointer = unsafe pointer else { throw failure(operation) }
    return unsafe Geometry(owning: pointer, in: self)
  }

  /// Reads a predicate's answer: 0 no, 1 yes, anything else an exception.
  func answer(_ code: CChar, _ operation: GEOSError.Operation) throws(GEOSError) -> Bool {
    switch code {
    case 0: return false
    case 1: return true
    default: throw failure(operation)
    }
  }
}

@available(*, unavailable)
extension GEOSContext: Sendable {}

/// The lock under which contexts are made and ended.
private enum SetUp {
  /// A mutex of its own address, for the life of the process.
  @safe
  private struct Lock: @unchecked Sendable {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init() {
      unsafe mutex.initialize(to: pthread_mutex_t())
      _ = unsafe pthread_mutex_init(mutex, nil)
    }
  }

  private static let lock = Lock()

  static func oneAtATime<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(lock.mutex)
    defer { unsafe pthread_mutex_unlock(lock.mutex) }
    return body()
  }
}
