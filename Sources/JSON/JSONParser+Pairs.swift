extension JSONParser {
  /// The next element of the array that is open, if it is an array of two plain numbers, such as `[108.79, 15.12]`.
  ///
  /// A quick way for coordinates. Nothing is consumed, and nil given, when the next element is anything else, is not
  /// there in full or has a number with an exponent or more than 19 digits: ``next()`` then says what it is.
  public mutating func nextPair() -> (Double, Double)? {
    guard containers.last == false, containers.count < options.maximumDepth else { return nil }
    let isFirst = state == .valueOrEndArray
    guard isFirst || state == .commaOrEnd else { return nil }
    let (held, limit) = (bytes, end)
    let span = held.span
    var index = cursor
    if !isFirst { guard Self.pass(0x2C, span, &index, limit) else { return nil } }
    guard Self.pass(0x5B, span, &index, limit), let first = Self.plainNumber(span, &index, limit),
      Self.pass(0x2C, span, &index, limit), let second = Self.plainNumber(span, &index, limit),
      Self.pass(0x5D, span, &index, limit)
    else { return nil }
    cursor = index
    state = .commaOrEnd
    return (first, second)
  }

  /// Passes over white space and then a byte; false when another one stands there.
  @inline(__always)
  private static func pass(_ byte: UInt8, _ bytes: Span<UInt8>, _ index: inout Int, _ limit: Int) -> Bool {
    skipSpace(bytes, &index, limit)
    guard index < limit, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  @inline(__always)
  private static func skipSpace(_ bytes: Span<UInt8>, _ index: inout Int, _ limit: Int) {
    while index < limit, case let byte = bytes[index], byte <= 0x20,
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    { index += 1 }
  }

  /// A number without exponent, after white space, with a byte that follows it.
  @inline(__always)
  private static func plainNumber(_ bytes: Span<UInt8>, _ index: inout Int, _ limit: Int) -> Double? {
    skipSpace(bytes, &index, limit)
    var decimal = Decimal()
    if index < limit, bytes[index] == 0x2D {
      decimal.isNegative = true
      index += 1
    }
    let start = index
    var mantissa: UInt64 = 0
    while index < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    let whole = index - start
    guard whole > 0, whole == 1 || bytes[start] != 0x30 else { return nil }
    var digits = whole
    if index < limit, bytes[index] == 0x2E {
      index += 1
      let point = index
      while index < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index += 1
      }
      let places = index - point
      guard places > 0 else { return nil }
      digits += places
      decimal.exponent = -places
    }
    // Whether the mantissa has overflowed is seen by the count of its digits alone.
    guard digits <= 19, index < limit, bytes[index] | 0x20 != 0x65 else { return nil }
    decimal.mantissa = mantissa
    decimal.digits = digits
    return decimal.double
  }
}
