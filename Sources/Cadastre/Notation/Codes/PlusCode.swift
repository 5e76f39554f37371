internal import Geo

/// Plus codes (Open Location Code): base 20 in pairs, latitude first, then a grid of 4 × 5 for each further character.
enum PlusCode {
  private static let alphabet = Array("23456789CFGHJMPQRVWX".utf8)
  private static let separator = UInt8(ascii: "+")

  /// Whether a word has the form of a plus code, full or short, good or not.
  ///
  /// A letter is demanded, so that `22+25` is none.
  static func isLikely(_ word: some Collection<UInt8>) -> Bool {
    let parts = word.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, [2, 4, 6, 8].contains(parts[0].count), parts[1].count <= 7,
      word.contains(where: LetterFolding.isLetter)
    else { return false }
    return word.allSatisfy { digit($0) != nil || $0 == separator || $0 == UInt8(ascii: "0") }
  }

  /// The cell that a full code names, in degrees of WGS 84 (x = longitude).
  ///
  /// - Throws: ``CadastreError`` for a short code, one with padding, and one off the globe.
  static func cell(_ word: some Collection<UInt8>) throws(CadastreError) -> Envelope {
    let parts = word.split(separator: separator, omittingEmptySubsequences: false)
    guard parts[0].count == 8 else { throw CadastreError(.shortPlusCode) }
    let digits = word.compactMap { digit($0) }
    // One character behind the plus would be half a pair.
    guard digits.count == word.count - 1, parts[1].count != 1 else { throw CadastreError(.plusCode) }
    // Units of the finest cell, so that all sums are exact: 8000 · 5⁵ and 8000 · 4⁵ to the degree.
    let (unitsNorth, unitsEast) = (25_000_000, 8_192_000)
    var (north, east) = (-90 * unitsNorth, -180 * unitsEast)
    var (height, width) = (20 * unitsNorth, 20 * unitsEast)
    for pair in 0..<min(5, digits.count / 2) {
      if pair > 0 { (height, width) = (height / 20, width / 20) }
      north += digits[pair * 2] * height
      east += digits[pair * 2 + 1] * width
    }
    for digit in digits.dropFirst(10) {
      (height, width) = (height / 5, width / 4)
      north += digit / 4 * height
      east += digit % 4 * width
    }
    guard north < 90 * unitsNorth, east < 180 * unitsEast else { throw CadastreError(.plusCode) }
    return Envelope(
      minX: Double(east) / Double(unitsEast), minY: Double(north) / Double(unitsNorth),
      maxX: Double(east + width) / Double(unitsEast), maxY: Double(north + height) / Double(unitsNorth))
  }

  private static func digit(_ byte: UInt8) -> Int? {
    alphabet.firstIndex(of: byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
  }
}
