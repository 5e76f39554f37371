internal import Geo

/// A vertex that lies within the tolerance of an edge, between its ends.
struct Contact {
  var edge: Int32
  var vertex: Int32
  /// How far along the edge, from 0 at its low vertex to 1 at its high one.
  var along: Double
  /// How far from the edge.
  var distance: Double
  /// The parcels beside the edge, once it has been cut.
  var left: Int32 = -1
  var right: Int32 = -1
}

extension Tile {
  /// Compares edges that come near one another: those that cross make suspects, vertices on edges make contacts.
  mutating func findContacts() {
    grid.reset(region, expecting: edges.count, reach: rules.tolerance)
    for index in 0..<edges.count {
      let edge = edges.edges[index]
      let (a, b) = (Int(edge.low), Int(edge.high))
      grid.add(Int32(index), vertices.x[a], vertices.y[a], vertices.x[b], vertices.y[b])
    }
    grid.finish()
    var boxes: [EdgeGrid.Box] = []
    var sorted: [Int32] = []
    for cell in 0..<grid.cellCount {
      let range = grid.range(ofCell: cell)
      guard range.count > 1 else { continue }
      boxes.removeAll(keepingCapacity: true)
      sorted.removeAll(keepingCapacity: true)
      sorted.append(contentsOf: grid.entries[range])
      // A crowded cell is swept from west to east.
      let isCrowded = sorted.count > 64
      if isCrowded { sorted.sort { edgeBox($0)[0] < edgeBox($1)[0] } }
      for edge in sorted { boxes.append(edgeBox(edge)) }
      for i in 1..<sorted.count {
        let box = boxes[i]
        var j = i - 1
        while j >= 0 {
          let other = boxes[j]
          if box[0] <= other[2], other[0] <= box[2], box[1] <= other[3], other[1] <= box[3] {
            compare(sorted[j], sorted[i])
          }
          j -= 1
        }
      }
    }
  }

  /// The box around an edge and the tolerance around it.
  @inline(__always)
  private func edgeBox(_ index: Int32) -> EdgeGrid.Box {
    let edge = edges.edges[Int(index)]
    let (a, b) = (Int(edge.low), Int(edge.high))
    let reach = rules.tolerance / 2
    let (ax, ay, bx, by) = (vertices.x[a], vertices.y[a], vertices.x[b], vertices.y[b])
    return EdgeGrid.Box(
      Float(min(ax, bx) - reach).nextDown, Float(min(ay, by) - reach).nextDown, Float(max(ax, bx) + reach).nextUp,
      Float(max(ay, by) + reach).nextUp)
  }

  @inline(__always)
  private mutating func compare(_ e: Int32, _ g: Int32) {
    let (first, second) = (edges.edges[Int(e)], edges.edges[Int(g)])
    if first.low == second.low {
      compareSpokes(e, first.low, first.high, g, second.high)
    } else if first.high == second.high {
      compareSpokes(e, first.high, first.low, g, second.low)
    } else if first.low == second.high {
      compareSpokes(e, first.low, first.high, g, second.low)
    } else if first.high == second.low {
      compareSpokes(e, first.high, first.low, g, second.high)
    } else {
      compareApart(e, first, g, second)
    }
  }

  /// Two edges from one vertex: the end of the shorter may lie on the longer.
  @inline(__always)
  private mutating func compareSpokes(_ e: Int32, _ hub: Int32, _ p: Int32, _ g: Int32, _ q: Int32) {
    let (x, y) = (vertices.x[Int(hub)], vertices.y[Int(hub)])
    let (px, py) = (vertices.x[Int(p)] - x, vertices.y[Int(p)] - y)
    let (qx, qy) = (vertices.x[Int(q)] - x, vertices.y[Int(q)] - y)
    let dot = px * qx + py * qy
    guard dot > 0 else { return }
    let cross = px * qy - py * qx
    let longest = max(px * px + py * py, qx * qx + qy * qy)
    guard cross * cross <= rules.tolerance * rules.tolerance * longest else { return }
    touch(e, q)
    touch(g, p)
  }

  /// Two edges without a common vertex.
  @inline(__always)
  private mutating func compareApart(_ e: Int32, _ first: EdgeTable.Edge, _ g: Int32, _ second: EdgeTable.Edge) {
    let (ax, ay) = (vertices.x[Int(first.low)], vertices.y[Int(first.low)])
    let (ex, ey) = (vertices.x[Int(first.high)] - ax, vertices.y[Int(first.high)] - ay)
    let (bx, by) = (vertices.x[Int(second.low)], vertices.y[Int(second.low)])
    let (gx, gy) = (vertices.x[Int(second.high)] - bx, vertices.y[Int(second.high)] - by)
    let (dx, dy) = (bx - ax, by - ay)
    let low2 = ex * dy - ey * dx
    let turn = ex * gy - ey * gx
    let high2 = low2 + turn
    let low1 = dx * gy - dy * gx
    let high1 = low1 - turn
    let limit1 = rules.tolerance * rules.tolerance * (ex * ex + ey * ey)
    let limit2 = rules.tolerance * rules.tolerance * (gx * gx + gy * gy)
    let isNear =
      low2 * low2 <= limit1 || high2 * high2 <= limit1 || low1 * low1 <= limit2 || high1 * high1 <= limit2
    if isNear {
      let count = contacts.count
      touch(e, second.low)
      touch(e, second.high)
      touch(g, first.low)
      touch(g, first.high)
      if contacts.count > count { return }
    }
    if (low2 > 0) != (high2 > 0), (low1 > 0) != (high1 > 0) {
      suspect(first.left, second.left)
      suspect(first.left, second.right)
      suspect(first.right, second.left)
      suspect(first.right, second.right)
    }
  }

  /// Notes a contact if a vertex lies within the tolerance of an edge, between its ends.
  @inline(never)
  private mutating func touch(_ index: Int32, _ vertex: Int32) {
    let edge = edges.edges[Int(index)]
    let (ax, ay) = (vertices.x[Int(edge.low)], vertices.y[Int(edge.low)])
    let (ex, ey) = (vertices.x[Int(edge.high)] - ax, vertices.y[Int(edge.high)] - ay)
    let (px, py) = (vertices.x[Int(vertex)] - ax, vertices.y[Int(vertex)] - ay)
    let squared = ex * ex + ey * ey
    let along = (px * ex + py * ey) / squared
    guard along > 0, along < 1 else { return }
    let distance = abs(ex * py - ey * px) / squared.squareRoot()
    guard distance <= rules.tolerance else { return }
    contacts.append(Contact(edge: index, vertex: vertex, along: along, distance: distance))
  }
}
