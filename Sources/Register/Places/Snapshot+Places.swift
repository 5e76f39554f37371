public import Cadastre
public import Geo
internal import SpatiaLite

/// A ward of the register without its boundary.
public struct WardEntry: Sendable, Hashable, Identifiable {
  /// The stable identity of this ward in this validity.
  public let id: Int64
  /// The ward.
  public let ward: Ward
  /// The box of its boundary, longitude and latitude.
  public let box: Envelope
}

/// A parcel by its identity and name alone.
public struct ParcelName: Sendable, Hashable, Identifiable {
  /// The stable identity of the parcel.
  public let id: Int64
  /// What names it.
  public let key: ParcelKey
}

extension Snapshot {
  /// All wards of the register without their boundaries, in the order of code and first day.
  ///
  /// - Parameter known: the revision whose knowledge counts; `nil` for the newest.
  /// - Returns: the wards of every time.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wards(knownAt known: Int? = nil) throws(RegisterError) -> [WardEntry] {
    let isPast = known.map { $0 != revision } ?? false
    // The head of a blob holds its box.
    let columns = "id, code, name, kind, province, valid_from, valid_to, substr(geometry, 1, 64)"
    let known = known ?? revision
    return try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        isPast
          ? """
          SELECT \(columns) FROM wards WHERE revision_from <= ?1
          UNION ALL SELECT \(columns) FROM wards_past WHERE revision_from <= ?1 AND ?1 < revision_to
          ORDER BY code, valid_from
          """ : "SELECT \(columns) FROM wards ORDER BY code, valid_from")
      if isPast { statement.bind(1, known) }
      var result: [WardEntry] = []
      while try statement.step() {
        guard let from = statement.day(5) else { continue }
        result.append(
          WardEntry(
            id: statement.int64(0),
            ward: Ward(
              code: statement.text(1), name: statement.text(2), kind: statement.textIfAny(3),
              province: statement.textIfAny(4), validFrom: from, validTo: statement.day(6)),
            box: try statement.withBytes(7) { bytes throws(SpatiaLiteError) in try SpatialBlob.envelope(bytes) }))
      }
      return result
    }
  }

  /// The boundary of a ward in the grid of the law.
  ///
  /// - Parameters:
  ///   - id: the ward's identity.
  ///   - known: the revision whose knowledge counts; `nil` for the newest.
  /// - Returns: `nil` when there is no such ward.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func grid(ofWard id: Int64, knownAt known: Int? = nil) throws(RegisterError) -> GridRow? {
    let known = known ?? revision
    return try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        known == revision
          ? "SELECT crs, grid, source_crs, source FROM wards_grid WHERE id = ?1"
          : """
          SELECT g.crs, g.grid, g.source_crs, g.source FROM wards AS w JOIN wards_grid AS g ON g.id = w.id
            WHERE w.id = ?1 AND w.revision_from <= ?2
          UNION ALL SELECT crs, grid, source_crs, source FROM wards_past
            WHERE id = ?1 AND revision_from <= ?2 AND ?2 < revision_to
          """)
      statement.bind(1, id)
      if known != revision { statement.bind(2, known) }
      guard try statement.step(), let crs = statement.crs(0) else { return nil }
      return GridRow(
        crs: crs, wkb: statement.blob(1), sourceCRS: statement.crs(2),
        sourceWKB: statement.isNull(3) ? nil : statement.blob(3))
    }
  }

  /// A ward with its boundary, by its identity; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func ward(_ entry: WardEntry, knownAt known: Int? = nil) throws(RegisterError) -> WardRow? {
    try wards(code: entry.ward.code, knownAt: known).first { $0.id == entry.id }
  }

  /// The names of the parcels of a sheet whose numbers begin with a numeral of a range, in the order of their numbers.
  ///
  /// The key's index answers it alone.
  /// - Parameters:
  ///   - ward: the code of the ward of the survey.
  ///   - sheet: the sheet as the register writes it.
  ///   - range: what the numbers begin with; a number that begins with a letter counts as 0.
  ///   - limit: how many at most.
  ///   - moment: which state.
  /// - Returns: the names, those of every series and validity of the ward.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcelNames(
    ward: String, sheet: String, numbers range: ClosedRange<Int>, limit: Int, at moment: Moment = .now
  ) throws(RegisterError) -> [ParcelName] {
    try asking { queries throws(SpatiaLiteError) in
      if isNow(moment) {
        return try parcelNames(ward, sheet, range, limit, moment, with: queries.places.names)
      }
      return try parcelNames(
        ward, sheet, range, limit, moment, with: try reader.connection.prepare(PlaceQueries.namesThen))
    }
  }

  private func parcelNames(
    _ ward: String, _ sheet: String, _ range: ClosedRange<Int>, _ limit: Int, _ moment: Moment,
    with statement: borrowing Statement
  ) throws(SpatiaLiteError) -> [ParcelName] {
    bind(moment, to: statement)
    statement.bind(3, ward)
    statement.bind(4, sheet)
    statement.bind(5, range.lowerBound)
    statement.bind(6, range.upperBound)
    statement.bind(7, limit)
    defer { statement.reset() }
    var names: [ParcelName] = []
    while try statement.step() {
      names.append(
        ParcelName(
          id: statement.int64(0),
          key: ParcelKey(
            ward: ward, wardFrom: statement.day(1), series: statement.text(2), sheet: sheet, number: statement.text(3)))
      )
    }
    return names
  }

  /// The sheets of a ward with the highest numeral of their numbers, found by seeking from one to the next.
  ///
  /// - Parameters:
  ///   - ward: the code of the ward of the survey.
  ///   - isPast: whether those of superseded parcels are meant, not those of today's.
  /// - Returns: the sheets in order.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  func sheetEntries(ofWard ward: String, isPast: Bool) throws(RegisterError) -> [SheetEntry] {
    try asking { queries throws(SpatiaLiteError) in
      isPast
        ? try sheetEntries(ward, queries.places.nextPastSheet, queries.places.highestPast)
        : try sheetEntries(ward, queries.places.nextSheet, queries.places.highest)
    }
  }

  private func sheetEntries(
    _ ward: String, _ next: borrowing Statement, _ highest: borrowing Statement
  ) throws(SpatiaLiteError) -> [SheetEntry] {
    var entries: [SheetEntry] = []
    var (number, last) = (Int64.min, "")
    while true {
      next.bind(1, ward)
      next.bind(2, number)
      next.bind(3, last)
      defer { next.reset() }
      guard try next.step() else { return entries }
      (number, last) = (next.int64(0), next.text(1))
      highest.bind(1, ward)
      highest.bind(2, last)
      defer { highest.reset() }
      guard try highest.step() else { continue }
      entries.append(SheetEntry(sheet: last, highest: highest.integer(0)))
    }
  }

  /// The codes of the wards that have parcels, now or in the past, in order.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  func wardsWithParcels(isPast: Bool) throws(RegisterError) -> [String] {
    try asking { queries throws(SpatiaLiteError) in
      isPast ? try codes(queries.places.nextPastWard) : try codes(queries.places.nextWard)
    }
  }

  private func codes(_ statement: borrowing Statement) throws(SpatiaLiteError) -> [String] {
    var result: [String] = []
    while true {
      statement.bind(1, result.last ?? "")
      defer { statement.reset() }
      guard try statement.step(), let ward = statement.textIfAny(0) else { return result }
      result.append(ward)
    }
  }

  /// The codes of the wards whose parcels changed after a revision.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  func changedWards(_ layer: Layer, since revision: Int) throws(RegisterError) -> Set<String> {
    try asking { _ throws(SpatiaLiteError) in
      let statement = try reader.connection.prepare(
        "SELECT DISTINCT ward FROM revision_wards WHERE layer = ?1 AND revision > ?2")
      statement.bind(1, layer.rawValue)
      statement.bind(2, revision)
      var codes: Set<String> = []
      while try statement.step() { codes.insert(statement.text(0)) }
      return codes
    }
  }
}
