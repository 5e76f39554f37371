internal import VietText

/// How wide text is in the fonts that a sheet asks for, as parts of the font size.
///
/// The advance widths are those of Noto Sans, the first of the fonts, for U+0020 to U+007E; a Vietnamese letter is as
/// wide as its base. Other letters are taken as wide ones. A tenth is added for bold.
enum GlyphWidths {
  static func width(_ text: String, isBold: Bool = false) -> Double {
    var sum = 0
    for scalar in text.unicodeScalars { sum += thousandths(scalar) }
    return Double(sum) / 1000 * (isBold ? 1.08 : 1)
  }

  private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    if value < known.count, known[value] > 0 { return Int(known[value]) }
    if scalar.properties.canonicalCombiningClass != .notReordered { return 0 }
    return value < 0x3000 ? 780 : 1000
  }

  /// Whether a scalar is a letter or mark that every text here may have, so that nothing need be asked about it.
  static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    let value = Int(scalar.value)
    return value < known.count && known[value] > 0
  }

  /// The widths by scalar value; 0 for what is not known.
  private static let known: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x2200)
    for (place, width) in ascii.enumerated() { table[0x20 + place] = width }
    for (scalar, width) in letters where Int(scalar.value) < table.count { table[Int(scalar.value)] = UInt16(width) }
    return table
  }()

  private static let ascii: [UInt16] = [
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
    760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
    551, 380, 572,
  ]

  /// The Vietnamese letters, and the marks that a sheet uses itself.
  private static let letters: [Unicode.Scalar: Int] = {
    var widths: [Unicode.Scalar: Int] = [
      "Đ": 730, "đ": 617, "Ơ": 784, "ơ": 616, "Ư": 780, "ư": 674, "²": 350, "°": 428, "–": 633, "—": 874, "…": 872,
      "×": 572, "·": 268, "•": 832, "№": 268,
    ]
    for value in Array(0xC0...0x1B4) + Array(0x1EA0...0x1EF9) {
      guard let scalar = Unicode.Scalar(UInt32(value)), widths[scalar] == nil,
        let base = Composition.decompose(String(scalar)).unicodeScalars.first, base.isASCII
      else { continue }
      widths[scalar] = Int(ascii[Int(base.value) - 0x20])
    }
    for (base, width) in [("ơ", 616), ("Ơ", 784), ("ư", 674), ("Ư", 780)] {
      for mark: Unicode.Scalar in ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
        let composed = Composition.compose(base + String(Character(mark))).unicodeScalars
        if composed.count == 1, let letter = composed.first { widths[letter] = width }
      }
    }
    return widths
  }()
}
