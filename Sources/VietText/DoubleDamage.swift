/// Repair of text that was read in a wrong encoding and saved again.
public enum DoubleDamage {
  /// The text as it was before its bytes in an encoding were read as Windows-1252 and saved as UTF-8.
  ///
  /// `NguyÔn V¨n A` was TCVN3, `Quáº£ng NgÃ£i` was UTF-8. The five bytes that Windows-1252 leaves open count as
  /// themselves. The answer is `nil` if the text is ASCII, or has a letter that Windows-1252 lacks, or if its bytes are
  /// not sound text in the encoding; whether the answer is better Vietnamese is for the caller to judge.
  public static func undo(_ text: String, in encoding: LegacyEncoding) -> String? {
    guard let bytes = windows1252Bytes(text), bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    let decoded = encoding.decode(bytes)
    return decoded.damage.isEmpty ? decoded.text : nil
  }

  private static func windows1252Bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let code = Encoding.windows1252[scalar.value] {
        bytes.append(UInt8(truncatingIfNeeded: code))
      } else if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(scalar.value) {
        bytes.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return bytes
  }
}
