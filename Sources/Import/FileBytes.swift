import Foundation
import Shapefile

/// A file on disk as the bytes of a shapefile's part, read window by window.
final class FileBytes: ByteSource {
  let count: Int
  private let handle: FileHandle
  private let name: String

  /// Opens a file for reading.
  ///
  /// - Throws: ``Refusal`` when there is no such file, it is a folder, or it may not be read.
  init(_ url: URL) throws(Refusal) {
    name = url.lastPathComponent
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
    buffer.removeAll(keepingCapacity: true)
    do {
      try handle.seek(toOffset: UInt64(offset))
      while buffer.count < count, let data = try handle.read(upToCount: count - buffer.count), !data.isEmpty {
        buffer.append(contentsOf: data)
      }
    } catch {
      throw ShapefileError(part, .unreadable("\(error)"), offset: offset)
    }
    guard buffer.count == count else {
      throw ShapefileError(part, .unreadable("the file has become shorter"), offset: offset)
    }
  }

  private var part: ShapefileError.Part {
    ShapefileError.Part(rawValue: "." + (name as NSString).pathExtension.lowercased()) ?? .shp
  }
}
