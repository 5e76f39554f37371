import Testing
import VietText

@Suite struct TableTests {
  @Test func `reads every byte of TCVN3 as the domain table says`() throws {
    let rows = try table("tcvn3.tsv")
    #expect(rows.count == 256)
    for row in rows {
      let byte = try #require(UInt8(row[0], radix: 16))
      let value = try #require(UInt32(row[1], radix: 16).flatMap(Unicode.Scalar.init))
      let decoded = LegacyEncoding.tcvn3.decode([byte])
      if byte < 0x20 || byte == 0x7F {
        let isLayout = [0x09, 0x0A, 0x0D].contains(byte)
        #expect(decoded.text == (isLayout ? String(value) : ""), "byte \(row[0])")
        #expect(decoded.damage == (isLayout ? [] : [TextDamage(offset: 0, kind: .control)]), "byte \(row[0])")
      } else {
        #expect(Array(decoded.text.unicodeScalars) == [value], "byte \(row[0])")
        #expect(decoded.damage.isEmpty, "byte \(row[0])")
      }
    }
  }

  @Test func `reads every sequence of VNI as the domain table says`() throws {
    let rows = try table("vni.tsv")
    #expect(rows.count == 192)
    for row in rows {
      let bytes = row[0].split(separator: " ").compactMap { UInt8($0, radix: 16) }
      let value = try #require(UInt32(row[1], radix: 16).flatMap(Unicode.Scalar.init))
      let decoded = LegacyEncoding.vni.decode(bytes)
      #expect(Array(decoded.text.unicodeScalars) == [value], "\(row[0])")
      #expect(decoded.damage.isEmpty, "\(row[0])")
      if row[3] != "lenient" { #expect(LegacyEncoding.vni.encode(String(value)) == bytes, "\(row[0])") }
    }
  }

  @Test func `reads no other sequence of VNI as a letter`() throws {
    var known: [[UInt8]: String] = [:]
    for row in try table("vni.tsv") {
      known[row[0].split(separator: " ").compactMap { UInt8($0, radix: 16) }] = row[2]
    }
    for first in UInt8(0x20)...0xFF where first != 0x7F {
      for second in UInt8(0xC0)...0xFF where known[[first, second]] == nil {
        let together = LegacyEncoding.vni.decode([first, second]).text
        let apart = LegacyEncoding.vni.decode([first]).text + LegacyEncoding.vni.decode([second]).text
        #expect(together == apart)
        if second >= 0xC0, known[[second]] == nil {
          #expect(LegacyEncoding.vni.decode([first, second]).damage.contains { $0.offset == 1 })
        }
      }
    }
  }
}
