internal import Geo

/// The plane cut into tiles of about equally many positions, and the parcels that each tile touches.
///
/// Tiles are half-open boxes that fill the plane, so that each position belongs to exactly one; coordinates are relative
/// to the origin of the store.
struct TilePlan: Sendable {
  /// A box with its lower edges inside and its upper edges outside.
  struct Box: Sendable {
    var minX = -Double.infinity
    var minY = -Double.infinity
    var maxX = Double.infinity
    var maxY = Double.infinity

    func contains(_ x: Double, _ y: Double) -> Bool { x >= minX && x < maxX && y >= minY && y < maxY }
  }

  private struct Node {
    /// 0: split by x, 1: by y, 2: a tile.
    var axis: UInt8
    var split: Float
    /// The second child, or the number of the tile; the first child follows its parent.
    var next: Int32
  }

  /// The tiles.
  private(set) var tiles: [Box] = []
  private var nodes: [Node] = []
  private var members: [Int32] = []
  private var memberEnds: [Int] = []

  /// How many positions one sample stands for.
  private static let stride = 8
  /// How many samples a tile holds, so that its working memory stays in the processor's cache.
  static let usualTileSize = 6144
  private let tileSize: Int

  /// Cuts the plane for some parcels; each tile gets the parcels whose boxes come within a margin of it.
  init(_ store: ParcelStore, margin: Double, tileSize: Int = usualTileSize) {
    self.tileSize = tileSize
    var samples = Self.samples(store)
    split(&samples, 0..<samples.count, Box(), depth: 0)
    samples = []
    distribute(store, margin: Float(margin).nextUp)
  }

  /// The parcels that come within the margin of a tile, in ascending order.
  func members(of tile: Int) -> ArraySlice<Int32> {
    members[(tile == 0 ? 0 : memberEnds[tile - 1])..<memberEnds[tile]]
  }

  /// Calls back with each tile that a box of the store touches.
  func tiles(touching box: ParcelStore.Box, _ body: (Int) -> Void) { descend(box, 0, body) }

  private static func samples(_ store: ParcelStore) -> [SIMD2<Float>] {
    var samples: [SIMD2<Float>] = []
    samples.reserveCapacity(store.positionCount / stride + store.count)
    var outline = ParcelStore.Outline()
    for parcel in 0..<store.count {
      let box = store.boxes[parcel]
      let size = store.size(of: parcel)
      if size <= 2 * stride {
        let center = SIMD2(box[0] + (box[2] - box[0]) / 2, box[1] + (box[3] - box[1]) / 2)
        samples.append(center)
        if size > stride { samples.append(center) }
      } else {
        store.unpack(parcel, into: &outline)
        for index in Swift.stride(from: 0, to: size, by: stride) {
          let position = outline.positions[index]
          samples.append(SIMD2(Float(position.x - store.origin.x), Float(position.y - store.origin.y)))
        }
      }
    }
    return samples
  }

  private mutating func split(_ samples: inout [SIMD2<Float>], _ range: Range<Int>, _ box: Box, depth: Int) {
    guard range.count > tileSize, depth < 40, let (axis, value) = Self.cut(samples, range) else {
      nodes.append(Node(axis: 2, split: 0, next: Int32(tiles.count)))
      tiles.append(box)
      return
    }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      if samples[low][axis] < value {
        low += 1
      } else {
        high -= 1
        samples.swapAt(low, high)
      }
    }
    let node = nodes.count
    nodes.append(Node(axis: UInt8(axis), split: value, next: 0))
    var (first, second) = (box, box)
    if axis == 0 {
      first.maxX = Double(value)
      second.minX = Double(value)
    } else {
      first.maxY = Double(value)
      second.minY = Double(value)
    }
    split(&samples, range.lowerBound..<low, first, depth: depth + 1)
    nodes[node].next = Int32(nodes.count)
    split(&samples, low..<range.upperBound, second, depth: depth + 1)
  }

  /// Where to cut: the median of some samples along the longer side, if that leaves something on both sides.
  private static func cut(_ samples: [SIMD2<Float>], _ range: Range<Int>) -> (axis: Int, value: Float)? {
    let step = max(1, range.count / 1024)
    var (low, high) = (samples[range.lowerBound], samples[range.lowerBound])
    for index in Swift.stride(from: range.lowerBound, to: range.upperBound, by: step) {
      low = pointwiseMin(low, samples[index])
      high = pointwiseMax(high, samples[index])
    }
    let extent = high - low
    let longer = extent.x >= extent.y ? 0 : 1
    for axis in [longer, 1 - longer] {
      var values = Swift.stride(from: range.lowerBound, to: range.upperBound, by: step).map { samples[$0][axis] }
      values.sort()
      let value = values[values.count / 2]
      if value > values[0] { return (axis, value) }
      if let other = values.first(where: { $0 > values[0] }) { return (axis, other) }
    }
    return nil
  }

  private mutating func distribute(_ store: ParcelStore, margin: Float) {
    var counts = [Int](repeating: 0, count: tiles.count)
    for box in store.boxes { descend(box, margin) { counts[$0] += 1 } }
    var sum = 0
    var ends = counts.map { count in
      sum += count
      return sum - count
    }
    var members = [Int32](repeating: 0, count: sum)
    for parcel in 0..<store.count {
      descend(store.boxes[parcel], margin) { tile in
        members[ends[tile]] = Int32(parcel)
        ends[tile] += 1
      }
    }
    self.members = members
    memberEnds = ends
  }

  private func descend(_ box: ParcelStore.Box, _ margin: Float, _ body: (Int) -> Void) {
    let nodes = nodes.span
    var pending: UInt64 = 0
    var stack = InlineArray<64, Int32>(repeating: 0)
    var node = 0
    while true {
      let at = nodes[node]
      if at.axis == 2 {
        body(Int(at.next))
        guard pending > 0 else { return }
        pending -= 1
        node = Int(stack[Int(pending)])
        continue
      }
      let (low, high) = at.axis == 0 ? (box[0], box[2]) : (box[1], box[3])
      let goesFirst = low - margin < at.split
      let goesSecond = high + margin >= at.split
      if goesFirst && goesSecond {
        stack[Int(pending)] = at.next
        pending += 1
        node += 1
      } else {
        node = goesFirst ? node + 1 : Int(at.next)
      }
    }
  }
}
