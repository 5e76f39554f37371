import Foundation

/// Numbers as findings print them.
enum Decimals {
  /// A number with a fixed count of decimals and a decimal point.
  static func text(_ value: Double, decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

  /// A number of things in English: `1 row`, `2 rows`.
  static func count(_ value: Int, _ noun: String) -> String { "\(value) \(noun)\(value == 1 ? "" : "s")" }

  /// A count with a space between the thousands: `1 000 000`.
  static func count(_ value: Int) -> String {
    var digits = Array(String(value))
    var index = digits.count - 3
    while index > 0 {
      digits.insert("\u{202F}", at: index)
      index -= 3
    }
    return String(digits)
  }
}
