/// Encoding of text, by the decoding tables turned round.
enum Encoding {
  /// The bytes of each scalar: one byte, or the first in the low half and the second in the high half.
  typealias Table = [UInt32: UInt16]

  static let tcvn3: Table = {
    var table = reversed(SingleByteTable.tcvn3)
    // The fonts have no toned capitals; who writes for them must use the small letter.
    for byte in SingleByteTable.tcvn3Small {
      guard let small = Unicode.Scalar(SingleByteTable.tcvn3[Int(byte)]), var letter = Letter(small) else { continue }
      letter.isCapital = true
      if letter.tone != .level, let capital = letter.scalar { table[capital.value] = UInt16(byte) }
    }
    return table
  }()

  static let vni: Table = {
    var table = reversed(SingleByteTable.vni)
    for (index, base) in SingleByteTable.vniBases.enumerated() {
      for mark in 0..<64 {
        let scalar = UInt32(SingleByteTable.vniPairs[index * 64 + mark])
        let code = UInt16(base) | UInt16(mark + 0xC0) << 8
        guard scalar != 0 else { continue }
        // Capital letters have capital marks (below 0xE0); the other pairs are only tolerated in reading.
        let isCapital = Unicode.Scalar(scalar).flatMap(Letter.init)?.isCapital ?? false
        if isCapital == (mark < 0x20) { table[scalar] = code }
      }
    }
    return table
  }()

  static let windows1258 = reversed(SingleByteTable.windows1258)
  static let viscii = reversed(SingleByteTable.viscii)
  static let windows1252 = reversed(SingleByteTable.windows1252)

  static func encode(_ text: String, _ table: Table) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in Composition.scalars(text) {
      guard append(scalar, table, to: &bytes) else { return nil }
    }
    return bytes
  }

  private static func append(_ scalar: Unicode.Scalar, _ table: Table, to bytes: inout [UInt8]) -> Bool {
    if let code = table[scalar.value] {
      bytes.append(UInt8(truncatingIfNeeded: code))
      if code > 0xFF { bytes.append(UInt8(truncatingIfNeeded: code >> 8)) }
      return true
    }
    // Windows-1258 writes the letter that it has, then the tone; Unicode would take the lower mark off first.
    if var letter = Letter(scalar), letter.tone != .level {
      let mark = letter.tone.mark
      letter.tone = .level
      guard let base = letter.scalar else { return false }
      return append(base, table, to: &bytes) && append(mark, table, to: &bytes)
    }
    guard let (base, mark) = Composition.decomposition(scalar), let mark else { return false }
    return append(base, table, to: &bytes) && append(mark, table, to: &bytes)
  }

  private static func reversed(_ table: [UInt16]) -> Table {
    var result: Table = [:]
    for (byte, scalar) in table.enumerated() where scalar != 0xFFFF { result[UInt32(scalar)] = UInt16(byte) }
    return result
  }
}
