/// Eight decimal digits of a number below 10^8 as ASCII, the first in the lowest byte.
///
/// All digits are split off at once: into halves, quarters and single digits, each step in lanes of one word.
@inline(__always)
func eightDigits(_ value: UInt32) -> UInt64 {
  let halves = UInt64(value / 10_000) | UInt64(value % 10_000) << 32
  // x / 100 = (x · 5243) >> 19 for x < 10^4, x / 10 = (x · 103) >> 10 for x < 10^2.
  let hundreds = (halves &* 5243) >> 19 & 0x0000_007F_0000_007F
  let pairs = hundreds | (halves &- hundreds &* 100) << 16
  let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
  return tens | (pairs &- tens &* 10) << 8 | 0x3030_3030_3030_3030
}

extension OutputSpan<UInt8> {
  /// Appends the lowest bytes of a word, the lowest first.
  @inline(__always)
  mutating func append(_ word: UInt64, count: Int) {
    var rest = word
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends a number in decimal digits without leading zeros.
  @inline(__always)
  public mutating func append(decimal value: UInt64) {
    if value < 100_000_000 {
      let digits = eightDigits(UInt32(truncatingIfNeeded: value))
      // The zeros in front are those bytes in which nothing but 0x30 stands; one digit always remains.
      let zeros = min((digits ^ 0x3030_3030_3030_3030).trailingZeroBitCount / 8, 7)
      append(digits >> (8 * UInt64(zeros)), count: 8 - zeros)
    } else {
      let width = value.decimalDigitCount
      append(decimal: value, width: width)
    }
  }

  /// Appends a number in decimal digits with leading zeros, up to a width of 20 that holds it.
  @inline(__always)
  public mutating func append(decimal value: UInt64, width: Int) {
    var rest = value
    var left = width
    if left > 16 {
      let (upper, lower) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
      append(eightDigits(UInt32(truncatingIfNeeded: upper)) >> (8 * UInt64(24 - left)), count: left - 16)
      (rest, left) = (lower, 16)
    }
    if left > 8 {
      let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
      append(eightDigits(UInt32(truncatingIfNeeded: upper)) >> (8 * UInt64(16 - left)), count: left - 8)
      (rest, left) = (lower, 8)
    }
    if left > 0 { append(eightDigits(UInt32(truncatingIfNeeded: rest)) >> (8 * UInt64(8 - left)), count: left) }
  }
}

extension UInt64 {
  /// How many decimal digits the number has; 0 has one.
  var decimalDigitCount: Int {
    var count = 1
    var bound: UInt64 = 10
    while self >= bound {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    return count
  }
}
