internal import Cadastre
internal import VietText

/// Numbers and days as a sheet writes them.
enum SheetFigures {
  /// A number with a fixed count of decimals, a point, and no marks between thousands, as coordinates are written.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.magnitude < 1e15 else { return "\(value)" }
    let units = Int(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    let fraction = String(units % scale)
    return "\(sign)\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// An area to the tenth of a square metre, with marks: `1.221,3`.
  static func area(_ area: Double, _ language: Language) -> String {
    let plain = fixed(area, decimals: 1)
    let isVietnamese = language == .vietnamese
    let parts = plain.split(separator: ".")
    guard parts.count == 2 else { return plain }
    let digits = parts[0].drop { $0 == "-" }
    var whole = parts[0].hasPrefix("-") ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { whole.append(isVietnamese ? "." : ",") }
      whole.append(digit)
    }
    return whole + (isVietnamese ? "," : ".") + parts[1]
  }

  /// A day: `01/7/2025` as Vietnamese papers write it, `2025-07-01` in English.
  static func day(_ day: Day, _ language: Language) -> String {
    guard language == .vietnamese else { return day.description }
    return "\(day.day < 10 ? "0" : "")\(day.day)/\(day.month < 3 ? "0" : "")\(day.month)/\(day.year)"
  }

  /// A time of day in Viet Nam: `14:05`.
  static func time(_ unixSeconds: Int) -> String {
    let minutes = (unixSeconds + 7 * 3600) / 60
    let (hour, minute) = ((minutes / 60) % 24, minutes % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
