/// Letters that look like Vietnamese ones and are others.
public enum LookAlikes {
  /// The text with Icelandic `Ð ð` and African `Ɖ ɖ` replaced by `Đ đ`; `nil` if it has none of them.
  public static func repair(_ text: String) -> String? {
    var changed = false
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let right = replacement(scalar)
      changed = changed || right != scalar
      scalars.append(right)
    }
    return changed ? String(scalars) : nil
  }

  /// The letter meant by a scalar: itself, unless it is a look-alike.
  @inline(__always)
  static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{D0}", "\u{189}": "\u{110}"
    case "\u{F0}", "\u{256}": "\u{111}"
    default: scalar
    }
  }
}
