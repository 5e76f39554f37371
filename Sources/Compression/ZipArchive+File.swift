internal import Glibc

extension ZipArchive {
  /// Expands an entry into a new file that only its owner may read; a file that exists is never touched.
  ///
  /// The path is the caller's, never the entry's name. When it fails, nothing is left behind.
  public func extract(_ entry: ZipEntry, toNewFile path: String, limit: Int? = nil) throws(CompressionError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CompressionError.lastFileError(entry: entry.index) }
    var failure: CompressionError?
    do {
      try extract(entry, limit: limit) { piece in
        try Self.write(piece, to: descriptor, entry: entry.index)
      }
    } catch let error as CompressionError {
      failure = error
    } catch {
      preconditionFailure("writing throws nothing else")
    }
    if close(descriptor) != 0 && failure == nil { failure = .lastFileError(entry: entry.index) }
    if let failure {
      _ = unsafe unlink(path)
      throw failure
    }
  }

  private static func write(_ piece: [UInt8], to descriptor: Int32, entry: Int) throws(CompressionError) {
    var written = 0
    while written < piece.count {
      let count = unsafe piece.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .lastFileError(entry: entry) }
      written += count
    }
  }
}

extension CompressionError {
  /// The error of the last call to the operating system.
  static func lastFileError(entry: Int? = nil) -> CompressionError {
    let code = errno
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return CompressionError(.file(code: code, reason: reason), entry: entry)
  }
}
