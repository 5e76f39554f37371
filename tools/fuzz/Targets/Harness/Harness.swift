/// The bytes that libFuzzer hands over.
public func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  unsafe Array(UnsafeBufferPointer(start: start, count: count))
}

/// Ends the run, and so makes libFuzzer keep the input, unless what must hold holds.
public func demand(_ holds: Bool, _ what: @autoclosure () -> String) {
  guard holds else { fatalError(what()) }
}

/// Cuts bytes into pieces whose lengths follow from a seed: empty, of one byte, short and long ones.
public func pieces(_ bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
  var state = seed
  var pieces: [[UInt8]] = []
  var start = 0
  while start < bytes.count {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let draw = Int(state >> 33)
    let length = draw % 7 == 0 ? draw / 7 % 64 : draw % 4
    let end = min(bytes.count, start + length)
    pieces.append(Array(bytes[start..<end]))
    start = end
  }
  return pieces
}

/// A number that follows from bytes alone (FNV-1a), so that the same input is cut the same way each time.
public func seed(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
