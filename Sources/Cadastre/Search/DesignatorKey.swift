import VietText

/// The form in which names of sheets and parcel numbers are compared: runs of letters and runs of digits, one space
/// between, letters small and without tone.
///
/// `TĐ 12-2024`, `td12-2024` and `TD 12/2024` are one; `12` and `1-2` are not, nor `12` and `012`. No digit is ever
/// forgiven.
public enum DesignatorKey {
  /// Makes the key of a sheet or a number.
  public static func make(_ text: String) -> String {
    var key = ""
    var wasDigit: Bool?
    for byte in SearchKey.make(text).utf8 {
      guard byte != 0x20 else {
        if !key.isEmpty, wasDigit != nil { key += " " }
        wasDigit = nil
        continue
      }
      let isDigit = byte &- 0x30 < 10
      if let wasDigit, wasDigit != isDigit { key += " " }
      key.unicodeScalars.append(Unicode.Scalar(byte))
      wasDigit = isDigit
    }
    return key
  }

  /// A key with the zeros before its numerals gone: `012` and `12` name one thing on different papers.
  public static func withoutZeros(_ key: String) -> String {
    guard key.utf8.contains(0x30) else { return key }
    return key.split(separator: " ").map { part in
      let significant = part.drop { $0 == "0" }
      return significant.isEmpty ? part.suffix(1) : significant
    }.joined(separator: " ")
  }
}

/// The name of a sheet or a parcel as somebody typed it.
public struct Designator: Hashable, Sendable {
  /// How well a name of the register answers one that was typed.
  public enum Match: Int, Comparable, Sendable {
    /// The same letters and digits.
    case same
    /// The same but for zeros before a numeral.
    case zeros
    /// It begins with what was typed.
    case beginning

    /// Whether one match is the better.
    public static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  /// The name as typed.
  public let text: String
  /// Its ``DesignatorKey``.
  public let key: String
  /// Whether more of it may still be typed.
  public let isUnfinished: Bool
  private let significant: String

  /// Makes a designator.
  public init(_ text: String, isUnfinished: Bool = false) {
    self.text = text
    self.isUnfinished = isUnfinished
    key = DesignatorKey.make(text)
    significant = DesignatorKey.withoutZeros(key)
  }

  /// How a name of the register answers it.
  ///
  /// - Parameter other: the ``DesignatorKey`` of the name.
  /// - Returns: `nil` when it does not.
  public func match(_ other: String) -> Match? {
    if other == key { return .same }
    if DesignatorKey.withoutZeros(other) == significant { return .zeros }
    return isUnfinished && other.hasPrefix(key) ? .beginning : nil
  }

  /// The whole number that the name begins with as SQLite casts it, 0 when it begins with a letter; `nil` when it is too
  /// long for a number.
  public var leadingNumber: Int? {
    let digits = text.utf8.prefix { $0 &- 0x30 < 10 }
    guard digits.count <= 15 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The ranges of leading numbers among which everything lies that answers it, as far as a highest number.
  ///
  /// `34` is answered by 34 and `34a`; unfinished also by 340 to 349 and by 3400 to 3499.
  public func ranges(upTo highest: Int) -> [ClosedRange<Int>] {
    guard let number = leadingNumber else { return [] }
    var ranges = number <= highest ? [number...number] : []
    guard isUnfinished, number > 0, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return ranges }
    var (low, span) = (number * 10, 10)
    while low <= highest, span <= 1_000_000 {
      ranges.append(low...(low + span - 1))
      (low, span) = (low * 10, span * 10)
    }
    return ranges
  }
}
