/// Repair of capitals that TCVN3 cannot write.
///
/// The ABC fonts have no toned capitals: `NGUYỄN` is stored as `NGUYễN` and drawn by a font whose small letters look
/// like capitals. A field has no font, so the case is taken from the letters whose case is sure: ASCII and the untoned
/// `ă â ê ô ơ ư đ`.
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
      case .capitals:
        sawCapitals = true
        changed = raise(&scalars, word) || changed
      case .small:
        sawSmall = true
      case .abbreviation:
        break
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
    case capitals, small, abbreviation, undecided
  }

  /// Words in capitals that stand beside names in small letters, and so say nothing about them.
  private static let abbreviations: Set<String> = [
    "UBND", "HĐND", "HTX", "TP", "TX", "TT", "TDP", "KP", "KDC", "KCN", "QL", "TL", "ĐT", "BQL", "CTY", "TNHH", "MTV",
    "CP", "DNTN", "THCS", "THPT", "TH", "MN", "NVH", "VH", "BCH", "QS", "CA", "KTT", "NĐ", "QĐ", "GCN", "QSDĐ",
  ]

  private static func judge(_ word: ArraySlice<Unicode.Scalar>) -> Judgement {
    var (capitals, small, sureAfterFirst) = (0, 0, false)
    for (place, scalar) in word.enumerated() {
      guard let letter = Letter(scalar), letter.isCapital || letter.tone == .level else { continue }
      if letter.isCapital { capitals += 1 } else { small += 1 }
      if place > 0 { sureAfterFirst = true }
    }
    if small > 0 { return .small }
    guard capitals > 0, sureAfterFirst else { return .undecided }
    return abbreviations.contains(String(String.UnicodeScalarView(word))) ? .abbreviation : .capitals
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
