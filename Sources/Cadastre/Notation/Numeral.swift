/// A number as written: its digits, and the marks that were read into it.
struct Numeral: Equatable {
  /// The digits before the decimal mark, thousands marks removed.
  var whole: [UInt8]
  /// The digits after the decimal mark.
  var fraction: [UInt8] = []
  /// The decimal mark, `.` or `,`, or 0 for none.
  var decimalMark: UInt8 = 0
  /// The thousands mark, `.`, `,` or space, or 0 for none.
  var groupMark: UInt8 = 0

  var isWhole: Bool { fraction.isEmpty }
  var isGrouped: Bool { groupMark != 0 }

  /// The nearest double.
  var value: Double {
    let digits = whole.count + fraction.count
    if digits <= 15 {
      let mantissa = (whole + fraction).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      // Both are exact, so that one division rounds once.
      return Double(mantissa) / Numeral.powers[fraction.count]
    }
    return Double(String(decoding: whole + [0x2E] + fraction + [0x30], as: UTF8.self)) ?? .nan
  }

  /// The digits before the mark as a number, 0 if they are too many.
  var wholeNumber: Int { whole.count <= 15 ? whole.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0 }

  /// The value plus a whole number, divided by the units in a degree, rounded once.
  func value(after sum: Int, per unit: Double) -> Double {
    guard fraction.count <= 9 else { return (Double(sum) + value) / unit }
    let mantissa = fraction.reduce(sum + wholeNumber) { $0 * 10 + Int($1 - 0x30) }
    return Double(mantissa) / (Numeral.powers[fraction.count] * unit)
  }

  /// Half a unit of the last digit.
  var rounding: Double { Numeral.rounding(decimals: fraction.count) }

  static func rounding(decimals: Int) -> Double { 0.5 / powers[min(decimals, 22)] }

  /// The powers of ten that a double holds exactly.
  static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21,
    1e22,
  ]

  /// The most digits before and after the mark that any coordinate needs.
  static let mostWhole = 9
  static let mostFraction = 20
}
