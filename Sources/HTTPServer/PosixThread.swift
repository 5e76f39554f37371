import CLinux
import Glibc

/// A thread of the system's own.
enum PosixThread {
  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs a closure on a new thread, which nobody joins: who waits for its end is told by the closure.
  static func run(_ name: StaticString, _ body: @escaping @Sendable () -> Void) throws(ServerError) {
    let start = unsafe Unmanaged.passRetained(
      Start {
        name.withUTF8Buffer { text in
          unsafe text.withMemoryRebound(to: CChar.self) { unsafe diaba_name_thread($0.baseAddress) }
        }
        body()
      })
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let code = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        if let argument = unsafe argument { unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, start.toOpaque())
    unsafe pthread_attr_destroy(&attributes)
    if code != 0 {
      unsafe start.release()
      throw .system("pthread_create", code)
    }
  }

  /// The number of cores that this process may use.
  static var cores: Int { Int(diaba_cores()) }
}
