/// A validator of a representation (RFC 9110 §8.8.3): `"12-a4f"`, `W/"12-a4f"`.
public struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  /// Whether equal tags only promise the same meaning, not the same bytes.
  public let isWeak: Bool
  /// What stands between the quotes.
  public let opaque: String

  /// Makes a tag.
  ///
  /// - Precondition: the text has visible characters only, and no quote.
  public init(_ opaque: String, isWeak: Bool = false) {
    precondition(opaque.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 127 }, "an entity tag has no quote nor space")
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// The tag as it is written in a field.
  public var description: String { isWeak ? "W/\"\(opaque)\"" : "\"\(opaque)\"" }

  /// Whether the bytes are promised to be the same (RFC 9110 §8.8.3.2).
  public func matchesStrongly(_ other: EntityTag) -> Bool { !isWeak && !other.isWeak && opaque == other.opaque }

  /// Whether the meaning is promised to be the same.
  public func matchesWeakly(_ other: EntityTag) -> Bool { opaque == other.opaque }

  /// Reads one tag out of bytes, or nil if they are none.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    let isWeak = range.count >= 2 && bytes[start] == 87 && bytes[start + 1] == 47
    if isWeak { start += 2 }
    guard range.upperBound - start >= 2, bytes[start] == 34, bytes[range.upperBound - 1] == 34 else { return nil }
    let opaque = bytes[(start + 1)..<(range.upperBound - 1)]
    guard opaque.allSatisfy({ $0 > 32 && $0 != 34 && $0 != 127 }) else { return nil }
    self.isWeak = isWeak
    self.opaque = String(decoding: opaque, as: UTF8.self)
  }
}
