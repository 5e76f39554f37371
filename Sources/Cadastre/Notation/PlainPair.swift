/// The short cut for what programs send: two ASCII numbers with decimal points, as `15.1205,108.7923`.
///
/// It answers only where the general way has one reading, and gives the same.
enum PlainPair {
  private struct Number {
    var value: Double
    var decimals: Int
  }

  static func reading(of text: String) -> CoordinateReading? {
    reading(of: text.utf8.span)
  }

  /// The reading of both numbers in one text.
  static func reading(of bytes: Span<UInt8>) -> CoordinateReading? {
    var place = 0
    skipSpaces(bytes, &place)
    guard let first = number(bytes, &place) else { return nil }
    var (spaces, marks) = (0, 0)
    while place < bytes.count {
      if bytes[place] == 0x20 {
        spaces += 1
      } else if bytes[place] == 0x2C || bytes[place] == 0x3B {
        marks += 1
      } else {
        break
      }
      place += 1
    }
    guard spaces + marks > 0, marks <= 1, let second = number(bytes, &place) else { return nil }
    skipSpaces(bytes, &place)
    guard place == bytes.count else { return nil }
    return reading(first, second)
  }

  /// The reading of two numbers that stand apart.
  static func reading(of first: Span<UInt8>, _ second: Span<UInt8>) -> CoordinateReading? {
    guard let one = number(alone: first), let other = number(alone: second) else { return nil }
    return reading(one, other)
  }

  private static func reading(_ first: Number, _ second: Number) -> CoordinateReading? {
    let decimals = min(first.decimals, second.decimals)
    return degrees(first.value, second.value, decimals) ?? metres(first.value, second.value, decimals)
  }

  private static func number(alone bytes: Span<UInt8>) -> Number? {
    var place = 0
    skipSpaces(bytes, &place)
    guard let number = number(bytes, &place) else { return nil }
    skipSpaces(bytes, &place)
    return place == bytes.count ? number : nil
  }

  private static func skipSpaces(_ bytes: Span<UInt8>, _ place: inout Int) {
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
  }

  private static func number(_ bytes: Span<UInt8>, _ place: inout Int) -> Number? {
    var mantissa: UInt64 = 0
    var (digits, decimals) = (0, -1)
    while place < bytes.count {
      let next = bytes[place]
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
      place += 1
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
