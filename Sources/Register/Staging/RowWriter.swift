internal import Cadastre
internal import Geo
internal import SpatiaLite
internal import VietText

/// Writes rows into a staged file, one prepared statement and one buffer for all of them.
final class RowWriter {
  private let statement: Statement
  private let path: String
  private var row = RowBuffer()
  private var days = DayText()

  init(_ tables: LayerTables, on connection: Connection) throws {
    let names =
      ["source_row", "source_file"] + tables.columns
      + ["attribute_digest", "geometry_digest", "geometry", "crs", "grid", "source_crs", "source"]
    let marks = names.map { _ in "?" }.joined(separator: ",")
    statement = try connection.prepare("INSERT INTO rows(\(names.joined(separator: ","))) VALUES(\(marks))")
    path = connection.path
  }

  /// Writes a parcel and tells the sheet that it lies on.
  func append(_ parcel: StagedParcel) throws(RegisterError) -> ScopeSet.Sheet {
    let key = parcel.key
    guard !key.ward.isEmpty, !key.sheet.isEmpty, !key.number.isEmpty else {
      throw badRow(parcel.row, vi: "thiếu mã xã, số tờ hoặc số thửa", en: "ward, sheet or number is missing")
    }
    guard parcel.mapArea.isFinite, parcel.registeredArea?.isFinite ?? true else {
      throw badRow(parcel.row, vi: "diện tích không phải là số", en: "an area is not a number")
    }
    let wardFrom = days.text(of: key.wardFrom) ?? ""
    row.clear()
    row.append(Int64(parcel.row))
    row.append(Int64(parcel.source))
    row.append(key.ward)
    row.append(wardFrom)
    row.append(key.series)
    row.append(key.sheet)
    row.append(key.number)
    row.append(parcel.landUse)
    row.append(parcel.registeredArea)
    row.append(parcel.mapArea)
    row.append(parcel.address)
    row.append(parcel.nationalCode)
    var digest = ContentDigest()
    digest.add(parcel.landUse)
    digest.add(parcel.registeredArea)
    digest.add(parcel.mapArea)
    digest.add(parcel.address)
    digest.add(parcel.nationalCode)
    row.append(digest.value)
    try append(parcel.geometry, of: parcel.row)
    return ScopeSet.Sheet(ward: key.ward, wardFrom: wardFrom, series: key.series, sheet: key.sheet)
  }

  /// Writes a ward and tells its scope: its province and first day.
  func append(_ staged: StagedWard) throws(RegisterError) -> ScopeSet.Sheet {
    let ward = staged.ward
    guard !ward.code.isEmpty, !ward.name.isEmpty else {
      throw badRow(staged.row, vi: "thiếu mã hoặc tên xã", en: "the ward's code or name is missing")
    }
    let validFrom = days.text(of: ward.validFrom) ?? ""
    let validTo = ward.validTo.map { $0.description }
    row.clear()
    row.append(Int64(staged.row))
    row.append(Int64(staged.source))
    row.append(ward.code)
    row.append(validFrom)
    row.append(validTo)
    row.append(ward.name)
    row.append(ward.kind)
    row.append(ward.province)
    row.append(SearchKey.make(ward.name))
    row.append(Collation.sortKey(ward.name))
    var digest = ContentDigest()
    digest.add(validTo)
    digest.add(ward.name)
    digest.add(ward.kind)
    digest.add(ward.province)
    row.append(digest.value)
    try append(staged.geometry, of: staged.row)
    return ScopeSet.Sheet(ward: ward.code, wardFrom: validFrom, series: "", sheet: ward.province ?? "")
  }

  private func append(_ geometry: StagedGeometry, of number: Int) throws(RegisterError) {
    // The shortest polygon: a header, one polygon, one ring of four positions.
    guard geometry.wgs84.count >= 47 + 13 + 64 + 1, geometry.gridWKB.count >= 9 + 13 + 64 else {
      throw badRow(number, vi: "thiếu hình thể", en: "the geometry is missing")
    }
    row.append(geometry.digest)
    row.append(geometry.wgs84)
    row.append(Int64(geometry.grid.code))
    row.append(geometry.gridWKB)
    row.append(geometry.source.map { Int64($0.code) })
    row.append(geometry.sourceWKB)
    do throws(SpatiaLiteError) {
      try statement.run(row)
    } catch {
      throw RegisterError(error, file: path)
    }
  }

  private func badRow(_ number: Int, vi vietnamese: String, en english: String) -> RegisterError {
    RegisterError(.badRow, vi: "dòng \(number): \(vietnamese)", en: "row \(number): \(english)")
  }
}

/// The text of days; the last one is remembered, because rows of one file mostly share theirs.
struct DayText {
  private var last: (day: Day, text: String)?

  mutating func text(of day: Day?) -> String? {
    guard let day else { return nil }
    if let last, last.day == day { return last.text }
    let text = day.description
    last = (day, text)
    return text
  }
}

/// The sheets that an import brings.
struct ScopeSet {
  struct Sheet: Hashable {
    var ward: String
    var wardFrom: String
    var series: String
    var sheet: String
  }

  private var sheets: Set<Sheet> = []
  private var last: Sheet?

  mutating func insert(_ sheet: Sheet) {
    if sheet == last { return }
    last = sheet
    sheets.insert(sheet)
  }

  func write(to connection: Connection) throws {
    let statement = try connection.prepare("INSERT OR IGNORE INTO scopes VALUES(?,?,?,?)")
    for sheet in sheets {
      statement.bind(1, sheet.ward)
      statement.bind(2, sheet.wardFrom)
      statement.bind(3, sheet.series)
      statement.bind(4, sheet.sheet)
      try statement.run()
    }
  }
}
