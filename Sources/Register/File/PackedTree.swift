internal import Geo
internal import SpatiaLite

/// Boxes to be written as a whole R*Tree, packed along a Hilbert curve.
///
/// The layout is that of SQLite's R*Tree module with two dimensions of 32-bit floats, ext/rtree/rtree.c: a node is its
/// depth (of the root only) and its number of cells, two bytes each, then cells of a 64-bit key and four floats, all
/// big-endian; node 1 is the root; 51 cells fit a node. Four floats are rounded outwards just as that module does.
struct PackedTree {
  static let cellsPerNode = 51
  private static let nodeSize = 4 + cellsPerNode * 24

  private var ids: [Int64] = []
  private var boxes: [SIMD4<Float>] = []

  /// How many boxes there are.
  var count: Int { ids.count }

  mutating func reserve(_ count: Int) {
    ids.reserveCapacity(count)
    boxes.reserveCapacity(count)
  }

  /// Adds a box of exact edges.
  mutating func append(_ id: Int64, _ box: Envelope) {
    append(
      id,
      SIMD4(
        PackedTree.down(box.minX), PackedTree.up(box.maxX), PackedTree.down(box.minY), PackedTree.up(box.maxY)))
  }

  /// Adds a box whose edges are rounded: west, east, south, north.
  mutating func append(_ id: Int64, _ rounded: SIMD4<Float>) {
    ids.append(id)
    boxes.append(rounded)
  }

  static func down(_ value: Double) -> Float {
    let rounded = Float(value)
    guard Double(rounded) > value else { return rounded }
    return Float(value * (value < 0 ? 1 + 1 / 8_388_608 : 1 - 1 / 8_388_608))
  }

  static func up(_ value: Double) -> Float {
    let rounded = Float(value)
    guard Double(rounded) < value else { return rounded }
    return Float(value * (value < 0 ? 1 - 1 / 8_388_608 : 1 + 1 / 8_388_608))
  }

  /// A tree ready to be written.
  struct Nodes {
    /// The nodes' bytes one after the other, node 1 first.
    fileprivate(set) var bytes: [UInt8] = []
    /// For each node but the root its parent: node 2 first.
    fileprivate(set) var parents: [Int64] = []
    /// The identities in ascending order, each with the node that holds it.
    fileprivate(set) var leaves: [(id: Int64, node: Int64)] = []
  }

  /// Packs the boxes.
  consuming func packed() -> Nodes {
    let order = hilbertOrder()
    var levels: [[(key: Int64, box: SIMD4<Float>)]] = [order.map { (ids[$0], boxes[$0]) }]
    while let level = levels.last, level.count > PackedTree.cellsPerNode {
      var above: [(key: Int64, box: SIMD4<Float>)] = []
      above.reserveCapacity(level.count / PackedTree.cellsPerNode + 1)
      for start in stride(from: 0, to: level.count, by: PackedTree.cellsPerNode) {
        var box = level[start].box
        for cell in level[start..<min(start + PackedTree.cellsPerNode, level.count)] {
          box = PackedTree.union(box, cell.box)
        }
        above.append((0, box))
      }
      levels.append(above)
    }
    return PackedTree.write(levels)
  }

  private static func union(_ left: SIMD4<Float>, _ right: SIMD4<Float>) -> SIMD4<Float> {
    SIMD4(min(left[0], right[0]), max(left[1], right[1]), min(left[2], right[2]), max(left[3], right[3]))
  }

  /// Numbers the nodes from the root down and writes them: level by level, so that a parent's number is known.
  private static func write(_ levels: [[(key: Int64, box: SIMD4<Float>)]]) -> Nodes {
    var nodes = Nodes()
    let nodeCounts = levels.map { max(1, ($0.count + cellsPerNode - 1) / cellsPerNode) }
    nodes.bytes.reserveCapacity(nodeCounts.reduce(0, +) * nodeSize)
    var firstNode: Int64 = 1
    for depth in levels.indices.reversed() {
      let firstChild = firstNode + Int64(nodeCounts[depth])
      for node in 0..<nodeCounts[depth] {
        let cells = levels[depth][
          (node * cellsPerNode)..<min((node + 1) * cellsPerNode, levels[depth].count)]
        let start = nodes.bytes.count
        append(UInt16(firstNode == 1 ? depth : 0), to: &nodes.bytes)
        append(UInt16(cells.count), to: &nodes.bytes)
        for (place, cell) in zip(cells.indices, cells) {
          let key = depth == 0 ? cell.key : firstChild + Int64(place)
          append(UInt64(bitPattern: key), to: &nodes.bytes)
          for edge in 0..<4 { append(cell.box[edge].bitPattern, to: &nodes.bytes) }
          if depth == 0 {
            nodes.leaves.append((cell.key, firstNode + Int64(node)))
          } else {
            nodes.parents.append(firstNode + Int64(node))
          }
        }
        nodes.bytes.append(contentsOf: repeatElement(0, count: start + nodeSize - nodes.bytes.count))
      }
      firstNode = firstChild
    }
    nodes.leaves.sort { $0.id < $1.id }
    return nodes
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    var shift = value.bitWidth - 8
    while shift >= 0 {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      shift -= 8
    }
  }

  /// The box around all cells of a node: west, east, south, north; `nil` of an empty one.
  static func rootBox(_ node: RawSpan) -> SIMD4<Float>? {
    guard node.byteCount >= 4 else { return nil }
    let cells = Int(node.byte(at: 2)) << 8 | Int(node.byte(at: 3))
    guard cells > 0, node.byteCount >= 4 + cells * 24 else { return nil }
    var result: SIMD4<Float>?
    for cell in 0..<cells {
      var box = SIMD4<Float>()
      for edge in 0..<4 { box[edge] = Float(bitPattern: node.bits32(at: 12 + cell * 24 + edge * 4).byteSwapped) }
      result = result.map { union($0, box) } ?? box
    }
    return result
  }

  /// The places of the boxes along a Hilbert curve through their middles.
  private func hilbertOrder() -> [Int] {
    guard let first = boxes.first else { return [] }
    var whole = first
    for box in boxes { whole = PackedTree.union(whole, box) }
    let scaleX = whole[1] > whole[0] ? 65535 / (whole[1] - whole[0]) : 0
    let scaleY = whole[3] > whole[2] ? 65535 / (whole[3] - whole[2]) : 0
    var keys: [UInt64] = []
    keys.reserveCapacity(boxes.count)
    for (place, box) in boxes.enumerated() {
      let x = UInt32(max(0, min(65535, ((box[0] + box[1]) / 2 - whole[0]) * scaleX)))
      let y = UInt32(max(0, min(65535, ((box[2] + box[3]) / 2 - whole[2]) * scaleY)))
      keys.append(UInt64(PackedTree.hilbert(x, y)) << 32 | UInt64(place))
    }
    keys.sort()
    return keys.map { Int($0 & 0xFFFF_FFFF) }
  }

  /// The distance along the Hilbert curve of order 16 of a cell, after the classical rotation of quadrants.
  private static func hilbert(_ x: UInt32, _ y: UInt32) -> UInt32 {
    var (x, y, distance): (UInt32, UInt32, UInt32) = (x, y, 0)
    var side: UInt32 = 1 << 15
    while side > 0 {
      let (right, upper) = (x & side != 0, y & side != 0)
      distance += side &* side &* ((right ? 3 : 0) ^ (upper ? 1 : 0))
      if !upper {
        if right {
          x = 65535 - x
          y = 65535 - y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return distance
  }
}

extension PackedTree.Nodes {
  /// Replaces the whole content of an R*Tree.
  ///
  /// The connection's protection of shadow tables is lifted meanwhile.
  func write(to table: String, on connection: Connection) throws {
    try connection.setDefensive(false)
    defer { try? connection.setDefensive(true) }
    try connection.execute("DELETE FROM \(table)_node; DELETE FROM \(table)_parent; DELETE FROM \(table)_rowid")
    let node = try connection.prepare("INSERT INTO \(table)_node VALUES(?,?)")
    let size = bytes.count / (parents.count + 1)
    var row = RowBuffer()
    for number in 0...parents.count {
      row.clear()
      row.append(Int64(number + 1))
      row.append(bytes[(number * size)..<((number + 1) * size)])
      try node.run(row)
    }
    let parent = try connection.prepare("INSERT INTO \(table)_parent VALUES(?,?)")
    for (place, above) in parents.enumerated() {
      parent.bind(1, place + 2)
      parent.bind(2, above)
      try parent.run()
    }
    let leaf = try connection.prepare("INSERT INTO \(table)_rowid VALUES(?,?)")
    for entry in leaves {
      leaf.bind(1, entry.id)
      leaf.bind(2, entry.node)
      try leaf.run()
    }
  }
}
