/// A number as programs write it: `-108.7923`, `1.087923e2`; no other marks.
struct PlainNumber {
  var value: Double
  /// Its decimals; those of the shortest form for one with an exponent.
  var decimals: Int

  /// Nothing, where a number is not needed.
  static let zero = PlainNumber(value: 0, decimals: 0)

  private init(value: Double, decimals: Int) {
    self.value = value
    self.decimals = decimals
  }

  /// Reads a text that is a number and nothing else.
  init?(_ text: some StringProtocol) {
    guard (1...40).contains(text.utf8.count) else { return nil }
    var decimals = -1
    var (digits, hasExponent) = (0, false)
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        if decimals >= 0, !hasExponent { decimals += 1 }
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        guard index == 0 || hasExponent else { return nil }
      case UInt8(ascii: "."):
        guard decimals < 0, !hasExponent, digits > 0 else { return nil }
        decimals = 0
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard !hasExponent, digits > 0 else { return nil }
        hasExponent = true
      default: return nil
      }
    }
    guard let value = Double(String(text)), value.isFinite else { return nil }
    self.value = value
    self.decimals = hasExponent ? Self.shortestDecimals(value) : max(decimals, 0)
  }

  private static func shortestDecimals(_ value: Double) -> Int {
    let text = "\(value)"
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    let fraction = text[text.index(after: point)...]
    return fraction == "0" ? 0 : fraction.count
  }
}
