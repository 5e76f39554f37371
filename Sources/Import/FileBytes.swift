import Foundation
import Glibc
import Shapefile

/// A file on disk as the bytes of a shapefile's part, read window by window.
final class FileBytes: ByteSource {
  let count: Int
  private let handle: FileHandle
  private let part: ShapefileError.Part

  /// Opens a file for reading.
  ///
  /// - Throws: ``Refusal`` when there is no such file, it is a folder, or it may not be read.
  init(_ url: URL) throws(Refusal) {
    part = ShapefileError.Part(rawValue: "." + url.pathExtension.lowercased()) ?? .shp
    let target = url.resolvingSymlinksInPath()
    let isRegular = (try? target.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
    guard isRegular, let handle = try? FileHandle(forReadingFrom: url), let end = try? handle.seekToEnd() else {
      throw Refusal(
        "fileUnreadable", vi: "không đọc được tập tin \(url.path); hãy xem quyền của nó",
        en: "the file \(url.path) cannot be read; look at its permissions")
    }
    self.handle = handle
    count = Int(end)
  }

  deinit { try? handle.close() }

  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ShapefileError) {
    let descriptor = handle.fileDescriptor
    var fault: Int32 = 0
    // Straight into the buffer: a million rows through Foundation's Data cost a second.
    buffer = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      while filled < count {
        let got = unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + filled }, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { fault = errno }
        guard got > 0 else { return }
        filled += got
      }
    }
    guard buffer.count == count else {
      let reason = unsafe fault == 0 ? "the file has become shorter" : String(cString: strerror(fault))
      throw ShapefileError(part, .unreadable(reason), offset: offset)
    }
  }
}
