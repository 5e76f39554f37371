import Digest
import Foundation
import JSON
import Register
import Threads
import Geo
import Cadastre

/// What the register remembers of an import's files and settings.
enum Receipt {
  /// The names and hashes of the files, two at a time.
  ///
  /// - Throws: ``Refusal`` when a file cannot be read.
  static func sources(of files: [URL]) throws -> [Origin.Source] {
    let queue = BoundedQueue<Int>(capacity: max(files.count, 1))
    for index in files.indices { _ = queue.push(index) }
    queue.finish()
    let hashes = Locked([String?](repeating: nil, count: files.count))
    let threads = (0..<min(2, files.count)).compactMap { _ in
      WorkerThread {
        while let index = queue.pop() {
          let hash = try? hash(of: files[index])
          hashes.withLock { $0[index] = hash }
        }
      }
    }
    for thread in threads { thread.join() }
    return try zip(files, hashes.withLock { $0 }).map { file, hash in
      guard let hash else {
        throw Refusal(
          "fileUnreadable", cause: .environment, vi: "không đọc được tập tin \(file.path); hãy xem quyền của nó",
          en: "the file \(file.path) cannot be read; look at its permissions")
      }
      return Origin.Source(name: file.lastPathComponent, sha256: hash)
    }
  }

  /// The files with their sizes and hashes, for the report.
  static func files(_ urls: [URL], hashes: [Origin.Source]) throws -> [ReportMaterial.File] {
    zip(urls, hashes).map { url, source in
      let size = (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
      return ReportMaterial.File(name: source.name, size: size, sha256: source.sha256)
    }
  }

  /// What was asked and settled, as one JSON object.
  static func settings(of request: ImportRequest, sources: [PreparedSource]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("replace")
    writer.string(request.replacement.rawValue)
    writer.key("files")
    writer.beginArray()
    for source in sources { source.writeSettings(into: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func hash(of file: URL) throws -> String {
    let bytes = try FileBytes(file)
    var hash = SHA256()
    var piece: [UInt8] = []
    for offset in stride(from: 0, to: bytes.count, by: 1 << 18) {
      try bytes.read(at: offset, count: min(1 << 18, bytes.count - offset), into: &piece)
      hash.update(piece)
    }
    return hash.finish().hexadecimal
  }
}

extension PreparedSource {
  /// Writes how the file was read.
  func writeSettings(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("file")
    writer.string(source.name)
    writer.key("crs")
    writer.string(geometry.source.description)
    writer.key("areaCrs")
    writer.string(geometry.grid.description)
    if geometry.isSwapped {
      writer.key("swappedAxes")
      writer.bool(true)
    }
    writer.key("encodings")
    writer.beginObject()
    for text in source.texts {
      writer.key(text.column)
      writer.string(text.reading.option)
    }
    writer.endObject()
    writer.key("columns")
    writer.beginObject()
    for (field, origin) in zip(plan.fields, plan.origins) {
      guard case .column(_, let name) = origin else { continue }
      writer.key(field.rawValue)
      writer.string(name)
    }
    writer.endObject()
    writer.key("constants")
    writer.beginObject()
    for (field, origin) in zip(plan.fields, plan.origins) {
      guard case .constant(let value) = origin else { continue }
      writer.key(field.rawValue)
      writer.string(value)
    }
    writer.endObject()
    writer.endObject()
  }
}
