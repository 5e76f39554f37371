import Cadastre
import Geo
import JSON

extension JSONWriter {
  /// Writes a day as a string, `"2025-07-01"`.
  mutating func day(_ day: Day) {
    raw(capacity: 24) { output in
      output.append(0x22)
      output.append(day)
      output.append(0x22)
    }
  }

  /// Writes a day, or `null` for nil.
  mutating func day(_ day: Day?) {
    if let day { self.day(day) } else { null() }
  }

  /// Writes a system of coordinates as a string, `"EPSG:5898"`.
  mutating func crs(_ crs: CRS) {
    raw(capacity: 28) { output in
      for letter: UInt8 in [0x22, 0x45, 0x50, 0x53, 0x47, 0x3A] { output.append(letter) }
      output.append(decimal: UInt64(max(0, crs.code)))
      output.append(0x22)
    }
  }

  /// Writes an instant at the offset of Viet Nam, `"2026-11-20T15:00:00+07:00"`.
  mutating func instant(unixSeconds: Int) {
    let local = unixSeconds + 7 * 3600
    let second = UInt64(((local % 86_400) + 86_400) % 86_400)
    raw(capacity: 40) { output in
      output.append(0x22)
      output.append(Day(unixSeconds: unixSeconds))
      output.append(0x54)
      output.append(decimal: second / 3600, width: 2)
      output.append(0x3A)
      output.append(decimal: second / 60 % 60, width: 2)
      output.append(0x3A)
      output.append(decimal: second % 60, width: 2)
      for letter: UInt8 in [0x2B, 0x30, 0x37, 0x3A, 0x30, 0x30, 0x22] { output.append(letter) }
    }
  }

  /// Writes a length in metres or an area in m², rounded to some decimals and without trailing zeros.
  mutating func measure(_ value: Double, decimals: Int) {
    let scale = powers[decimals]
    let rounded = (value * scale).rounded()
    guard rounded.magnitude < 1e15 else { return number(value) }
    let units = UInt64(rounded.magnitude)
    let whole = UInt64(scale)
    raw(capacity: 28) { output in
      if rounded < 0 { output.append(0x2D) }
      output.append(decimal: units / whole)
      var fraction = units % whole
      guard fraction > 0 else { return }
      var width = decimals
      while fraction.isMultiple(of: 10) {
        fraction /= 10
        width -= 1
      }
      output.append(0x2E)
      output.append(decimal: fraction, width: width)
    }
  }

  /// Writes a measure, or `null` for nil.
  mutating func measure(_ value: Double?, decimals: Int) {
    if let value { measure(value, decimals: decimals) } else { null() }
  }
}

extension JSONWriter {
  /// Writes the members of a ward that every answer gives of it; the area in m².
  mutating func members(of ward: Ward, area: Double?) {
    key("code")
    string(ward.code)
    key("name")
    string(ward.name)
    key("kind")
    string(ward.kind)
    key("province")
    string(ward.province)
    key("validFrom")
    day(ward.validFrom)
    key("validTo")
    day(ward.validTo)
    key("area")
    measure(area, decimals: 2)
  }
}

extension OutputSpan<UInt8> {
  /// Appends a day, `2025-07-01`.
  fileprivate mutating func append(_ day: Day) {
    append(decimal: UInt64(max(0, day.year)), width: 4)
    append(0x2D)
    append(decimal: UInt64(day.month), width: 2)
    append(0x2D)
    append(decimal: UInt64(day.day), width: 2)
  }
}

private let powers: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]
