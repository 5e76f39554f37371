public import Geo
internal import Threads

/// The check of parcels against one another: overlaps, duplicates, gaps, and edges that do not match.
///
/// Parcels of one grid go in, then the check runs once. It works on positions as they were added, tile by tile, in time
/// nearly proportional to their number, and holds 8 to 16 bytes for each position. Validity is not judged here: what a
/// parcel does to itself is not reported, and an invalid one is repaired for measuring only.
public struct CoverageCheck: ~Copyable {
  private var store: ParcelStore
  private let rules: CoverageRules
  private var summary = CoverageSummary()
  /// How many samples of the parcels a tile holds; another number gives the same findings.
  var tileSize = TilePlan.usualTileSize

  /// Begins a check; the number of parcels that are to come is a hint only.
  public init(rules: CoverageRules = CoverageRules(), expecting parcels: Int = 0) {
    self.rules = rules
    store = ParcelStore(expecting: parcels)
  }

  /// Adds a parcel in grid coordinates; metres, x = easting.
  ///
  /// - Parameters:
  ///   - id: the caller's name of the parcel, which findings bear; the check does not mind if it occurs twice.
  ///   - polygons: the parcel; closed rings, of any winding.
  /// - Returns: `false` if the parcel is left out and counted as skipped: it has no area to check, or a position that is
  ///   not a number or more than a million kilometres away.
  @discardableResult
  public mutating func add(id: Int, polygons: borrowing MultiPolygon) -> Bool {
    let isAdded = store.add(id: id, polygons: polygons)
    if isAdded { summary.parcels += 1 } else { summary.skippedParcels += 1 }
    return isAdded
  }

  /// Runs the check and reports each finding, in an order that depends on the parcels alone.
  ///
  /// - Parameters:
  ///   - threads: how many threads work; at least one.
  ///   - report: called on the calling thread for each finding, by kind, then by the order in which the parcels were added.
  /// - Returns: what was checked, and how much was found.
  /// - Throws: `CoverageError` if there are no threads or GEOS cannot be started.
  public consuming func run(
    threads: Int = 2, report: (CoverageFinding) -> Void
  ) throws(CoverageError) -> CoverageSummary {
    guard store.count > 0 else { return summary }
    let (store, rules) = (store, rules)
    let plan = TilePlan(store, margin: Tile.margin(rules) + 0.1, tileSize: tileSize)
    let tiles = try WorkShares.run(plan.tiles.count, threads: threads) { () throws(CoverageError) in
      var tile = Tile(store: store, plan: plan, rules: rules)
      return { tile.check(plan.tiles[$0], members: plan.members(of: $0)) }
    }
    var findings = try overlaps(tiles, threads: threads)
    findings += Strip.merged(tiles.flatMap(\.strips), rules).map { strip in strip.finding(.gap, store) }
    findings += tiles.flatMap(\.emptyHoles).map { hole in hole.finding(.emptyHole, store) }
    findings += UnmatchedVertices.merged(tiles.flatMap(\.unmatched)).map { $0.finding(store) }
    for finding in findings where finding.kind == .unmatchedVertices { summary.unmatchedVertices += finding.count }
    summary.findings = findings.count
    for kind in CoverageFinding.Kind.allCases {
      for finding in findings where finding.kind == kind { report(finding) }
    }
    return summary
  }

  /// Measures the suspects of all tiles.
  private mutating func overlaps(
    _ tiles: [TileResult], threads: Int
  ) throws(CoverageError) -> [CoverageFinding] {
    var suspects = tiles.flatMap(\.suspects)
    suspects.sort()
    var pairs: [ParcelPair] = []
    for pair in suspects where pairs.last != pair { pairs.append(pair) }
    let (store, rules, all) = (store, rules, pairs)
    let share = 256
    let outcomes = try WorkShares.run((all.count + share - 1) / share, threads: threads) { () throws(CoverageError) in
      guard var measure = try? PairMeasure(store, rules) else { throw CoverageError(.noGEOS) }
      return { index in all[index * share..<min((index + 1) * share, all.count)].map { measure.measure($0) } }
    }
    summary.measuredPairs = pairs.count
    var findings: [CoverageFinding] = []
    for outcome in outcomes.joined() {
      switch outcome {
      case .finding(let finding): findings.append(finding)
      case .negligible: summary.negligiblePairs += 1
      case .unmeasurable: summary.unmeasurablePairs += 1
      }
    }
    return findings
  }
}
