import Foundation

/// A file that is written from its start, through a buffer.
final class OutputFile {
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  /// Makes or empties a file.
  init(_ url: URL) throws {
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  /// Appends text.
  func append(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 18 { try flush() }
  }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 18 { try flush() }
  }

  /// Writes bytes over the first ones.
  func replaceStart(with bytes: [UInt8]) throws {
    try flush()
    try handle.seek(toOffset: 0)
    try handle.write(contentsOf: Data(bytes))
    try handle.seekToEnd()
  }

  /// Writes what is left and closes the file.
  func finish() throws {
    try flush()
    try handle.close()
  }

  private func flush() throws {
    guard !buffer.isEmpty else { return }
    try handle.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
