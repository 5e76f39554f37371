internal import Geo

/// The working memory in which one thread checks tiles, one after the other.
///
/// Parcels are taken apart into vertices and edges, equal within the tolerance, and edges into the pieces between vertices
/// that lie on them. Where two parcels are proper neighbours each piece then has one parcel on either side. Two parcels can
/// overlap only if pieces cross, if they lie on the same side of a piece, if their sectors at a vertex overlap, or if one
/// contains the other without touching it; those pairs are suspects. What has a parcel on one side only is the outline of
/// land that belongs to nobody.
struct Tile {
  let store: ParcelStore
  let plan: TilePlan
  let rules: CoverageRules
  /// How far beyond the tile edges are gathered, so that the outline of a gap is seen whole.
  let margin: Double

  /// The tile, and the region from which edges are gathered, relative to ``middle``.
  var box = TilePlan.Box()
  var region = TilePlan.Box()
  /// The middle of the tile, in the grid.
  var middle = Coordinate(x: 0, y: 0)
  var members: ArraySlice<Int32> = []

  var vertices: VertexTable
  var edges = EdgeTable()
  var contacts: [Contact] = []
  var shells: [Shell] = []
  var holes: [Hole] = []
  var rims = Rims()
  var outline = ParcelStore.Outline()
  var parcels = ParcelGrid()
  var junctions = Junctions()
  var grid = EdgeGrid()
  var suspects: Set<ParcelPair> = []
  var result = TileResult()

  init(store: ParcelStore, plan: TilePlan, rules: CoverageRules) {
    self.store = store
    self.plan = plan
    self.rules = rules
    margin = Tile.margin(rules)
    vertices = VertexTable(tolerance: rules.tolerance)
  }

  static func margin(_ rules: CoverageRules) -> Double { 4 * max(rules.gapWidth, rules.tolerance) + 1 }

  /// Checks a tile of a plan.
  mutating func check(_ box: TilePlan.Box, members: ArraySlice<Int32>) -> TileResult {
    result = TileResult()
    suspects.removeAll(keepingCapacity: true)
    contacts.removeAll(keepingCapacity: true)
    shells.removeAll(keepingCapacity: true)
    holes.removeAll(keepingCapacity: true)
    self.members = members
    guard !members.isEmpty else { return result }
    place(box)
    gather()
    findContacts()
    cutEdges()
    junctions.rebuild(edges, vertexCount: vertices.count)
    checkJunctions()
    countUnmatchedVertices()
    checkContainment()
    suspectCompanions()
    if rules.gapWidth > 0 { findGaps() }
    result.suspects = suspects.sorted()
    return result
  }

  mutating func suspect(_ a: Int32, _ b: Int32) {
    if a >= 0, b >= 0, a != b { suspects.insert(ParcelPair(a, b)) }
  }

  /// Extends suspicion to the parcels on the same sides of edges, which crossings and junctions do not name.
  private mutating func suspectCompanions() {
    guard !edges.companions.isEmpty else { return }
    for pair in suspects {
      for a in [pair.first] + edges.companions[pair.first, default: []] {
        for b in [pair.second] + edges.companions[pair.second, default: []] where a != b {
          let (first, second) = (store.boxes[Int(a)], store.boxes[Int(b)])
          if first[0] < second[2], second[0] < first[2], first[1] < second[3], second[1] < first[3] { suspect(a, b) }
        }
      }
    }
  }

  /// Narrows the box to where parcels are, and moves it to its own middle.
  private mutating func place(_ tile: TilePlan.Box) {
    var (low, high) = (SIMD2<Double>(repeating: .infinity), SIMD2<Double>(repeating: -.infinity))
    for member in members {
      let box = store.boxes[Int(member)]
      low = pointwiseMin(low, SIMD2(Double(box[0]), Double(box[1])))
      high = pointwiseMax(high, SIMD2(Double(box[2]), Double(box[3])))
    }
    // One unit more, because the upper edges of a tile are outside of it.
    low = pointwiseMax(low - 1, SIMD2(tile.minX, tile.minY))
    high = pointwiseMin(high + 1, SIMD2(tile.maxX, tile.maxY))
    let center = (low + high) / 2
    middle = Coordinate(x: store.origin.x + center.x, y: store.origin.y + center.y)
    low -= center
    high -= center
    box = TilePlan.Box(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
    region = TilePlan.Box(minX: low.x - margin, minY: low.y - margin, maxX: high.x + margin, maxY: high.y + margin)
  }

  /// A local position in the grid of the parcels.
  func gridPosition(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: middle.x + x, y: middle.y + y) }
}
