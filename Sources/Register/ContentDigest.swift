internal import Geo
internal import SpatiaLite

/// A 64-bit digest of a row's content, by which unchanged rows are told without comparing their bytes.
///
/// It meets accidents, not attacks: two contents that differ have the same digest once in 2⁶⁴.
struct ContentDigest {
  private(set) var state: UInt64 = 0x9AE1_6A3B_2F90_404F

  mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
    state ^= state >> 32
  }

  mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  mutating func add(_ text: String?) {
    guard let text else { return add(0xFF51_AFD7_ED55_8CCD) }
    add(text.utf8.span)
  }

  private mutating func add(_ bytes: Span<UInt8>) {
    add(UInt64(truncatingIfNeeded: bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      add(bytes.bits64(at: offset))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    add(rest)
  }

  mutating func add(_ number: Double?) { add(number.map { $0.bitPattern } ?? 0xC4CE_B9FE_1A85_EC53) }

  mutating func add(_ crs: CRS?) { add(UInt64(crs.map { UInt32(bitPattern: $0.code) } ?? 0)) }

  /// The digest as SQLite keeps it.
  var value: Int64 {
    var digest = self
    digest.add(0x2545_F491_4F6C_DD1D)
    return Int64(bitPattern: digest.state)
  }
}

extension StagedGeometry {
  /// The digest of what the law measures; the WGS 84 copy follows from it.
  var digest: Int64 {
    var digest = ContentDigest()
    digest.add(grid)
    digest.add(gridWKB)
    digest.add(source)
    if let sourceWKB { digest.add(sourceWKB) }
    return digest.value
  }
}
