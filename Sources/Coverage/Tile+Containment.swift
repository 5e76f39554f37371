internal import Geo

/// A shell whose first position lies in the tile.
struct Shell {
  var owner: Int32
  /// The first position, local.
  var x: Double
  var y: Double
  /// The box around the shell, in the store's frame.
  var box: ParcelStore.Box
}

/// The parcels of a tile sorted into the cells that their boxes cover.
struct ParcelGrid {
  private static let size = 64
  /// A parcel that covers more cells is looked at for each question.
  private static let coverLimit = 64

  private var low = SIMD2<Float>()
  private var perCell = SIMD2<Float>()
  private var ends = [Int32](repeating: 0, count: size * size)
  private var entries: [Int32] = []
  private(set) var large: [Int32] = []

  mutating func rebuild(_ store: ParcelStore, _ members: ArraySlice<Int32>, low: SIMD2<Float>, high: SIMD2<Float>) {
    self.low = low
    perCell = SIMD2<Float>(repeating: Float(Self.size)) / pointwiseMax(high - low, SIMD2(repeating: 1e-3))
    large.removeAll(keepingCapacity: true)
    for index in ends.indices { ends[index] = 0 }
    for member in members {
      let (columns, rows) = cells(store.boxes[Int(member)])
      guard columns.count * rows.count <= Self.coverLimit else {
        large.append(member)
        continue
      }
      for row in rows { for column in columns { ends[row * Self.size + column] += 1 } }
    }
    var sum: Int32 = 0
    for index in ends.indices {
      let count = ends[index]
      ends[index] = sum
      sum += count
    }
    entries.removeAll(keepingCapacity: true)
    entries.append(contentsOf: repeatElement(0, count: Int(sum)))
    for member in members {
      let (columns, rows) = cells(store.boxes[Int(member)])
      guard columns.count * rows.count <= Self.coverLimit else { continue }
      for row in rows {
        for column in columns {
          let cell = row * Self.size + column
          entries[Int(ends[cell])] = member
          ends[cell] += 1
        }
      }
    }
  }

  private func cells(_ box: ParcelStore.Box) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    (cell(box[0], 0)...cell(box[2], 0), cell(box[1], 1)...cell(box[3], 1))
  }

  @inline(__always)
  private func cell(_ value: Float, _ axis: Int) -> Int {
    Int(min(max((value - low[axis]) * perCell[axis], 0), Float(Self.size - 1)))
  }

  /// The parcels, but for the large ones, whose boxes may hold a position of the store's frame.
  func parcels(around x: Float, _ y: Float) -> ArraySlice<Int32> {
    let cell = cell(y, 1) * Self.size + cell(x, 0)
    return entries[(cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])]
  }
}

extension Tile {
  /// Finds the shells that lie in another parcel without meeting its boundary.
  mutating func checkContainment() {
    let offset = SIMD2(Float(middle.x - store.origin.x), Float(middle.y - store.origin.y))
    parcels.rebuild(
      store, members, low: offset + SIMD2(Float(box.minX), Float(box.minY)),
      high: offset + SIMD2(Float(box.maxX), Float(box.maxY)))
    var bands = Bands(bottom: box.minY, top: box.maxY)
    var outline = ParcelStore.Outline()
    for shell in shells {
      for other in parcels.parcels(around: Float(shell.x) + offset.x, Float(shell.y) + offset.y) {
        compare(shell, other, &bands, &outline)
      }
      for other in parcels.large { compare(shell, other, &bands, &outline) }
    }
  }

  @inline(__always)
  private mutating func compare(
    _ shell: Shell, _ other: Int32, _ bands: inout Bands, _ outline: inout ParcelStore.Outline
  ) {
    let outer = store.boxes[Int(other)]
    guard outer[0] <= shell.box[0], outer[1] <= shell.box[1], outer[2] >= shell.box[2], outer[3] >= shell.box[3],
      other != shell.owner
    else { return }
    if isInside(shell, other, &bands, &outline) { suspect(shell.owner, other) }
  }

  /// Whether the first position of a shell that is not on the other parcel's boundary lies inside it.
  ///
  /// A shell all of whose positions are on the boundary has been seen by its edges.
  private func isInside(_ shell: Shell, _ other: Int32, _ bands: inout Bands, _ outline: inout ParcelStore.Outline)
    -> Bool
  {
    switch bands.location(shell.x, shell.y, of: other, self, &outline) {
    case .inside: return true
    case .outside: return false
    case .boundary: break
    }
    var own = ParcelStore.Outline()
    store.unpack(Int(shell.owner), into: &own)
    var start = 0
    for ring in own.rings {
      defer { start = ring.end }
      guard own.positions[start].x - middle.x == shell.x, own.positions[start].y - middle.y == shell.y else { continue }
      for index in start..<ring.end {
        let next = own.positions[index + 1 == ring.end ? start : index + 1]
        let (x, y) = (own.positions[index].x - middle.x, own.positions[index].y - middle.y)
        for (px, py) in [(x, y), ((x + next.x - middle.x) / 2, (y + next.y - middle.y) / 2)] {
          switch bands.location(px, py, of: other, self, &outline) {
          case .inside: return true
          case .outside: return false
          case .boundary: break
          }
        }
      }
      return false
    }
    return false
  }
}

/// The edges of parcels that come into the height of a tile, kept for those with many.
struct Bands {
  enum Location { case inside, outside, boundary }

  let bottom: Double
  let top: Double
  private var kept: [Int32: [SIMD4<Double>]] = [:]

  private static let size = 200

  init(bottom: Double, top: Double) {
    self.bottom = bottom
    self.top = top
  }

  mutating func location(
    _ x: Double, _ y: Double, of parcel: Int32, _ tile: borrowing Tile, _ outline: inout ParcelStore.Outline
  ) -> Location {
    if tile.store.size(of: Int(parcel)) <= Self.size || y < bottom || y > top {
      var isInside = false
      var isNear = false
      forEachEdge(of: parcel, tile, &outline) { edge in
        Self.meet(x, y, edge, tile.rules.tolerance, &isInside, &isNear)
      }
      return isNear ? .boundary : isInside ? .inside : .outside
    }
    if kept[parcel] == nil {
      var edges: [SIMD4<Double>] = []
      let tolerance = tile.rules.tolerance
      forEachEdge(of: parcel, tile, &outline) { edge in
        if min(edge.y, edge.w) <= top + tolerance, max(edge.y, edge.w) >= bottom - tolerance { edges.append(edge) }
      }
      kept[parcel] = edges
    }
    var isInside = false
    var isNear = false
    for edge in kept[parcel] ?? [] { Self.meet(x, y, edge, tile.rules.tolerance, &isInside, &isNear) }
    return isNear ? .boundary : isInside ? .inside : .outside
  }

  private func forEachEdge(
    of parcel: Int32, _ tile: borrowing Tile, _ outline: inout ParcelStore.Outline, _ body: (SIMD4<Double>) -> Void
  ) {
    tile.store.unpack(Int(parcel), into: &outline)
    let middle = SIMD2(tile.middle.x, tile.middle.y)
    var start = 0
    for ring in outline.rings {
      let last = outline.positions[ring.end - 1]
      var from = SIMD2(last.x, last.y) - middle
      for index in start..<ring.end {
        let to = SIMD2(outline.positions[index].x, outline.positions[index].y) - middle
        body(SIMD4(lowHalf: from, highHalf: to))
        from = to
      }
      start = ring.end
    }
  }

  /// Counts an edge that a ray to the east crosses, and notes one that passes within the tolerance.
  @inline(__always)
  static func meet(
    _ x: Double, _ y: Double, _ edge: SIMD4<Double>, _ tolerance: Double, _ isInside: inout Bool, _ isNear: inout Bool
  ) {
    let (ax, ay, bx, by) = (edge.x, edge.y, edge.z, edge.w)
    guard max(ay, by) >= y - tolerance, min(ay, by) <= y + tolerance, max(ax, bx) >= x - tolerance else { return }
    let (dx, dy) = (bx - ax, by - ay)
    let cross = dx * (y - ay) - dy * (x - ax)
    if (ay > y) != (by > y), (cross > 0) == (dy > 0) { isInside.toggle() }
    let squared = dx * dx + dy * dy
    let along = squared > 0 ? min(max(((x - ax) * dx + (y - ay) * dy) / squared, 0), 1) : 0
    let (nx, ny) = (ax + along * dx - x, ay + along * dy - y)
    if nx * nx + ny * ny <= tolerance * tolerance { isNear = true }
  }
}
