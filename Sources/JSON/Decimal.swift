/// The decimal form of a number as it was read: ± mantissa · 10^exponent.
struct Decimal: Hashable, Sendable {
  /// The significant digits, as far as 19 of them.
  var mantissa: UInt64 = 0
  /// How many significant digits there are; those after the 19th are counted, not kept.
  var digits = 0
  /// The power of ten.
  var exponent = 0
  var isNegative = false
  /// Whether neither a fraction nor an exponent is written.
  var isInteger = true

  @inline(__always)
  mutating func append(_ digit: UInt8) {
    if digits < 19 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      // Leading zeros are not significant.
      if mantissa != 0 { digits &+= 1 }
    } else {
      digits &+= 1
      exponent &+= 1
    }
  }

  @inline(__always)
  mutating func appendFraction(_ digit: UInt8) {
    append(digit)
    exponent &-= 1
  }

  /// Whether two numbers of at most 19 digits are the same.
  func hasSameValue(as other: Decimal) -> Bool {
    let (own, others) = (normalized, other.normalized)
    return isNegative == other.isNegative && own == others
  }

  private var normalized: (UInt64, Int) {
    var (mantissa, exponent) = (mantissa, exponent)
    while mantissa != 0 && mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    return (mantissa, exponent)
  }

  /// Whether the number may be too great for a `Double`.
  var mayOverflow: Bool { mantissa != 0 && min(digits, 19) + exponent > 307 }

  /// The nearest `Double`, ties to even; nil when this quick way cannot tell.
  ///
  /// Up to 2^53 and 10^22 a single operation of IEEE 754 rounds correctly (W. D. Clinger, "How to read floating point
  /// numbers accurately", 1990). Up to 19 digits the quotient or product is taken in 128 bits and rounded once.
  var double: Double? {
    guard digits <= 19 else { return nil }
    let magnitude: Double
    if mantissa < 1 << 53, exponent >= -22, exponent <= 22 {
      let value = Double(mantissa)
      magnitude = exponent < 0 ? value / Self.exactPowers[-exponent] : value * Self.exactPowers[exponent]
    } else if mantissa == 0 {
      magnitude = 0
    } else if exponent < 0, exponent >= -17 {
      magnitude = Self.quotient(mantissa, powersOfTen[-exponent])
    } else if exponent >= 0, exponent <= 17 {
      let product = mantissa.multipliedFullWidth(by: powersOfTen[exponent])
      magnitude = Double(UInt128(product.high) << 64 | UInt128(product.low))
    } else {
      return nil
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The quotient of two integers, rounded once to the nearest `Double`, ties to even.
  private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
    let shifts = (dividend.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let upper = dividend << shifts.0
    let lower = divisor << shifts.1
    // Halved, so that the quotient fits in 64 bits: it has 63 or 64.
    let (quotient, rest) = lower.dividingFullWidth((upper >> 1, upper << 63))
    // A bit that stands for all that follow decides between tie and more.
    let sticky = quotient | (rest == 0 ? 0 : 1)
    // value = quotient · 2^(shifts.1 − shifts.0 − 63); the conversion rounds to nearest even, the power is exact.
    return Double(sticky) * Double(sign: .plus, exponent: shifts.1 - shifts.0 - 63, significand: 1)
  }

  /// The powers of ten that a `Double` holds exactly.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
