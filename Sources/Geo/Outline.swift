/// Polygons whose edges are sorted into a tree, to be asked about many boxes and many small polygons.
///
/// The polygons must be valid: rings that do not cross, polygons that do not overlap. Their winding means nothing.
public struct Outline: Sendable {
  /// How a box lies to the polygons.
  public enum Side: Hashable, Sendable {
    /// Every position of it lies in them.
    case inside
    /// No position of it lies in them.
    case outside
    /// An edge passes through it, or so close by that this is not told apart.
    case rim
  }

  /// One edge; what lies to its left is inside.
  struct Edge: Sendable {
    var from: Coordinate
    var to: Coordinate

    var envelope: Envelope {
      Envelope(minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x), maxY: max(from.y, to.y))
    }
  }

  /// The polygons.
  public let polygons: MultiPolygon
  /// The box around them.
  public let envelope: Envelope
  let edges: [Edge]
  let tree: HilbertTree

  /// Sorts the edges of polygons.
  public init(_ polygons: MultiPolygon) {
    self.polygons = polygons
    envelope = polygons.envelope
    var edges: [Edge] = []
    edges.reserveCapacity(polygons.coordinates.count)
    for polygon in 0..<polygons.polygonCount {
      let rings = polygons.rings(ofPolygon: polygon)
      for ring in rings {
        let isReversed = (polygons.signedArea(ofRing: ring) < 0) == (ring == rings.lowerBound)
        let positions = polygons.positions(ofRing: ring)
        guard var last = positions.first.map({ polygons.coordinates[$0] }) else { continue }
        for place in positions.dropFirst() {
          let next = polygons.coordinates[place]
          if next != last { edges.append(isReversed ? Edge(from: next, to: last) : Edge(from: last, to: next)) }
          last = next
        }
      }
    }
    self.edges = edges
    tree = HilbertTree(edges.map(\.envelope))
  }

  /// Whether a position lies in the polygons, by the crossings of a ray to the east; on an edge it is either.
  public func contains(_ position: Coordinate) -> Bool {
    guard envelope.contains(position) else { return false }
    var isInside = false
    let ray = Envelope(minX: position.x, minY: position.y, maxX: envelope.maxX, maxY: position.y)
    tree.search(ray) { place in
      let edge = edges[place]
      if (edge.from.y > position.y) != (edge.to.y > position.y) {
        let side = Orientation(edge.from, edge.to, position)
        if side == (edge.to.y > edge.from.y ? .counterclockwise : .clockwise) { isInside.toggle() }
      }
      return true
    }
    return isInside
  }

  /// How a box lies to the polygons.
  public func side(of box: Envelope) -> Side {
    guard box.intersects(envelope) else { return .outside }
    var isCrossed = false
    tree.search(box) { place in
      isCrossed = Outline.passes(edges[place], through: box)
      return !isCrossed
    }
    if isCrossed { return .rim }
    return contains(Coordinate(x: box.minX, y: box.minY)) ? .inside : .outside
  }

  /// Whether an edge has a point in a box, its sides included.
  private static func passes(_ edge: Edge, through box: Envelope) -> Bool {
    let (a, b) = (edge.from, edge.to)
    guard min(a.x, b.x) <= box.maxX, max(a.x, b.x) >= box.minX, min(a.y, b.y) <= box.maxY, max(a.y, b.y) >= box.minY
    else { return false }
    // It does not when all four corners lie on one side of its line; what rounding leaves open counts as passing.
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let (west, east) = (dy * (box.minX - a.x), dy * (box.maxX - a.x))
    let (south, north) = (dx * (box.minY - a.y), dx * (box.maxY - a.y))
    let least = min(south, north) - max(west, east)
    let greatest = max(south, north) - min(west, east)
    let doubt = 1e-12 * (dx.magnitude + dy.magnitude) * (dx.magnitude + dy.magnitude + 1)
    return least <= doubt && greatest >= -doubt
  }
}

extension Outline {
  /// The area that a small polygon shares with the polygons, in the square of the plane's unit.
  ///
  /// Nothing is cut and no new outline made: in each column of the small polygon's box the part below an edge of the
  /// outline is measured against the part below an edge of the small one, and these add up, signed, to what both hold
  /// (the divergence theorem, applied twice). So edges that coincide, touch or nearly touch are no special case, and
  /// the error is that of the sums alone: some 1e-15 of the box.
  ///
  /// - Parameter rings: The small polygon.
  /// - Returns: The area, never negative.
  public func area(sharedWith rings: SmallPolygon) -> Double {
    let box = rings.envelope
    // The line above everything that is summed up below it.
    let top = box.maxY + 0.5
    var crossings: [Double] = []
    var sum = 0.0
    let reach = Envelope(minX: box.minX - 1, minY: box.minY - 1, maxX: box.maxX + 1, maxY: top + 0.5)
    tree.search(reach) { place in
      let edge = edges[place]
      sum += below(edge, rings, top: top)
      if (edge.from.y > top) != (edge.to.y > top) {
        let share = (top - edge.from.y) / (edge.to.y - edge.from.y)
        let x = edge.from.x + share * (edge.to.x - edge.from.x)
        if x > reach.minX, x < reach.maxX { crossings.append(x) }
      }
      return true
    }
    crossings.sort()
    // Whether the line is inside is asked in the middle of its widest stretch, far from any doubt.
    let stops = [reach.minX] + crossings + [reach.maxX]
    var widest = 0
    for place in 0...crossings.count where stops[place + 1] - stops[place] > stops[widest + 1] - stops[widest] {
      widest = place
    }
    let middle = Coordinate(x: (stops[widest] + stops[widest + 1]) / 2, y: top)
    let isInside = contains(middle)
    for place in 0...crossings.count where (place - widest).isMultiple(of: 2) == isInside {
      let stretch = Edge(from: Coordinate(x: stops[place + 1], y: top), to: Coordinate(x: stops[place], y: top))
      sum += rings.area(below: stretch)
    }
    return max(0, sum)
  }

  /// What an edge adds, of its part below a line.
  private func below(_ edge: Edge, _ rings: SmallPolygon, top: Double) -> Double {
    var (a, b) = (edge.from, edge.to)
    guard a.x != b.x, a.y <= top || b.y <= top else { return 0 }
    func atTop() -> Coordinate {
      Coordinate(x: a.x + (top - a.y) / (b.y - a.y) * (b.x - a.x), y: top)
    }
    if a.y > top { a = atTop() } else if b.y > top { b = atTop() }
    return rings.area(below: Edge(from: a, to: b))
  }
}

/// A polygon, or several, in flat storage, to be measured against an ``Outline``.
public struct SmallPolygon: Sendable {
  /// The box around it.
  public let envelope: Envelope
  private let coordinates: [Coordinate]
  private let rings: [(positions: Range<Int>, sign: Double)]

  /// Takes some rings of a flat array, which is shared and not copied.
  ///
  /// - Parameters:
  ///   - coordinates: The positions of all rings.
  ///   - rings: For each ring its closed positions, and whether it is a hole.
  ///   - envelope: The box around them.
  public init(_ coordinates: [Coordinate], rings: [(positions: Range<Int>, isHole: Bool)], envelope: Envelope) {
    self.coordinates = coordinates
    self.envelope = envelope
    self.rings = rings.map { ring in
      let isClockwise = RingGeometry.signedArea(coordinates.span.extracting(ring.positions)) < 0
      return (ring.positions, isClockwise == ring.isHole ? 1 : -1)
    }
  }

  /// Takes all rings of some polygons.
  public init(_ polygons: MultiPolygon) {
    let shells = Set((0..<polygons.polygonCount).map { polygons.rings(ofPolygon: $0).lowerBound })
    self.init(
      polygons.coordinates,
      rings: polygons.ringEnds.indices.map { (polygons.positions(ofRing: $0), !shells.contains($0)) },
      envelope: polygons.envelope)
  }

  /// Its area below an edge, positive when the edge runs to the west: then what lies below is to its left.
  func area(below edge: Outline.Edge) -> Double {
    let isWestward = edge.to.x < edge.from.x
    let (left, right) = isWestward ? (edge.to, edge.from) : (edge.from, edge.to)
    let (west, east) = (max(left.x, envelope.minX), min(right.x, envelope.maxX))
    guard west < east else { return 0 }
    let (base, middle) = (envelope.minY, left.x)
    let slope = (right.y - left.y) / (right.x - left.x)
    let start = left.y - base
    var sum = 0.0
    let coordinates = coordinates.span
    for ring in rings {
      var ringSum = 0.0
      var a = coordinates[ring.positions.lowerBound]
      for place in ring.positions.dropFirst() {
        let b = coordinates[place]
        defer { a = b }
        let (x1, x2) = (max(min(a.x, b.x), west), min(max(a.x, b.x), east))
        guard x1 < x2 else { continue }
        let ownSlope = (b.y - a.y) / (b.x - a.x)
        let (own1, own2) = (a.y - base + (x1 - a.x) * ownSlope, a.y - base + (x2 - a.x) * ownSlope)
        let (edge1, edge2) = (start + (x1 - middle) * slope, start + (x2 - middle) * slope)
        let (first, second) = (own1 - edge1, own2 - edge2)
        let width = x2 - x1
        // The area below the lower of the two lines.
        var area: Double
        if first <= 0, second <= 0 {
          area = (own1 + own2) / 2 * width
        } else if first >= 0, second >= 0 {
          area = (edge1 + edge2) / 2 * width
        } else {
          area = (edge1 + edge2) / 2 * width
          // Where the polygon's own edge is the lower one, a triangle less.
          if first < 0 {
            area += first / 2 * width * (first / (first - second))
          } else {
            area += second / 2 * width * (second / (second - first))
          }
        }
        // An edge of the polygon to the west bounds it from above.
        ringSum += b.x < a.x ? area : -area
      }
      sum += ring.sign * ringSum
    }
    return isWestward ? sum : -sum
  }
}
