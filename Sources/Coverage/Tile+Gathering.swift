internal import Geo

extension Tile {
  /// Takes the parcels apart into vertices and edges, as far as they come into the region.
  mutating func gather() {
    var positions = 0
    for member in members { positions += store.size(of: Int(member)) }
    // Neighbours share most of their vertices and edges.
    vertices.removeAll(expecting: min(positions, 1 << 16))
    edges.removeAll(expecting: min(positions * 2 / 3, 1 << 16))
    let low = SIMD2(Float(region.minX + middle.x - store.origin.x), Float(region.minY + middle.y - store.origin.y))
    let high = SIMD2(Float(region.maxX + middle.x - store.origin.x), Float(region.maxY + middle.y - store.origin.y))
    for index in members.indices {
      let member = members[index]
      let box = store.boxes[Int(member)]
      let isInside = box[0] > low.x && box[1] > low.y && box[2] < high.x && box[3] < high.y
      store.unpack(Int(member), into: &outline)
      for index in outline.positions.indices {
        outline.positions[index].x -= middle.x
        outline.positions[index].y -= middle.y
      }
      var start = 0
      for ring in outline.rings.indices {
        let end = outline.rings[ring].end
        if outline.rings[ring].isShell { noteShell(start..<end, member, isOnly: outline.rings.count == 1) }
        if isInside { gatherWhole(start..<end, member) } else { gatherPart(start..<end, member) }
        if !outline.rings[ring].isShell { noteHole(ring, start..<end, member) }
        start = end
      }
    }
  }

  /// Notes a shell for the test of containment, in the one tile that has its first position.
  private mutating func noteShell(_ range: Range<Int>, _ owner: Int32, isOnly: Bool) {
    let first = outline.positions[range.lowerBound]
    guard box.contains(first.x, first.y) else { return }
    var shell = Shell(owner: owner, x: first.x, y: first.y, box: store.boxes[Int(owner)])
    if !isOnly {
      var envelope = Envelope.empty
      for position in outline.positions[range] { envelope.extend(to: gridPosition(position.x, position.y)) }
      shell.box = store.box(around: envelope)
    }
    shells.append(shell)
  }

  /// Notes a hole, in the one tile that has its first position.
  private mutating func noteHole(_ ring: Int, _ range: Range<Int>, _ owner: Int32) {
    let (first, second) = (outline.positions[range.lowerBound], outline.positions[range.lowerBound + 1])
    guard box.contains(first.x, first.y) else { return }
    let (from, to) = (vertices.vertex(first.x, first.y), vertices.vertex(second.x, second.y))
    holes.append(Hole(owner: owner, ring: ring, from: from, to: to))
  }

  private mutating func gatherWhole(_ range: Range<Int>, _ owner: Int32) {
    let last = outline.positions[range.upperBound - 1]
    var from = vertices.vertex(last.x, last.y)
    for index in range {
      let position = outline.positions[index]
      let to = vertices.vertex(position.x, position.y)
      addEdge(from: from, to: to, owner: owner)
      from = to
    }
  }

  private mutating func gatherPart(_ range: Range<Int>, _ owner: Int32) {
    var a = outline.positions[range.upperBound - 1]
    var from: Int32 = -1
    for index in range {
      let b = outline.positions[index]
      if min(a.x, b.x) <= region.maxX, max(a.x, b.x) >= region.minX, min(a.y, b.y) <= region.maxY,
        max(a.y, b.y) >= region.minY
      {
        if from < 0 { from = vertices.vertex(a.x, a.y) }
        let to = vertices.vertex(b.x, b.y)
        addEdge(from: from, to: to, owner: owner)
        from = to
      } else {
        from = -1
      }
      a = b
    }
  }

  @inline(__always)
  mutating func addEdge(from: Int32, to: Int32, owner: Int32) {
    guard from != to else { return }
    edges.add(from: from, to: to, owner: owner) { other in
      suspects.insert(ParcelPair(owner, other))
    }
  }
}
