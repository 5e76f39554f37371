/// The order and the spelling of sheet and parcel numbers, which are text with numerals in it.
public enum NumeralOrder {
  /// Whether one number comes before another: numerals by value and before text, so `9` < `12` < `12a` < `TĐ 12-2024`.
  ///
  /// Texts that differ only in leading zeros, capitals or tone follow in the order of their bytes, so that the order is
  /// total.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    sortKey(left).lexicographicallyPrecedes(sortKey(right))
  }

  /// Bytes whose plain order is the order of numbers, to be stored beside a number as a blob.
  public static func sortKey(_ text: String) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count * 2 + 4)
    var digits: [UInt8] = []
    func closeNumeral() {
      guard !digits.isEmpty else { return }
      let significant = digits.drop { $0 == 0x30 }
      // 0x02 stands before every text byte; a longer numeral is the greater one.
      key.append(0x02)
      key.append(UInt8(min(significant.count / 256, 255)))
      key.append(UInt8(significant.count % 256))
      key.append(contentsOf: significant)
      digits.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch LetterFolding.fold(scalar) {
      case .ascii(let byte) where LetterFolding.isDigit(byte):
        digits.append(byte)
      case .ascii(let byte):
        closeNumeral()
        key.append(max(byte, 0x03))
      case .mark: break
      case .other:
        closeNumeral()
        for byte in String(scalar).utf8 { key.append(byte) }
      }
    }
    closeNumeral()
    key.append(0x00)
    key.append(contentsOf: text.utf8)
    return key
  }

  /// A number as the register keeps it: without outer spaces, with single inner spaces, and with the zeros that a
  /// numeric column adds removed (`12.0000` → `12`); `012` stays, since it may be another sheet.
  public static func normalised(_ text: String) -> String {
    // Most numbers are plain digits already.
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2E }) { return text }
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0xFEFF {
        if let last = scalars.last, last != " " { scalars.append(" ") }
      } else {
        scalars.append(scalar)
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    if let point = scalars.firstIndex(of: "."), point > 0, point < scalars.count - 1,
      scalars[..<point].allSatisfy({ ("0"..."9").contains($0) }), scalars[(point + 1)...].allSatisfy({ $0 == "0" })
    {
      scalars.removeSubrange(point...)
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// A number from a numeric column: `12` for 12.0, `12.5` for 12.5; nothing when it is not finite or negative.
  public static func normalised(_ number: Double) -> String? {
    guard number.isFinite, number >= 0 else { return nil }
    if let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
  }

  /// Whether a number is missing: empty, or zero, which numeric columns write for unknown.
  public static func isMissing(_ text: String) -> Bool {
    let text = normalised(text)
    return text.isEmpty || text == "0"
  }
}
