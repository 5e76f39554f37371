import Digest
import Foundation
import Testing

@Test func `SHA-256 gives the values that FIPS 180-4 prints`() {
  #expect(SHA256.hex(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  #expect(SHA256.hex(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  #expect(
    SHA256.hex(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
      == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
}

@Test func `SHA-256 agrees with sha256sum however the bytes are cut`() throws {
  var random = SystemRandomNumberGenerator()
  let seed = UInt64.random(in: 0...UInt64.max, using: &random)
  print("seed \(seed)")
  var state = seed
  let bytes = (0..<10_007).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
  let file = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID().uuidString)")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/sha256sum")
  process.arguments = [file.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let expected = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64)
  process.waitUntilExit()
  for cut in [1, 63, 64, 65, 1000] {
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: cut) {
      hash.update(Array(bytes[start..<min(start + cut, bytes.count)]))
    }
    #expect(hash.finish().hexadecimal == expected)
  }
}
