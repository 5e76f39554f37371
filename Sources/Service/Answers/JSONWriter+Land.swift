import Cadastre
import Geo
import JSON

extension JSONWriter {
  /// Writes a day as a string, `"2025-07-01"`.
  mutating func day(_ day: Day) {
    raw("\"")
    digits(day.year, width: 4)
    bytes.append(0x2D)
    digits(day.month, width: 2)
    bytes.append(0x2D)
    digits(day.day, width: 2)
    bytes.append(0x22)
  }

  /// Writes a day, or `null` for nil.
  mutating func day(_ day: Day?) {
    if let day { self.day(day) } else { null() }
  }

  /// Writes a system of coordinates as a string, `"EPSG:5898"`.
  mutating func crs(_ crs: CRS) {
    raw("\"EPSG:")
    digits(Int(crs.code), width: 1)
    bytes.append(0x22)
  }

  /// Writes an instant at the offset of Viet Nam, `"2026-11-20T15:00:00+07:00"`.
  mutating func instant(unixSeconds: Int) {
    let day = Day(unixSeconds: unixSeconds)
    let local = unixSeconds + 7 * 3600
    let second = ((local % 86_400) + 86_400) % 86_400
    self.day(day)
    bytes.removeLast()
    bytes.append(0x54)
    digits(second / 3600, width: 2)
    bytes.append(0x3A)
    digits(second / 60 % 60, width: 2)
    bytes.append(0x3A)
    digits(second % 60, width: 2)
    bytes.append(contentsOf: "+07:00\"".utf8)
  }

  /// Writes a length in metres or an area in m², rounded to some decimals and without trailing zeros.
  mutating func measure(_ value: Double, decimals: Int) {
    let scale = powers[decimals]
    let rounded = (value * scale).rounded()
    guard rounded.magnitude < 1e15 else { return number(value) }
    var units = Int(rounded)
    raw(units < 0 ? "-" : "")
    units = abs(units)
    let whole = Int(scale)
    digits(units / whole, width: 1)
    var fraction = units % whole
    guard fraction > 0 else { return }
    var width = decimals
    while fraction.isMultiple(of: 10) {
      fraction /= 10
      width -= 1
    }
    bytes.append(0x2E)
    digits(fraction, width: width)
  }

  /// Writes a measure, or `null` for nil.
  mutating func measure(_ value: Double?, decimals: Int) {
    if let value { measure(value, decimals: decimals) } else { null() }
  }

  private mutating func digits(_ value: Int, width: Int) {
    var divisor = 1
    var count = 1
    while count < width || value / divisor >= 10 {
      divisor *= 10
      count += 1
    }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }
}

private let powers: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]
