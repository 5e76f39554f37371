/// A number in a cell of a table, in both ways that its marks may be meant.
struct TableNumber {
  /// The number with its marks read in one way.
  struct Reading {
    var value: Double
    var decimals: Int
    /// Whether a comma is the decimal mark.
    var hasComma = false
    /// Whether thousands marks were removed.
    var isGrouped = false
  }

  /// The readings, that with a decimal mark first.
  var first: Reading
  var second: Reading?

  private static let mostDigits = 20

  /// Reads bytes that are a number and nothing else, spaces within allowed as thousands marks, `m` behind allowed.
  init?(_ bytes: ArraySlice<UInt8>) {
    var cell = bytes
    if let last = cell.last, last | 0x20 == UInt8(ascii: "m") {
      cell = cell.dropLast()
      while cell.last == 0x20 { cell = cell.dropLast() }
    }
    var isNegative = false
    if let sign = cell.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      cell = cell.dropFirst()
    }
    guard let first = cell.first, LetterFolding.isDigit(first), cell.count <= 2 * Self.mostDigits else { return nil }
    var mantissa: UInt64 = 0
    var (digits, groupDigits, groups, marks) = (0, 0, 0, 0)
    /// The mark that occurs first, and the one that ends the whole part.
    var (group, point) = (UInt8(0), UInt8(0))
    var (isWholeGroups, firstGroup) = (true, 0)
    for byte in cell {
      if LetterFolding.isDigit(byte) {
        guard digits < Self.mostDigits else { return nil }
        if digits < 19 { mantissa = mantissa * 10 + UInt64(byte & 0x0F) }
        digits += 1
        groupDigits += 1
        continue
      }
      guard byte == 0x2E || byte == 0x2C || byte == 0x20, point == 0 else { return nil }
      if marks == 0 {
        group = byte
        firstGroup = groupDigits
      } else {
        // Every group before the last mark has three digits.
        if groupDigits != 3 { isWholeGroups = false }
        if byte != group { point = byte }
        if point == 0x20 { return nil }
      }
      groups += 1
      marks += 1
      groupDigits = 0
    }
    // Behind the last mark: a group of three, or a fraction.
    let value =
      digits <= 15
      ? Double(mantissa) : Double(String(decoding: cell.filter(LetterFolding.isDigit), as: UTF8.self)) ?? .nan
    func reading(decimals: Int, mark: UInt8, isGrouped: Bool) -> Reading? {
      guard decimals < Numeral.powers.count else { return nil }
      let scaled = value / Numeral.powers[decimals]
      return Reading(
        value: isNegative ? -scaled : scaled, decimals: decimals, hasComma: mark == 0x2C, isGrouped: isGrouped)
    }
    let isFirstGroup = (1...3).contains(firstGroup) && cell.first != 0x30
    let grouped =
      isFirstGroup && isWholeGroups && groupDigits == 3 && point == 0
      ? reading(decimals: 0, mark: 0, isGrouped: true) : nil
    switch marks {
    case 0:
      guard let plain = reading(decimals: 0, mark: 0, isGrouped: false) else { return nil }
      self.first = plain
    case 1 where group != 0x20:
      guard let plain = reading(decimals: groupDigits, mark: group, isGrouped: false) else { return nil }
      self.first = plain
      second = grouped
    default:
      if point != 0 {
        guard isFirstGroup, isWholeGroups, let whole = reading(decimals: groupDigits, mark: point, isGrouped: true)
        else { return nil }
        self.first = whole
      } else {
        guard let grouped else { return nil }
        self.first = grouped
      }
    }
  }

  /// The readings, the more likely first.
  var readings: [Reading] { second.map { [first, $0] } ?? [first] }
}
