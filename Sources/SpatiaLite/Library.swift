internal import CSpatiaLite
internal import Threads

/// The library's process-wide state.
enum Library {
  /// Set once, before the first connection: every connection belongs to one thread, and memory is not counted, which
  /// spares a lock that all threads would share at each allocation.
  static let configure: Void = {
    _ = diaba_sqlite3_config_int(SQLITE_CONFIG_MULTITHREAD, 0)
    _ = diaba_sqlite3_config_int(SQLITE_CONFIG_MEMSTATUS, 0)
    sqlite3_initialize()
  }()

  // SpatiaLite keeps a table of its connections and sets up GEOS and PROJ for each without a lock of its own.
  private static let gate = Locked(())

  /// Gives SpatiaLite's functions to a connection.
  static func attach(to handle: OpaquePointer) -> UnsafeMutableRawPointer? {
    // The cache leaves as a number, because a pointer may not leave a lock.
    let address = gate.withLock { _ in
      let cache = unsafe spatialite_alloc_connection()
      unsafe spatialite_init_ex(handle, cache, 0)
      return UInt(bitPattern: cache)
    }
    return unsafe UnsafeMutableRawPointer(bitPattern: address)
  }

  /// Frees what ``attach(to:)`` made, after the connection is closed.
  static func detach(_ cache: UnsafeMutableRawPointer) {
    gate.withLock { _ in unsafe spatialite_cleanup_ex(cache) }
  }
}
