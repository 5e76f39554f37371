/// Vietnamese alphabetical order as bytes that a database can compare.
public enum Collation {
  /// The key whose byte order is the order of the alphabet (CLDR `vi`), with numbers by value.
  ///
  /// First the letters (`a ă â b c d đ e ê …`), then the tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small before
  /// capital. Spaces and signs come before digits, digits before letters, `Phường 2` before `Phường 10`. The key has no
  /// zero byte.
  public static func sortKey(_ text: String) -> [UInt8] {
    var key: [UInt8] = []
    var tones: [UInt8] = []
    var cases: [UInt8] = []
    key.reserveCapacity(text.utf8.count * 2)
    var digits: [UInt8] = []
    for scalar in Composition.scalars(text) {
      if scalar.value >= 0x30, scalar.value < 0x3A {
        digits.append(UInt8(scalar.value))
        continue
      }
      flush(&digits, &key, &tones, &cases)
      let markClass = Composition.combiningClass(scalar)
      if markClass != 0 {
        tones.append(otherMark)
        continue
      }
      append(scalar, &key, &tones, &cases)
    }
    flush(&digits, &key, &tones, &cases)
    for var level in [tones, cases] {
      while level.last == lowest { level.removeLast() }
      key.append(separator)
      key.append(contentsOf: level)
    }
    return key
  }

  /// The key of a person's name, ordered as offices do: by the last word (tên), then the family name, then the middle.
  public static func personalNameKey(_ name: String) -> [UInt8] {
    let words = name.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let given = words.last else { return sortKey(name) }
    var key = sortKey(String(given))
    key.append(separator)
    key.append(contentsOf: sortKey(words.dropLast().joined(separator: " ")))
    return key
  }

  private static let separator: UInt8 = 0x01
  private static let lowest: UInt8 = 0x02
  private static let otherMark: UInt8 = 0x20
  private static let digitWeight: UInt8 = 0x40
  private static let letterWeight: UInt8 = 0x50
  private static let otherWeight: UInt8 = 0xA0

  /// The weights of the alphabet by packed letter, with the Latin letters that Vietnamese lacks in their usual places.
  private static let primaries: [UInt8] = {
    var primaries = [UInt8](repeating: 0, count: 0x800)
    for (index, scalar) in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars.enumerated() {
      primaries[Int(Letter.cell(scalar.value))] = letterWeight + UInt8(index)
    }
    return primaries
  }()

  private static func append(
    _ scalar: Unicode.Scalar, _ key: inout [UInt8], _ tones: inout [UInt8], _ cases: inout [UInt8]
  ) {
    var cell = Letter.cell(LookAlikes.replacement(scalar).value)
    var mark: UInt8 = 0
    if cell == 0, let (base, _) = Composition.decomposition(scalar) {
      cell = Letter.cell(Composition.base(base).value)
      mark = otherMark
    }
    let weight = primaries[Int(cell & 0x07FF)]
    if weight != 0 {
      key.append(weight)
      tones.append(mark == 0 ? lowest + UInt8(cell >> 11 & 7) : mark)
      cases.append(cell & 0x4000 == 0 ? lowest : lowest + 1)
      return
    }
    tones.append(lowest)
    cases.append(lowest)
    if scalar.properties.isWhitespace {
      key.append(0x04)
    } else if scalar.value < 0x80 {
      // The signs of ASCII between the weights of space and digits, in their own order.
      key.append(0x05 + UInt8(scalar.value) % 0x3B)
    } else {
      key.append(otherWeight + UInt8(scalar.value >> 18))
      for shift in [UInt32(12), 6, 0] { key.append(0x02 + UInt8(scalar.value >> shift & 0x3F)) }
    }
  }

  private static func flush(
    _ digits: inout [UInt8], _ key: inout [UInt8], _ tones: inout [UInt8], _ cases: inout [UInt8]
  ) {
    guard !digits.isEmpty else { return }
    let significant = digits.drop { $0 == 0x30 }
    key.append(digitWeight)
    key.append(0x02 + UInt8(min(significant.count, 250)))
    key.append(contentsOf: significant)
    tones.append(lowest)
    cases.append(lowest + UInt8(min(digits.count - significant.count, 250)))
    digits.removeAll(keepingCapacity: true)
  }
}
