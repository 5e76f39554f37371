/// A number read from the digits of a value.
public enum DBFNumber: Hashable, Sendable {
  /// The value is blank.
  case null
  /// The number, correctly rounded, and whether it was written with a decimal comma.
  case value(Double, usesComma: Bool)
  /// The value is stars, which programs write for a number too large for its column.
  case overflow
  /// The value is not a number.
  case unreadable

  /// The number, if there is one.
  @inlinable
  public var double: Double? {
    if case .value(let value, _) = self { value } else { nil }
  }

  /// Reads a number: sign, digits, one decimal point or comma, an exponent; blanks at the ends are left out.
  public init(_ bytes: borrowing Span<UInt8>) {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0 { end -= 1 }
    guard start < end else {
      self = .null
      return
    }
    if bytes[start] == UInt8(ascii: "*") {
      var isStars = true
      for index in start..<end { isStars = isStars && bytes[index] == UInt8(ascii: "*") }
      self = isStars ? .overflow : .unreadable
      return
    }
    self = DBFNumber.parse(bytes.extracting(start..<end))
  }

  private static func parse(_ bytes: borrowing Span<UInt8>) -> DBFNumber {
    var index = 0
    var isNegative = false
    if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    var mantissa: UInt64 = 0
    var (digits, scale, isExact, hasPoint, usesComma) = (0, 0, true, false, false)
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        digits += 1
        if mantissa < 1_000_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte - 0x30)
          if hasPoint { scale -= 1 }
        } else {
          isExact = false
          if !hasPoint { scale += 1 }
        }
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), !hasPoint {
        hasPoint = true
        usesComma = byte == UInt8(ascii: ",")
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return .unreadable }
    if index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"), let exponent = exponent(bytes, from: index + 1) else {
        return .unreadable
      }
      scale += exponent
    }
    // Zeros at the end are common (`17.070000000000000`), and would hide that the number is short.
    while mantissa > 1 << 53, scale < 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale += 1
    }
    let exact = isExact ? exactValue(mantissa, scale) : nil
    guard let magnitude = exact ?? slowValue(bytes, skipping: isNegative || bytes[0] == UInt8(ascii: "+") ? 1 : 0)
    else { return .unreadable }
    return .value(isNegative ? -magnitude : magnitude, usesComma: usesComma)
  }

  private static func exponent(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      guard bytes[index] &- 0x30 < 10 else { return nil }
      value = min(value * 10 + Int(bytes[index] - 0x30), 100_000)
      index += 1
    }
    return isNegative ? -value : value
  }

  /// The number, where one rounding gives it: a mantissa below 2^53 times or by a power of ten up to 10^22.
  private static func exactValue(_ mantissa: UInt64, _ scale: Int) -> Double? {
    guard mantissa <= 1 << 53, scale >= -22, scale <= 22 else { return mantissa == 0 ? 0 : nil }
    let value = Double(mantissa)
    return scale < 0 ? value / powers[-scale] : value * powers[scale]
  }

  private static func slowValue(_ bytes: borrowing Span<UInt8>, skipping count: Int) -> Double? {
    let text = [UInt8](capacity: bytes.count - count) { output in
      for index in count..<bytes.count {
        output.append(bytes[index] == UInt8(ascii: ",") ? UInt8(ascii: ".") : bytes[index])
      }
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
