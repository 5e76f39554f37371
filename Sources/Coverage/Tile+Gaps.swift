internal import Geo

/// An unmatched edge in its own direction: the parcel to its left, nobody's land to its right.
struct Rim {
  var from: Int32
  var to: Int32
  var owner: Int32
}

/// The unmatched edges of a tile.
struct Rims {
  /// How far the outline of nobody's land has been followed along an edge.
  enum State: UInt8 { case unseen, followed, gap }

  /// The edges, by their place in the list.
  var list: [Rim] = []
  var states: [State] = []
  /// For each edge of the table its place in the list, or -1.
  var placeOf: [Int32] = []

  mutating func rebuild(_ edges: EdgeTable) {
    list.removeAll(keepingCapacity: true)
    placeOf.removeAll(keepingCapacity: true)
    for index in 0..<edges.count {
      let edge = edges.edges[index]
      guard edge.isUnmatched else {
        placeOf.append(-1)
        continue
      }
      placeOf.append(Int32(list.count))
      list.append(
        edge.left >= 0
          ? Rim(from: edge.low, to: edge.high, owner: edge.left)
          : Rim(from: edge.high, to: edge.low, owner: edge.right))
    }
    states.removeAll(keepingCapacity: true)
    states.append(contentsOf: repeatElement(.unseen, count: list.count))
  }
}

extension Tile {
  /// Finds narrow land that belongs to nobody, and holes without a parcel in them.
  mutating func findGaps() {
    rims.rebuild(edges)
    var path: [Int32] = []
    for start in rims.list.indices where rims.states[start] == .unseen {
      if follow(Int32(start), &path) { judge(path) }
    }
    findStrips()
    findEmptyHoles()
  }

  /// Follows the outline of nobody's land; `true` if it comes back to its start.
  private mutating func follow(_ start: Int32, _ path: inout [Int32]) -> Bool {
    path.removeAll(keepingCapacity: true)
    var at = start
    while true {
      rims.states[Int(at)] = .followed
      path.append(at)
      guard let next = successor(rims.list[Int(at)]) else { return false }
      if next == start { return true }
      guard rims.states[Int(next)] == .unseen else { return false }
      at = next
    }
  }

  /// The next edge along the same land: the first one counter-clockwise from where the last came from.
  private func successor(_ rim: Rim) -> Int32? {
    let vertex = Int(rim.to)
    let (x, y) = (vertices.x[vertex], vertices.y[vertex])
    guard region.contains(x, y) else { return nil }
    var best: Int32?
    var bestTurn = Double.infinity
    var back: Double?
    for index in junctions.edges(at: vertex) {
      let place = rims.placeOf[Int(index)]
      guard place >= 0, rims.list[Int(place)].from == rim.to else { continue }
      guard let known = best else {
        best = place
        continue
      }
      let base: Double
      if let back {
        base = back
      } else {
        base = pseudoAngle(vertices.x[Int(rim.from)] - x, vertices.y[Int(rim.from)] - y)
        back = base
        bestTurn = turn(from: base, to: rims.list[Int(known)], x, y)
      }
      let candidate = turn(from: base, to: rims.list[Int(place)], x, y)
      if candidate < bestTurn { (best, bestTurn) = (place, candidate) }
    }
    return best
  }

  private func turn(from base: Double, to rim: Rim, _ x: Double, _ y: Double) -> Double {
    let angle = pseudoAngle(vertices.x[Int(rim.to)] - x, vertices.y[Int(rim.to)] - y)
    return angle > base ? angle - base : angle - base + 4
  }

  /// Reports a closed outline around nobody's land if the land is narrow.
  private mutating func judge(_ path: [Int32]) {
    var (twiceArea, length) = (0.0, 0.0)
    let first = rims.list[Int(path[0])].from
    let (x0, y0) = (vertices.x[Int(first)], vertices.y[Int(first)])
    var least = Int(first)
    for index in path {
      let (a, b) = (Int(rims.list[Int(index)].from), Int(rims.list[Int(index)].to))
      let (ax, ay) = (vertices.x[a] - x0, vertices.y[a] - y0)
      let (bx, by) = (vertices.x[b] - x0, vertices.y[b] - y0)
      twiceArea += ax * by - bx * ay
      length += ((bx - ax) * (bx - ax) + (by - ay) * (by - ay)).squareRoot()
      if (vertices.x[a], vertices.y[a]) < (vertices.x[least], vertices.y[least]) { least = a }
    }
    // The land lies to the right, so a closed piece of it is gone round clockwise.
    guard twiceArea < 0, -twiceArea <= rules.gapWidth * length else { return }
    let sides = path.map { index in
      let (a, b) = (Int(rims.list[Int(index)].from), Int(rims.list[Int(index)].to))
      return SIMD4(vertices.x[a], vertices.y[a], vertices.x[b], vertices.y[b])
    }
    guard let circle = InnerCircle(sides), 2 * circle.radius <= rules.gapWidth else { return }
    for index in path { rims.states[Int(index)] = .gap }
    guard 2 * circle.radius > rules.tolerance, box.contains(vertices.x[least], vertices.y[least]),
      !isCovered(circle.center.x, circle.center.y)
    else { return }
    var envelope = Envelope.empty
    for side in sides { envelope.extend(to: gridPosition(side.x, side.y)) }
    result.strips.append(
      Strip(
        pair: mainPair(path), area: -twiceArea / 2, width: 2 * circle.radius, length: length / 2,
        place: gridPosition(circle.center.x, circle.center.y), envelope: envelope, isClosed: true))
  }

  /// The two parcels with the longest shares of an outline.
  private func mainPair(_ path: [Int32]) -> ParcelPair {
    var shares: [(owner: Int32, length: Double)] = []
    for index in path {
      let rim = rims.list[Int(index)]
      let (dx, dy) = (
        vertices.x[Int(rim.to)] - vertices.x[Int(rim.from)], vertices.y[Int(rim.to)] - vertices.y[Int(rim.from)]
      )
      let length = (dx * dx + dy * dy).squareRoot()
      if let at = shares.firstIndex(where: { $0.owner == rim.owner }) {
        shares[at].length += length
      } else {
        shares.append((rim.owner, length))
      }
    }
    shares.sort { ($0.length, $1.owner) > ($1.length, $0.owner) }
    return ParcelPair(shares[0].owner, shares.count > 1 ? shares[1].owner : shares[0].owner)
  }

  /// Whether some parcel covers a local position after all, as in a heap of overlaps.
  func isCovered(_ x: Double, _ y: Double) -> Bool {
    let px = Float(x + middle.x - store.origin.x)
    let py = Float(y + middle.y - store.origin.y)
    var bands = Bands(bottom: .infinity, top: -.infinity)
    var outline = ParcelStore.Outline()
    for list in [parcels.parcels(around: px, py), parcels.large[...]] {
      for parcel in list {
        let box = store.boxes[Int(parcel)]
        guard box[0] <= px, box[1] <= py, box[2] >= px, box[3] >= py else { continue }
        if bands.location(x, y, of: parcel, self, &outline) == .inside { return true }
      }
    }
    return false
  }
}
