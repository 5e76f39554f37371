/// A way to read the bytes of a column: in an encoding, or as text that was damaged on its way.
public struct TextReading: Hashable, Sendable, CustomStringConvertible {
  /// The encoding of the bytes, or, for damaged text, the one they had before.
  public var encoding: LegacyEncoding
  /// Whether the bytes are UTF-8 of what came out when text in the encoding was read as Windows-1252.
  public var isDamaged: Bool

  /// Makes a reading.
  public init(_ encoding: LegacyEncoding, isDamaged: Bool = false) {
    self.encoding = encoding
    self.isDamaged = isDamaged
  }

  /// All readings, in the order in which equal ones are preferred.
  static let all: [TextReading] = {
    let plain: [LegacyEncoding] = [.utf8, .tcvn3, .vni, .windows1258, .viscii, .windows1252]
    let damaged: [LegacyEncoding] = [.tcvn3, .vni, .utf8, .windows1258, .viscii]
    return plain.map { TextReading($0) } + damaged.map { TextReading($0, isDamaged: true) }
  }()

  /// The name of the encoding, with a note when the text is damaged: `TCVN3 (damaged)`.
  public var description: String { isDamaged ? "\(encoding.rawValue) (damaged)" : encoding.rawValue }

  /// Decodes a value; capitals that TCVN3 cannot write are repaired.
  ///
  /// Text that is not damaged in this way stays as it is, and its first byte that is not ASCII is told as damage.
  public func decode(_ bytes: [UInt8]) -> DecodedText {
    guard isDamaged else {
      var decoded = encoding.decode(bytes)
      if encoding == .tcvn3 { decoded.text = CapitalRepair.repair(decoded.text) }
      return decoded
    }
    var decoded = LegacyEncoding.utf8.decode(bytes)
    if let repaired = DoubleDamage.undo(decoded.text, in: encoding) {
      decoded.text = encoding == .tcvn3 ? CapitalRepair.repair(repaired) : repaired
    } else if let offset = bytes.firstIndex(where: { $0 >= 0x80 }), decoded.damage.isEmpty {
      decoded.damage.append(TextDamage(offset: offset, kind: .malformed))
    }
    return decoded
  }
}
