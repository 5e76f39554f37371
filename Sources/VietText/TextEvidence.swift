/// What speaks for and against text being Vietnamese.
struct TextEvidence {
  private var words = 0
  private var legalWords = 0
  private var penalties = 0

  /// The share of legal words less penalties, from -1 to 1; 0 if nothing was seen.
  var score: Double {
    guard words + penalties > 0 else { return 0 }
    return max(-1, Double(legalWords - penalties) / Double(max(words, 1)))
  }

  /// Weighs the words of a value that have a letter beyond ASCII; the others look the same in any encoding.
  mutating func add(_ decoded: DecodedText) {
    for damage in decoded.damage where damage.kind != .cutTail { penalties += 1 }
    var word: [Unicode.Scalar] = []
    let text = LookAlikes.repair(decoded.text) ?? decoded.text
    for scalar in text.unicodeScalars {
      if scalar.isASCII && !isLetter(scalar) {
        weigh(&word)
      } else {
        word.append(scalar)
      }
    }
    // A word that was cut in the middle says nothing.
    if decoded.damage.contains(where: { $0.kind == .cutTail }) { return }
    weigh(&word)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private mutating func weigh(_ word: inout [Unicode.Scalar]) {
    defer { word.removeAll(keepingCapacity: true) }
    trim(&word)
    guard word.contains(where: { !$0.isASCII }) else { return }
    words += 1
    var letters: [Letter] = []
    var wasSmall = false
    for scalar in word {
      guard let letter = Letter(scalar) else {
        // Letters of other languages are only not Vietnamese; signs inside a word are no text at all.
        if !scalar.properties.isAlphabetic { penalties += 1 }
        letters = []
        return
      }
      if letter.isCapital && wasSmall {
        penalties += 1
        return
      }
      wasSmall = !letter.isCapital
      letters.append(letter)
    }
    if SyllableShape.isLegal(letters) { legalWords += 1 }
  }

  /// Takes quotation marks, dashes and the like off the ends of a word.
  private func trim(_ word: inout [Unicode.Scalar]) {
    let signs: Set<Unicode.Scalar> = [
      "\u{2013}", "\u{2014}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2026}", "\u{A0}",
    ]
    while let last = word.last, signs.contains(last) || last == "\u{B2}" { word.removeLast() }
    while let first = word.first, signs.contains(first) { word.removeFirst() }
  }
}
