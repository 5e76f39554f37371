/// A central meridian that somebody wrote, read.
public enum MeridianReading: Sendable, Hashable {
  /// The meridian of a 3° grid of VN-2000.
  case zone(VN2000.Zone)
  /// A meridian, in degrees, that no 3° grid has; `perhaps` is the grid that was meant if the text confuses
  /// minutes with decimals (`107.45` for 107°45').
  case noZone(degrees: Double, perhaps: VN2000.Zone?)
}

extension VN2000 {
  /// The 3° grid that a text such as `108°00'`, `107.5`, `107°30` or `105-45` names; nil when it names none.
  public static func zone(meridian text: String) -> Zone? {
    guard case .zone(let zone) = reading(ofMeridian: text) else { return nil }
    return zone
  }

  /// Reads a central meridian: degrees with a decimal point or comma, or degrees, minutes and seconds with any marks.
  ///
  /// Words and letters around it (`KTT`, `Đ`, `E`) are passed over. Nil when there is no meridian in the text.
  public static func reading(ofMeridian text: String) -> MeridianReading? {
    guard text.utf8.count <= 64, let numbers = numbers(in: text), let degrees = numbers.first, degrees <= 180 else {
      return nil
    }
    var value = degrees
    if numbers.count > 1 {
      guard degrees == degrees.rounded(), numbers[1] < 60 else { return nil }
      value += numbers[1] / 60
    }
    if numbers.count > 2 {
      guard numbers[1] == numbers[1].rounded(), numbers[2] < 60 else { return nil }
      value += numbers[2] / 3600
    }
    if let zone = zone(centralMeridian: value) { return .zone(zone) }
    let minutes = ((degrees - degrees.rounded(.down)) * 100).rounded()
    let meant = numbers.count == 1 && minutes < 60 ? zone(centralMeridian: degrees.rounded(.down) + minutes / 60) : nil
    return .noZone(degrees: value, perhaps: meant)
  }

  /// A meridian as papers print it, in whole minutes: `107°45'`.
  public static func text(ofMeridian degrees: Double) -> String {
    let minutes = Int((degrees * 60).rounded())
    let rest = minutes % 60
    return "\(minutes / 60)°\(rest < 10 ? "0" : "")\(rest)'"
  }

  /// The numbers of a text, one to three of them, in order; nil when there are none or more.
  private static func numbers(in text: String) -> [Double]? {
    var numbers: [Double] = []
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case ".", ",":
        // A mark after a number that already has decimals, or before any digit, belongs to the sentence.
        if digits.isEmpty { continue }
        if digits.contains(".") { return nil }
        digits.append(".")
      default:
        if !digits.isEmpty {
          guard let number = Double(digits.hasSuffix(".") ? String(digits.dropLast()) : digits) else { return nil }
          numbers.append(number)
          digits = ""
        }
      }
    }
    if !digits.isEmpty {
      guard let number = Double(digits.hasSuffix(".") ? String(digits.dropLast()) : digits) else { return nil }
      numbers.append(number)
    }
    // `KTT 3° 107°30'` and the like carry the width of the zone first.
    if numbers.count > 1, numbers[0] == 3 || numbers[0] == 6 { numbers.removeFirst() }
    return (1...3).contains(numbers.count) ? numbers : nil
  }
}
