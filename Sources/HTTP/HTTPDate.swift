/// Instants in HTTP's form, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
public enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Writes an instant.
  ///
  /// - Parameter unixSeconds: seconds since 1970-01-01T00:00:00Z, up to the year 9999.
  /// - Returns: the instant in the preferred form.
  public static func text(unixSeconds: Int) -> String {
    let seconds = min(max(unixSeconds, 0), 253_402_300_799)
    let (year, month, day) = civil(daysSince1970: seconds / 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return "\(days[seconds / 86_400 % 7]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
  }

  /// Reads an instant in any of the three forms that a recipient accepts; nil if it is none.
  ///
  /// - Parameters:
  ///   - text: the value of a field.
  ///   - now: seconds since 1970, for the two digits of a year in the form of RFC 850.
  /// - Returns: seconds since 1970-01-01T00:00:00Z.
  public static func unixSeconds(_ text: String, now: Int = 0) -> Int? {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    switch words.count {
    case 6 where words[0].utf8.count == 4 && words[0].utf8.last == 44 && words[5] == "GMT":
      guard let year = number(words[3], digits: 4), let day = number(words[1], digits: 2) else { return nil }
      return seconds(year: year, month: words[2], day: day, clock: words[4])
    case 4 where words[0].utf8.last == 44 && words[3] == "GMT":
      let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, let day = number(parts[0], digits: 2), let short = number(parts[2], digits: 2)
      else { return nil }
      // A year that seems more than 50 years ahead is the last one with those digits (RFC 9110 §5.6.7).
      let thisYear = civil(daysSince1970: max(0, now) / 86_400).year
      var year = thisYear - thisYear % 100 + short
      if year > thisYear + 50 { year -= 100 }
      return seconds(year: year, month: parts[1], day: day, clock: words[2])
    case 5 where words[0].utf8.count == 3:
      guard let year = number(words[4], digits: 4), let day = number(words[2], digits: words[2].utf8.count)
      else { return nil }
      return seconds(year: year, month: words[1], day: day, clock: words[3])
    default: return nil
    }
  }

  private static func seconds(year: Int, month: Substring, day: Int, clock: Substring) -> Int? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
      let second = number(parts[2], digits: 2), hour < 24, minute < 60, second <= 60,
      let index = months.firstIndex(where: { $0 == month })
    else { return nil }
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][index]
    guard (1...length).contains(day) else { return nil }
    return daysSince1970(year: year, month: index + 1, day: day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, (1...4).contains(digits), text.utf8.allSatisfy(\.isDigit) else { return nil }
    return text.utf8.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  // Both after Howard Hinnant's "chrono-compatible low-level date algorithms".

  private static func civil(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
