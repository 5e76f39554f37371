/// The distinct vertices of a tile; positions within the tolerance of a vertex are that vertex.
struct VertexTable {
  /// The eastings and northings, relative to the middle of the tile.
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  private var following: [Int32] = []
  private var heads: [Int32] = []
  private var shift = 0
  private let tolerance: Double
  private let perCell: Double
  private let rim: Double

  /// Cells are counted from far outside, so that truncation rounds down.
  private static let offset = 4e9

  init(tolerance: Double) {
    self.tolerance = tolerance
    let cell = max(0.25, 8 * tolerance)
    perCell = 1 / cell
    rim = (1.001 * tolerance + 1e-6) / cell
  }

  var count: Int { x.count }

  mutating func removeAll(expecting vertices: Int) {
    x.removeAll(keepingCapacity: true)
    y.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    resizeHeads(vertices)
  }

  private mutating func resizeHeads(_ vertices: Int) {
    var bits = 8
    while 1 << bits < vertices { bits += 1 }
    shift = 64 - bits
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(-1, count: 1 << bits))
  }

  @inline(__always)
  private func bucket(_ column: Int, _ row: Int) -> Int {
    let key = UInt64(truncatingIfNeeded: column) << 32 ^ UInt64(truncatingIfNeeded: row)
    let mixed = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> UInt64(shift))
  }

  /// The vertex at a position, a new one if there is none within the tolerance.
  @inline(__always)
  mutating func vertex(_ px: Double, _ py: Double) -> Int32 {
    let (u, v) = (px * perCell + Self.offset, py * perCell + Self.offset)
    let (column, row) = (Int(u), Int(v))
    let home = bucket(column, row)
    if let found = find(px, py, home) { return found }
    let (restX, restY) = (u - Double(column), v - Double(row))
    if restX < rim || restX > 1 - rim || restY < rim || restY > 1 - rim,
      let found = findAround(px, py, column, row, restX, restY)
    {
      return found
    }
    let new = Int32(x.count)
    x.append(px)
    y.append(py)
    following.append(heads[home])
    heads[home] = new
    if x.count > 2 * heads.count { grow() }
    return new
  }

  @inline(__always)
  private func find(_ px: Double, _ py: Double, _ bucket: Int) -> Int32? {
    var at = heads[bucket]
    while at >= 0 {
      let (dx, dy) = (x[Int(at)] - px, y[Int(at)] - py)
      if dx * dx + dy * dy <= tolerance * tolerance { return at }
      at = following[Int(at)]
    }
    return nil
  }

  @inline(never)
  private func findAround(
    _ px: Double, _ py: Double, _ column: Int, _ row: Int, _ restX: Double, _ restY: Double
  ) -> Int32? {
    for c in (column - (restX < rim ? 1 : 0))...(column + (restX > 1 - rim ? 1 : 0)) {
      for r in (row - (restY < rim ? 1 : 0))...(row + (restY > 1 - rim ? 1 : 0)) where c != column || r != row {
        if let found = find(px, py, bucket(c, r)) { return found }
      }
    }
    return nil
  }

  private mutating func grow() {
    resizeHeads(4 * heads.count)
    for vertex in 0..<x.count {
      let home = bucket(Int(x[vertex] * perCell + Self.offset), Int(y[vertex] * perCell + Self.offset))
      following[vertex] = heads[home]
      heads[home] = Int32(vertex)
    }
  }
}
