internal import CSpatiaLite
internal import Glibc

/// The library's process-wide state.
enum Library {
  /// Set once, before the first connection: every connection belongs to one thread, and memory is not counted, which
  /// spares a lock that all threads would share at each allocation.
  static let configure: Void = {
    _ = diaba_sqlite3_config_int(SQLITE_CONFIG_MULTITHREAD, 0)
    _ = diaba_sqlite3_config_int(SQLITE_CONFIG_MEMSTATUS, 0)
    sqlite3_initialize()
  }()

  // SpatiaLite keeps a table of its connections without a lock of its own around GEOS and PROJ set-up.
  @safe private struct Gate: @unchecked Sendable {
    let mutex: UnsafeMutablePointer<pthread_mutex_t>
    init() {
      unsafe mutex = .allocate(capacity: 1)
      unsafe pthread_mutex_init(mutex, nil)
    }
    func pass<Result>(_ body: () -> Result) -> Result {
      unsafe pthread_mutex_lock(mutex)
      defer { _ = unsafe pthread_mutex_unlock(mutex) }
      return body()
    }
  }
  private static let gate = Gate()

  /// Gives SpatiaLite's functions to a connection.
  static func attach(to handle: OpaquePointer) -> UnsafeMutableRawPointer? {
    unsafe gate.pass {
      let cache = unsafe spatialite_alloc_connection()
      unsafe spatialite_init_ex(handle, cache, 0)
      return unsafe cache
    }
  }

  /// Frees what ``attach(to:)`` made, after the connection is closed.
  static func detach(_ cache: UnsafeMutableRawPointer) {
    gate.pass { unsafe spatialite_cleanup_ex(cache) }
  }
}
