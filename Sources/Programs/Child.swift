import CLinux
import Glibc
import VietText

/// A running program; it is ended and its remains are collected when this value goes.
struct Child: ~Copyable {
  private let name: String
  private var process: pid_t
  private var output: Descriptor

  private init(_ name: String, owning process: pid_t, _ output: consuming Descriptor) {
    self.name = name
    self.process = process
    self.output = output
  }

  /// Starts a program; each input becomes an unnamed file of it, from descriptor 3 on.
  static func start(
    _ program: Program, _ path: String, _ arguments: [String], inputs: [[UInt8]], environment: [String: String]
  ) throws(ProgramError) -> Child {
    var files: [Descriptor.Number] = []
    let held = try Child.files(inputs, program.name, &files)
    var ends: [Int32] = [-1, -1]
    // Both ends close in every program that is started meanwhile; the child gets its own copy below.
    guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Child.notStarted(program.name, errno)
    }
    let output = Descriptor(owning: ends[0])
    let source = Descriptor(owning: ends[1])
    let process = try Child.spawn(
      program.name, path, arguments, files: files, output: source.number, environment: environment)
    _ = consume source
    _ = consume held
    return Child(program.name, owning: process, output)
  }

  deinit {
    guard process > 0 else { return }
    kill(-process, SIGKILL)
    Child.wait(for: process)
  }

  /// Reads what the program writes until it ends.
  mutating func finish(_ limits: ProgramLimits) throws(ProgramError) -> [UInt8] {
    let deadline = ContinuousClock.now + limits.time
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw timedOut(limits) }
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      var waiting = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&waiting, 1, Int32(clamping: milliseconds + 1))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { continue }
      let count = unsafe read(output.number, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      result.append(contentsOf: chunk[..<count])
      guard result.count <= limits.bytes else {
        throw ProgramError(
          .outputTooLarge, program: name,
          Phrase(
            vi: "Chương trình \(name) cho kết quả lớn hơn \(limits.bytes) byte nên bị dừng.",
            en: "The program \(name) gave more than \(limits.bytes) bytes and was stopped."))
      }
    }
    // Who closes its output but does not end is ended.
    guard let status = Child.wait(for: process, until: deadline) else { throw timedOut(limits) }
    process = 0
    guard status == 0 else {
      throw ProgramError(
        .failed, program: name,
        Phrase(
          vi: "Chương trình \(name) báo lỗi (mã \(status)).", en: "The program \(name) ended with an error (\(status))."
        ))
    }
    return result
  }

  private func timedOut(_ limits: ProgramLimits) -> ProgramError {
    ProgramError(
      .timedOut, program: name,
      Phrase(
        vi: "Chương trình \(name) chạy quá \(limits.time.components.seconds) giây nên bị dừng.",
        en: "The program \(name) took longer than \(limits.time.components.seconds) s and was stopped."))
  }

  // MARK: starting

  private static func notStarted(_ name: String, _ code: Int32) -> ProgramError {
    ProgramError(
      .notStarted, program: name,
      Phrase(
        vi: "Không chạy được chương trình \(name) (errno \(code)).",
        en: "The program \(name) could not be started (errno \(code))."))
  }

  /// Puts inputs into unnamed files, each read from its beginning.
  private static func files(
    _ inputs: [[UInt8]], _ name: String, _ numbers: inout [Descriptor.Number]
  ) throws(ProgramError) -> DescriptorList {
    var list = DescriptorList()
    for input in inputs {
      let file = unsafe diaba_open_temporary(Environment.value("TMPDIR") ?? "/tmp")
      guard file >= 0 else { throw notStarted(name, errno) }
      list.own(file)
      numbers.append(file)
      var written = 0
      while written < input.count {
        let count = unsafe input.withUnsafeBytes { bytes in
          unsafe write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw notStarted(name, errno) }
        written += count
      }
      guard lseek(file, 0, SEEK_SET) == 0 else { throw notStarted(name, errno) }
    }
    return list
  }

  private static func spawn(
    _ name: String, _ path: String, _ arguments: [String], files: [Int32], output: Int32, environment: [String: String]
  ) throws(ProgramError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // A group of its own, so that what it starts ends with it; and no signal of ours stays blocked or ignored.
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigaddset(&signals, SIGINT)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    // Moved out of the way first: a file may have the very number that another one is to get.
    let aside = Int32(3 + files.count) + (files.max() ?? 0)
    for (place, file) in files.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, file, aside + Int32(place))
    }
    for place in files.indices {
      unsafe posix_spawn_file_actions_adddup2(&actions, aside + Int32(place), Int32(3 + place))
    }
    _ = unsafe diaba_spawn_close_from(&actions, Int32(3 + files.count))
    var process: pid_t = 0
    let code = unsafe withTexts([name] + arguments) { arguments in
      unsafe withTexts(Environment.variables(environment)) { variables in
        unsafe posix_spawn(&process, path, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw notStarted(name, code) }
    return process
  }

  /// Lends texts as C strings in an array that ends with null.
  private static func withTexts(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ENOMEM }
      return unsafe body(UnsafePointer(base))
    }
  }

  // MARK: ending

  @discardableResult
  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// Waits for the end.
  ///
  /// Gives 0 for success, and nothing when the deadline passes first.
  private static func wait(for process: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    var pause: UInt32 = 50
    while true {
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F) }
      if ended < 0, errno != EINTR { return 255 }
      guard ContinuousClock.now < deadline else { return nil }
      // Its output is closed already, so it ends in a moment.
      usleep(pause)
      pause = min(pause * 2, 5000)
    }
  }
}
