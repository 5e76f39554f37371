/// The short cut for what programs send: two ASCII numbers with decimal points, as `15.1205,108.7923`.
///
/// It answers only where the general way has one reading, and gives the same.
enum PlainPair {
  private struct Number {
    var value: Double
    var decimals: Int
  }

  static func reading(of text: String) -> CoordinateReading? {
    var bytes = text.utf8.makeIterator()
    var byte = bytes.next()
    while byte == 0x20 { byte = bytes.next() }
    guard let first = number(&byte, &bytes) else { return nil }
    var separators = 0
    while let mark = byte, mark == 0x20 || mark == 0x2C || mark == 0x3B {
      if mark != 0x20 { separators += 0x100 }
      separators += 1
      byte = bytes.next()
    }
    guard separators > 0, separators < 0x200, let second = number(&byte, &bytes) else { return nil }
    while byte == 0x20 { byte = bytes.next() }
    guard byte == nil else { return nil }
    let decimals = min(first.decimals, second.decimals)
    return degrees(first.value, second.value, decimals) ?? metres(first.value, second.value, decimals)
  }

  private static func number(_ byte: inout UInt8?, _ bytes: inout String.UTF8View.Iterator) -> Number? {
    var mantissa: UInt64 = 0
    var (digits, decimals) = (0, -1)
    while let next = byte {
      if next &- 0x30 < 10 {
        mantissa = mantissa * 10 + UInt64(next &- 0x30)
        digits += 1
        if decimals >= 0 { decimals += 1 }
        guard digits <= 15 else { return nil }
      } else if next == 0x2E, decimals < 0, digits > 0 {
        decimals = 0
      } else {
        break
      }
      byte = bytes.next()
    }
    guard decimals > 0 else { return nil }
    return Number(value: Double(mantissa) / Numeral.powers[decimals], decimals: decimals)
  }

  private static func degrees(_ first: Double, _ second: Double, _ decimals: Int) -> CoordinateReading? {
    let eastFirst = first > second
    let (longitude, latitude) = eastFirst ? (first, second) : (second, first)
    let plausibility = CoordinateRanges.plausibility(longitude: longitude, latitude: latitude)
    guard plausibility != .outside else { return nil }
    return CoordinateReading(
      position: .geographic(
        longitude: longitude, latitude: latitude, rounding: Numeral.rounding(decimals: decimals)),
      form: .decimalDegrees, eastFirst: eastFirst, evidence: .ranges, plausibility: plausibility)
  }

  private static func metres(_ first: Double, _ second: Double, _ decimals: Int) -> CoordinateReading? {
    let eastFirst = first < second
    let (x, y) = eastFirst ? (second, first) : (first, second)
    guard CoordinateRanges.plausibility(x: x, y: y) == .mainland else { return nil }
    return CoordinateReading(
      position: .grid(
        x: x, y: y, rounding: Numeral.rounding(decimals: decimals), labelled: false, swapped: eastFirst),
      form: .grid, eastFirst: eastFirst, evidence: .ranges, plausibility: .mainland,
      remarks: eastFirst ? [.eastingFirst] : [])
  }
}
