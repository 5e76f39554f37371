/// The shapes that a Vietnamese syllable can have in writing, marks and tone included.
enum SyllableShape {
  private static let onsets: Set<String> = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r",
    "s", "t", "th", "tr", "v", "x",
  ]

  private static let rhymes: Set<String> = Set(
    """
    a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êk êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi ok om on ong ooc oong
    op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt
    uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// Whether letters can be one syllable of Vietnamese: an onset, a rhyme, and a tone that the rhyme can bear, written
  /// where it belongs.
  static func isLegal(_ letters: [Letter]) -> Bool {
    guard letters.count <= 7 else { return false }
    var tone = Tone.level
    var place = 0
    var plain = String.UnicodeScalarView()
    for (index, letter) in letters.enumerated() {
      if letter.tone != .level {
        guard tone == .level else { return false }
        (tone, place) = (letter.tone, index)
      }
      guard let scalar = Letter.plainScalar(letter) else { return false }
      plain.append(scalar)
    }
    let text = String(plain)
    for count in 0...min(3, letters.count - 1) {
      let onset = String(text.prefix(count))
      let rhyme = String(text.dropFirst(count))
      guard onsets.contains(onset), rhymes.contains(rhyme), canBear(rhyme, tone),
        tone == .level || tonePlaces(letters[count...]).contains(place)
      else { continue }
      return true
    }
    // Gì: the vowel belongs to the onset.
    return text == "gi"
  }

  /// Where the tone of a rhyme is written, as places among the letters of the syllable.
  private static func tonePlaces(_ rhyme: ArraySlice<Letter>) -> [Int] {
    let vowels = rhyme.prefix { "aeiouy".utf8.contains($0.base) }
    if let shaped = vowels.lastIndex(where: { $0.shape != .plain }) { return [shaped] }
    let (first, last) = (vowels.startIndex, vowels.endIndex - 1)
    if vowels.count < rhyme.count { return [last] }
    switch vowels.count {
    case 3: return [first + 1]
    case 2:
      // Hòa and hoà, thúy and thuý are both written.
      let isOpen = ["oa", "oe", "uy"].contains(String(decoding: vowels.map(\.base), as: UTF8.self))
      return isOpen ? [first, last] : [first]
    default: return [first]
    }
  }

  /// A rhyme that ends in a stop has the tone sắc or nặng; names of the highlands that end in k have any.
  private static func canBear(_ rhyme: String, _ tone: Tone) -> Bool {
    guard rhyme.hasSuffix("c") || rhyme.hasSuffix("ch") || rhyme.hasSuffix("p") || rhyme.hasSuffix("t") else {
      return true
    }
    return tone == .acute || tone == .dot
  }
}

extension Letter {
  /// The small letter without its tone.
  fileprivate static func plainScalar(_ letter: Letter) -> Unicode.Scalar? {
    var plain = letter
    plain.tone = .level
    plain.isCapital = false
    return plain.scalar
  }
}
