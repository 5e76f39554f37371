extension HilbertTree {
  /// Packs boxes into a tree; the items are their indices.
  ///
  /// - Parameters:
  ///   - envelopes: The boxes, fewer than 2^32. An empty one, or one with NaN, is never found.
  ///   - nodeSize: How many entries a node has, 4 to 65,535: 16 is quickest in memory, 51 fills a node of an SQLite
  ///     R*Tree with pages of 4,096 bytes.
  public init(_ envelopes: [Envelope], nodeSize: Int = 16) {
    precondition((4...65_535).contains(nodeSize), "4 to 65,535 entries in a node")
    precondition(envelopes.count <= Int(UInt32.max), "fewer than 2^32 boxes")
    let starts = Self.levelStarts(count: envelopes.count, nodeSize: nodeSize)
    let items = Self.hilbertOrder(envelopes)
    var boxes: [FloatEnvelope] = []
    boxes.reserveCapacity(starts[starts.count - 1])
    for item in items {
      let envelope = envelopes[Int(item)]
      boxes.append(envelope.isEmpty ? .empty : FloatEnvelope(envelope))
    }
    for level in 1..<max(1, starts.count - 1) {
      for first in stride(from: starts[level - 1], to: starts[level], by: nodeSize) {
        var box = FloatEnvelope.empty
        for entry in first..<min(first + nodeSize, starts[level]) { box.extend(to: boxes[entry]) }
        boxes.append(box)
      }
    }
    self.init(nodeSize: nodeSize, boxes: boxes, items: items, levelStarts: starts)
  }

  private static func levelStarts(count: Int, nodeSize: Int) -> [Int] {
    guard count > 0 else { return [0] }
    var starts = [0, count]
    var entries = count
    repeat {
      entries = (entries + nodeSize - 1) / nodeSize
      starts.append(starts[starts.count - 1] + entries)
    } while entries > 1
    return starts
  }

  /// The indices of boxes in the order in which a Hilbert curve of 2^16 × 2^16 cells passes their middles.
  private static func hilbertOrder(_ envelopes: [Envelope]) -> [UInt32] {
    var bounds = Envelope.empty
    for envelope in envelopes where !envelope.isEmpty { bounds.extend(to: envelope) }
    let scaleX = scale(bounds.minX, bounds.maxX)
    let scaleY = scale(bounds.minY, bounds.maxY)
    var keys: [UInt64] = []
    keys.reserveCapacity(envelopes.count)
    for (index, envelope) in envelopes.enumerated() {
      var key: UInt32 = 0
      if !envelope.isEmpty {
        let x = cell((envelope.minX - bounds.minX + (envelope.maxX - bounds.minX)) * scaleX)
        let y = cell((envelope.minY - bounds.minY + (envelope.maxY - bounds.minY)) * scaleY)
        key = hilbertIndex(x, y)
      }
      keys.append(UInt64(key) << 32 | UInt64(index))
    }
    sortByUpperHalf(&keys)
    return keys.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// What turns twice a distance from the lower bound into a cell.
  private static func scale(_ lower: Double, _ upper: Double) -> Double {
    let scale = 65_535 / (upper - lower) / 2
    return scale.isFinite ? scale : 0
  }

  private static func cell(_ value: Double) -> UInt32 { value >= 0 && value <= 65_535 ? UInt32(value) : 0 }

  /// How far along the curve a cell lies: from the greatest square down, each quadrant turned as the curve enters it.
  private static func hilbertIndex(_ column: UInt32, _ row: UInt32) -> UInt32 {
    var (x, y) = (column, row)
    var index: UInt32 = 0
    var bit: UInt32 = 15
    while true {
      let (right, upper) = (x >> bit & 1, y >> bit & 1)
      index = index << 2 | (3 &* right) ^ upper
      if bit == 0 { return index }
      // In the lower quadrants the axes are swapped, in the lower right one mirrored too.
      let mirror = 0 &- (right & ~upper)
      x ^= mirror
      y ^= mirror
      let swap = (x ^ y) & (upper &- 1)
      x ^= swap
      y ^= swap
      bit -= 1
    }
  }

  /// Sorts by the upper 32 bits, in three passes of 11; equal ones keep their order.
  private static func sortByUpperHalf(_ keys: inout [UInt64]) {
    guard keys.count > 512 else {
      keys.sort()
      return
    }
    var other = keys
    var counts = [Int](repeating: 0, count: 2048)
    for shift in [UInt64(32), 43, 54] {
      for index in counts.indices { counts[index] = 0 }
      for key in keys { counts[Int(truncatingIfNeeded: key >> shift & 2047)] += 1 }
      var sum = 0
      for index in counts.indices { (counts[index], sum) = (sum, sum + counts[index]) }
      for key in keys {
        let bucket = Int(truncatingIfNeeded: key >> shift & 2047)
        other[counts[bucket]] = key
        counts[bucket] += 1
      }
      swap(&keys, &other)
    }
  }
}
