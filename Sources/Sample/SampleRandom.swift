/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
struct SampleRandom {
  private var state: UInt64

  /// Begins at a place named by some numbers, so that each place of the sample has its own numbers in any order.
  init(_ seed: UInt64, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
    var hash = SampleRandom.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    for part in [first, second, third] {
      hash = SampleRandom.mixed(hash ^ UInt64(bitPattern: Int64(part)) &* 0xD6E8_FEB8_6659_FD93)
    }
    state = hash
  }

  /// The next 64 random bits.
  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SampleRandom.mixed(state)
  }

  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { Int(bits().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number from 0 up to 1.
  mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// A number between two others.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// One of some values.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
