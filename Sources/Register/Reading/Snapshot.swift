public import Cadastre
public import Geo
internal import SpatiaLite

/// One state of the register, lent by ``RegisterReader/withSnapshot(deadline:_:)``.
public struct Snapshot: ~Copyable {
  /// The newest revision of this state; 0 when there is none.
  public let revision: Int
  let reader: RegisterReader

  /// A snapshot whose transaction begins with the first question, and must find this revision then.
  init(of reader: RegisterReader, assuming revision: Int) {
    self.reader = reader
    self.revision = revision
  }

  init(of reader: RegisterReader) throws(RegisterError) {
    self.reader = reader
    revision = try RegisterError.wrapping(file: reader.path) { try reader.queries.newest() }
  }

  /// Runs a query and gives its errors as the register's.
  func asking<Result>(_ body: (Queries) throws(SpatiaLiteError) -> Result) throws(RegisterError) -> Result {
    if !reader.isOpen { try begin() }
    do throws(SpatiaLiteError) {
      return try body(reader.queries)
    } catch {
      throw RegisterError(error, file: reader.path)
    }
  }

  private func begin() throws(RegisterError) {
    try reader.open()
    let newest = try RegisterError.wrapping(file: reader.path) { try reader.queries.newest() }
    guard newest == revision else {
      throw RegisterError(
        .stateMoved, vi: "sổ vừa có bản mới; hãy hỏi lại", en: "the register has just got a new revision; ask again")
    }
  }

  /// Binds the two halves of a moment, as ?1 and ?2.
  func bind(_ moment: Moment, to statement: borrowing Statement) {
    statement.bind(1, moment.revision ?? revision)
    // Later than every state ends: without a day only what is current counts.
    statement.bind(2, moment.asOf?.description ?? "9999-12-31")
  }

  func isNow(_ moment: Moment) -> Bool {
    moment.asOf == nil && (moment.revision == nil || moment.revision == revision)
  }

  // MARK: parcels

  /// The parcel of an identity at a moment; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcel(id: Int64, at moment: Moment = .now) throws(RegisterError) -> ParcelRow? {
    try asking { queries throws(SpatiaLiteError) in
      if isNow(moment) {
        queries.parcelByID.bind(3, id)
        defer { queries.parcelByID.reset() }
        return try queries.parcelByID.step() ? queries.parcelByID.parcelRow() : nil
      }
      bind(moment, to: queries.parcelByIDThen)
      queries.parcelByIDThen.bind(3, id)
      defer { queries.parcelByIDThen.reset() }
      return try queries.parcelByIDThen.step() ? queries.parcelByIDThen.parcelRow() : nil
    }
  }

  /// The parcel of a hit, from the index when it found it; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcel(
    _ hit: LandLocation.Hit, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws(RegisterError) -> ParcelRow? {
    if let place = hit.place, let index, answers(index, moment) { return index.row(at: place) }
    return try parcel(id: hit.id, at: moment)
  }

  /// What names the parcel of a hit, and its land-use label; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func name(
    of hit: LandLocation.Hit, at moment: Moment = .now, index: ParcelIndex? = nil
  ) throws(RegisterError) -> (key: ParcelKey, landUse: String?)? {
    if let place = hit.place, let index, answers(index, moment) { return index.name(at: place) }
    return try parcel(id: hit.id, at: moment).map { ($0.parcel.key, $0.parcel.landUse) }
  }

  /// Whether an index holds this state of the land.
  func answers(_ index: ParcelIndex, _ moment: Moment) -> Bool { index.revision == revision && isNow(moment) }

  /// The parcels that bear a ward code, sheet and number at a moment, in every series and validity of the ward.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcels(
    ward: String, sheet: String, number: String, series: String? = nil, at moment: Moment = .now,
    index: ParcelIndex? = nil
  ) throws(RegisterError) -> [ParcelRow] {
    let found = try parcels(ward, sheet, number, moment, index)
    guard let series else { return found }
    return found.filter { $0.parcel.key.series == series }
  }

  private func parcels(
    _ ward: String, _ sheet: String, _ number: String, _ moment: Moment, _ index: ParcelIndex?
  ) throws(RegisterError) -> [ParcelRow] {
    if let index, answers(index, moment) { return index.rows(ward: ward, sheet: sheet, number: number) }
    return try asking { queries throws(SpatiaLiteError) in
      isNow(moment)
        ? try parcels(ward, sheet, number, moment, with: queries.parcelByKey)
        : try parcels(ward, sheet, number, moment, with: queries.parcelByKeyThen)
    }
  }

  private func parcels(
    _ ward: String, _ sheet: String, _ number: String, _ moment: Moment, with statement: borrowing Statement
  ) throws(SpatiaLiteError) -> [ParcelRow] {
    bind(moment, to: statement)
    statement.bind(3, ward)
    statement.bind(4, sheet)
    statement.bind(5, number)
    return try allParcels(statement)
  }

  /// The parcels of a sheet in the order of their numbers, a page of them.
  ///
  /// - Parameters:
  ///   - ward: the ward's code.
  ///   - sheet: the sheet.
  ///   - key: the key of the last parcel of the page before; `nil` for the first page.
  ///   - limit: how many at most.
  ///   - moment: which state.
  /// - Returns: the parcels, fewer than the limit on the last page.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func parcels(
    ward: String, sheet: String, after key: ParcelKey? = nil, limit: Int, at moment: Moment = .now
  ) throws(RegisterError) -> [ParcelRow] {
    try asking { queries throws(SpatiaLiteError) in
      isNow(moment)
        ? try page(ward, sheet, key, limit, moment, with: queries.sheetNow)
        : try page(ward, sheet, key, limit, moment, with: queries.sheetThen)
    }
  }

  private func page(
    _ ward: String, _ sheet: String, _ key: ParcelKey?, _ limit: Int, _ moment: Moment,
    with statement: borrowing Statement
  ) throws(SpatiaLiteError) -> [ParcelRow] {
    bind(moment, to: statement)
    statement.bind(3, ward)
    statement.bind(4, sheet)
    statement.bind(5, key.map { $0.number } ?? "-9223372036854775808")
    statement.bind(6, key.map { $0.number } ?? "")
    statement.bind(7, key.map { $0.series } ?? "")
    statement.bind(8, key?.wardFrom.map { $0.description } ?? "")
    statement.bind(9, limit)
    return try allParcels(statement)
  }

  /// Visits the parcels whose boxes touch an envelope of longitudes and latitudes, in no order that means anything.
  ///
  /// The boxes are rounded outwards to single precision, so a parcel that is close by may be given too.
  /// - Parameters:
  ///   - envelope: degrees.
  ///   - moment: which state.
  ///   - body: gets each parcel; `false` ends the visit.
  /// - Throws: ``RegisterError``, or what the body throws.
  public func forEachParcel(
    in envelope: Envelope, at moment: Moment = .now, _ body: (ParcelRow) throws -> Bool
  ) throws {
    if isNow(moment) {
      try visit(envelope, moment, reader.queries.inEnvelope, body)
    } else {
      try visit(envelope, moment, reader.queries.inEnvelopeThen, body)
    }
  }

  private func visit(
    _ envelope: Envelope, _ moment: Moment, _ statement: borrowing Statement, _ body: (ParcelRow) throws -> Bool
  ) throws {
    bindBox(envelope, moment, to: statement)
    defer { statement.reset() }
    while try asking({ _ throws(SpatiaLiteError) in try statement.step() }) {
      guard let row = statement.parcelRow() else { continue }
      guard try body(row) else { return }
    }
  }

  func bindBox(_ envelope: Envelope, _ moment: Moment, to statement: borrowing Statement) {
    if !isNow(moment) { bind(moment, to: statement) }
    statement.bind(3, envelope.minX)
    statement.bind(4, envelope.maxX)
    statement.bind(5, envelope.minY)
    statement.bind(6, envelope.maxY)
  }

  private func allParcels(_ statement: borrowing Statement) throws(SpatiaLiteError) -> [ParcelRow] {
    defer { statement.reset() }
    var rows: [ParcelRow] = []
    while try statement.step() {
      if let row = statement.parcelRow() { rows.append(row) }
    }
    return rows
  }

  /// The grid geometry of a parcel at a moment, and its source's; `nil` when there is no such parcel.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func grid(ofParcel id: Int64, at moment: Moment = .now) throws(RegisterError) -> GridRow? {
    try asking { queries throws(SpatiaLiteError) in
      if isNow(moment) {
        return try grid(id, with: queries.gridByID)
      }
      bind(moment, to: queries.gridByIDThen)
      return try grid(id, with: queries.gridByIDThen)
    }
  }

  private func grid(_ id: Int64, with statement: borrowing Statement) throws(SpatiaLiteError) -> GridRow? {
    statement.bind(3, id)
    defer { statement.reset() }
    guard try statement.step(), let crs = statement.crs(0) else { return nil }
    return GridRow(
      crs: crs, wkb: statement.blob(1), sourceCRS: statement.crs(2),
      sourceWKB: statement.isNull(3) ? nil : statement.blob(3))
  }
}
