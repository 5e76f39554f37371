/// Repair of capitals that TCVN3 cannot write.
///
/// The ABC fonts have no toned capitals: `NGUYỄN` is stored as `NGUYễN`, `VĂN` often as `VăN`, and drawn by a font whose
/// small letters look like capitals. A field has no font, so the case is taken from the letters whose case is sure: ASCII
/// and capitals.
public enum CapitalRepair {
  /// The text with toned small letters made capitals in words that are written in capitals.
  ///
  /// A word such as `Hồ`, whose only sure letter is its first, follows the other words of the text: it becomes `HỒ`
  /// beside capitals alone, and stays beside a word with a sure small letter.
  public static func repair(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var scalars = Composition.scalars(text)
    var undecided: [Range<Int>] = []
    var (sawCapitals, sawSmall, changed) = (false, false, false)
    var start = 0
    while let word = nextWord(in: scalars, from: start) {
      start = word.upperBound
      switch judge(scalars[word]) {
      case .capitals(let sayNothingOfOthers):
        sawCapitals = sawCapitals || !sayNothingOfOthers
        changed = raise(&scalars, word) || changed
      case .small:
        sawSmall = true
      case .undecided:
        undecided.append(word)
      }
    }
    if sawCapitals && !sawSmall {
      for word in undecided { changed = raise(&scalars, word) || changed }
    }
    return changed ? string(of: scalars) : text
  }

  private enum Judgement {
    case capitals(sayNothingOfOthers: Bool)
    case small
    case undecided
  }

  private static func judge(_ word: ArraySlice<Unicode.Scalar>) -> Judgement {
    var sureAfterFirst = false
    var hasCapital = false
    for (place, scalar) in word.enumerated() {
      guard let letter = Letter(scalar) else { continue }
      if letter.isCapital {
        hasCapital = true
        sureAfterFirst = sureAfterFirst || place > 0
      } else if scalar.isASCII {
        return .small
      }
    }
    guard hasCapital, sureAfterFirst else { return .undecided }
    // An abbreviation (UBND, TNMT) may stand beside a name in small letters, and is no syllable.
    return .capitals(sayNothingOfOthers: !Syllable.isPossible(word.compactMap { Letter($0)?.base }))
  }

  private static func nextWord(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    guard let first = scalars[start...].firstIndex(where: { Letter($0) != nil }) else { return nil }
    let end = scalars[first...].firstIndex { Letter($0) == nil } ?? scalars.count
    return first..<end
  }

  private static func raise(_ scalars: inout [Unicode.Scalar], _ word: Range<Int>) -> Bool {
    var changed = false
    for index in word {
      guard var letter = Letter(scalars[index]), !letter.isCapital else { continue }
      letter.isCapital = true
      if let capital = letter.scalar {
        scalars[index] = capital
        changed = true
      }
    }
    return changed
  }
}
