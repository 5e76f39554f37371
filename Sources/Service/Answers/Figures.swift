import Cadastre
import VietText

/// Numbers and days as people of each language write them.
enum Figures {
  /// A length with its unit: `4,21 m`, `1,2 km`.
  static func metres(_ metres: Double, _ language: Language) -> String {
    metres >= 1000
      ? "\(decimal(metres / 1000, decimals: 1, language)) km"
      : "\(decimal(metres, decimals: metres < 0.1 ? 3 : 2, language)) m"
  }

  /// An area with its unit: `221,3 m²`.
  static func area(_ area: Double, _ language: Language) -> String { "\(decimal(area, decimals: 1, language)) m²" }

  /// A number rounded to some decimals, without trailing zeros.
  static func decimal(_ value: Double, decimals: Int, _ language: Language) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.magnitude < 1e15 else { return "\(value)" }
    let units = Int(scaled.magnitude)
    var text = grouped(units / scale, language)
    var fraction = String(units % scale)
    fraction = String(repeating: "0", count: decimals - (decimals == 0 ? 0 : fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    if !fraction.isEmpty { text += (language == .vietnamese ? "," : ".") + fraction }
    return scaled < 0 ? "-" + text : text
  }

  /// A number with a fixed count of decimals and no marks between thousands, as coordinates are written.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.magnitude < 1e18 else { return "\(value)" }
    let units = Int(scaled.magnitude)
    let fraction = String(units % scale)
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    return "\(sign)\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A day: `01/7/2025` as Vietnamese papers write it, `2025-07-01` in English.
  static func day(_ day: Day, _ language: Language) -> String {
    guard language == .vietnamese else { return day.description }
    // The offices pad days below 10 and months below 3, so that no digit can be added later.
    return "\(day.day < 10 ? "0" : "")\(day.day)/\(day.month < 3 ? "0" : "")\(day.month)/\(day.year)"
  }

  private static func grouped(_ whole: Int, _ language: Language) -> String {
    let digits = String(whole)
    guard digits.count > 3 else { return digits }
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text.append(language == .vietnamese ? "." : ",") }
      text.append(digit)
    }
    return text
  }
}
