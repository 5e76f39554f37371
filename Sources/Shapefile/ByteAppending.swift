extension [UInt8] {
  mutating func appendBig(_ value: UInt32) {
    appendLittle(value.byteSwapped)
  }

  mutating func appendLittle(_ value: UInt32) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 24))
  }

  mutating func appendLittle(_ value: Double) {
    appendLittle(UInt32(truncatingIfNeeded: value.bitPattern))
    appendLittle(UInt32(truncatingIfNeeded: value.bitPattern >> 32))
  }

  mutating func replaceBig(_ value: UInt32, at offset: Int) {
    for (step, shift) in [UInt32(24), 16, 8, 0].enumerated() {
      self[offset + step] = UInt8(truncatingIfNeeded: value >> shift)
    }
  }
}
