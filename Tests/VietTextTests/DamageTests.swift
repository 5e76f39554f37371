import Foundation
import Testing
import VietText

@Suite struct DamageTests {
  @Test func `drops the cut tail of UTF-8 and tells it`() {
    let whole = Array("Nguyễn".utf8)
    for cut in [4 + 1, 4 + 2] {
      let decoded = LegacyEncoding.utf8.decode(whole[..<cut])
      #expect(decoded.text == "Nguy")
      #expect(decoded.damage == [TextDamage(offset: 4, kind: .cutTail)])
    }
    #expect(LegacyEncoding.utf8.decode([0xF0, 0x9F, 0x98]).damage == [TextDamage(offset: 0, kind: .cutTail)])
  }

  @Test func `replaces what is not UTF-8 and tells each place`() {
    let decoded = LegacyEncoding.utf8.decode([0x41, 0xFF, 0xC3, 0x42, 0xE1, 0xBB, 0x43, 0x80])
    #expect(decoded.text == "A\u{FFFD}\u{FFFD}B\u{FFFD}C\u{FFFD}")
    #expect(decoded.damage.map(\.offset) == [1, 2, 4, 7])
    #expect(decoded.damage.allSatisfy { $0.kind == .malformed })
  }

  @Test func `replaces what is not UTF-8 as the standard library does`() {
    for seed in UInt64(0)..<2000 {
      var generator = Seeded(seed)
      let pool: [UInt8] = [
        0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC3, 0xE0, 0xE1, 0xED, 0xF0, 0xF4, 0xF5, 0xBB,
      ]
      // A letter at the end, so that nothing is a cut tail.
      let bytes =
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in pool.randomElement(using: &generator) ?? 0 } + [0x42]
      let decoded = LegacyEncoding.utf8.decode(bytes)
      #expect(scalars(decoded.text) == scalars(String(decoding: bytes, as: UTF8.self)), "seed \(seed)")
    }
  }

  @Test func `leaves out control bytes and tells them`() {
    for encoding in LegacyEncoding.allCases {
      let decoded = encoding.decode([0x41, 0x00, 0x0A, 0x7F, 0x42, 0x01])
      #expect(decoded.text == "A\nB")
      #expect(decoded.damage.map(\.offset) == [1, 3, 5])
      #expect(decoded.damage.allSatisfy { $0.kind == .control })
    }
  }

  @Test func `leaves out a byte order mark`() {
    #expect(scalars(LegacyEncoding.utf8.decode([0xEF, 0xBB, 0xBF, 0x41]).text) == ["A"])
    #expect(scalars(LegacyEncoding.utf8.decode([0xEF, 0xBB, 0xBF, 0x41, 0x00]).text) == ["A"])
  }

  @Test func `reads any bytes in any encoding as composed text`() {
    for seed in UInt64(0)..<3000 {
      var generator = Seeded(seed)
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      for encoding in LegacyEncoding.allCases {
        let decoded = encoding.decode(bytes)
        if decoded.text.unicodeScalars.allSatisfy({ $0.value < 0x370 || (0x1E00..<0x1F00).contains($0.value) }) {
          let composed = decoded.text.precomposedStringWithCanonicalMapping
          #expect(scalars(decoded.text) == scalars(composed), "seed \(seed), \(encoding)")
        }
        #expect(decoded.damage.allSatisfy { bytes.indices.contains($0.offset) }, "seed \(seed), \(encoding)")
        #expect(decoded.damage.map(\.offset) == decoded.damage.map(\.offset).sorted(), "seed \(seed), \(encoding)")
        if decoded.damage.isEmpty, encoding != .tcvn3, let again = encoding.encode(decoded.text) {
          #expect(encoding.decode(again) == decoded, "seed \(seed), \(encoding)")
        }
      }
    }
  }

  @Test(arguments: [
    ("NguyÔn V¨n A", LegacyEncoding.tcvn3, "Nguyễn Văn A"), ("Tr­êng", .tcvn3, "Trường"),
    ("Quáº£ng NgÃ£i", .utf8, "Quảng Ngãi"), ("Nguyeãn Vaên Ñöùc", .vni, "Nguyễn Văn Đức"),
  ])
  func `undoes a reading in the wrong encoding`(_ damaged: String, _ encoding: LegacyEncoding, _ right: String) {
    #expect(DoubleDamage.undo(damaged, in: encoding) == right)
  }

  @Test func `undoes every name that Windows-1252 has garbled`() throws {
    for encoding in [LegacyEncoding.utf8, .tcvn3, .vni, .windows1258] {
      for name in names where !name.utf8.allSatisfy({ $0 < 0x80 }) {
        let bytes = try #require(encoding.encode(name))
        var garbled = String.UnicodeScalarView()
        for byte in bytes {
          let sign = LegacyEncoding.windows1252.decode([byte])
          garbled.append(sign.damage.isEmpty ? try #require(sign.text.unicodeScalars.first) : Unicode.Scalar(byte))
        }
        let undone = try #require(DoubleDamage.undo(String(garbled), in: encoding))
        #expect(undone == encoding.decode(bytes).text)
      }
    }
  }

  @Test func `does not undo what was not garbled`() {
    #expect(DoubleDamage.undo("Binh Son", in: .tcvn3) == nil)
    #expect(DoubleDamage.undo("Nguyễn", in: .tcvn3) == nil)
    #expect(DoubleDamage.undo("Ngãi", in: .utf8) == nil)
  }

  @Test func `replaces letters that look like Đ`() {
    #expect(LookAlikes.repair("Ðà Nẵng, ðường") == "Đà Nẵng, đường")
    #expect(LookAlikes.repair("Đà Nẵng") == nil)
  }
}
