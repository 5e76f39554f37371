public import Register
import Synchronization
import Threads

/// The wards and parcels in memory that the desks of one process share, each state immutable.
///
/// A desk uses it only when it is of the revision that the desk reads; meanwhile the R*Tree answers.
public final class SharedIndex: Sendable {
  /// The indexes of one revision.
  struct State: Sendable {
    var wards: WardIndex
    var parcels: ParcelIndex
    var places: PlaceIndex
  }

  private let state = Locked(State?.none)
  /// The revision that is held, -1 while there is none; read before the lock is taken.
  private let revision = Atomic(-1)

  /// Makes an empty one.
  public init() {}

  /// The revision that is held; `nil` while there is none.
  public var heldRevision: Int? {
    let held = revision.load(ordering: .acquiring)
    return held < 0 ? nil : held
  }

  /// What is held, if it is of a revision.
  func state(of revision: Int) -> State? {
    guard self.revision.load(ordering: .acquiring) == revision else { return nil }
    let held = state.withLock { $0 }
    return held?.parcels.revision == revision ? held : nil
  }

  /// The names that are held, of whatever revision.
  var heldPlaces: PlaceIndex? { state.withLock { $0?.places } }

  /// Loads the newest revision, or what changed since the one that is held.
  ///
  /// - Returns: the revision that is held afterwards.
  /// - Throws: ``ServiceError`` when the register cannot be read.
  @discardableResult
  public func refresh(from reader: RegisterReader) throws(ServiceError) -> Int {
    let held = state.withLock { $0 }
    return try ServiceError.wrapping {
      // Somebody may publish between the two loads; then the wards are taken again.
      for _ in 0..<3 {
        let parcels = try held?.parcels.refreshed(from: reader) ?? ParcelIndex.load(from: reader)
        let wards = try held?.wards.refreshed(from: reader) ?? WardIndex.load(from: reader)
        let places = try PlaceIndex.load(from: reader, after: held?.places)
        guard wards.revision == parcels.revision, places.revision == parcels.revision else { continue }
        state.withLock { $0 = State(wards: wards, parcels: parcels, places: places) }
        revision.store(parcels.revision, ordering: .releasing)
        return parcels.revision
      }
      return revision.load(ordering: .acquiring)
    }
  }
}
