internal import SpatiaLite

/// The newest revision as it was last seen, and for how long that may be believed without asking.
struct RecentRevision {
  private var seen: (revision: Int, stamp: DatabaseFile.Stamp, at: ContinuousClock.Instant)?

  /// How long a revision is believed even if the log looks unwritten: file times are only as fine as the kernel's clock.
  private static let trust = Duration.milliseconds(100)
  /// How long not even the log is looked at: a publish is seen this much later at most, and a busy reader asks the
  /// file system once for a hundred questions.
  private static let rest = Duration.milliseconds(2)
  private var looked = ContinuousClock.Instant.now

  /// Remembers a revision that was read after looking at the log.
  mutating func note(_ revision: Int, _ stamp: DatabaseFile.Stamp?) {
    let now = ContinuousClock.now
    seen = stamp.map { (revision, $0, now) }
    looked = now
  }

  /// The revision, if nothing speaks against it.
  mutating func revision(log: String) -> Int? {
    let now = ContinuousClock.now
    guard let seen, seen.at.duration(to: now) < Self.trust else { return nil }
    if looked.duration(to: now) < Self.rest { return seen.revision }
    guard DatabaseFile.Stamp(log) == seen.stamp else { return nil }
    looked = now
    return seen.revision
  }

  /// Forgets it: the next question asks SQLite.
  mutating func forget() { seen = nil }
}
