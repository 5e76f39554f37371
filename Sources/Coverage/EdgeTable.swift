/// The distinct edges of a tile, each with the parcel on either side.
struct EdgeTable {
  /// An edge between two vertices, `low` < `high`, and the parcels to the left and right of the way from low to high.
  struct Edge {
    var low: Int32
    var high: Int32
    var left: Int32
    var right: Int32

    /// Whether a parcel lies on one side only.
    @inline(__always)
    var isUnmatched: Bool { (left < 0) != (right < 0) }

    /// Whether the edge was cut into others, or nothing lies beside it.
    @inline(__always)
    var isDead: Bool { left < 0 && right < 0 }

    /// The owner that stands for the edge.
    @inline(__always)
    var owner: Int32 { left >= 0 ? left : right }
  }

  private(set) var edges: [Edge] = []
  private var slots: [Int32] = []
  private var shift = 0
  /// More parcels on a side that is taken already.
  private var crowd: [Int64: [Int32]] = [:]
  /// The parcels that share a side of some edge with a parcel that the edge names; what the edge meets, they may meet.
  private(set) var companions: [Int32: [Int32]] = [:]

  /// How many parcels on the same side of an edge are paired with a new one; more than that are one heap of duplicates.
  private static let crowdLimit = 15

  var count: Int { edges.count }

  mutating func removeAll(expecting count: Int) {
    edges.removeAll(keepingCapacity: true)
    crowd.removeAll(keepingCapacity: true)
    companions.removeAll(keepingCapacity: true)
    resizeSlots(count)
  }

  private mutating func resizeSlots(_ count: Int) {
    var bits = 8
    while 1 << bits < 2 * count { bits += 1 }
    shift = 64 - bits
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: 1 << bits))
  }

  @inline(__always)
  private func slot(_ low: Int32, _ high: Int32) -> Int {
    let key = UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
    let mixed = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> UInt64(shift))
  }

  /// Adds an edge that has its parcel to the left; tells the parcels that lie on the same side of it already.
  @inline(__always)
  mutating func add(from start: Int32, to end: Int32, owner: Int32, clash: (Int32) -> Void) {
    let forward = start < end
    let (low, high) = forward ? (start, end) : (end, start)
    var at = slot(low, high)
    while slots[at] >= 0 {
      let index = Int(slots[at])
      if edges[index].low == low, edges[index].high == high {
        let present = forward ? edges[index].left : edges[index].right
        if present < 0 {
          if forward { edges[index].left = owner } else { edges[index].right = owner }
        } else if present != owner {
          addToCrowd(index, forward, owner, present, clash: clash)
        }
        return
      }
      at = (at + 1) & (slots.count - 1)
    }
    slots[at] = Int32(edges.count)
    edges.append(Edge(low: low, high: high, left: forward ? owner : -1, right: forward ? -1 : owner))
    if 4 * edges.count > 3 * slots.count { grow() }
  }

  /// The edge between two vertices.
  func edge(_ a: Int32, _ b: Int32) -> Edge? {
    let (low, high) = (min(a, b), max(a, b))
    var at = slot(low, high)
    while slots[at] >= 0 {
      let edge = edges[Int(slots[at])]
      if edge.low == low, edge.high == high { return edge }
      at = (at + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(never)
  private mutating func addToCrowd(
    _ index: Int, _ forward: Bool, _ owner: Int32, _ present: Int32, clash: (Int32) -> Void
  ) {
    let key = Int64(index) << 1 | (forward ? 1 : 0)
    clash(present)
    let known = companions[present, default: []]
    if known.count < Self.crowdLimit, !known.contains(owner) { companions[present, default: []].append(owner) }
    let others = crowd[key, default: []]
    guard !others.contains(owner) else { return }
    for other in others { clash(other) }
    if others.count < Self.crowdLimit { crowd[key, default: []].append(owner) }
  }

  /// Takes an edge out that was cut into others.
  mutating func kill(_ index: Int) {
    edges[index].left = -1
    edges[index].right = -1
  }

  private mutating func grow() {
    resizeSlots(2 * edges.count)
    for index in edges.indices {
      var at = slot(edges[index].low, edges[index].high)
      while slots[at] >= 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = Int32(index)
    }
  }
}
