internal import CPROJ

/// A PROJ context: the database connection, the settings and the last message of one thread.
@safe
final class Context {
  /// The message that PROJ logged last; a C callback writes it.
  private final class Log {
    var message = ""
  }

  let pointer: OpaquePointer
  private let log = Log()

  init() throws(ProjectionError) {
    guard let pointer = unsafe proj_context_create() else {
      throw ProjectionError(.library(reason: "no context could be made"))
    }
    unsafe self.pointer = pointer
    // A lookup must never wait for a download, whatever PROJ_NETWORK says.
    _ = unsafe proj_context_set_enable_network(pointer, 0)
    _ = unsafe proj_log_level(pointer, PJ_LOG_ERROR)
    unsafe proj_log_func(pointer, Unmanaged.passUnretained(log).toOpaque()) { data, _, message in
      guard let data = unsafe data, let message = unsafe message else { return }
      unsafe Unmanaged<Log>.fromOpaque(data).takeUnretainedValue().message = unsafe String(cString: message)
    }
  }

  deinit { unsafe _ = proj_context_destroy(pointer) }

  /// The message that PROJ logged last, taken away so that it is not told twice.
  func takeMessage() -> String {
    defer { log.message = "" }
    if !log.message.isEmpty { return log.message }
    let code = unsafe proj_context_errno(pointer)
    guard code != 0, let text = unsafe proj_context_errno_string(pointer, code) else { return "no reason given" }
    return unsafe String(cString: text)
  }

  /// Throws unless PROJ finds its database.
  func requireDatabase() throws(ProjectionError) {
    guard unsafe proj_context_get_database_metadata(pointer, "EPSG.VERSION") != nil else {
      throw ProjectionError(.library(reason: "its database proj.db is missing or unreadable (\(takeMessage()))"))
    }
  }
}

/// A PROJ object that is destroyed with its owner, and before its context.
@safe
struct Object: ~Copyable {
  let pointer: OpaquePointer
  private let context: Context

  init?(owning pointer: OpaquePointer?, in context: Context) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
    self.context = context
  }

  deinit { unsafe _ = proj_destroy(pointer) }
}
