import Foundation
import Testing
import VietText

@Suite struct EncodingTests {
  @Test(arguments: [
    (LegacyEncoding.tcvn3, "TCVN5712-1"), (.windows1258, "CP1258"), (.viscii, "VISCII"), (.windows1252, "CP1252"),
  ])
  func `reads every byte as iconv does`(_ encoding: LegacyEncoding, _ name: String) throws {
    let bytes = (UInt8(0x20)...0xFF).filter { $0 != 0x7F }
    let lines = try #require(try iconv(bytes.flatMap { [$0, 0x0A] }, from: name, to: "UTF-8", options: ["-c"]))
    let theirs = lines.split(separator: 0x0A, omittingEmptySubsequences: false)
    try #require(theirs.count == bytes.count + 1)
    for (byte, sign) in zip(bytes, theirs) {
      let ours = encoding.decode([byte])
      if sign.isEmpty {
        #expect(
          ours == DecodedText(text: "\u{FFFD}", damage: [TextDamage(offset: 0, kind: .undefined)]), "byte \(byte)")
      } else {
        #expect(ours == DecodedText(text: String(decoding: sign, as: UTF8.self)), "byte \(byte)")
      }
    }
  }

  @Test(arguments: [(LegacyEncoding.tcvn3, "TCVN5712-1"), (.windows1258, "CP1258"), (.viscii, "VISCII")])
  func `reads names that iconv wrote`(_ encoding: LegacyEncoding, _ name: String) throws {
    // Marks of their own after letters that can bear them.
    let marks = encoding == .viscii ? [] : ["a\u{301}", "ê\u{323}", "Ơ\u{309}", "y\u{300}", "ư\u{303}", "x\u{301}"]
    var lines = (names + letters + marks).joined(separator: "\n")
    if encoding == .tcvn3 {
      // The standard has these among the control bytes, which are noise in a field.
      for capital in "ÚỤỪỬỮỨỰỲỶỸÝỴ" { lines = lines.replacing(String(capital), with: capital.lowercased()) }
    }
    let bytes = try #require(try iconv(Array(lines.utf8), from: "UTF-8", to: name))
    #expect(scalars(encoding.decode(bytes).text) == scalars(lines.precomposedStringWithCanonicalMapping))
  }

  @Test(arguments: [(LegacyEncoding.windows1258, "CP1258"), (.viscii, "VISCII")])
  func `writes names that iconv reads`(_ encoding: LegacyEncoding, _ name: String) throws {
    let text = (names + letters).joined(separator: "\n")
    let bytes = try #require(encoding.encode(text))
    let theirs = try #require(try iconv(bytes, from: name, to: "UTF-8"))
    #expect(String(decoding: theirs, as: UTF8.self) == text)
  }

  @Test(arguments: [LegacyEncoding.utf8, .vni, .windows1258, .viscii])
  func `gives back what was written`(_ encoding: LegacyEncoding) throws {
    for text in names + letters + [""] {
      for form in [text, text.decomposedStringWithCanonicalMapping] {
        let bytes = try #require(encoding.encode(form), "\(text)")
        let decoded = encoding.decode(bytes)
        #expect(scalars(decoded.text) == scalars(text))
        #expect(decoded.damage.isEmpty)
      }
    }
  }

  @Test func `gives back TCVN3 but for the case of toned capitals`() throws {
    for text in names + letters {
      let bytes = try #require(LegacyEncoding.tcvn3.encode(text), "\(text)")
      let decoded = LegacyEncoding.tcvn3.decode(bytes)
      #expect(decoded.text.lowercased() == text.lowercased())
      #expect(decoded.damage.isEmpty)
      #expect(LegacyEncoding.tcvn3.encode(decoded.text) == bytes)
    }
    #expect(LegacyEncoding.tcvn3.encode("Đ Ă Ơ Ễ") == [0xA7, 0x20, 0xA1, 0x20, 0xA5, 0x20, 0xD4])
  }

  @Test func `refuses to write letters that an encoding lacks`() {
    for encoding in LegacyEncoding.allCases where encoding != .utf8 {
      #expect(encoding.encode("Ж") == nil)
      #expect(encoding.encode("漢") == nil)
    }
    #expect(LegacyEncoding.windows1252.encode("Nguyễn") == nil)
    #expect(LegacyEncoding.windows1252.encode("café €") == [0x63, 0x61, 0x66, 0xE9, 0x20, 0x80])
  }

  @Test(arguments: [
    ("UTF-8", LegacyEncoding.utf8), ("utf8", .utf8), ("65001", .utf8), ("TCVN3", .tcvn3), ("abc", .tcvn3),
    ("TCVN-5712", .tcvn3), ("vni", .vni), ("VNI-Windows", .vni), ("CP1258", .windows1258), ("1258", .windows1258),
    ("windows-1258", .windows1258), ("VISCII", .viscii), ("ANSI 1252", .windows1252),
  ])
  func `knows the names of encodings`(_ name: String, _ encoding: LegacyEncoding) {
    #expect(LegacyEncoding(name: name) == encoding)
    #expect(LegacyEncoding(name: encoding.rawValue) == encoding)
  }

  @Test func `knows no other encodings`() {
    for name in ["", "latin", "ISO-8859-1", "GBK"] { #expect(LegacyEncoding(name: name) == nil) }
  }
}

/// The scalars of a text, since strings are equal whatever their form is.
func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
