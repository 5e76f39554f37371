import Compression
import Foundation
import Testing

@Suite struct `Gzip` {
  @Test func `comes back as it went`() throws {
    for (seed, count) in [0, 1, 2, 100, 65_535, 65_536, 65_537, 300_000].enumerated() {
      var random = Seeded(state: UInt64(seed))
      let bytes = random.bytes(count)
      for level in [1, 6, 9] {
        let gzip = try Compression.Gzip.compress(bytes, level: level)
        #expect(Compression.Gzip.isGzip(gzip))
        #expect(try Compression.Gzip.expand(gzip) == bytes, "seed \(seed)")
        #expect(try Compression.Gzip.compress(bytes, level: level) == gzip, "seed \(seed)")
      }
    }
  }

  @Test func `is read by gzip, and reads what gzip wrote`() throws {
    try Tool.withFolder { folder in
      var random = Seeded(state: 4)
      let bytes = random.bytes(500_000)
      try Data(try Compression.Gzip.compress(bytes)).write(to: folder.appendingPathComponent("ours.gz"))
      #expect(try Tool.shell("gzip -dc ours.gz", in: folder) == bytes)
      try Data(bytes).write(to: folder.appendingPathComponent("theirs"))
      for level in [1, 6, 9] {
        #expect(try Compression.Gzip.expand(Tool.shell("gzip -\(level) -c theirs", in: folder)) == bytes)
      }
    }
  }

  @Test func `is the same whole, byte by byte, and in pieces`() throws {
    for seed in UInt64(0)..<30 {
      var random = Seeded(state: seed)
      let bytes = random.bytes(Int.random(in: 0...5000, using: &random))
      let other = random.bytes(700)
      // Two members one after the other, and padding.
      let gzip =
        try Compression.Gzip.compress(bytes) + Compression.Gzip.compress(other)
        + [UInt8](repeating: 0, count: Int.random(in: 0...3, using: &random))
      for most in [1, 2, 7, 100, 10_000] {
        var decoder = try GzipDecoder()
        var output: [UInt8] = []
        var rest = gzip[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Int.random(in: 1...most, using: &random))
          rest = rest.dropFirst(piece.count)
          try decoder.decode(Array(piece), into: &output)
        }
        try decoder.finish()
        #expect(output == bytes + other, "seed \(seed)")
        #expect(decoder.consumed == gzip.count && decoder.produced == output.count, "seed \(seed)")
      }
      var lent: [UInt8] = []
      var decoder = try GzipDecoder()
      try decoder.decode(gzip.span) { lent += $0 }
      #expect(lent == bytes + other, "seed \(seed)")
    }
  }

  @Test func `cut anywhere is told as cut`() throws {
    var random = Seeded(state: 9)
    let gzip = try Compression.Gzip.compress(random.bytes(3000))
    for end in 0..<gzip.count {
      #expect(throws: CompressionError(.truncated)) { try Compression.Gzip.expand(Array(gzip[..<end])) }
    }
  }

  @Test func `damaged anywhere never gives other bytes`() throws {
    var random = Seeded(state: 10)
    let bytes = random.bytes(400)
    let gzip = try Compression.Gzip.compress(bytes)
    for index in gzip.indices {
      for bit in 0..<8 {
        var damaged = gzip
        damaged[index] ^= 1 << bit
        do throws(CompressionError) {
          // Time, flags and system in the header say nothing of the content.
          #expect(try Compression.Gzip.expand(damaged) == bytes, "byte \(index)")
        } catch {
          continue
        }
      }
    }
  }

  @Test func `says what is wrong`() throws {
    let gzip = try Compression.Gzip.compress(Array("Địa Bạ".utf8))
    #expect(throws: CompressionError(.wrongFormat)) { try Compression.Gzip.expand(Array("{\"type\":1}".utf8)) }
    #expect(throws: CompressionError(.wrongFormat)) { try Compression.Gzip.expand([0x1F, 0x00, 0x08, 0, 0, 0]) }
    #expect(throws: CompressionError(.truncated)) { try Compression.Gzip.expand([]) }
    #expect(throws: CompressionError(.trailingBytes(offset: gzip.count))) {
      try Compression.Gzip.expand(gzip + Array("more".utf8))
    }
    #expect(throws: CompressionError(.trailingBytes(offset: gzip.count + 2))) {
      try Compression.Gzip.expand(gzip + [0, 0, 7])
    }
    var wrongCheck = gzip
    wrongCheck[gzip.count - 8] ^= 1
    #expect(throws: CompressionError(.checksum)) { try Compression.Gzip.expand(wrongCheck) }
    var wrongLength = gzip
    wrongLength[gzip.count - 1] ^= 1
    #expect(throws: CompressionError(.checksum)) { try Compression.Gzip.expand(wrongLength) }
  }

  @Test func `stops at a bomb before it goes off`() throws {
    let zeros = [UInt8](repeating: 0, count: 8 << 20)
    let gzip = try Compression.Gzip.compress(zeros, level: 9)
    #expect(throws: CompressionError(.tooManyBytes(limit: 1 << 20))) {
      try Compression.Gzip.expand(gzip, limits: ExpansionLimits(bytes: 1 << 20))
    }
    #expect(throws: CompressionError(.ratio(limit: 250))) {
      try Compression.Gzip.expand(gzip, limits: ExpansionLimits(bytesBeforeRatio: 1 << 20))
    }
    #expect(try Compression.Gzip.expand(gzip).count == zeros.count)
    var largest = 0
    var decoder = try GzipDecoder()
    try decoder.decode(gzip.span) { largest = max(largest, $0.count) }
    #expect(largest <= 64 << 10)
  }

  @Test func `can be read so far after a flush, and its encoder used again`() throws {
    var encoder = try GzipEncoder(level: 1)
    for _ in 0..<3 {
      var gzip: [UInt8] = []
      var decoder = try GzipDecoder()
      var output: [UInt8] = []
      try encoder.encode(Array("one,".utf8), into: &gzip)
      try encoder.flush(into: &gzip)
      try decoder.decode(gzip, into: &output)
      #expect(String(decoding: output, as: UTF8.self) == "one,")
      #expect(throws: CompressionError(.truncated)) { try decoder.finish() }
      let sent = gzip.count
      try encoder.encode(Array("two".utf8), into: &gzip)
      try encoder.finish(into: &gzip)
      try decoder.decode(Array(gzip[sent...]), into: &output)
      try decoder.finish()
      #expect(String(decoding: output, as: UTF8.self) == "one,two")
    }
    var half: [UInt8] = []
    try encoder.encode(Array("forgotten".utf8), into: &half)
    encoder.reset()
    var gzip: [UInt8] = []
    try encoder.finish(into: &gzip)
    #expect(try Compression.Gzip.expand(gzip) == [])
  }

  @Test func `hands on what the reader throws`() throws {
    struct Enough: Error {}
    let gzip = try Compression.Gzip.compress([1, 2, 3])
    var decoder = try GzipDecoder()
    #expect(throws: Enough.self) { try decoder.decode(gzip.span) { _ in throw Enough() } }
  }

  @Test func `checks as everybody does`() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of([]) == 0)
    var check = CRC32()
    check.update(Array("1234".utf8).span)
    check.update(Array("56789".utf8).span)
    #expect(check.value == 0xCBF4_3926)
  }
}
