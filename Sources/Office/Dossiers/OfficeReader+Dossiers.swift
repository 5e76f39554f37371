public import Cadastre
internal import SpatiaLite

/// Which dossiers a list asks for.
public struct DossierFilter: Sendable, Hashable {
  /// In this state.
  public var state: DossierState?
  /// Open ones, or closed ones.
  public var isOpen: Bool?
  /// Of this office; whoever has an office sees its own only.
  public var office: String?
  /// Of this procedure.
  public var procedure: String?
  /// At this unit.
  public var unit: String?
  /// With a parcel of this ward.
  public var ward: String?
  /// With this parcel.
  public var parcel: Int64?
  /// Past due on this day and still open.
  public var overdueOn: Day?
  /// Received on this day or later.
  public var receivedFrom: Day?
  /// Received on this day or earlier.
  public var receivedTo: Day?

  /// Asks for all.
  public init() {}
}

/// A page of dossiers, the one changed last first; of overdue ones, the one due first.
public struct DossierPage: Sendable, Hashable {
  /// The dossiers.
  public var dossiers: [Dossier]
  /// Where the next page begins; `nil` at the end.
  public var next: String?

  /// Makes a page.
  public init(dossiers: [Dossier], next: String? = nil) {
    self.dossiers = dossiers
    self.next = next
  }
}

extension OfficeReader {
  /// A dossier; `nil` when there is none of that number.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func dossier(_ code: String) throws(OfficeError) -> Dossier? {
    try asking {
      guard var dossier = try database.first(Dossiers.select + " WHERE code = ?", [.text(code)], Dossiers.row) else {
        return nil
      }
      dossier.parcels = try parcels(ofDossier: code)
      return dossier
    }
  }

  /// A page of the dossiers that fit.
  ///
  /// - Parameters:
  ///   - filter: which.
  ///   - limit: how many at most.
  ///   - cursor: where the page begins, as the page before said.
  /// - Returns: the page.
  /// - Throws: ``OfficeError``; code `badValue` for a cursor that is none.
  public func dossiers(_ filter: DossierFilter, limit: Int, cursor: String? = nil) throws(OfficeError) -> DossierPage {
    try reading {
      var conditions: [String] = []
      var values: [SQLValue] = []
      func add(_ condition: String, _ value: SQLValue?) {
        guard let value else { return }
        conditions.append(condition)
        values.append(value)
      }
      add("state = ?", filter.state.map { .text($0.rawValue) })
      add("is_open = ?", filter.isOpen.map { .integer($0 ? 1 : 0) })
      add("office = ?", filter.office.map { .text($0) })
      add("procedure = ?", filter.procedure.map { .text($0) })
      add("unit = ?", filter.unit.map { .text($0) })
      if let ward = filter.ward {
        // Few are gathered and put in order; of many, the first in order are tried.
        let count = try database.integer(
          "SELECT count(*) FROM (SELECT 1 FROM dossier_parcels WHERE ward = ? LIMIT 2000)", [.text(ward)])
        add(
          (count ?? 0) < 2000
            ? "code IN (SELECT dossier FROM dossier_parcels WHERE ward = ?)"
            : "EXISTS (SELECT 1 FROM dossier_parcels AS p WHERE p.ward = ? AND p.dossier = dossiers.code)",
          .text(ward))
      }
      add(
        "code IN (SELECT dossier FROM dossier_parcels WHERE parcel = ?)", filter.parcel.map { .integer(Int($0)) })
      add("is_open = 1 AND due_at < ?", filter.overdueOn.map { .text("\($0)") })
      add("received_at >= ?", filter.receivedFrom.map { .text("\($0)") })
      // Every instant of the day sorts before the sign that follows "9" and "T…".
      add("received_at < ?", filter.receivedTo.map { .text("\($0)~") })
      // Who waits longest past the day comes first; else what changed last.
      let order = filter.overdueOn == nil ? ("changed_at", "<", "DESC") : ("due_at", ">", "ASC")
      if let cursor {
        let parts = cursor.split(separator: "~", maxSplits: 1).map(String.init)
        guard parts.count == 2, filter.overdueOn != nil || Int(parts[0]) != nil else {
          throw OfficeError(.badValue, vi: "con trỏ trang không hợp lệ", en: "the cursor is not valid", field: "cursor")
        }
        conditions.append("(\(order.0), code) \(order.1) (?, ?)")
        values += [filter.overdueOn == nil ? SQLValue(Int(parts[0])) : .text(parts[0]), .text(parts[1])]
      }
      let filtering = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      var found = try database.rows(
        Dossiers.select + filtering + " ORDER BY \(order.0) \(order.2), code \(order.2) LIMIT \(limit + 1)", values,
        Dossiers.row)
      var next: String?
      if found.count > limit {
        found.removeLast()
        next = found.last.map { last in
          "\(filter.overdueOn == nil ? "\(last.changedAt)" : last.content.dueAt ?? "")~\(last.code)"
        }
      }
      for index in found.indices { found[index].parcels = try parcels(ofDossier: found[index].code) }
      return DossierPage(dossiers: found, next: next)
    }
  }

  /// The steps of a dossier, oldest first.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func events(ofDossier code: String) throws(OfficeError) -> [DossierEvent] {
    try asking {
      try database.rows(
        "SELECT id, at, kind, state, unit, note, who FROM dossier_events WHERE dossier = ? ORDER BY id", [.text(code)]
      ) {
        DossierEvent(
          id: $0.integer(0), at: $0.integer(1), kind: $0.text(2), state: $0.text(3), unit: $0.filled(4),
          note: $0.filled(5), who: $0.text(6))
      }
    }
  }

  /// Open dossiers on parcels: the parcel, the dossier, and since when it is there.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func openDossiers(
    onParcels ids: [Int64], except code: String? = nil
  ) throws(OfficeError) -> [(parcel: Int64, dossier: String, office: String?, since: Int)] {
    try asking {
      try ids.flatMap { id in
        try database.rows(
          """
          SELECT p.parcel, d.code, d.office, p.attached_at FROM dossier_parcels AS p JOIN dossiers AS d
          ON d.code = p.dossier WHERE p.parcel = ? AND d.is_open = 1 AND d.code IS NOT ? ORDER BY p.attached_at, d.code
          """, [.integer(Int(id)), SQLValue(code)]
        ) { ($0.int64(0), $0.text(1), $0.textIfAny(2), $0.integer(3)) }
      }
    }
  }

  func parcels(ofDossier code: String) throws -> [DossierParcel] {
    try database.rows(
      """
      SELECT parcel, ward, ward_from, series, sheet, number, revision, attached_at FROM dossier_parcels
      WHERE dossier = ? ORDER BY id
      """, [.text(code)]
    ) {
      DossierParcel(
        id: $0.int64(0),
        key: ParcelKey(
          ward: $0.text(1), wardFrom: $0.textIfAny(2).flatMap { Day($0) }, series: $0.text(3), sheet: $0.text(4),
          number: $0.text(5)), revision: $0.integer(6), attachedAt: $0.integer(7))
    }
  }
}

enum Dossiers {
  static let select =
    """
    SELECT code, version, procedure, office, applicant, state, received_at, due_at, unit, since, made_at, changed_at
    FROM dossiers
    """

  static func row(_ statement: borrowing Statement) -> Dossier {
    Dossier(
      code: statement.text(0), version: statement.integer(1),
      content: DossierContent(
        procedure: statement.textIfAny(2), office: statement.textIfAny(3), applicant: statement.textIfAny(4),
        state: DossierState(rawValue: statement.text(5)) ?? .received, receivedAt: statement.textIfAny(6),
        dueAt: statement.textIfAny(7)),
      unit: statement.textIfAny(8), since: statement.integer(9), madeAt: statement.integer(10),
      changedAt: statement.integer(11), parcels: [])
  }
}
