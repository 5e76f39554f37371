internal import Geo

/// A stretch of nobody's land between two edges that face one another.
private struct Facing {
  /// The edges, by their places among the unmatched ones.
  var a: Int32
  var b: Int32
  /// The stretch along the first edge, in metres from its start, and the widths at its ends.
  var from: Double
  var to: Double
  var fromWidth: Double
  var toWidth: Double

  var length: Double { to - from }
  var area: Double { length * (fromWidth + toWidth) / 2 }
  var width: Double { max(fromWidth, toWidth) }

  func width(at place: Double) -> Double {
    length > 0 ? fromWidth + (toWidth - fromWidth) * (place - from) / length : fromWidth
  }
}

extension Tile {
  /// The sine of the greatest angle between the two sides of a strip: about 6°.
  private static let greatestSine = 0.1

  /// Finds narrow strips of nobody's land that are open at an end, or too long to be seen whole.
  mutating func findStrips() {
    grid.reset(region, expecting: rims.list.count, reach: rules.gapWidth / 2)
    for index in rims.list.indices where rims.states[index] != .gap {
      let rim = rims.list[index]
      let (a, b) = (Int(rim.from), Int(rim.to))
      grid.add(Int32(index), vertices.x[a], vertices.y[a], vertices.x[b], vertices.y[b])
    }
    grid.finish()
    var found: [Facing] = []
    for cell in 0..<grid.cellCount {
      let range = grid.range(ofCell: cell)
      for i in range {
        for j in range.lowerBound..<i {
          let (first, second) = (grid.entries[j], grid.entries[i])
          if let facing = facing(min(first, second), max(first, second)) { found.append(facing) }
        }
      }
    }
    guard !found.isEmpty else { return }
    found.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    var unique: [Facing] = []
    for facing in found where unique.last.map({ $0.a != facing.a || $0.b != facing.b }) ?? true {
      unique.append(facing)
    }
    join(unblocked(unique))
  }

  /// The stretch along which two edges face one another no farther apart than a gap is wide.
  @inline(__always)
  private func facing(_ a: Int32, _ b: Int32) -> Facing? {
    let (e, g) = (rims.list[Int(a)], rims.list[Int(b)])
    let (ax, ay) = (vertices.x[Int(e.from)], vertices.y[Int(e.from)])
    let (ex, ey) = (vertices.x[Int(e.to)] - ax, vertices.y[Int(e.to)] - ay)
    let (bx, by) = (vertices.x[Int(g.from)], vertices.y[Int(g.from)])
    let (gx, gy) = (vertices.x[Int(g.to)] - bx, vertices.y[Int(g.to)] - by)
    guard ex * gx + ey * gy < 0 else { return nil }
    let cross = ex * gy - ey * gx
    let (eSquared, gSquared) = (ex * ex + ey * ey, gx * gx + gy * gy)
    guard cross * cross <= Self.greatestSine * Self.greatestSine * eSquared * gSquared else { return nil }
    let length = eSquared.squareRoot()
    let (ux, uy) = (ex / length, ey / length)
    // Places of the other edge's ends along this edge, and to the right of it.
    let startAlong = (bx - ax) * ux + (by - ay) * uy
    let startWidth = (bx - ax) * uy - (by - ay) * ux
    let endAlong = startAlong + gx * ux + gy * uy
    let endWidth = startWidth + gx * uy - gy * ux
    var (from, to) = (max(0, endAlong), min(length, startAlong))
    guard from < to else { return nil }
    let slope = (startWidth - endWidth) / (startAlong - endAlong)
    func width(_ place: Double) -> Double { endWidth + (place - endAlong) * slope }
    if slope > 0 {
      to = min(to, endAlong + (rules.gapWidth - endWidth) / slope)
      from = max(from, endAlong - endWidth / slope)
    } else if slope < 0 {
      from = max(from, endAlong + (rules.gapWidth - endWidth) / slope)
      to = min(to, endAlong - endWidth / slope)
    }
    guard from < to else { return nil }
    let middle = width((from + to) / 2)
    guard middle >= 0, middle <= rules.gapWidth else { return nil }
    let facing = Facing(
      a: a, b: b, from: from, to: to, fromWidth: max(width(from), 0), toWidth: max(width(to), 0))
    return facing.width > rules.tolerance ? facing : nil
  }

  /// The stretches with nothing between their edges.
  private func unblocked(_ all: [Facing]) -> [Facing] {
    var byEdge: [Int32: [Int]] = [:]
    for index in all.indices {
      byEdge[all[index].a, default: []].append(index)
      byEdge[all[index].b, default: []].append(index)
    }
    return all.filter { facing in
      let place = (facing.from + facing.to) / 2
      let width = facing.width(at: place)
      let (x, y) = position(on: facing.a, place, toTheRight: 0)
      let (farX, farY) = position(on: facing.a, place, toTheRight: width)
      for (edge, px, py) in [(facing.a, x, y), (facing.b, farX, farY)] {
        for other in byEdge[edge] ?? [] {
          let other = all[other]
          guard other.a != facing.a || other.b != facing.b else { continue }
          // The other stretch from the same edge: is it narrower here?
          let partner = other.a == edge ? other.b : other.a
          if let distance = distance(px, py, to: partner), distance < width - rules.tolerance { return false }
        }
      }
      return true
    }
  }

  /// A position beside an edge, so far along it.
  private func position(on rim: Int32, _ place: Double, toTheRight width: Double) -> (Double, Double) {
    let rim = rims.list[Int(rim)]
    let (ax, ay) = (vertices.x[Int(rim.from)], vertices.y[Int(rim.from)])
    let (ex, ey) = (vertices.x[Int(rim.to)] - ax, vertices.y[Int(rim.to)] - ay)
    let length = (ex * ex + ey * ey).squareRoot()
    let (ux, uy) = (ex / length, ey / length)
    return (ax + ux * place + uy * width, ay + uy * place - ux * width)
  }

  /// The distance from a position to an edge, if its foot is on the edge.
  private func distance(_ x: Double, _ y: Double, to rim: Int32) -> Double? {
    let rim = rims.list[Int(rim)]
    let (ax, ay) = (vertices.x[Int(rim.from)], vertices.y[Int(rim.from)])
    let (ex, ey) = (vertices.x[Int(rim.to)] - ax, vertices.y[Int(rim.to)] - ay)
    let squared = ex * ex + ey * ey
    let along = ((x - ax) * ex + (y - ay) * ey) / squared
    guard along >= 0, along <= 1 else { return nil }
    return abs(ex * (y - ay) - ey * (x - ax)) / squared.squareRoot()
  }

  /// Joins stretches that go on from one another into strips.
  private mutating func join(_ all: [Facing]) {
    let own = all.filter { facing in
      let place = (facing.from + facing.to) / 2
      let (x, y) = position(on: facing.a, place, toTheRight: facing.width(at: place) / 2)
      return box.contains(x, y)
    }
    var parent = Array(own.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while parent[at] != at {
        parent[at] = parent[parent[at]]
        at = parent[at]
      }
      return at
    }
    var firstAt: [Int32: Int] = [:]
    for index in own.indices {
      for rim in [own[index].a, own[index].b] {
        for vertex in [rims.list[Int(rim)].from, rims.list[Int(rim)].to] {
          if let other = firstAt[vertex] {
            parent[root(index)] = root(other)
          } else {
            firstAt[vertex] = index
          }
        }
      }
    }
    var strips: [Int: (strip: Strip, largest: Double)] = [:]
    for index in own.indices {
      let facing = own[index]
      let strip = strip(facing)
      let key = root(index)
      guard var (sum, largest) = strips[key] else {
        strips[key] = (strip, facing.area)
        continue
      }
      if facing.area > largest { (sum.pair, largest) = (strip.pair, facing.area) }
      sum.add(strip)
      strips[key] = (sum, largest)
    }
    for key in strips.keys.sorted() {
      guard let strip = strips[key]?.strip, !isCovered(strip.place.x - middle.x, strip.place.y - middle.y) else {
        continue
      }
      result.strips.append(strip)
    }
  }

  private func strip(_ facing: Facing) -> Strip {
    let widest = facing.fromWidth >= facing.toWidth ? facing.from : facing.to
    // A little inwards, so that the place is inside even where the strip ends there.
    let place = widest + ((facing.from + facing.to) / 2 - widest) * 0.02
    let (x, y) = position(on: facing.a, place, toTheRight: facing.width(at: place) / 2)
    var envelope = Envelope.empty
    for end in [facing.from, facing.to] {
      for width in [0, facing.width(at: end)] {
        let (x, y) = position(on: facing.a, end, toTheRight: width)
        envelope.extend(to: gridPosition(x, y))
      }
    }
    return Strip(
      pair: ParcelPair(rims.list[Int(facing.a)].owner, rims.list[Int(facing.b)].owner), area: facing.area,
      width: facing.width, length: facing.length, place: gridPosition(x, y), envelope: envelope, isClosed: false)
  }
}

extension Strip {
  /// Takes in another part of the same strip.
  mutating func add(_ other: Strip) {
    area += other.area
    length += other.length
    if other.width > width { (width, place) = (other.width, other.place) }
    envelope.extend(to: other.envelope)
  }
}
