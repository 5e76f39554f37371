import Foundation

/// Runs PROJ's own programs, the oracle of these tests.
enum Tool {
  struct Failure: Error {
    let message: String
  }

  /// What a program prints; it is run by the shell, as Foundation's `Process` leaks a little each time.
  static func run(_ name: String, _ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("diaba-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let words = ([name] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    guard let pipe = unsafe popen(words.joined(separator: " ") + " 2>/dev/null <'\(file.path)'", "r") else {
      throw Failure(message: "\(name) could not be started")
    }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = unsafe fread(&piece, 1, piece.count, pipe), count > 0 { output += piece[..<count] }
    let status = unsafe pclose(pipe)
    guard status == 0 else { throw Failure(message: "\(name) ended with \(status)") }
    return String(decoding: output, as: UTF8.self)
  }

  /// The first two numbers of each line.
  static func pairs(_ text: String) -> [(Double, Double)] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count >= 2, let x = Double(words[0]), let y = Double(words[1]) else { return nil }
      return (x, y)
    }
  }

  /// The repository's own tables of known facts.
  static func table(_ name: String) throws -> [[String]] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("data/domain/\(name)"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.components(separatedBy: "\t") }
  }
}

/// A small generator of numbers (SplitMix64), so that a failure can be repeated from its seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
