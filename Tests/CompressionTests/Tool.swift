import Foundation

/// Makes real archives with other people's programs, the oracle of these tests.
enum Tool {
  struct Failure: Error {
    let message: String
  }

  /// Lends a folder of its own, which is removed afterwards.
  static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("diaba-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// Runs a command of the shell in a folder; it is not Foundation's `Process`, which leaks a little each time.
  @discardableResult
  static func shell(_ command: String, in folder: URL) throws -> [UInt8] {
    guard let pipe = unsafe popen("cd '\(folder.path)' && \(command)", "r") else {
      throw Failure(message: "the shell could not be started")
    }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = unsafe fread(&piece, 1, piece.count, pipe), count > 0 { output += piece[..<count] }
    let status = unsafe pclose(pipe)
    guard status == 0 else { throw Failure(message: "\(command) ended with \(status)") }
    return output
  }

  /// Runs a Python script that writes `a.zip`, and lends the path of it.
  static func withArchive(python script: String, _ body: (String) throws -> Void) throws {
    try withFolder { folder in
      let prelude = """
        import zipfile, struct, zlib, warnings
        warnings.simplefilter('ignore')
        from zipfile import ZipFile, ZipInfo, ZIP_DEFLATED, ZIP_STORED, ZIP_BZIP2, ZIP_LZMA

        """
      try Data((prelude + script).utf8).write(to: folder.appendingPathComponent("make.py"))
      try shell("python3 make.py", in: folder)
      try body(folder.appendingPathComponent("a.zip").path)
    }
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

  /// Bytes that compress somewhat, as real ones do.
  mutating func bytes(_ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      let isRun = Bool.random(using: &self)
      let byte = UInt8.random(in: 0...255, using: &self)
      for _ in 0..<Int.random(in: 1...60, using: &self) {
        result.append(isRun ? byte : UInt8.random(in: 32...90, using: &self))
      }
    }
    return Array(result.prefix(count))
  }
}
