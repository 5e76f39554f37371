import GEOS
import Geo
import Projection
import Register

/// What a staged change would do to the register, parcel by parcel, for a person to look at.
struct ChangeReview {
  /// One row that would be added, changed or removed.
  struct Item {
    var kind: ReviewedChange.Kind
    var key: String
    var row: Int?
    /// The values that differ: the column, as it was, as it would be.
    var values: [(column: String, before: String?, after: String?)] = []
    /// How far the boundary would move at most, m; `nil` when it stays, or there is nothing to compare with.
    var shift: Double?
    /// The area before and after, m².
    var areas: (before: Double?, after: Double?) = (nil, nil)
    /// The middle of it, longitude and latitude.
    var position: Coordinate?
    var before: MultiPolygon?
    var after: MultiPolygon?
    var crs: CRS?
  }

  /// What the change replaces.
  var sheets: [ScopedSheet]
  /// The rows, in the order of the register.
  var items: [Item] = []
  /// Parcels that became others.
  var successions: [Succession] = []
  /// Whether there are more changes than were looked at.
  var isCut = false

  /// How many changes are looked at one by one.
  private static let limit = 60_000

  /// Looks at a change that was compared.
  ///
  /// - Throws: `RegisterError` when a file cannot be read.
  init(_ change: StagedChange, projector: Projector) throws {
    sheets = try change.sheets()
    guard let comparison = change.comparison, comparison.counts.changed + comparison.counts.removed > 0 else { return }
    let geos = try GEOSContext()
    let columns = change.reviewedColumns
    var items: [Item] = []
    try change.forEachChange { change in
      items.append(Item(change, columns: columns, geos: geos, projector: projector))
      return items.count < Self.limit
    }
    self.items = items
    isCut = items.count < comparison.counts.added + comparison.counts.changed + comparison.counts.removed
    successions = Succession.find(items, geos: geos)
  }

  /// The changed rows whose boundary moves, the farthest first.
  var moved: [Item] {
    items.filter { $0.kind == .changed && $0.shift != nil }.sorted { ($0.shift ?? 0, $1.key) > ($1.shift ?? 0, $0.key) }
  }

  /// The rows of which only values change.
  var revalued: [Item] { items.filter { $0.kind == .changed && $0.shift == nil } }
}

extension ChangeReview.Item {
  /// Measures one change.
  init(_ change: ReviewedChange, columns: [String], geos: GEOSContext, projector: Projector) {
    kind = change.kind
    key = change.key
    row = change.row
    before = change.before?.polygons
    after = change.after?.polygons
    areas = (before?.area, after?.area)
    crs = (change.after ?? change.before)?.crs
    if let polygons = after ?? before, let crs {
      position = try? projector.toWGS84(crs).forward(polygons.envelope.center)
    }
    guard let old = change.before, let new = change.after else { return }
    for (index, column) in columns.enumerated() where old.values[index] != new.values[index] {
      values.append((column, old.values[index], new.values[index]))
    }
    guard !change.hasSameGeometry else { return }
    if old.crs != new.crs {
      // In another grid the same land has other numbers: compared where the new one is.
      var moved = old.polygons
      guard (try? projector.toWGS84(old.crs).forward(&moved.coordinates)) != nil,
        (try? projector.toWGS84(new.crs).inverse(&moved.coordinates)) != nil
      else { return }
      before = moved
    }
    guard let before else { return }
    shift = try? geos.polygons(before).hausdorffDistance(to: geos.polygons(new.polygons))
  }
}

/// Parcels that probably became others: divided, merged, divided anew, or given another number.
struct Succession {
  /// What probably happened.
  enum Kind: String, CaseIterable {
    case split, merged, redivided, renumbered
  }

  var kind: Kind
  /// The keys of the parcels as they were.
  var parents: [String]
  /// The keys of the parcels as they would be.
  var children: [String]
  /// The areas of all of them, m².
  var areas: (parents: Double, children: Double)
  /// The items concerned, by their places in the review.
  var items: [Int]

  /// With a smaller share of the smaller one two parcels only touch.
  private static let share = 0.05

  /// Finds what became what by the land that they have in common.
  static func find(_ items: [ChangeReview.Item], geos: GEOSContext) -> [Succession] {
    let parents = items.indices.filter {
      items[$0].before != nil && (items[$0].kind == .removed || items[$0].shift != nil)
    }
    let children = items.indices.filter {
      items[$0].after != nil && (items[$0].kind == .added || items[$0].shift != nil)
    }
    guard !parents.isEmpty, !children.isEmpty else { return [] }
    let tree = HilbertTree(parents.map { items[$0].before?.envelope ?? .empty })
    // Connected parcels get the same root.
    var roots = Array(0..<(parents.count + children.count))
    func root(_ node: Int) -> Int {
      var node = node
      while roots[node] != node { node = roots[node] }
      return node
    }
    for (childPlace, child) in children.enumerated() {
      guard let after = items[child].after else { continue }
      tree.search(after.envelope) { place in
        let parent = parents[place]
        guard items[parent].crs == items[child].crs, let before = items[parent].before,
          let common = try? geos.polygons(before).intersection(geos.polygons(after)).area
        else { return true }
        let smaller = min(items[parent].areas.before ?? 0, items[child].areas.after ?? 0)
        if common > max(share * smaller, 0.5) {
          let (one, other) = (root(place), root(parents.count + childPlace))
          roots[max(one, other)] = min(one, other)
        }
        return true
      }
    }
    var groups: [Int: (parents: [Int], children: [Int])] = [:]
    for place in parents.indices { groups[root(place), default: ([], [])].parents.append(parents[place]) }
    for place in children.indices {
      groups[root(parents.count + place), default: ([], [])].children.append(children[place])
    }
    return groups.sorted { $0.key < $1.key }.compactMap { succession($0.value.parents, $0.value.children, items) }
  }

  private static func succession(
    _ parents: [Int], _ children: [Int], _ items: [ChangeReview.Item]
  ) -> Succession? {
    let before = parents.reduce(0) { $0 + (items[$1].areas.before ?? 0) }
    let after = children.reduce(0) { $0 + (items[$1].areas.after ?? 0) }
    // Land does not grow when it is divided.
    guard !parents.isEmpty, !children.isEmpty, abs(before - after) <= max(0.02 * before, 2) else { return nil }
    let kind: Kind
    switch (parents.count, children.count) {
    case (1, 1):
      guard items[parents[0]].key != items[children[0]].key else { return nil }
      kind = .renumbered
    case (1, _): kind = .split
    case (_, 1): kind = .merged
    default: kind = .redivided
    }
    return Succession(
      kind: kind, parents: parents.map { items[$0].key }, children: children.map { items[$0].key },
      areas: (before, after), items: Array(Set(parents + children)).sorted())
  }
}
