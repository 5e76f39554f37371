/// A day as a table has it, which may be none of the calendar.
public struct DBFDate: Hashable, Sendable {
  /// The year, from 0 to 9999.
  public var year: Int
  /// The month.
  public var month: Int
  /// The day of the month.
  public var day: Int

  /// Makes a day.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Whether the Gregorian calendar has this day, the year 0 excluded.
  public var isValid: Bool {
    guard year >= 1, year <= 9999, (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return (1...length).contains(day)
  }

  /// The day of a Julian day number, for those from the year 1 to 9999.
  init?(julianDay: Int) {
    guard (1_721_426...5_373_484).contains(julianDay) else { return nil }
    // Richards' algorithm for the Gregorian calendar.
    let shifted = julianDay + 1401 + (4 * julianDay + 274_277) / 146_097 * 3 / 4 - 38
    let quarters = 4 * shifted + 3
    let dayOfYear = 5 * (quarters % 1461 / 4) + 2
    day = dayOfYear % 153 / 5 + 1
    month = (dayOfYear / 153 + 2) % 12 + 1
    year = quarters / 1461 - 4716 + (14 - month) / 12
  }
}
