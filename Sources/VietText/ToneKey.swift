/// The form of a name in which equal spellings are equal, marks and tones included.
public enum ToneKey {
  /// The text in small composed letters, words parted by one space, the tone of open `oa`, `oe`, `uy` on the first vowel.
  ///
  /// `Hoà` and `Hòa` have one key, so have `thuý` and `thúy`; after `q` the tone stays on the `y` (`quý`). Closed
  /// syllables (`hoàn`, `huỳnh`) have one spelling only. `lí` and `lý` are different spellings and stay different.
  public static func make(_ text: String) -> String {
    var scalars: [Unicode.Scalar] = []
    var pendingSpace = false
    var isRare = false
    for scalar in Composition.scalars(text) {
      let meant = LookAlikes.replacement(scalar)
      if SearchKey.isJoiner(meant), Composition.combiningClass(meant) == 0 { continue }
      if var letter = Letter(meant) {
        letter.isCapital = false
        separate(&scalars, &pendingSpace)
        scalars.append(letter.scalar ?? meant)
      } else if meant.value >= 0x30, meant.value < 0x3A {
        separate(&scalars, &pendingSpace)
        scalars.append(meant)
      } else if meant.value < 0x80 {
        settleTone(&scalars)
        pendingSpace = true
      } else if meant.properties.isAlphabetic || meant.properties.numericType != nil
        || Composition.combiningClass(meant) != 0
      {
        separate(&scalars, &pendingSpace)
        isRare = true
        scalars.append(contentsOf: meant.properties.lowercaseMapping.unicodeScalars)
      } else {
        settleTone(&scalars)
        pendingSpace = true
      }
    }
    settleTone(&scalars)
    return isRare ? Composition.compose(string(of: scalars)) : string(of: scalars)
  }

  private static func separate(_ scalars: inout [Unicode.Scalar], _ pendingSpace: inout Bool) {
    if pendingSpace, !scalars.isEmpty { scalars.append(" ") }
    pendingSpace = false
  }

  /// Moves the tone of an open last syllable to the vowel of the chosen convention.
  private static func settleTone(_ scalars: inout [Unicode.Scalar]) {
    let count = scalars.count
    guard count >= 2, var first = Letter(scalars[count - 2]), var second = Letter(scalars[count - 1]),
      first.shape == .plain, second.shape == .plain, (first.tone == .level) != (second.tone == .level)
    else { return }
    let pair = (first.base, second.base)
    let isOpenPair =
      pair == (UInt8(ascii: "o"), UInt8(ascii: "a")) || pair == (UInt8(ascii: "o"), UInt8(ascii: "e"))
      || pair == (UInt8(ascii: "u"), UInt8(ascii: "y"))
    guard isOpenPair else { return }
    let followsQ = count >= 3 && scalars[count - 3] == "q"
    if followsQ != (first.tone != .level) { return }
    swap(&first.tone, &second.tone)
    guard let settledFirst = first.scalar, let settledSecond = second.scalar else { return }
    scalars[count - 2] = settledFirst
    scalars[count - 1] = settledSecond
  }
}
