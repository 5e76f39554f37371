import Geo

/// The corners and edges of the parcels of a block, each made once, so that neighbours share them bit for bit.
struct BlockLattice {
  private let columns: Int
  private var corners: [Coordinate] = []
  private var flat = EdgePoints()
  private var upright = EdgePoints()

  /// The points between the two ends of some edges.
  private struct EdgePoints {
    var points: [Coordinate] = []
    var ends: [Int] = []

    func range(_ edge: Int) -> Range<Int> { (edge == 0 ? 0 : ends[edge - 1])..<ends[edge] }
  }

  /// Lays out a block whose south-western corner is at a point of the plan.
  init(
    _ plan: BlockPlan, kind: SheetKind, u: Double, v: Double, terrain: Terrain, random: inout SampleRandom
  ) {
    columns = plan.columns
    let (depth, width) = kind.blockSize
    let across = BlockLattice.cuts(plan.columns, width, kind == .town ? 0.3 : 0.35, &random)
    let along = BlockLattice.cuts(plan.rows, depth, 0.15, &random)
    let shiftX = kind.jitter * width / Double(plan.columns)
    let shiftY = kind.jitter * depth / Double(plan.rows)
    var plain: [Coordinate] = []
    plain.reserveCapacity(across.count * along.count)
    for row in along.indices {
      for column in across.indices {
        let (moveX, moveY) = (random.between(-shiftX, shiftX), random.between(-shiftY, shiftY))
        // The outline of the block stays on its street.
        let isSide = column == 0 || column == plan.columns
        let isFront = row == 0 || row == plan.rows
        plain.append(
          Coordinate(x: u + across[column] + (isSide ? 0 : moveX), y: v + along[row] + (isFront ? 0 : moveY)))
      }
    }
    let bend = 0.05 * min(width / Double(plan.columns), depth / Double(plan.rows))
    let stride = plan.columns + 1
    for row in 0...plan.rows {
      for column in 0..<plan.columns {
        let from = row * stride + column
        BlockLattice.bend(plain[from], plain[from + 1], kind, bend, terrain, &random, into: &flat)
      }
    }
    for row in 0..<plan.rows {
      for column in 0...plan.columns {
        let from = row * stride + column
        BlockLattice.bend(plain[from], plain[from + stride], kind, bend, terrain, &random, into: &upright)
      }
    }
    corners = plain.map { terrain.place($0.x, $0.y) }
  }

  /// The four corners of a cell, clockwise from the south-west.
  func corners(ofCell cell: Int) -> (Coordinate, Coordinate, Coordinate, Coordinate) {
    let first = cell / columns * (columns + 1) + cell % columns
    let above = first + columns + 1
    return (corners[first], corners[above], corners[above + 1], corners[first + 1])
  }

  /// Adds the ring around a cell, clockwise and closed.
  func appendRing(ofCell cell: Int, to ring: inout [Coordinate]) {
    let (row, column) = (cell / columns, cell % columns)
    let corners = corners(ofCell: cell)
    let west = row * (columns + 1) + column
    ring.append(corners.0)
    for index in upright.range(west) { ring.append(upright.points[index]) }
    ring.append(corners.1)
    for index in flat.range(cell + columns) { ring.append(flat.points[index]) }
    ring.append(corners.2)
    for index in upright.range(west + 1).reversed() { ring.append(upright.points[index]) }
    ring.append(corners.3)
    for index in flat.range(cell).reversed() { ring.append(flat.points[index]) }
    ring.append(corners.0)
  }

  private static func cuts(_ count: Int, _ length: Double, _ spread: Double, _ random: inout SampleRandom) -> [Double] {
    var cuts = [0.0]
    for _ in 0..<count { cuts.append((cuts.last ?? 0) + random.between(1 - spread, 1 + spread)) }
    let total = cuts.last ?? 1
    for index in cuts.indices { cuts[index] = cuts[index] / total * length }
    return cuts
  }

  private static func bend(
    _ start: Coordinate, _ end: Coordinate, _ kind: SheetKind, _ reach: Double, _ terrain: Terrain,
    _ random: inout SampleRandom, into edge: inout EdgePoints
  ) {
    let bends = kind.bends
    let draw = random.below(100)
    let count =
      draw < bends.three ? 3 : draw < bends.three + bends.two ? 2 : draw < bends.three + bends.two + bends.one ? 1 : 0
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    for index in 0..<count {
      let share = (Double(index + 1) + random.between(-0.3, 0.3)) / Double(count + 1)
      let aside = random.between(-reach, reach) / length
      edge.points.append(terrain.place(start.x + share * dx - aside * dy, start.y + share * dy + aside * dx))
    }
    edge.ends.append(edge.points.count)
  }
}
