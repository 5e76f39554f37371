internal import Geo

/// The edges that meet at each vertex.
struct Junctions {
  private var ends: [Int32] = []
  private var incident: [Int32] = []

  /// Sorts the edges that are alive by their vertices.
  mutating func rebuild(_ edges: EdgeTable, vertexCount: Int) {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: vertexCount + 1))
    for index in 0..<edges.count where !edges.edges[index].isDead {
      ends[Int(edges.edges[index].low) + 1] += 1
      ends[Int(edges.edges[index].high) + 1] += 1
    }
    for vertex in 0..<vertexCount { ends[vertex + 1] += ends[vertex] }
    incident.removeAll(keepingCapacity: true)
    incident.append(contentsOf: repeatElement(0, count: Int(ends[vertexCount])))
    for index in 0..<edges.count where !edges.edges[index].isDead {
      for vertex in [edges.edges[index].low, edges.edges[index].high] {
        incident[Int(ends[Int(vertex)])] = Int32(index)
        ends[Int(vertex)] += 1
      }
    }
    ends.removeLast()
  }

  /// The edges that meet at a vertex.
  @inline(__always)
  func edges(at vertex: Int) -> ArraySlice<Int32> {
    incident[(vertex == 0 ? 0 : Int(ends[vertex - 1]))..<Int(ends[vertex])]
  }
}

/// An edge seen from one of its vertices.
struct Spoke {
  /// Grows with the direction of the edge, counter-clockwise, from 0 to 4.
  var angle: Double
  /// The parcels that follow counter-clockwise and clockwise.
  var ahead: Int32
  var behind: Int32
}

extension Tile {
  /// Cuts edges where vertices lie on them, so that the pieces meet their counterparts.
  mutating func cutEdges() {
    guard !contacts.isEmpty else { return }
    contacts.sort { ($0.edge, $0.along, $0.vertex) < ($1.edge, $1.along, $1.vertex) }
    var start = 0
    while start < contacts.count {
      let index = contacts[start].edge
      var end = start
      let edge = edges.edges[Int(index)]
      edges.kill(Int(index))
      var from = edge.low
      while end < contacts.count, contacts[end].edge == index {
        contacts[end].left = edge.left
        contacts[end].right = edge.right
        addPiece(from: from, to: contacts[end].vertex, of: edge)
        from = contacts[end].vertex
        end += 1
      }
      addPiece(from: from, to: edge.high, of: edge)
      start = end
    }
  }

  private mutating func addPiece(from: Int32, to: Int32, of edge: EdgeTable.Edge) {
    if edge.left >= 0 { addEdge(from: from, to: to, owner: edge.left) }
    if edge.right >= 0 { addEdge(from: to, to: from, owner: edge.right) }
  }

  /// Finds the parcels whose sectors overlap at a vertex of the tile.
  mutating func checkJunctions() {
    var spokes: [Spoke] = []
    for vertex in 0..<vertices.count where box.contains(vertices.x[vertex], vertices.y[vertex]) {
      let incident = junctions.edges(at: vertex)
      if incident.count == 2 {
        let (e, g) = (
          edges.edges[Int(incident[incident.startIndex])], edges.edges[Int(incident[incident.startIndex + 1])]
        )
        let ePoints = e.low == vertex
        let gPoints = g.low == vertex
        if (ePoints ? e.left : e.right) == (gPoints ? g.right : g.left),
          (ePoints ? e.right : e.left) == (gPoints ? g.left : g.right)
        {
          continue
        }
      }
      spokes.removeAll(keepingCapacity: true)
      for index in incident { spokes.append(spoke(edges.edges[Int(index)], from: vertex)) }
      sortByAngle(&spokes)
      var isEven = true
      for index in spokes.indices {
        let next = index + 1 == spokes.count ? 0 : index + 1
        if spokes[index].ahead != spokes[next].behind { isEven = false }
      }
      if !isEven { sweep(spokes) }
    }
  }

  /// The few spokes of a vertex, sorted where they are.
  @inline(__always)
  private func sortByAngle(_ spokes: inout [Spoke]) {
    guard spokes.count > 1 else { return }
    for index in 1..<spokes.count {
      let moving = spokes[index]
      var at = index
      while at > 0, spokes[at - 1].angle > moving.angle {
        spokes[at] = spokes[at - 1]
        at -= 1
      }
      spokes[at] = moving
    }
  }

  @inline(__always)
  func spoke(_ edge: EdgeTable.Edge, from vertex: Int) -> Spoke {
    let isLow = edge.low == vertex
    let other = Int(isLow ? edge.high : edge.low)
    let angle = pseudoAngle(vertices.x[other] - vertices.x[vertex], vertices.y[other] - vertices.y[vertex])
    return Spoke(angle: angle, ahead: isLow ? edge.left : edge.right, behind: isLow ? edge.right : edge.left)
  }

  /// A number that grows with the angle of a direction, from 0 to 4.
  @inline(__always)
  func pseudoAngle(_ dx: Double, _ dy: Double) -> Double {
    let part = dy / (abs(dx) + abs(dy))
    return dx < 0 ? 2 - part : (dy < 0 ? 4 + part : part)
  }

  /// Goes round a vertex twice, the second time knowing which parcels reach over the start.
  private mutating func sweep(_ spokes: [Spoke]) {
    var open: [Int32] = []
    for round in 0..<2 {
      for spoke in spokes {
        if spoke.behind >= 0, let at = open.firstIndex(of: spoke.behind) { open.remove(at: at) }
        guard spoke.ahead >= 0 else { continue }
        if round == 1 { for other in open { suspect(other, spoke.ahead) } }
        if !open.contains(spoke.ahead) { open.append(spoke.ahead) }
      }
    }
  }

  /// Counts the vertices of the tile that lie on edges without them, by pairs of parcels.
  mutating func countUnmatchedVertices() {
    var known: [Int64: Int] = [:]
    var last: (edge: Int32, vertex: Int32) = (-1, -1)
    for contact in contacts {
      guard contact.edge != last.edge || contact.vertex != last.vertex else { continue }
      last = (contact.edge, contact.vertex)
      let (x, y) = (vertices.x[Int(contact.vertex)], vertices.y[Int(contact.vertex)])
      guard box.contains(x, y), let owner = otherOwner(contact) else { continue }
      let edgeOwner = contact.left >= 0 ? contact.left : contact.right
      let key = Int64(edgeOwner) << 32 | Int64(owner)
      let place = gridPosition(x, y)
      if let at = known[key] {
        result.unmatched[at].count += 1
        if contact.distance > result.unmatched[at].distance {
          result.unmatched[at].distance = contact.distance
          result.unmatched[at].place = place
        }
      } else {
        known[key] = result.unmatched.count
        result.unmatched.append(
          UnmatchedVertices(
            edgeOwner: edgeOwner, vertexOwner: owner, count: 1, distance: contact.distance, place: place))
      }
    }
  }

  private func otherOwner(_ contact: Contact) -> Int32? {
    var least: Int32?
    for index in junctions.edges(at: Int(contact.vertex)) {
      let edge = edges.edges[Int(index)]
      for owner in [edge.left, edge.right] where owner >= 0 && owner != contact.left && owner != contact.right {
        least = min(least ?? owner, owner)
      }
    }
    return least
  }
}
