extension JSONWriter {
  /// Writes a number with a fixed count of decimals, exactly as C's `printf("%.*f")` does.
  ///
  /// The binary value itself is rounded, to the nearest decimal, and to the even one when it lies exactly between two.
  /// Values of 2^63 and above are written as ``number(_:)`` does; NaN and the infinities as `null`.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - decimals: The digits after the point, 0 to 17.
  public mutating func fixed(_ value: Double, decimals: Int) {
    precondition((0..<powersOfTen.count).contains(decimals), "0 to 17 decimals")
    guard value.magnitude < 0x1p63 else { return number(value) }
    separate()
    appendFixed(value, decimals: decimals)
  }

  /// Writes a position as an array of two numbers with a fixed count of decimals, see ``fixed(_:decimals:)``.
  public mutating func position(_ x: Double, _ y: Double, decimals: Int) {
    beginArray()
    fixed(x, decimals: decimals)
    fixed(y, decimals: decimals)
    endArray()
  }

  private mutating func appendFixed(_ value: Double, decimals: Int) {
    if value.sign == .minus { bytes.append(0x2D) }
    let magnitude = value.magnitude
    let scale = powersOfTen[decimals]
    var whole: UInt64
    var fraction: UInt64
    if magnitude >= 0x1p53 {
      (whole, fraction) = (UInt64(magnitude), 0)
    } else {
      whole = UInt64(magnitude)
      // Exact, for both have the same ulp or the whole part is 0.
      (fraction, whole) = Self.scaled(magnitude - Double(whole), by: scale, whole: whole)
    }
    appendDigits(whole, width: whole.decimalDigitCount)
    if decimals > 0 {
      bytes.append(0x2E)
      appendDigits(fraction, width: decimals)
    }
  }

  /// The digits of a fraction below 1, rounded half to even, with what is carried into the whole part.
  private static func scaled(_ fraction: Double, by scale: UInt64, whole: UInt64) -> (UInt64, UInt64) {
    guard fraction > 0 else { return (0, whole) }
    // fraction = significand · 2^-shift, with a significand of 53 bits; times 10^17 it fits in 110 bits.
    let shift = 52 - Int(fraction.exponent)
    // Below 2^-59 nothing reaches half a unit of the 17th decimal.
    guard shift < 112 else { return (0, whole) }
    let significand = fraction.significandBitPattern | 1 << 52
    let product = UInt128(significand) * UInt128(scale)
    var digits = UInt64(truncatingIfNeeded: product >> shift)
    let rest = product & (1 << shift - 1)
    let half: UInt128 = 1 << (shift - 1)
    // With no decimals the parity that decides a tie is that of the whole part.
    let isOdd = scale == 1 ? whole & 1 == 1 : digits & 1 == 1
    if rest > half || (rest == half && isOdd) { digits += 1 }
    return digits == scale ? (0, whole + 1) : (digits, whole)
  }

  /// Appends a number in decimal digits, with leading zeros up to a width that holds it.
  mutating func appendDigits(_ value: UInt64, width: Int) {
    var rest = value
    var position = bytes.count + width
    bytes.append(contentsOf: repeatElement(0x30, count: width))
    var span = bytes.mutableSpan
    while rest >= 10 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      position -= 1
      span[position] = 0x30 + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    span[position - 1] = 0x30 + UInt8(truncatingIfNeeded: rest)
  }
}

extension FixedWidthInteger {
  /// How many decimal digits the number has; 0 has one.
  var decimalDigitCount: Int {
    var count = 1
    var bound: Self = 10
    while self >= bound {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    return count
  }
}

/// The powers of ten from 10^0 to 10^17.
let powersOfTen: [UInt64] = [
  1, 10, 100, 1000, 10000, 100000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
  1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
  100_000_000_000_000_000,
]
