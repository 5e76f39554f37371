internal import Geo

/// The vertices of a sheet's parcels with their numbers, and the edges between them.
///
/// The vertices of a ring are numbered clockwise as seen on the map, beginning in the north-west; a corner that several
/// parcels share has one number.
struct VertexPlan {
  /// A numbered corner.
  struct Vertex {
    let number: Int
    let position: Coordinate
    /// The corners before and after it along the first ring that it belongs to.
    let before: Coordinate
    let after: Coordinate
  }

  /// An edge between two numbered corners; the land lies on its right.
  struct Edge {
    let from: Int
    let to: Int
    let start: Coordinate
    let end: Coordinate
    var length: Double { start.distance(to: end) }
  }

  /// One ring as its table lists it.
  struct Ring {
    /// The parcel's place among those of the sheet.
    let parcel: Int
    /// Which part of the parcel it bounds, from 0.
    let part: Int
    /// 0 for the outer boundary, 1, 2 … for holes.
    let hole: Int
    /// The edges in order; the last one ends where the first begins.
    let edges: [Edge]
  }

  private(set) var vertices: [Vertex] = []
  private(set) var rings: [Ring] = []
  private var numbers: [Coordinate: Int] = [:]

  init(_ parcels: [MultiPolygon]) {
    for (place, polygons) in parcels.enumerated() {
      for part in 0..<polygons.polygonCount {
        for (hole, ring) in polygons.rings(ofPolygon: part).enumerated() {
          add(polygons.ring(ring), parcel: place, part: part, hole: hole)
        }
      }
    }
  }

  private mutating func add(_ ring: ArraySlice<Coordinate>, parcel: Int, part: Int, hole: Int) {
    let corners = VertexPlan.clockwise(ring)
    guard corners.count > 2 else { return }
    let given = corners.indices.map { place in
      number(
        corners[place], corners[(place + corners.count - 1) % corners.count], corners[(place + 1) % corners.count])
    }
    let edges = corners.indices.map { place in
      let next = (place + 1) % corners.count
      return Edge(from: given[place], to: given[next], start: corners[place], end: corners[next])
    }
    rings.append(Ring(parcel: parcel, part: part, hole: hole, edges: edges))
  }

  private mutating func number(_ corner: Coordinate, _ before: Coordinate, _ after: Coordinate) -> Int {
    if let known = numbers[corner] { return known }
    let number = vertices.count + 1
    numbers[corner] = number
    vertices.append(Vertex(number: number, position: corner, before: before, after: after))
    return number
  }

  /// The corners of a ring without repetition, clockwise on the map from the north-western one.
  private static func clockwise(_ ring: ArraySlice<Coordinate>) -> [Coordinate] {
    var corners: [Coordinate] = []
    for position in ring where position != corners.last { corners.append(position) }
    while corners.count > 1, corners.first == corners.last { corners.removeLast() }
    guard let origin = corners.first, var previous = corners.last else { return [] }
    var area = 0.0
    for corner in corners {
      area += (previous.x - origin.x) * (corner.y - origin.y) - (corner.x - origin.x) * (previous.y - origin.y)
      previous = corner
    }
    if area > 0 { corners.reverse() }
    let first =
      corners.indices.max { left, right in
        let (a, b) = (corners[left], corners[right])
        return (a.y - a.x, a.y) < (b.y - b.x, b.y)
      } ?? 0
    return Array(corners[first...] + corners[..<first])
  }
}
