/// Unicode normalization form C for the Latin script.
///
/// Canonical decompositions, marks and their order are those of Unicode for Latin letters with marks U+0300 to U+036F;
/// text in other scripts passes unchanged.
public enum Composition {
  /// The text in normalization form C.
  public static func compose(_ text: String) -> String {
    needsWork(text) ? string(of: scalars(text)) : text
  }

  /// The text in normalization form D: base letters followed by their marks.
  public static func decompose(_ text: String) -> String {
    string(of: decompose(text.unicodeScalars))
  }

  /// The scalars of the text in normalization form C.
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if combiningClass(scalar) == 0, !isSingleton(scalar) {
        scalars.append(scalar)
      } else if let last = scalars.last, let composed = composite(last, scalar) {
        // Pairs that compose one after the other are in canonical order, or one of them is a Vietnamese tone.
        scalars[scalars.count - 1] = composed
      } else {
        return compose(text.unicodeScalars)
      }
    }
    return scalars
  }

  /// Whether a letter outside of ``LatinDecompositions/classes`` is never in composed text.
  private static func isSingleton(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x212A || scalar.value == 0x212B }

  /// Whether the text may not be in form C: it has a combining mark, or one of the few letters that are never composed.
  static func needsWork(_ text: String) -> Bool { needsWork(text.utf8.span) }

  /// Whether UTF-8 may not be in form C.
  static func needsWork(_ utf8: borrowing Span<UInt8>) -> Bool {
    // U+0300 to U+037F begin with CC or CD in UTF-8, U+212A and U+212B with E2 84.
    var previous: UInt8 = 0
    for index in utf8.indices {
      let byte = utf8[index]
      if byte == 0xCC || byte == 0xCD || byte == 0x84 && previous == 0xE2 { return true }
      previous = byte
    }
    return false
  }

  /// Composes scalars, by decomposing, ordering the marks by class, and composing what is not blocked.
  private static func compose(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    let decomposed = decompose(text)
    var result: [Unicode.Scalar] = []
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in decomposed {
      let markClass = combiningClass(scalar)
      if let index = starter, markClass != 0, lastClass < markClass,
        let composed = canonicalComposite(result[index], scalar)
      {
        result[index] = composed
        continue
      }
      if markClass == 0 {
        starter = result.count
      }
      lastClass = markClass
      result.append(scalar)
    }
    return result
  }

  private static func decompose(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var marks: [Unicode.Scalar] = []
    for scalar in text {
      append(scalar, to: &scalars, marks: &marks)
    }
    flush(&marks, to: &scalars)
    return scalars
  }

  /// The combining class of a mark; zero for a letter.
  static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    return value >= 0x300 && value < 0x370 ? LatinDecompositions.classes[Int(value) - 0x300] : 0
  }

  /// The base letter without any mark, for a Latin letter that has a canonical decomposition.
  static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var current = scalar
    while let (first, _) = decomposition(current) { current = first }
    return current
  }

  /// The first step of a scalar's canonical decomposition.
  static func decomposition(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, Unicode.Scalar?)? {
    guard scalar.value >= 0xC0, let value = UInt16(exactly: scalar.value) else { return nil }
    let scalars = LatinDecompositions.scalars
    var (low, high) = (0, scalars.count)
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle] < value { low = middle + 1 } else { high = middle }
    }
    guard low < scalars.count, scalars[low] == value, let base = Unicode.Scalar(LatinDecompositions.bases[low])
    else { return nil }
    let mark = LatinDecompositions.marks[low]
    return (base, mark == 0 ? nil : Unicode.Scalar(mark))
  }

  /// A letter with a mark put on it, if there is such a letter.
  private static func composite(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    if let last = UInt16(exactly: base.value), let tone = UInt16(exactly: mark.value),
      let letter = Letter.toned(last, tone)
    {
      return Unicode.Scalar(letter)
    }
    return canonicalComposite(base, mark)
  }

  private static func canonicalComposite(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    composites[base.value << 16 | mark.value]
  }

  private static func append(
    _ scalar: Unicode.Scalar, to scalars: inout [Unicode.Scalar], marks: inout [Unicode.Scalar]
  ) {
    if let (base, mark) = decomposition(scalar) {
      append(base, to: &scalars, marks: &marks)
      if let mark { append(mark, to: &scalars, marks: &marks) }
    } else if combiningClass(scalar) != 0 {
      marks.append(scalar)
    } else {
      flush(&marks, to: &scalars)
      scalars.append(scalar)
    }
  }

  private static func flush(_ marks: inout [Unicode.Scalar], to scalars: inout [Unicode.Scalar]) {
    guard !marks.isEmpty else { return }
    // An insertion sort, because marks of one class must keep their order and runs are short.
    for index in marks.indices.dropFirst() {
      var place = index
      while place > 0, combiningClass(marks[place - 1]) > combiningClass(marks[place]) {
        marks.swapAt(place - 1, place)
        place -= 1
      }
    }
    scalars.append(contentsOf: marks)
    marks.removeAll(keepingCapacity: true)
  }

  private static let composites: [UInt32: Unicode.Scalar] = {
    var composites: [UInt32: Unicode.Scalar] = [:]
    let excluded = Set(LatinDecompositions.excluded)
    for (index, value) in LatinDecompositions.scalars.enumerated() {
      let mark = LatinDecompositions.marks[index]
      guard mark != 0, !excluded.contains(value), let scalar = Unicode.Scalar(value) else { continue }
      composites[UInt32(LatinDecompositions.bases[index]) << 16 | UInt32(mark)] = scalar
    }
    return composites
  }()
}
