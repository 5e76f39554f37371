/// The finding of the encoding of a column from its values.
///
/// Fields of Vietnamese land data have no reliable statement of their encoding: TCVN3 and VNI are fonts, not code pages.
/// What tells is which reading gives syllables of Vietnamese. One short name is not enough, so values are gathered from
/// the whole column, and where a column has too few, from several columns of one file.
public struct EncodingDetector: Sendable {
  /// How many different values are kept; more change nothing.
  private static let limit = 500
  /// What a reading must reach, and by how much it must be better than one that gives other text.
  private static let (leastScore, leastLead) = (0.55, 0.08)
  /// With at most this share of stray values a column is not mixed, but has faults.
  private static let strayShare = 0.02

  private var kept: Set<[UInt8]> = []
  private var order: [[UInt8]] = []
  private var values = 0
  private var valuesInUTF8 = 0
  private var valuesNotUTF8 = 0

  /// Makes a detector that has seen nothing.
  public init() {}

  /// Takes in a value as its bytes are in the file, without padding.
  public mutating func add(_ value: [UInt8]) { add(value[...]) }

  /// Takes in a value that is part of an array.
  public mutating func add(_ value: ArraySlice<UInt8>) {
    if isPlainASCII(value.span) { return }
    values += 1
    if let isUTF8 = Self.isUTF8(value) {
      if isUTF8 { valuesInUTF8 += 1 } else { valuesNotUTF8 += 1 }
    }
    if kept.count < Self.limit, kept.insert(Array(value)).inserted { order.append(Array(value)) }
  }

  /// Takes in what another detector has seen, as of another column of the same file.
  public mutating func add(contentsOf other: EncodingDetector) {
    values += other.values
    valuesInUTF8 += other.valuesInUTF8
    valuesNotUTF8 += other.valuesNotUTF8
    for value in other.order where kept.count < Self.limit && kept.insert(value).inserted { order.append(value) }
  }

  /// Whether bytes are UTF-8, but for a letter cut at the end of the field; `nil` if that one letter is all there is,
  /// which may as well be a letter of another encoding.
  private static func isUTF8(_ value: ArraySlice<UInt8>) -> Bool? {
    let damage = LegacyEncoding.utf8.decode(value).damage
    guard damage.allSatisfy({ $0.kind == .cutTail }) else { return false }
    guard let cut = damage.first else { return true }
    return value.prefix(cut.offset).contains { $0 >= 0x80 } ? true : nil
  }

  /// Judges all readings by what was taken in.
  public func detect() -> EncodingDetection {
    let samples = sampleValues()
    let judged = TextReading.all.map { Judgement($0, order, samples) }.enumerated().sorted { a, b in
      let (one, other) = (a.element.candidate.score, b.element.candidate.score)
      return one != other ? one > other : a.offset < b.offset
    }.map(\.element)
    let unicode = judged.filter(\.isUnicode)
    let others = judged.filter { !$0.isUnicode }
    let strayLimit = Self.strayShare * Double(values)
    // Bytes that are UTF-8 throughout are so by intent, and then nothing else is considered.
    let isUnicode = valuesInUTF8 > 0 && Double(valuesNotUTF8) <= strayLimit
    let possible = isUnicode ? unicode : others
    let isMixed = Double(min(valuesNotUTF8, valuesInUTF8)) > strayLimit && !isUTF8ByChance(unicode, others)
    return EncodingDetection(
      verdict: isMixed && order.count >= EncodingDetection.neededValues ? .ask(.mixed) : verdict(possible),
      candidates: (isUnicode ? unicode + others : others + unicode).map(\.candidate), values: values,
      differentValues: order.count, valuesNotUTF8: valuesNotUTF8)
  }

  /// One reading of all values.
  private struct Judgement {
    var candidate: EncodingDetection.Candidate
    var texts: [String] = []

    /// Whether the reading begins with UTF-8.
    var isUnicode: Bool { candidate.reading.encoding == .utf8 || candidate.reading.isDamaged }

    init(_ reading: TextReading, _ values: [[UInt8]], _ samples: [[UInt8]]) {
      var evidence = TextEvidence()
      var damaged = 0
      for value in values {
        let decoded = reading.decode(value)
        if !decoded.damage.allSatisfy({ $0.kind == .cutTail }) { damaged += 1 }
        evidence.add(decoded)
        texts.append(decoded.text)
      }
      candidate = EncodingDetection.Candidate(
        reading: reading, score: evidence.score, damagedValues: damaged,
        samples: samples.map { reading.decode($0).text })
    }
  }

  /// Whether the values that are UTF-8 are better Vietnamese in the encoding of the others.
  private func isUTF8ByChance(_ unicode: [Judgement], _ others: [Judgement]) -> Bool {
    guard let other = others.first?.candidate, other.score >= Self.leastScore else { return false }
    let values = order.filter { Self.isUTF8($0[...]) == true }
    let score = Judgement(other.reading, values, []).candidate.score
    return unicode.allSatisfy { Judgement($0.candidate.reading, values, []).candidate.score < score }
  }

  private func verdict(_ possible: [Judgement]) -> EncodingDetection.Verdict {
    guard values > 0 else { return .plain }
    guard order.count >= EncodingDetection.neededValues else { return .ask(.tooFewValues) }
    guard let best = possible.first, best.candidate.score >= Self.leastScore else { return .ask(.noneFits) }
    for other in possible.dropFirst() where best.candidate.score - other.candidate.score < Self.leastLead {
      if other.texts != best.texts { return .ask(.close) }
    }
    return .decided(best.candidate.reading)
  }

  /// Up to five values from the whole of what was seen, those with many letters that are not ASCII first.
  private func sampleValues() -> [[UInt8]] {
    guard order.count > 5 else { return order }
    return (0..<5).compactMap { part in
      let range = (part * order.count / 5)..<((part + 1) * order.count / 5)
      return order[range].max { $0.count(where: { $0 >= 0x80 }) < $1.count(where: { $0 >= 0x80 }) }
    }
  }
}
