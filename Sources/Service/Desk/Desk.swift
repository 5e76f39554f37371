import Cadastre
import Geo
import Projection
import Register
import VietText

/// Where one thread has its questions answered: a reader of the register, its projector, and what they remember.
///
/// Made once for each thread and kept; never shared between threads. Another process may publish at any time: each
/// question is answered from one state of the register, the newest at its beginning.
public final class Desk {
  let reader: RegisterReader
  let systems: Systems
  let shared: SharedIndex
  let clock: any WallClock
  var landUses = LandUseCache()
  private var published: [Int: RevisionReference] = [:]
  private var today = (second: Int.min, day: Day(unixSeconds: 0))
  /// The index used last, so that the usual question takes no lock.
  private var held: (revision: Int, index: SharedIndex.State)?
  /// Whether a question came for which the index was not of the right revision.
  private var isIndexMissed = false
  private var firstDay: (revision: Int, day: Day?) = (-1, nil)
  var wardNames = WardNames()
  var wardHistories = WardHistories()
  var searching = SearchMemory()

  /// Opens a register for one thread.
  ///
  /// - Parameters:
  ///   - register: the path of the land register.
  ///   - index: the index in memory that the desks of a process share; without one the R*Tree answers.
  ///   - clock: tells what day it is.
  /// - Throws: ``ServiceError`` when the register cannot be read.
  public init(
    register: String, index: SharedIndex = SharedIndex(), clock: any WallClock = MachineClock()
  ) throws(ServiceError) {
    reader = try ServiceError.wrapping { try RegisterReader(path: register) }
    systems = Systems(reader.projector)
    shared = index
    self.clock = clock
  }

  /// The newest revision of the register now; 0 when there is none.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read.
  public func newestRevision() throws(ServiceError) -> Int {
    try ServiceError.wrapping { try reader.newestRevision() }
  }

  /// Checks that this thread's projector gives the pinned vectors to a millimetre.
  ///
  /// - Throws: ``ServiceError`` when it does not.
  public func verify() throws(ServiceError) {
    do {
      try reader.projector.selfTest()
    } catch {
      throw ServiceError(.fault, Phrase(vi: "Phép chuyển VN-2000 không đạt kiểm tra: \(error)", en: "\(error)"))
    }
  }

  /// The newest revision's number, and revisions from the newest on.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read.
  func revisions(before: Int?, limit: Int) throws(ServiceError) -> (newest: Int, list: [Revision]) {
    try reading(.now) { snapshot, _ in
      (snapshot.revision, try snapshot.revisions(before: before, limit: limit))
    }
  }

  /// Whether the index was missed since it was last asked.
  func takeMiss() -> Bool {
    defer { isIndexMissed = false }
    return isIndexMissed
  }

  /// Runs a body on the state of the land that a question asks for.
  func reading<Result>(
    _ moment: Moment, within limit: Duration = .seconds(2), _ body: (borrowing Snapshot, Scene) throws -> Result
  ) throws(ServiceError) -> Result {
    try ServiceError.wrapping {
      // The past is read without the index, so it gets a limit.
      if moment == .now {
        return try reader.withNewest { snapshot in try body(snapshot, try scene(moment, snapshot)) }
      }
      return try reader.withSnapshot(deadline: .now + limit) { snapshot in
        try body(snapshot, try scene(moment, snapshot))
      }
    }
  }

  /// What day it is.
  func currentDay() -> Day {
    let now = clock.unixSeconds()
    // A day of Viet Nam begins at 17:00 UTC.
    let second = now - ((now + 7 * 3600) % 86_400)
    if second != today.second { today = (second, Day(unixSeconds: now)) }
    return today.day
  }

  private func scene(_ moment: Moment, _ snapshot: borrowing Snapshot) throws -> Scene {
    let day = currentDay()
    var state = moment
    if let asOf = moment.asOf {
      if try firstDay(snapshot).map({ asOf < $0 }) ?? true { throw noHistory(asOf, firstDay.day) }
      // Nothing is known of the land after today, so later days ask for the newest state.
      if asOf >= day { state.asOf = nil }
    }
    if let number = moment.revision {
      guard number <= snapshot.revision, let found = try revision(number, snapshot) else {
        throw noSuchRevision(number, newest: snapshot.revision)
      }
      if number == snapshot.revision { state.revision = nil }
      return Scene(moment: state, day: moment.asOf ?? day, revision: found, index: index(of: snapshot.revision))
    }
    let newest =
      try revision(snapshot.revision, snapshot) ?? RevisionReference(id: snapshot.revision, publishedAt: 0)
    return Scene(moment: state, day: moment.asOf ?? day, revision: newest, index: index(of: snapshot.revision))
  }

  /// A revision never changes, so it is asked for once.
  private func revision(_ number: Int, _ snapshot: borrowing Snapshot) throws -> RevisionReference? {
    if let known = published[number] { return known }
    guard number > 0, let found = try snapshot.revision(number) else { return nil }
    let reference = RevisionReference(id: number, publishedAt: found.publishedAt)
    if published.count > 1000 { published.removeAll() }
    published[number] = reference
    return reference
  }

  private func index(of revision: Int) -> SharedIndex.State? {
    if let held, held.revision == revision { return held.index }
    guard let index = shared.state(of: revision) else {
      isIndexMissed = true
      return nil
    }
    held = (revision, index)
    return index
  }

  private func firstDay(_ snapshot: borrowing Snapshot) throws -> Day? {
    if firstDay.revision != snapshot.revision { firstDay = (snapshot.revision, try snapshot.firstDay()) }
    return firstDay.day
  }

  private func noHistory(_ asked: Day, _ first: Day?) -> ServiceError {
    ServiceError(
      .noHistory,
      first.map {
        Phrase(
          vi: "Sổ chưa có dữ liệu vào ngày \(asked); dữ liệu đầu tiên là của ngày \($0).",
          en: "The register has no data as early as \(asked); its first data are of \($0).")
      } ?? Phrase(vi: "Sổ chưa có dữ liệu.", en: "The register has no data yet."),
      parameter: "asOf", value: "\(asked)", suggestion: first.map { "\($0)" })
  }

  private func noSuchRevision(_ number: Int, newest: Int) -> ServiceError {
    ServiceError(
      .noSuchRevision,
      Phrase(
        vi: "Không có phiên bản \(number); mới nhất là \(newest).",
        en: "There is no revision \(number); the newest is \(newest)."),
      parameter: "revision", value: "\(number)", suggestion: newest > 0 ? "\(newest)" : nil)
  }
}

@available(*, unavailable)
extension Desk: Sendable {}
