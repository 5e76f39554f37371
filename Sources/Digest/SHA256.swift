/// The hash function SHA-256 of FIPS 180-4, fed piece by piece.
public struct SHA256: Sendable {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19
  )
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// Begins a hash.
  public init() { pending.reserveCapacity(64) }

  /// Takes in more bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    length += UInt64(bytes.count)
    var index = 0
    if !pending.isEmpty {
      while index < bytes.count, pending.count < 64 {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == 64 else { return }
      let block = pending
      compress(block.span, at: 0)
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - index >= 64 {
      compress(bytes, at: index)
      index += 64
    }
    while index < bytes.count {
      pending.append(bytes[index])
      index += 1
    }
  }

  /// Ends the hash: its 32 bytes.
  public consuming func finish() -> [UInt8] {
    let bits = length &* 8
    var tail = pending
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    for block in stride(from: 0, to: tail.count, by: 64) { compress(tail.span, at: block) }
    return [state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7].flatMap { word in
      [
        UInt8(truncatingIfNeeded: word >> 24), UInt8(truncatingIfNeeded: word >> 16),
        UInt8(truncatingIfNeeded: word >> 8),
        UInt8(truncatingIfNeeded: word),
      ]
    }
  }

  /// The hash of some bytes in hexadecimal.
  public static func hex(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish().hexadecimal
  }

  private mutating func compress(_ bytes: Span<UInt8>, at start: Int) {
    precondition(start >= 0 && bytes.count - start >= 64, "a block of SHA-256 has 64 bytes")
    let raw = unsafe bytes.bytes
    // All 64 words of the message schedule; the checks of bounds were half of the time, and the indices are constants.
    var words = InlineArray<64, UInt32>(repeating: 0)
    for index in 0..<16 {
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: start + index * 4, as: UInt32.self)
      unsafe words[unchecked: index] = UInt32(bigEndian: word)
    }
    for index in 16..<64 {
      let first = unsafe words[unchecked: index - 15]
      let last = unsafe words[unchecked: index - 2]
      let small0 = first.rotated(7) ^ first.rotated(18) ^ (first >> 3)
      let small1 = last.rotated(17) ^ last.rotated(19) ^ (last >> 10)
      unsafe words[unchecked: index] = words[unchecked: index - 16] &+ small0 &+ words[unchecked: index - 7] &+ small1
    }
    let constants = Self.constants
    var (a, b, c, d, e, f, g, h) = state
    // Eight rounds at a time, so that the eight variables change places by name and not by moving.
    for index in stride(from: 0, to: 64, by: 8) {
      unsafe Self.round(a, b, c, &d, e, f, g, &h, words[unchecked: index] &+ constants[unchecked: index])
      unsafe Self.round(h, a, b, &c, d, e, f, &g, words[unchecked: index + 1] &+ constants[unchecked: index + 1])
      unsafe Self.round(g, h, a, &b, c, d, e, &f, words[unchecked: index + 2] &+ constants[unchecked: index + 2])
      unsafe Self.round(f, g, h, &a, b, c, d, &e, words[unchecked: index + 3] &+ constants[unchecked: index + 3])
      unsafe Self.round(e, f, g, &h, a, b, c, &d, words[unchecked: index + 4] &+ constants[unchecked: index + 4])
      unsafe Self.round(d, e, f, &g, h, a, b, &c, words[unchecked: index + 5] &+ constants[unchecked: index + 5])
      unsafe Self.round(c, d, e, &f, g, h, a, &b, words[unchecked: index + 6] &+ constants[unchecked: index + 6])
      unsafe Self.round(b, c, d, &e, f, g, h, &a, words[unchecked: index + 7] &+ constants[unchecked: index + 7])
    }
    state.0 &+= a
    state.1 &+= b
    state.2 &+= c
    state.3 &+= d
    state.4 &+= e
    state.5 &+= f
    state.6 &+= g
    state.7 &+= h
  }

  /// One round of FIPS 180-4, §6.2.2; `word` is the schedule's with the constant added.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ word: UInt32
  ) {
    let sum = h &+ (e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)) &+ (g ^ (e & (f ^ g))) &+ word
    d &+= sum
    h = sum &+ (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ ((a & b) | (c & (a | b)))
  }

  private static let constants: InlineArray<64, UInt32> = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]
}

extension UInt32 {
  @inline(__always)
  fileprivate func rotated(_ bits: UInt32) -> UInt32 { self >> bits | self << (32 - bits) }
}

extension [UInt8] {
  /// The bytes in lower-case hexadecimal.
  public var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(count * 2)
    for byte in self {
      for nibble in [byte >> 4, byte & 15] { text.append(nibble < 10 ? 48 + nibble : 87 + nibble) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
