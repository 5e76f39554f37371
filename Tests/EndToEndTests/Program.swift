import Foundation
import Glibc

/// The built `diaba`, run as people run it.
struct Program {
  /// What a run left behind.
  struct Result {
    var status: Int32
    /// The signal that ended it; `nil` when it ended by itself.
    var signal: Int32?
    var output: String
    var message: String

    /// The lines of the message.
    var lines: [Substring] { message.split(separator: "\n") }
  }

  /// The folder for temporary files of the runs, to see what they leave there.
  let temporary: String

  /// The program stands beside the bundle of these tests.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: own).deletingLastPathComponent().appending(path: "diaba").path
  }()

  /// Runs a command to its end.
  func callAsFunction(_ arguments: [String], lang: String = "en") throws -> Result {
    try start(arguments, lang: lang).wait()
  }

  /// Begins a command.
  func start(_ arguments: [String], lang: String = "en") throws -> Running {
    try Running(Self.path, arguments + ["--lang", lang], temporary: temporary)
  }
}

/// A command at work.
final class Running {
  private let process = Process()
  private let output: URL
  private let message: URL

  init(_ program: String, _ arguments: [String], temporary: String) throws {
    let place = FileManager.default.temporaryDirectory
    output = place.appending(path: UUID().uuidString)
    message = place.appending(path: UUID().uuidString)
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = temporary
    environment["DIABA_REGISTER"] = nil
    environment["DIABA_LANG"] = nil
    process.environment = environment
    // Files rather than pipes: nobody has to empty them while the program runs.
    for file in [output, message] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: message)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Sends a signal, unless the command has ended.
  func send(_ signal: Int32) { if process.isRunning { kill(process.processIdentifier, signal) } }

  /// Whether it still works.
  var isRunning: Bool { process.isRunning }

  /// Waits for the end.
  func wait() throws -> Program.Result {
    process.waitUntilExit()
    defer { for file in [output, message] { try? FileManager.default.removeItem(at: file) } }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Program.Result(
      status: isSignal ? -1 : process.terminationStatus, signal: isSignal ? process.terminationStatus : nil,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      message: String(decoding: try Data(contentsOf: message), as: UTF8.self))
  }
}

/// Runs a command of the shell; for the programs that these tests compare with.
@discardableResult
func shell(_ command: String, in folder: String = "/") throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = ["-c", command]
  process.currentDirectoryURL = URL(filePath: folder)
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ShellFailure(command: command, status: process.terminationStatus) }
  return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}

/// A command of the shell that failed.
struct ShellFailure: Error {
  let command: String
  let status: Int32
}
