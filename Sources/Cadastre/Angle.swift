/// Degrees as people write them.
public enum Angle {
  /// Two letters for the directions of an axis, in Vietnamese or in English.
  public enum Letters: Sendable {
    /// B, N, Đ, T.
    case vietnamese
    /// N, S, E, W.
    case english
  }

  /// Degrees, minutes and seconds in the Vietnamese style, with a decimal comma: `15°07'13,80"`.
  ///
  /// - Parameters:
  ///   - degrees: any finite angle up to 360 in magnitude; others give an empty text.
  ///   - decimals: decimals of the seconds, 0 to 6.
  ///   - mark: the decimal mark.
  /// - Returns: the text, with a minus sign in front of a negative angle.
  public static func dms(_ degrees: Double, decimals: Int = 2, mark: Character = ",") -> String {
    guard degrees.isFinite, degrees.magnitude <= 360 else { return "" }
    let decimals = min(max(decimals, 0), 6)
    let scale = power(decimals)
    // Rounding the whole angle first avoids 60,00 seconds.
    let units = Int64((degrees.magnitude * 3600 * Double(scale)).rounded())
    let (seconds, fraction) = (units / scale, units % scale)
    var text = degrees < 0 && units > 0 ? "-" : ""
    text += "\(seconds / 3600)°\(padded(seconds / 60 % 60, to: 2))'\(padded(seconds % 60, to: 2))"
    if decimals > 0 { text += "\(mark)\(padded(fraction, to: decimals))" }
    return text + "\""
  }

  /// A position with its letters: `15°07'13,80" B; 108°47'32,28" Đ`, or in English `15°07'13.80"N 108°47'32.28"E`.
  public static func position(
    longitude: Double, latitude: Double, decimals: Int = 2, letters: Letters = .vietnamese
  ) -> String {
    switch letters {
    case .vietnamese:
      "\(dms(latitude.magnitude, decimals: decimals)) \(latitude < 0 ? "N" : "B"); "
        + "\(dms(longitude.magnitude, decimals: decimals)) \(longitude < 0 ? "T" : "Đ")"
    case .english:
      "\(dms(latitude.magnitude, decimals: decimals, mark: "."))\(latitude < 0 ? "S" : "N") "
        + "\(dms(longitude.magnitude, decimals: decimals, mark: "."))\(longitude < 0 ? "W" : "E")"
    }
  }

  private static func power(_ decimals: Int) -> Int64 { (0..<decimals).reduce(1) { power, _ in power * 10 } }

  private static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
