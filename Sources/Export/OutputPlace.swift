import Foundation
import Glibc

/// The files of an export while they are written: under names of their own, until all of them are whole.
final class OutputPlace {
  /// The files, each with its final name; the one that people open comes last.
  private var files: [(temporary: URL, final: URL)] = []
  private let base: URL
  private var isSettled = false

  /// Prepares a place for files of one stem.
  ///
  /// - Parameters:
  ///   - path: the file that is asked for.
  ///   - endings: the endings of all files, without dots, the one of `path` last; empty for `path` alone.
  ///   - replaces: whether files that are there may be replaced.
  /// - Throws: ``ExportError`` when one is there, or the folder is not.
  init(_ path: String, endings: [String], replaces: Bool) throws(ExportError) {
    let target = URL(filePath: path)
    base = target.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: base.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw ExportError(
        "folderMissing", .environment, vi: "không có thư mục \(base.path)", en: "there is no folder \(base.path)")
    }
    let stem = target.deletingPathExtension().lastPathComponent
    let finals =
      endings.isEmpty ? [target] : endings.map { base.appending(path: "\(stem).\($0)") }
    for final in finals {
      if !replaces, FileManager.default.fileExists(atPath: final.path) {
        throw ExportError(
          "fileExists", .usage, vi: "đã có tệp \(final.path); chọn tên khác hoặc thêm --force để thay",
          en: "\(final.path) is there already; choose another name, or add --force to replace it")
      }
      // A log beside it belongs to a program that has the old one open, and would be taken for one of the new file.
      for log in ["-wal", "-journal"] where FileManager.default.fileExists(atPath: final.path + log) {
        throw ExportError(
          "fileInUse", .environment,
          vi: "\(final.path) đang mở trong chương trình khác (có \(final.lastPathComponent)\(log)); hãy đóng nó trước",
          en: "\(final.path) is open in another program (there is \(final.lastPathComponent)\(log)); close it first")
      }
      let name = ".\(final.deletingPathExtension().lastPathComponent).\(getpid()).\(final.pathExtension)"
      files.append((base.appending(path: name), final))
    }
    for file in files { try? FileManager.default.removeItem(at: file.temporary) }
  }

  deinit {
    guard !isSettled else { return }
    for file in files {
      for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: file.temporary.path + suffix) }
    }
  }

  /// The temporary file of an ending; of the only one when there is none.
  func file(_ ending: String? = nil) -> URL {
    (files.first { ending == nil || $0.final.pathExtension == ending } ?? files[0]).temporary
  }

  /// The final paths.
  var paths: [String] { files.map(\.final.path) }

  /// Gives the files their names, after making them durable.
  ///
  /// - Throws: ``ExportError`` when the disk fails.
  func settle() throws(ExportError) {
    for file in files {
      let descriptor = unsafe open(file.temporary.path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0, fsync(descriptor) == 0 else { throw ExportError.disk(file.final.path) }
      close(descriptor)
    }
    for file in files {
      guard unsafe rename(file.temporary.path, file.final.path) == 0 else { throw ExportError.disk(file.final.path) }
    }
    isSettled = true
    removeStaleIndexes()
  }

  /// What other programs made of a file that was replaced would mislead them about the new one.
  private func removeStaleIndexes() {
    guard let main = files.last?.final, main.pathExtension.lowercased() == "shp" else { return }
    let stem = main.deletingPathExtension()
    let own = Set(files.map(\.final.pathExtension))
    for ending in ["qix", "sbn", "sbx", "idm", "ind", "cpg", "qpj"] where !own.contains(ending) {
      try? FileManager.default.removeItem(at: stem.appendingPathExtension(ending))
    }
  }
}

extension ExportError {
  /// The disk is full, or may not be written.
  static func disk(_ path: String) -> ExportError {
    let reason = unsafe String(cString: strerror(errno))
    return ExportError(
      "diskFailed", .environment, vi: "không ghi được \(path) (\(reason)); không có tệp nào được tạo",
      en: "\(path) cannot be written (\(reason)); no file was made")
  }
}

/// A file that is written from its start, through a buffer.
final class OutputFile {
  private let handle: FileHandle
  private let path: String
  private var buffer: [UInt8] = []
  /// How many bytes were given so far.
  private(set) var count = 0

  init(_ url: URL) throws(ExportError) {
    path = url.path
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = try? FileHandle(forWritingTo: url)
    else { throw ExportError.disk(url.path) }
    self.handle = handle
  }

  func append(_ bytes: [UInt8]) throws(ExportError) {
    buffer.append(contentsOf: bytes)
    count += bytes.count
    if buffer.count > 1 << 18 { try flush() }
  }

  /// Writes bytes over the first ones.
  func replaceStart(with bytes: [UInt8]) throws(ExportError) {
    try flush()
    do {
      try handle.seek(toOffset: 0)
      try handle.write(contentsOf: Data(bytes))
      try handle.seekToEnd()
    } catch { throw ExportError.disk(path) }
  }

  func finish() throws(ExportError) {
    try flush()
    do { try handle.close() } catch { throw ExportError.disk(path) }
  }

  private func flush() throws(ExportError) {
    guard !buffer.isEmpty else { return }
    do { try handle.write(contentsOf: Data(buffer)) } catch { throw ExportError.disk(path) }
    buffer.removeAll(keepingCapacity: true)
  }
}
