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

  /// A number in billionths, rounded as ``fixed(_:decimals:)`` rounds; `nil` from 9 thousand million on.
  public static func billionths(_ value: Double) -> Int64? {
    guard value.magnitude < 9e9 else { return nil }
    if value.magnitude < 1000 {
      // The product is off by less than 1e-4 there; only near a tie does that matter.
      let scaled = value * 1e9
      let nearest = scaled.rounded()
      if abs(scaled - nearest) < 0.499 { return Int64(nearest) }
    }
    let (whole, fraction) = rounded(value.magnitude, decimals: 9)
    let units = Int64(whole) * 1_000_000_000 + Int64(fraction)
    return value.sign == .minus ? -units : units
  }

  private mutating func appendFixed(_ value: Double, decimals: Int) {
    let (whole, fraction) = Self.rounded(value.magnitude, decimals: decimals)
    // A sign, 19 digits, the point and 17 decimals.
    bytes.append(addingCapacity: 38) { (output: inout OutputSpan<UInt8>) in
      if value.sign == .minus { output.append(0x2D) }
      output.append(decimal: whole)
      if decimals > 0 {
        output.append(0x2E)
        output.append(decimal: fraction, width: decimals)
      }
    }
  }

  /// The whole part and the decimals of a number below 2^63, rounded half to even.
  private static func rounded(_ magnitude: Double, decimals: Int) -> (whole: UInt64, fraction: UInt64) {
    let whole = UInt64(magnitude)
    // Exact: the whole part has no bits below those of the number.
    let fraction = magnitude - Double(whole)
    guard fraction > 0 else { return (whole, 0) }
    let scale = powersOfTen[decimals]
    // fraction = significand · 2^-shift, with a significand of 53 bits; times 10^17 it fits in 110 bits.
    let shift = 52 - Int(fraction.exponent)
    // Below 2^-59 nothing reaches half a unit of the 17th decimal.
    guard shift < 112 else { return (whole, 0) }
    let significand = fraction.significandBitPattern | 1 << 52
    let product = UInt128(significand) * UInt128(scale)
    var digits = UInt64(truncatingIfNeeded: product >> shift)
    let rest = product & (1 << shift - 1)
    let half: UInt128 = 1 << (shift - 1)
    // With no decimals the parity that decides a tie is that of the whole part.
    let isOdd = (scale == 1 ? whole : digits) & 1 == 1
    if rest > half || (rest == half && isOdd) { digits += 1 }
    return digits == scale ? (whole + 1, 0) : (whole, digits)
  }

  /// Writes a value whose JSON text is short and made of digits and marks.
  ///
  /// - Parameters:
  ///   - capacity: how many bytes it has at most.
  ///   - body: appends them.
  @inlinable
  public mutating func raw(capacity: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    separate()
    bytes.append(addingCapacity: capacity) { (output: inout OutputSpan<UInt8>) in body(&output) }
  }

  /// Appends a number in decimal digits.
  mutating func appendInteger(_ magnitude: UInt64, isNegative: Bool) {
    bytes.append(addingCapacity: 21) { (output: inout OutputSpan<UInt8>) in
      if isNegative { output.append(0x2D) }
      output.append(decimal: magnitude)
    }
  }
}

/// The powers of ten from 10^0 to 10^17.
let powersOfTen: [UInt64] = [
  1, 10, 100, 1000, 10000, 100000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
  1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
  100_000_000_000_000_000,
]
