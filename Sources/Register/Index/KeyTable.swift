/// Finds the parcels of a chunk by sheet and number: a table of hashed places in one flat array.
struct KeyTable: Sendable {
  /// A parcel plus one; 0 where there is none.
  private var slots: [UInt32]
  private let mask: Int
  /// For each setting of the facts a digest of its sheet.
  private let sheetHashes: [UInt64]

  /// Makes the table of a chunk's parcels.
  init(_ facts: ParcelFacts) {
    var size = 4
    while size < facts.count * 3 / 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: 0, count: size)
    sheetHashes = facts.settings.map { KeyTable.hash($0.sheet) }
    for parcel in 0..<facts.count {
      var slot = place(facts.numberHash(of: parcel), sheetHashes[facts.settingIndex(of: parcel)])
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(parcel + 1)
    }
  }

  /// The parcels that bear a sheet and number, in every series and validity of the ward.
  func parcels(sheet: String, number: [UInt8], in facts: ParcelFacts) -> [Int] {
    let sheetHash = KeyTable.hash(sheet)
    var slot = place(ParcelFacts.hash(number), sheetHash)
    var found: [Int] = []
    while slots[slot] != 0 {
      let parcel = Int(slots[slot]) - 1
      let setting = facts.settingIndex(of: parcel)
      if sheetHashes[setting] == sheetHash, facts.hasNumber(number, parcel), facts.settings[setting].sheet == sheet {
        found.append(parcel)
      }
      slot = (slot + 1) & mask
    }
    return found
  }

  private func place(_ number: UInt64, _ sheet: UInt64) -> Int {
    // The multiplication spreads the hash over the high bits.
    Int(truncatingIfNeeded: ((number ^ (sheet << 1 | sheet >> 63)) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0x9AE1_6A3B_2F90_404F) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
