import Cadastre
import HTTP
import HTTPServer
import Office
import Register

/// Somebody of the staff who asks for an area, and how much of its holders they see.
struct AreaVisit: Sendable {
  let visit: Visit
  let view: HolderView
}

extension ServiceSession {
  /// Who asks for an area and is told its holders; `nil` for the public, for whom the office file is never opened.
  ///
  /// - Throws: ``ServiceError`` for a token that proves nothing, and for half a reason.
  func areaVisit(_ exchange: Exchange) throws(ServiceError) -> AreaVisit? {
    // The table and the page go on to others; they name nobody.
    guard exchange.form == .geoJSON || exchange.form == .json else { return nil }
    guard let identity = try identity(of: exchange.request), identity.role.seesHolders else { return nil }
    // A cookie goes along by itself, and what is read here is noted under a name.
    if case .session = identity.proof { return nil }
    let visit = try visit(exchange, identity)
    return AreaVisit(visit: visit, view: try view(visit, wantsAll: false))
  }

  /// Adds to an answer who holds its parcels, as far as they are not too many.
  func addHolders(
    to answer: inout AreaAnswer, _ staff: AreaVisit, _ moment: Moment, _ cancellation: Cancellation
  ) throws(ServiceError) {
    guard answer.rows.count <= AreaHolders.mostParcels else {
      answer.notes.append(.holdersLeftOut(limit: AreaHolders.mostParcels))
      return
    }
    let holders = try desk.holders(
      of: answer, at: moment, on: moment.asOf ?? desk.currentDay(), view: staff.view, try office.reader(),
      Desk.pause { cancellation.isCancelled })
    answer.holders = holders
    answer.withheld = holders.withheld + answer.withheld.filter { $0 != "holder" }
  }

  /// Notes in the audit which holders an answer tells, and waits until that is on the disk.
  ///
  /// - Throws: ``ServiceError`` when it cannot be noted; then the answer must not leave.
  func record(_ holders: AreaHolders, _ staff: AreaVisit) throws(ServiceError) {
    let entry = staff.visit.entry(.areaHoldersRead, subjects: holders.subjects, shown: holders.shown)
    do throws(OfficeError) {
      // The heavy pool may wait for the disk.
      try office.writer.write { change in try change.append(entry) }
    } catch {
      throw ServiceError(error)
    }
  }
}
