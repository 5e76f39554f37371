internal import Glibc

/// What is done to a database as a file, outside SQLite.
public enum DatabaseFile {
  /// Whether there is something at a path.
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// How many bytes a file has; 0 when there is none.
  public static func size(_ path: String) -> Int {
    var information = stat()
    return unsafe stat(path, &information) == 0 ? Int(information.st_size) : 0
  }

  /// How a file looks from outside: it changes whenever the file is written.
  public struct Stamp: Hashable, Sendable {
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Looks at a file; `nil` when there is none.
    public init?(_ path: String) {
      var information = stat()
      guard unsafe stat(path, &information) == 0 else { return nil }
      size = Int(information.st_size)
      seconds = information.st_mtim.tv_sec
      nanoseconds = information.st_mtim.tv_nsec
    }
  }

  /// Which file a path names: it stays while the file is written, and changes when another takes its name.
  public struct Identity: Hashable, Sendable {
    private let device: UInt
    private let number: UInt

    /// Looks at a file; `nil` when there is none.
    public init?(_ path: String) {
      var information = stat()
      guard unsafe stat(path, &information) == 0 else { return nil }
      device = UInt(information.st_dev)
      number = UInt(information.st_ino)
    }
  }

  /// Removes a database with the files that SQLite keeps beside it.
  public static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(path + suffix) }
  }

  /// Makes a file durable, its entry in the folder too.
  ///
  /// - Throws: `SpatiaLiteError` when the disk fails.
  public static func sync(_ path: String) throws(SpatiaLiteError) {
    for place in [path, folder(of: path)] {
      let descriptor = unsafe open(place, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw fault("cannot open", place) }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else { throw fault("cannot sync", place) }
    }
  }

  /// Gives a closed database its final name, unless that name is taken.
  ///
  /// - Returns: `false` when it is taken; the file keeps its old name then.
  /// - Throws: `SpatiaLiteError` when the folder does not allow it.
  public static func move(_ path: String, toUnusedName final: String) throws(SpatiaLiteError) -> Bool {
    guard unsafe link(path, final) == 0 else {
      if errno == EEXIST { return false }
      throw fault("cannot name", final)
    }
    _ = unsafe unlink(path)
    try sync(final)
    return true
  }

  /// The paths in the folder of a file whose names begin and end as said, in order.
  public static func siblings(of path: String, prefix: String, suffix: String) -> [String] {
    let folder = folder(of: path)
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name.hasPrefix(prefix), name.hasSuffix(suffix) { names.append(name) }
    }
    return names.sorted().map { folder == "." ? $0 : folder + $0 }
  }

  /// The folder of a path, with its slash; `.` for a bare name.
  public static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// The name of a path without its folder.
  public static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The seconds since 1970-01-01T00:00:00Z.
  public static func now() -> Int { time(nil) }

  /// The number of this process.
  public static var process: Int { Int(getpid()) }

  private static func fault(_ what: String, _ path: String) -> SpatiaLiteError {
    unsafe SpatiaLiteError(
      errno == ENOSPC || errno == EIO ? .full : .cannotOpen, "\(what) \(path): \(String(cString: strerror(errno)))")
  }
}

/// The claim of a process on a file that it is making, gone with the process however it ends.
///
/// It is a lock of flock(2), which SQLite does not use, so neither disturbs the other on a local file system.
/// Release it only after every connection of this process to the file is closed: closing any descriptor of a file drops
/// the locks that SQLite holds on it.
public struct FileClaim: ~Copyable {
  private let descriptor: Int32

  /// Claims a file; `nil` when another process has it, or there is no such file.
  public static func take(_ path: String) -> FileClaim? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return FileClaim(descriptor: descriptor)
  }

  /// Whether no process has a claim on a file that exists.
  public static func isFree(_ path: String) -> Bool {
    guard let claim = take(path) else { return false }
    _ = consume claim
    return true
  }

  deinit { close(descriptor) }
}
