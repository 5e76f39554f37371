/// Text decoded from bytes, with what was wrong in them.
public struct DecodedText: Hashable, Sendable {
  /// The text in normalization form C.
  public var text: String
  /// The bytes that are not text in the encoding, in order; empty for sound text.
  public var damage: [TextDamage]

  /// Makes decoded text.
  public init(text: String, damage: [TextDamage] = []) {
    self.text = text
    self.damage = damage
  }
}

/// Bytes that are not text in the encoding they were read in.
public struct TextDamage: Hashable, Sendable {
  /// What is wrong with the bytes, and what stands for them in the text.
  public enum Kind: Sendable {
    /// The encoding has no letter for the byte: U+FFFD, or the sign of Windows-1252 in the text.
    case undefined
    /// The bytes are not UTF-8: U+FFFD in the text.
    case malformed
    /// The last letter was cut in the middle, as fixed-width fields do: nothing in the text.
    case cutTail
    /// A control byte: nothing in the text.
    case control
  }

  /// The offset of the first such byte from the start of the bytes.
  public var offset: Int
  /// What is wrong.
  public var kind: Kind

  /// Makes a note of damage.
  public init(offset: Int, kind: Kind) {
    self.offset = offset
    self.kind = kind
  }
}
