internal import SpatiaLite

/// The newest revision as it was last seen, and for how long that may be believed without asking.
struct RecentRevision {
  private var seen: (revision: Int, stamp: DatabaseFile.Stamp, at: ContinuousClock.Instant)?

  /// How long a revision is believed even if the log looks unwritten: file times are only as fine as the kernel's clock.
  private static let trust = Duration.milliseconds(100)

  /// Remembers a revision that was read after looking at the log.
  mutating func note(_ revision: Int, _ stamp: DatabaseFile.Stamp?) {
    seen = stamp.map { (revision, $0, .now) }
  }

  /// The revision, if nothing speaks against it.
  func revision(log: String) -> Int? {
    guard let seen, seen.at.duration(to: .now) < Self.trust, DatabaseFile.Stamp(log) == seen.stamp else { return nil }
    return seen.revision
  }

  /// Forgets it: the next question asks SQLite.
  mutating func forget() { seen = nil }
}

/// Rows of parcels that were read lately at one revision, so that the same neighbourhood is not read again and again.
///
/// Two generations: when the young one is full the old one goes, so that what is asked for stays.
struct RecentRows {
  private var revision = 0
  private var young: [Int64: ParcelRow] = [:]
  private var old: [Int64: ParcelRow] = [:]

  /// How many rows a generation holds: with about 700 bytes a row both together stay below 50 MB.
  private static let generation = 32_768

  /// The row of an identity at a revision, if it was read lately.
  mutating func row(_ id: Int64, at revision: Int) -> ParcelRow? {
    guard revision == self.revision else { return nil }
    if let row = young[id] { return row }
    guard let row = old[id] else { return nil }
    keep(row, at: revision)
    return row
  }

  /// Remembers a row.
  mutating func keep(_ row: ParcelRow, at revision: Int) {
    if revision != self.revision {
      self = RecentRows()
      self.revision = revision
    }
    if young.count >= Self.generation {
      old = young
      young = [:]
      young.reserveCapacity(Self.generation)
    }
    young[row.id] = row
  }
}
