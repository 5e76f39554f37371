/// The form of a name in which it is found by people who type without marks.
public enum SearchKey {
  /// The text in small letters without tones and marks, `đ` as `d`, words parted by one space.
  ///
  /// Apostrophes vanish (`Ia H'Drai` is `ia hdrai`), other signs part words. The key of a composed and of a decomposed
  /// text, and of both conventions of tone placement (`hoà`, `hòa`), is the same. The key of a key is the key.
  public static func make(_ text: String) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      let cell = Letter.cell(scalar.value)
      if cell != 0 {
        separate(&key, &pendingSpace)
        key.append(UInt8(truncatingIfNeeded: cell))
      } else if scalar.value >= 0x30, scalar.value < 0x3A {
        separate(&key, &pendingSpace)
        key.append(UInt8(scalar.value))
      } else if isJoiner(scalar) {
        continue
      } else if scalar.value < 0x80 {
        pendingSpace = true
      } else {
        appendRare(scalar, &key, &pendingSpace)
      }
    }
    return string(copying: key.span) ?? String(decoding: key, as: UTF8.self)
  }

  /// Whether a scalar neither stands in a key nor parts words: a combining mark or an apostrophe.
  static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x60, 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2018, 0x2019, 0x2032, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
    case 0x300..<0x370: true
    default: false
    }
  }

  private static func separate(_ key: inout [UInt8], _ pendingSpace: inout Bool) {
    if pendingSpace, !key.isEmpty { key.append(0x20) }
    pendingSpace = false
  }

  private static func appendRare(_ scalar: Unicode.Scalar, _ key: inout [UInt8], _ pendingSpace: inout Bool) {
    let meant = Composition.base(LookAlikes.replacement(scalar))
    let cell = Letter.cell(meant.value)
    if cell != 0 {
      separate(&key, &pendingSpace)
      key.append(UInt8(truncatingIfNeeded: cell))
    } else if meant.properties.isAlphabetic || meant.properties.numericType != nil {
      separate(&key, &pendingSpace)
      key.append(contentsOf: Composition.decompose(meant.properties.lowercaseMapping).utf8)
    } else {
      pendingSpace = true
    }
  }
}
