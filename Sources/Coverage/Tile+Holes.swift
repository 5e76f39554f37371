internal import Geo

/// A hole of a parcel whose first position lies in the tile.
struct Hole {
  var owner: Int32
  /// Which ring of the parcel it is.
  var ring: Int
  /// The first edge, as the parcel has it.
  var from: Int32
  var to: Int32
}

extension Tile {
  /// Finds holes that no other parcel lies in.
  mutating func findEmptyHoles() {
    var own = ParcelStore.Outline()
    for hole in holes {
      if let edge = edges.edge(hole.from, hole.to), !edge.isUnmatched { continue }
      store.unpack(Int(hole.owner), into: &own)
      let start = hole.ring == 0 ? 0 : own.rings[hole.ring - 1].end
      let positions = own.positions[start..<own.rings[hole.ring].end]
      let sides = sides(positions)
      let envelope = Envelope(positions)
      guard !holdsParcel(hole.owner, sides, store.box(around: envelope)), let circle = InnerCircle(sides),
        2 * circle.radius > rules.gapWidth
      else { continue }
      var (twiceArea, length) = (0.0, 0.0)
      for side in sides {
        twiceArea += (side.x - sides[0].x) * (side.w - sides[0].y) - (side.z - sides[0].x) * (side.y - sides[0].y)
        length += ((side.z - side.x) * (side.z - side.x) + (side.w - side.y) * (side.w - side.y)).squareRoot()
      }
      result.emptyHoles.append(
        Strip(
          pair: ParcelPair(hole.owner, hole.owner), area: abs(twiceArea) / 2, width: 2 * circle.radius,
          length: length / 2, place: gridPosition(circle.center.x, circle.center.y), envelope: envelope,
          isClosed: true))
    }
  }

  private func sides(_ positions: ArraySlice<Coordinate>) -> [SIMD4<Double>] {
    guard var last = positions.last else { return [] }
    return positions.map { position in
      defer { last = position }
      return SIMD4(last.x - middle.x, last.y - middle.y, position.x - middle.x, position.y - middle.y)
    }
  }

  /// Whether a shell of another parcel begins in a hole or on its outline.
  ///
  /// The parcels around the hole's own parcel lie outside of its shell, so they cannot.
  private mutating func holdsParcel(_ owner: Int32, _ sides: [SIMD4<Double>], _ box: ParcelStore.Box) -> Bool {
    var found = false
    plan.tiles(touching: box) { tile in
      guard !found else { return }
      for member in plan.members(of: tile) where member != owner {
        let other = store.boxes[Int(member)]
        guard other[0] <= box[2], other[2] >= box[0], other[1] <= box[3], other[3] >= box[1] else { continue }
        store.unpack(Int(member), into: &outline)
        var start = 0
        for ring in outline.rings {
          let (x, y) = (outline.positions[start].x - middle.x, outline.positions[start].y - middle.y)
          if ring.isShell, Self.isInsideOrNear(x, y, sides, rules.tolerance) { found = true }
          start = ring.end
        }
        if found { return }
      }
    }
    return found
  }

  private static func isInsideOrNear(_ x: Double, _ y: Double, _ sides: [SIMD4<Double>], _ tolerance: Double) -> Bool {
    var isInside = false
    var isNear = false
    for side in sides { Bands.meet(x, y, side, tolerance, &isInside, &isNear) }
    return isInside || isNear
  }
}
