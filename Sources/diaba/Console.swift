import Foundation
import Glibc
import VietText

/// The terminal: data go to standard output, everything else to standard error.
enum Console {
  /// Whether standard error is a terminal, so that progress may be drawn over itself.
  static let drawsProgress = isatty(STDERR_FILENO) == 1

  /// The language of `DIABA_LANG`, else of `LANG`, else Vietnamese.
  static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    for variable in ["DIABA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      if let tag = environment[variable], !tag.isEmpty, let language = Language(tag: tag) { return language }
    }
    return .vietnamese
  }

  /// Writes data.
  static func out(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes data.
  static func out(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Tells a person something, on a line of its own.
  static func tell(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

  /// Tells a person something and stays on its line, for an answer.
  static func ask(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Draws a line over the one drawn before, when standard error is a terminal.
  static func draw(_ line: String) {
    guard drawsProgress else { return }
    write(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
  }

  /// Writes all bytes; a reader that has gone away ends the writing quietly, as pipes do.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(bytes))
  }
}
