import Foundation
import Testing
import VietText

@Suite struct CompositionTests {
  @Test func `composes as Unicode does, whatever the order of the marks`() {
    let marks = [
      0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323, 0x308, 0x30C, 0x328, 0x340, 0x341, 0x335, 0x360,
    ]
    .compactMap(Unicode.Scalar.init)
    let bases = Array("aAeEiIoOuUyYdDqzơƯâÊăộsS ǖṣ\u{212B}\u{212A}đ1".unicodeScalars)
    for seed in UInt64(0)..<5000 {
      var generator = Seeded(seed)
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        if Bool.random(using: &generator), let base = bases.randomElement(using: &generator) { text.append(base) }
        if let mark = marks.randomElement(using: &generator) { text.append(mark) }
      }
      let string = String(text)
      #expect(
        scalars(Composition.compose(string)) == scalars(string.precomposedStringWithCanonicalMapping), "seed \(seed)")
      #expect(
        scalars(Composition.decompose(string)) == scalars(string.decomposedStringWithCanonicalMapping), "seed \(seed)")
    }
  }

  @Test func `composes and takes apart every Latin letter as Unicode does`() {
    for value in Array(0xA0..<UInt32(0x250)) + Array(0x1E00..<0x1F00) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let letter = String(scalar)
      #expect(scalars(Composition.compose(letter)) == scalars(letter.precomposedStringWithCanonicalMapping))
      #expect(scalars(Composition.decompose(letter)) == scalars(letter.decomposedStringWithCanonicalMapping))
      let apart = letter.decomposedStringWithCanonicalMapping
      #expect(scalars(Composition.compose(apart)) == scalars(apart.precomposedStringWithCanonicalMapping))
    }
  }

  @Test func `takes a letter apart and puts it together`() throws {
    for text in letters + ["a", "Z"] {
      let scalar = try #require(text.unicodeScalars.first)
      let letter = try #require(Letter(scalar))
      #expect(letter.scalar == scalar)
      #expect(letter.isCapital == (text.uppercased() == text))
    }
    let letter = try #require(Letter("ệ"))
    #expect(letter.base == UInt8(ascii: "e") && letter.shape == .circumflex && letter.tone == .dot)
    #expect(Letter("1") == nil && Letter("ñ") == nil && Letter("Ж") == nil)
  }
}
